"""Each attribution level has its own line, and keeps to the length that it is given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model import LEVELS, AttributionLevel
from site_builder.picture.strokes import Bar, Dot, line


def test_the_five_lines_differ() -> None:
    assert len({tuple(line(level, (0, 0), 100)) for level in LEVELS}) == 5


def test_a_relayed_line_is_double_and_a_quoted_one_heavy() -> None:
    assert line("relayed", (0, 10), 50) == [
        Bar(0, 6, 50, 9, "level"),
        Bar(0, 12, 50, 15, "level"),
    ]
    assert line("quoted", (0, 10), 50) == [Bar(0, 6, 50, 15, "level")]
    assert line("paraphrased", (0, 10), 50) == [Bar(0, 9, 50, 12, "level")]


def test_an_unnamed_line_is_dashed_and_an_unattributed_one_dotted() -> None:
    assert [
        (bar.left, bar.right) for bar in line("unnamed", (0, 0), 82) if isinstance(bar, Bar)
    ] == [
        (0, 20),
        (31, 51),
        (62, 82),
    ]
    assert line("unattributed", (0, 10), 35) == [Dot(0, 7, 7), Dot(14, 7, 7), Dot(28, 7, 7)]


@given(st.sampled_from(LEVELS), st.integers(20, 400), st.booleans())
def test_a_line_keeps_to_its_length(level: AttributionLevel, length: int, upright: bool) -> None:
    strokes = line(level, (100, 50), length, upright)
    if upright:
        tops = [stroke.top for stroke in strokes]
        ends = [s.bottom if isinstance(s, Bar) else s.top + s.size for s in strokes]
        assert (min(tops), max(ends)) == (50, 50 + length)
    else:
        lefts = [stroke.left for stroke in strokes]
        ends = [s.right if isinstance(s, Bar) else s.left + s.size for s in strokes]
        assert (min(lefts), max(ends)) == (100, 100 + length)


@pytest.mark.parametrize("level", LEVELS)
def test_an_upright_line_is_the_level_one_turned(level: AttributionLevel) -> None:
    across, down = line(level, (0, 0), 90), line(level, (0, 0), 90, upright=True)
    assert len(across) == len(down)
