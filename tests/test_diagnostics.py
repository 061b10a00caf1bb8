"""The words in which faults offer help."""

import pytest

from site_builder.diagnostics import MOST_HINTS, Hints, nearest_word, one_of, suggest


@pytest.mark.parametrize(
    ("word", "known", "nearest"),
    [
        ("speker", ["speaker", "source"], "speaker"),
        ("ron-dremer", ["ron-dermer", "adam-boehler"], "ron-dermer"),
        ("xyz", ["speaker", "source"], None),
        ("speaker", [], None),
    ],
)
def test_the_nearest_known_word_is_offered(
    word: str, known: list[str], nearest: str | None
) -> None:
    assert nearest_word(word, known) == nearest
    assert suggest(word, known) == (f"did you mean “{nearest}”?" if nearest else None)


@pytest.mark.parametrize(
    "word", ["claim-numbr-00777", "clam-number-00777", "claim-number-00777x", "claim-nmber-00777"]
)
def test_among_very_many_words_the_nearest_is_offered_too(word: str) -> None:
    known = {f"claim-number-{number:05}" for number in range(0, 20_000, 7)}
    assert nearest_word(word, known) == "claim-number-00777"
    assert nearest_word("harbour", known) is None


def test_only_the_first_unknown_words_of_a_file_are_compared_with_all_that_is_known() -> None:
    hints = Hints()
    found = [hints.suggest("a.md", "speker", ["speaker"]) for _ in range(MOST_HINTS + 2)]
    assert found == ["did you mean “speaker”?"] * MOST_HINTS + [None, None]
    assert hints.suggest("b.md", "speker", ["speaker"]) == "did you mean “speaker”?"


def test_what_is_offered_does_not_hang_on_the_order_of_what_is_known() -> None:
    known = ["aab", "aac", "aad"]
    assert suggest("aaa", known) == suggest("aaa", reversed(known))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["a"], "“a”"),
        (["a", "b"], "one of “a” or “b”"),
        (["a", "b", "c"], "one of “a”, “b” or “c”"),
    ],
)
def test_words_are_listed_as_the_end_of_a_sentence(words: list[str], sentence: str) -> None:
    assert one_of(words) == sentence
