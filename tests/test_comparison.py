"""Wordings of one claim are held against one another, word by word."""

from msgspec.structs import replace

from site_builder.comparison import LONGEST, MOST, wordings
from site_builder.library import Quote
from tests.test_sentence import MOSS, quote


def worded(text: str, source: str, lang: str | None = "en") -> Quote:
    plain = quote(MOSS)
    return replace(plain, text=text, lang=lang, source=replace(plain.source, id=source))


def marked(*quotes: Quote) -> list[str]:
    """Each wording, with the words that differ in square brackets."""
    return [
        " ".join(f"[{run.text}]" if run.differs else run.text for run in wording.runs)
        for wording in wordings(quotes)
    ]


def test_words_that_differ_are_marked_in_both() -> None:
    assert marked(worded("No deal had been reached.", "a"), worded("No deal was reached", "b")) == [
        "No deal [had been] reached.",
        "No deal [was] reached",
    ]


def test_marks_case_and_typography_make_no_other_word() -> None:
    one, other = worded("“It isn’t so,” she said.", "a"), worded("it isn't so, he said", "b")
    assert marked(one, other) == ["“It isn’t so,” [she] said.", "it isn't so, [he] said"]


def test_of_three_the_first_shows_what_not_all_have() -> None:
    quotes = [worded("one two three", "a"), worded("one two", "b"), worded("two three", "c")]
    assert marked(*quotes) == ["[one] two [three]", "one two", "two three"]


def test_there_is_nothing_to_compare_in_one_source_in_another_language_or_in_equal_words() -> None:
    one = worded("No deal was reached.", "a")
    assert marked(one) == []
    assert marked(one, worded("No deal.", "a")) == []
    assert marked(one, worded("No deal.", "b", "fr")) == []
    assert marked(one, worded("no deal was reached", "b")) == []
    assert marked(one, worded("Nothing came of it", "b")) == []


def test_wordings_are_few_and_not_endless() -> None:
    quotes = [worded(f"said {number}", str(number)) for number in range(MOST + 3)]
    assert len(marked(*quotes)) == MOST
    assert marked(worded("a " * (LONGEST + 1), "a"), worded("a b", "b")) == []
