"""The passage that comes nearest to words a source does not have, shown word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.quotes.nearest import compare, is_searched_whole, nearest_passage, telling
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


SHORT = st.lists(st.sampled_from(["no", "deal", "had"]), max_size=20)


@given(SHORT, SHORT)
def test_what_is_shown_of_each_side_is_all_that_it_says(card: list[str], source: list[str]) -> None:
    ours, theirs = compare(" ".join(card), " ".join(source))
    for line, words in ((ours, card), (theirs, source)):
        shown = line.partition(":")[2]
        for mark in ("[-", "-]", "{+", "+}"):
            shown = shown.replace(mark, "")
        assert shown.split() == words


WORDS = [f"word{number}" for number in range(300)]
LONG = normal_text(" ".join(f"w{number * 7919 % 100_003}" for number in range(200_000)))
"""More than is aligned as a whole with anything but a few words."""


def test_of_long_words_what_is_near_a_difference_is_shown() -> None:
    card, source = " ".join(WORDS), " ".join([*WORDS[:150], "other", *WORDS[151:]])
    ours, theirs = compare(card, source)
    assert "word149 [-word150-] word151" in ours
    assert "word149 {+other+} word151" in theirs
    assert ours.startswith("the card has:   … word")
    assert ours.endswith(" …")
    assert max(len(ours), len(theirs)) < 200


def test_of_long_words_that_differ_both_ends_are_shown() -> None:
    ours, theirs = compare(" ".join(WORDS), "nothing")
    assert ours.startswith("the card has:   [-word0 word1 ")
    assert " … " in ours
    assert ours.endswith(" word299-]")
    assert theirs == "the source has: {+nothing+}"
    assert len(ours) < 300


def test_of_very_many_differences_the_first_are_shown() -> None:
    ours, _ = compare(" ".join(WORDS), " ".join(WORDS[::2]))
    assert ours.count("[-") == 8
    assert ours.endswith("[-word15-] …")


def test_of_endless_words_those_tell_most_at_which_the_text_first_lacks_them() -> None:
    there = LONG.text.split(" ")[10_000:130_000]
    words = telling(" ".join([*there[:60_000], "changed", *there[60_001:]]), LONG)
    assert len(words) <= 4000
    ours, theirs = compare(words, nearest_passage(words, LONG) or "")
    assert f"{there[59_999]} [-changed-] {there[60_001]}" in ours
    assert f"{there[59_999]} {{+{there[60_000]}+}} {there[60_001]}" in theirs
    assert max(len(ours), len(theirs)) < 500


@pytest.mark.parametrize("words", ["x" * 9000, "a " * 5000 + "x", "x " + "a " * 5000, "few words"])
def test_what_tells_most_is_never_nothing_and_never_too_much(words: str) -> None:
    told = telling(words.strip(), normal_text("a " * 6000))
    assert 0 < len(told) <= 4000
    assert told in words


def test_in_a_very_long_text_the_passage_around_a_shared_phrase_is_found() -> None:
    there = LONG.text.split(" ")[150_000:150_040]
    words = " ".join([*there[:5], "changed", *there[6:]])
    assert not is_searched_whole(words, LONG)
    assert nearest_passage(words, LONG) == " ".join(there)


def test_in_a_very_long_text_one_shared_word_is_enough_if_the_rest_is_alike() -> None:
    there = LONG.text.split(" ")[150_000:150_004]
    words = " ".join([there[0] + "x", there[1], there[2] + "x", there[3] + "x"]) + " and more of it"
    assert " ".join(there[:3]) in (nearest_passage(words, LONG) or "")


def test_without_a_shared_phrase_a_very_long_text_is_not_searched() -> None:
    words = "ZZZZ QQQQ " * 40
    assert not is_searched_whole(words, LONG)
    assert nearest_passage(words, LONG) is None
    assert is_searched_whole(words, SOURCE)
