"""A passage that begins or ends in the middle of a word is told from one of whole words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.quotes.words import LONGEST, cut_word, is_firm


def cut(marked: str) -> str | None:
    """The word that is cut where the bar stands."""
    before, _, after = marked.partition("|")
    return cut_word(before + after, len(before))


@pytest.mark.parametrize(
    ("marked", "word"),
    [
        ("they were un|able to agree", "unable"),
        ("they were unabl|e to agree", "unable"),
        ("“un|able”", "unable"),
        ("snake_|case", "snake_case"),
        ("in 20|25 they", "2025"),
        ("some 1|,250.5 tons", "1,250.5"),
        ("some 1,|250.5 tons", "1,250.5"),
        ("some 1,250|.5 tons", "1,250.5"),
        ("cre\u0301e\u0301|rent", "cre\u0301e\u0301rent"),
        ("un\u00ad|able", "un\u00adable"),
        ("не|возможно", "невозможно"),
    ],
)
def test_a_cut_within_a_word_gives_the_whole_word(marked: str, word: str) -> None:
    assert cut(marked) == word


@pytest.mark.parametrize(
    "marked",
    [
        "|unable",
        "unable|",
        "un| able",
        "un |able",
        "Gaza|-based talks",
        "Gaza-|based talks",
        "Moss|’s ministry",
        "l’|homme",
        "the end|. 12 came",
        "in 2025|, 12 came",
        "ended.|Then",
        "say|…",
        "停火协|议开始",
        "หยุด|ยิง",
        "在Gaza|的会谈",
        "カタ|カナ",
    ],
)
def test_a_cut_between_words_is_none(marked: str) -> None:
    assert cut(marked) is None


def test_of_a_word_without_an_end_a_part_is_looked_at() -> None:
    assert cut_word("a" * 100_000, 50_000) == "a" * (2 * LONGEST)


@given(st.text("a1., é\u0301停", max_size=12), st.integers(-2, 14))
def test_the_word_stands_around_its_cut(text: str, at: int) -> None:
    word = cut_word(text, at)
    assert word is None or any(
        text[start : start + len(word)] == word for start in range(at - len(word) + 1, at)
    )


@pytest.mark.parametrize(
    "marked",
    ["|no", "no|", "no |deal", "no| deal", "“|no", "no|”", "no|, deal", "a-|b", "no.|”", "«|לא",
     "ended.|”Then", "😀|😀", "了，|停", "said \u2067|לא"],
)  # fmt: skip
def test_words_are_firmly_divided_by_spaces_and_signs(marked: str) -> None:
    before, _, after = marked.partition("|")
    assert is_firm(before + after, len(before))


@pytest.mark.parametrize(
    "marked",
    ["un|able", "don’|t", "don|’t", "1,|250", "1|,250", "a.|b", "停|火", "e|\u0301", "👍|🏽",
     "foo\u00ad|bar", "می\u200c|خواهم", "snake_|case", 'צה"|ל'],
)  # fmt: skip
def test_within_a_word_or_where_only_a_dictionary_can_tell_nothing_is_firm(marked: str) -> None:
    before, _, after = marked.partition("|")
    assert not is_firm(before + after, len(before))


@given(st.text("a1., ’é停", max_size=12), st.integers(0, 12))
def test_what_is_firm_is_never_within_a_word(text: str, at: int) -> None:
    assert not (is_firm(text, at) and cut_word(text, at))
