"""The passage that comes nearest to words a source does not have, shown word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.quotes.nearest import compare, nearest_passage
from site_builder.quotes.normal import normal_text

SOURCE = normal_text(
    "The envoy met in Doha with a senior Hamas official.\n"
    "Boehler reassured Dermer that no deal had been reached and that he was aware of red lines.\n"
    "Trump issued his latest ultimatum."
)


@pytest.mark.parametrize(
    ("words", "passage"),
    [
        ("assured Dermer that no deal has been reached", "reassured Dermer that no deal had been reached"),
        ("Boehler told Dermer that no deal", "Boehler reassured Dermer that no deal"),
        ("met in Dohar with", "met in Doha with"),
        ("the latest ultimatum", "his latest ultimatum."),
    ],
)  # fmt: skip
def test_the_nearest_passage_begins_and_ends_at_words(words: str, passage: str) -> None:
    assert passage in (nearest_passage(words, SOURCE) or "")


def test_words_like_nothing_in_a_source_have_no_nearest_passage() -> None:
    assert nearest_passage("ZZZZ QQQQ 999 JJJJ", SOURCE) is None
    assert nearest_passage("any words", normal_text("")) is None


@given(st.text(max_size=30), st.text(max_size=60))
def test_the_nearest_passage_is_whole_words_of_the_source(words: str, archived: str) -> None:
    source = normal_text(archived)
    passage = nearest_passage(words, source)
    if passage is not None:
        assert f" {passage} " in f" {source.text} "


@pytest.mark.parametrize(
    ("card", "source", "shown"),
    [
        ("no deal has been", "no deal had been", ("no deal [-has-] been", "no deal {+had+} been")),
        ("no deal", "there was no deal", ("no deal", "{+there was+} no deal")),
        ("it was no deal", "no deal", ("[-it was-] no deal", "no deal")),
        ("one two", "three four", ("[-one two-]", "{+three four+}")),
    ],
)
def test_what_differs_is_marked_word_by_word(
    card: str, source: str, shown: tuple[str, str]
) -> None:
    assert compare(card, source) == (f"the card has:   {shown[0]}", f"the source has: {shown[1]}")


@given(st.lists(st.sampled_from(["no", "deal", "had"])), st.lists(st.sampled_from(["no", "deal"])))
def test_what_is_shown_of_each_side_is_all_that_it_says(card: list[str], source: list[str]) -> None:
    ours, theirs = compare(" ".join(card), " ".join(source))
    for line, words in ((ours, card), (theirs, source)):
        shown = line.partition(":")[2]
        for mark in ("[-", "-]", "{+", "+}"):
            shown = shown.replace(mark, "")
        assert shown.split() == words
