"""What a browser's search takes for the same is the same; letters and digits are told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.quotes.folded import folded, folded_text
from site_builder.quotes.normal import normal_text

SAME = [
    "No Deal = no deal",
    "résumé = resume",
    "re\u0301sume\u0301 = resume",
    "Øst = ost",
    "đak łak = dak lak",
    "ælt = aelt",
    "Straße = STRASSE",
    "ﬁnal = final",
    "１００ = 100",
    "ヒラガナ = ひらがな",
    "كَتَبَ = كتب",
    "كـتاب = كتاب",
    "שָׁלוֹם = שלום",
    "foo\u00adbar = foobar",
    "“no”\u00a0deal = \"no\" deal",
    "what… = what...",
]  # fmt: skip


@pytest.mark.parametrize("pair", SAME)
def test_words_that_chromium_finds_for_one_another_are_the_same(pair: str) -> None:
    one, other = pair.split(" = ")
    assert folded(one) == folded(other)


@pytest.mark.parametrize("pair", ["deal = dear", "a-b = a b", "1,2 = 1.2", "no. = no", "да = на"])
def test_words_that_differ_in_letters_or_signs_differ(pair: str) -> None:
    one, other = pair.split(" = ")
    assert folded(one) != folded(other)


@given(st.text(), st.text(min_size=1), st.text())
def test_words_of_a_text_are_found_in_it(before: str, words: str, after: str) -> None:
    text = normal_text(f"{before} {words} {after}").text
    assert folded(words) in folded_text(text)
