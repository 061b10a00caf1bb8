"""A text is as large as its room allows, in even lines, and cut only where nothing else helps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.picture.breaks import clean
from site_builder.picture.lines import ELLIPSIS, Column, set_lines, set_runs, shorten
from tests.picture.plain_type import PLAIN

COLUMN = Column(width=1000, height=300, sizes=(80, 60, 40, 30))
FITS = 400
"""Characters that surely fit: eight lines of 66 at the smallest size, however they break."""


def lines(text: str, column: Column = COLUMN) -> tuple[str, ...]:
    return set_lines(text, column, "statement", PLAIN).lines


def test_a_short_text_is_set_at_the_largest_size() -> None:
    setting = set_lines("It’s.", COLUMN, "statement", PLAIN)
    assert (setting.size, setting.leading, setting.lines) == (80, 100, ("It’s.",))


def test_lines_are_even() -> None:
    assert lines("aaaa bbbb cccc dddd eeee ffff") == ("aaaa bbbb cccc ", "dddd eeee ffff")


@pytest.mark.parametrize(("characters", "size"), [(20, 80), (90, 60), (300, 40), (400, 30)])
def test_a_longer_text_is_set_smaller(characters: int, size: int) -> None:
    text = " ".join(["word"] * (characters // 5))
    assert set_lines(text, COLUMN, "statement", PLAIN).size == size


def test_a_long_word_is_set_small_rather_than_torn() -> None:
    setting = set_lines("w" * 60, COLUMN, "statement", PLAIN)
    assert (setting.size, setting.lines) == (30, ("w" * 60,))


def test_a_word_longer_than_any_line_is_torn() -> None:
    setting = set_lines("It was " + "w" * 90, COLUMN, "statement", PLAIN)
    assert "".join(setting.lines) == "It was " + "w" * 90
    assert not setting.cut


def test_a_text_too_long_ends_in_an_ellipsis_after_a_word() -> None:
    setting = set_lines("word, " * 200, COLUMN, "statement", PLAIN)
    assert setting.cut
    assert setting.lines[-1].endswith(f"word{ELLIPSIS}")
    assert (
        "".join(setting.lines[:-1])
        + setting.lines[-1][:-1]
        + ", "
        + ("word, " * (200 - "".join(setting.lines).count("word")))
        == "word, " * 200
    )


def test_an_empty_text_is_one_empty_line() -> None:
    assert lines("") == ("",)


WORDS = st.lists(st.text("abcdéא", min_size=1, max_size=9), min_size=1).map(" ".join)


@given(WORDS)
def test_a_text_of_common_length_is_shown_whole(text: str) -> None:
    text = text[:FITS].strip()
    setting = set_lines(text, COLUMN, "statement", PLAIN)
    assert not setting.cut
    assert "".join(setting.lines) == text


@given(st.one_of(WORDS, st.text().map(clean), st.text("中、（ab -", max_size=700).map(clean)))
def test_lines_keep_to_their_room(text: str) -> None:
    setting = set_lines(text, COLUMN, "statement", PLAIN)
    assert len(setting.lines) * setting.leading <= COLUMN.height
    for line in setting.lines:
        assert PLAIN.advance(line.rstrip(), "statement") * setting.size <= COLUMN.width
    assert setting.cut or "".join(setting.lines) == text


@given(st.text().map(clean), st.integers(2, 40))
def test_what_is_shortened_fits(text: str, room: int) -> None:
    short = shorten(text, room, "label", PLAIN)
    assert PLAIN.advance(short, "label") <= room
    assert short == text or short.endswith(ELLIPSIS)


def test_a_line_is_cut_into_runs_of_one_family_and_direction() -> None:
    (runs,) = set_runs(["say אב 12 ג now"], "statement", PLAIN)
    assert [(run.text, run.family, run.rtl) for run in runs] == [
        ("say ", "statement", False),
        ("ג", "hebrew", True),
        (" ", "statement", True),
        ("12", "statement", False),
        (" ", "statement", True),
        ("אב", "hebrew", True),
        (" now", "statement", False),
    ]


def test_lines_of_a_paragraph_run_as_its_first_letter_does() -> None:
    runs = set_runs(["אב ", "ab."], "statement", PLAIN)
    assert [[run.text for run in line] for line in runs] == [["אב"], [".", "ab"]]
    assert [run.width for run in runs[1]] == [0.5, 1.0]
