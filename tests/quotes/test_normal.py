"""Texts made comparable, and the way back to their own code points."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from site_builder.quotes.normal import normal, normal_text, paragraphs

TEXT = st.text(
    st.characters(codec="utf-8")
    | st.sampled_from("aé…—-–“”\"'’ \n\t\u0301\u0327\uac00\u11a8\u0f73")
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“no deal”", '"no deal"'),
        ("«no deal»", "„no deal‟"),
        ("Israel’s", "Israel's"),
        ("‘no’", "'no'"),
        ("Israel had not agreed to—specifically", "Israel had not agreed to--specifically"),
        ("2024–25", "2024-25"),
        ("well…", "well..."),
        ("no \n\t deal", "no deal"),
        ("no\u00a0deal", "no deal"),
        ("  no deal\n", "no deal"),
        ("café", "cafe\u0301"),
        ("각", "\u1100\u1161\u11a8"),
    ],
)
def test_what_only_looks_different_is_equal(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("no deal", "No deal"),
        ("no deal", "nodeal"),
        ("21", "2l"),
        ("café", "cafe"),
        ("٣", "3"),
        ("ﬁrst", "first"),
        ("x²", "x2"),
        ("no deal", "no deal."),
        ("no, deal", "no deal"),
        ("¿no?", "no?"),
        ("a\u200bb", "ab"),
    ],
)
def test_what_says_something_else_is_not(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@given(TEXT)
@example("a--b — c…  d")
def test_what_is_comparable_stays_as_it_is(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@given(TEXT)
@example("e\u0301 “x”…\n\n—\n")
@example("\u0f40\u0f74\u0f73")
@example("\u1100\u1161\u11a8")
def test_an_archived_text_and_a_card_are_made_comparable_the_same_way(text: str) -> None:
    assert normal_text(text).text.strip() == normal(text)


@given(TEXT)
def test_every_stretch_leads_back_to_code_points_that_say_the_same(text: str) -> None:
    made = normal_text(text)
    for at, character in enumerate(made.text):
        start, end = made.span(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert character in normal_text(text[start:end]).text
    if made.text:
        assert made.span(0, len(made.text)) == (0, len(text))


@given(TEXT, st.data())
def test_the_way_back_never_turns(text: str, data: st.DataObject) -> None:
    made = normal_text(f"{text}.")
    at = data.draw(st.integers(0, len(made.text) - 1))
    upto = data.draw(st.integers(at + 1, len(made.text)))
    start, end = made.span(at, upto)
    assert start == made.span(at, at + 1)[0]
    assert end == made.span(upto - 1, upto)[1]
    assert start < end


@pytest.mark.parametrize(
    ("archived", "words", "span"),
    [
        ("We “will” go", '"will"', "“will”"),
        ("We  —  go", "We - go", "We  —  go"),
        ("the cafe\u0301s", "café", "cafe\u0301"),
        ("so… no", "so...", "so…"),
        ("a -- b", "-", "--"),
    ],
)
def test_words_lead_back_to_the_archives_own(archived: str, words: str, span: str) -> None:
    made = normal_text(archived)
    at = made.text.index(words)
    start, end = made.span(at, at + len(words))
    assert archived[start:end] == span


@pytest.mark.parametrize(
    ("archived", "found"),
    [
        ("One\nTwo\n", ["One", "Two"]),
        ("One\nstill one\n\nTwo\n \nThree", ["One\nstill one", "Two", "Three"]),
        ("\n\n  One  \n\n", ["One"]),
        ("One\r\n\r\nTwo\r\n", ["One", "Two"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_paragraphs_are_blocks_between_blank_lines_or_else_lines(
    archived: str, found: list[str]
) -> None:
    assert [archived[start:end] for start, end in paragraphs(archived)] == found


@given(st.text("ab \n\t\u00a0…"))
def test_every_word_stands_in_one_paragraph(archived: str) -> None:
    made = normal_text(archived)
    for number, (start, end) in enumerate(made.paragraphs, start=1):
        assert archived[start:end] == archived[start:end].strip() != ""
        assert {made.paragraph(at) for at in range(start, end)} == {number}
    in_paragraphs = "".join(archived[start:end] for start, end in made.paragraphs)
    assert re.sub(r"\s", "", in_paragraphs) == re.sub(r"\s", "", archived)


def test_composition_is_unicodes_own() -> None:
    decomposed = unicodedata.normalize("NFD", "Ǻ ờ が ֗ 가각")
    assert normal_text(decomposed).text == unicodedata.normalize("NFC", decomposed)
