"""Links to words of a page elsewhere, as browsers read them (WICG Scroll to Text Fragment)."""

import re
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from site_builder.fragments import LONGEST, text_fragment

URL = "https://paper.example/story"


def test_a_short_quotation_is_given_in_full() -> None:
    assert text_fragment(URL, ["no deal"]) == f"{URL}#:~:text=no%20deal"


def test_what_separates_the_parts_of_a_directive_is_encoded_within_them() -> None:
    assert text_fragment(URL, ["al-Hayya, Q&A"]) == f"{URL}#:~:text=al%2DHayya%2C%20Q%26A"


def test_a_fragment_that_the_address_has_is_kept() -> None:
    assert text_fragment(f"{URL}?a=b#top", ["deal"]) == f"{URL}?a=b#top:~:text=deal"


def test_a_long_quotation_is_given_by_its_first_and_last_words() -> None:
    words = " ".join(f"word{n}" for n in range(100))
    start, end = unquote(text_fragment(URL, [words]).partition("text=")[2]).split(",")
    assert start == "word0 word1 word2 word3 word4 word5"
    assert end == "word94 word95 word96 word97 word98 word99"


def test_a_quotation_is_short_up_to_its_limit() -> None:
    words = "four " * (LONGEST // 5 - 1) + "fives"
    assert len(words) == LONGEST
    assert "," not in unquote(text_fragment(URL, [words]))
    assert "," in unquote(text_fragment(URL, [f"{words}s"]))


def test_a_long_quotation_of_few_words_is_given_in_full() -> None:
    words = " ".join(["w" * 20] * 12)
    assert len(words) > LONGEST
    assert unquote(text_fragment(URL, [words])).endswith(f"={words}")


def test_white_space_is_what_a_reader_sees() -> None:
    assert text_fragment(URL, ["no\u00a0  deal "]) == text_fragment(URL, ["no deal"])


def test_words_of_several_lines_or_with_words_left_out_are_given_by_their_ends() -> None:
    lines = ["Sources said that no deal had been reached", "and", "that it was over"]
    start, end = unquote(text_fragment(URL, lines).partition("text=")[2]).split(",")
    assert start == "Sources said that no deal had"
    assert end == "that it was over"


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=LONGEST).filter(str.strip))
def test_a_browser_gets_back_the_words_of_any_short_quotation(words: str) -> None:
    directive = text_fragment(URL, [words]).partition(":~:text=")[2]
    assert re.fullmatch(r"[A-Za-z0-9._~%]+", directive)
    assert unquote(directive) == " ".join(words.split())
