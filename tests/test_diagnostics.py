"""The words in which faults offer help."""

import pytest

from site_builder.diagnostics import nearest_word, one_of, suggest


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
