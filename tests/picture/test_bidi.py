"""Characters run in the direction that another program gives them too, which knows all of UAX 9."""

import pytest
from bidi import get_display
from hypothesis import example, given
from hypothesis import strategies as st

from site_builder.picture.bidi import base_level, in_visual_order, levels

MIRRORED = str.maketrans(")]}", "([{")
"""The other program turns brackets round; here that is left to the font."""

LETTERS = "abc אבג دهو 12 ٣٤ .,:;!?()[]{}-+/%$€ “”«» \u0301\u05b0\u064b"


def shown(text: str) -> str:
    """The characters of a text from left to right."""
    base = base_level(text)
    known = levels(text, base)
    end = len(text.rstrip())
    known[end:] = [base] * (len(text) - end)
    return "".join(in_visual_order([*zip(known, text, strict=True)]))


@given(st.text(LETTERS, max_size=30))
@example("٣[;٣\u0301 :]\u0301")
@example("abc (אבג) דה (ABC) 12-13")
def test_any_mixture_is_shown_as_another_program_shows_it(text: str) -> None:
    other = str(get_display(text, base_dir="R" if base_level(text) else "L"))
    assert shown(text).translate(MIRRORED) == other.translate(MIRRORED)


@pytest.mark.parametrize(
    ("text", "base"), [("“a”", 0), ("12 א", 1), ("«ا", 1), ("12", 0), ("", 0), ("a א", 0)]
)
def test_the_first_letter_decides_where_a_text_begins(text: str, base: int) -> None:
    assert base_level(text) == base


def test_a_text_of_one_direction_has_one_level() -> None:
    assert levels("It’s “so”, 12.", 0) == [0] * 14


def test_numbers_run_to_the_right_among_hebrew_words() -> None:
    assert levels("א 12 ב", 1) == [1, 1, 2, 2, 1, 1]


def test_runs_of_a_level_are_turned_round_together() -> None:
    runs = [(0, "said"), (1, "first"), (2, "12"), (1, "last"), (0, "end")]
    assert in_visual_order(runs) == ["said", "last", "12", "first", "end"]
