"""Links to words of a page elsewhere, as browsers read them (WICG Scroll to Text Fragment)."""

import re
from unittest.mock import patch
from urllib.parse import unquote

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from site_builder import fragments
from site_builder.fragments import LONGEST, Directive, directive, text_fragment
from site_builder.library import Span
from site_builder.quotes.normal import normal_text
from tests.marked_text import marked
from tests.text_search import Document, Parsed, parsed

URL = "https://paper.example/story"


def directives(text: str) -> list[str]:
    """The directives for what stands between ‹ and › in a text, decoded."""
    source, pieces = marked(text)
    return [unquote(directive(normal_text(source), piece).encoded()) for piece in pieces]


def address(text: str, url: str = URL) -> str:
    """The whole address for what stands between ‹ and › in a text."""
    source, pieces = marked(text)
    return text_fragment(url, normal_text(source), pieces)


def test_words_that_stand_once_are_given_as_they_are() -> None:
    assert address("There was ‹no deal› yet.") == f"{URL}#:~:text=no%20deal"


def test_what_separates_the_parts_of_a_directive_is_encoded_within_them() -> None:
    assert address("‹al-Hayya, Q&A›") == f"{URL}#:~:text=al%2DHayya%2C%20Q%26A"
    assert address("‹100% #1 f?=+›") == f"{URL}#:~:text=100%25%20%231%20f%3F%3D%2B"


def test_a_fragment_that_the_address_has_is_kept() -> None:
    assert address("a ‹deal›", f"{URL}?a=b#top") == f"{URL}?a=b#top:~:text=deal"


def test_a_directive_that_the_address_has_gives_way() -> None:
    assert address("a ‹deal›", f"{URL}#top:~:text=b") == f"{URL}#top:~:text=deal"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("No deal was near. She said ‹no deal› then.", "said-,no deal"),
        ("A résumé. They ‹resume› work.", "They-,resume"),
        ("‹No deal› was near, no deal.", "No deal,-was"),
        ("a x c, d x b a ‹x› b", "a-,x,-b"),
        ("Same.\nAlpha beta.\nSame.\nGamma ‹same›.", "Gamma-,same"),
        ("Same.\nAlpha beta.\n‹Same.›\nGamma.", "beta.-,Same."),
    ],
)
def test_words_that_stand_more_than_once_take_words_around_them(text: str, found: str) -> None:
    assert directives(text) == [f"text={found}"]


def test_part_of_another_word_is_no_second_place() -> None:
    assert directives("an ideal thing, ‹a deal›; dealers") == ["text=a deal"]
    assert directives("ideal ‹deal› dealers") == ["text=deal"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They are un‹able to agree›.", "un-,able to agree"),
        ("They ‹un›able", "un,-able"),
        ("don’‹t go› home", "don’-,t go"),
        ("some 1,‹250 dead›", "1,-,250 dead"),
        ("他说不会关‹闭港口›。", "他说不会关-,闭港口"),
    ],
)
def test_where_a_browser_may_see_no_word_begin_or_end_the_rest_of_it_is_given(
    text: str, found: str
) -> None:
    assert directives(text) == [f"text={found}"]


def test_a_quotation_is_short_up_to_its_limit() -> None:
    words = " ".join(f"{n:04}" for n in range(LONGEST // 5)) + "."
    assert len(words) == LONGEST
    assert directives(f"‹{words}›") == [f"text={words}"]
    assert directives(f"‹{words}.›") == [
        "text=0000 0001 0002 0003 0004 0005,0054 0055 0056 0057 0058 0059.."
    ]


def test_a_long_quotation_is_given_by_its_first_and_last_words() -> None:
    words = " ".join(f"word{n}" for n in range(100))
    assert directives(f"‹{words}›") == [
        "text=word0 word1 word2 word3 word4 word5,word94 word95 word96 word97 word98 word99"
    ]


def test_ends_of_a_long_quotation_grow_until_they_leave_no_choice() -> None:
    first, last = "one two three four five six", "a b c d e f"
    middle = " ".join(f"word{n}" for n in range(60))
    text = f"{first} seven. ‹{first} {middle} {last} {middle} x y {last}› end"
    start, end = directives(text)[0].removeprefix("text=").split(",")
    assert start == f"{first} word0 word1 word2 word3 word4 word5"
    assert end == f"word56 word57 word58 word59 x y {last}"


def test_a_long_quotation_of_few_words_is_given_in_full() -> None:
    words = " ".join(["w" * 30] * 12)
    assert len(words) > LONGEST
    assert directives(f"‹{words}›") == [f"text={words}"]


def test_a_script_without_spaces_is_cut_at_its_stops() -> None:
    words = "".join(f"这是第{n}句话，" for n in range(50))
    start, end = directives(f"‹{words}›")[0].removeprefix("text=").split(",")
    assert start == "".join(f"这是第{n}句话，" for n in range(6))
    assert end == "".join(f"这是第{n}句话，" for n in range(44, 50))


def test_words_over_several_lines_are_given_by_ends_that_stand_within_one() -> None:
    text = "It said ‹that no deal had been\n\nreached, and\nthat it was over›."
    assert directives(text) == ["text=that no deal had been,that it was over"]


def test_each_piece_between_omissions_has_a_directive_of_its_own() -> None:
    assert address("She ‹said› in May that ‹no deal› is near.") == (
        f"{URL}#:~:text=said&text=no%20deal"
    )


def test_white_space_is_what_a_page_shows() -> None:
    assert directives("‹no \t deal›") == ["text=no deal"]
    assert directives("‹no\u00a0 deal›") == ["text=no\u00a0 deal"]


def test_words_that_nothing_tells_from_others_have_all_that_stands_around_them() -> None:
    assert directives("a b c\na ‹b› c") == ["text=a-,b,-c"]


# --- by the reference -----------------------------------------------------------

WORDS = ["no", "No", "nó", "deal", "ideal", "a-b", "a,", "“so”", "don’t", "1,250", "&", "x.", "é́"]
TEXTS = (
    st.lists(st.sampled_from([*WORDS, "\n", "\n\n"]), min_size=2, max_size=30)
    .map(" ".join)
    .filter(str.strip)
)


def widest(text: str, piece: Span) -> Parsed:
    """The directive with all the words around a piece that can stand in it."""
    before = text[: piece.start].rstrip().rpartition("\n")[2].strip()
    after = text[piece.end :].lstrip().partition("\n")[0].strip()
    lines = [" ".join(line.split()) for line in text[piece.start : piece.end].split("\n")]
    lines = [line for line in lines if line]
    end = lines[-1] if len(lines) > 1 else None
    return Parsed(lines[0], end, before or None, after or None)


def finds(text: str, sought: Parsed, piece: Span) -> bool:
    return Document(text).matches(sought) == (piece.start, piece.end)


@given(TEXTS, st.data(), st.sampled_from([12, LONGEST]))
def test_a_browser_finds_the_right_words_wherever_a_directive_can_tell_them(
    text: str, data: st.DataObject, longest: int
) -> None:
    words = [match.span() for match in re.finditer(r"\S+", text)]
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, min(first + 15, len(words) - 1)))
    piece = Span(start=words[first][0], end=words[last][1])
    with patch.object(fragments, "LONGEST", longest):
        found = directive(normal_text(text), piece)
    if not finds(text, parsed(found.encoded()), piece):
        assert not finds(text, widest(text, piece), piece)


@given(TEXTS, st.data())
def test_a_browser_finds_parts_of_words_too(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end]
    assume("\n" not in words and words.strip() == words and "\u0301" not in text)
    piece = Span(start=start, end=end)
    found = directive(normal_text(text), piece)
    if not finds(text, parsed(found.encoded()), piece):
        assert not finds(text, widest(text, piece), piece)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=LONGEST).filter(str.strip))
@example("a-,b")
@example("-")
def test_a_directive_of_any_words_is_read_as_those_words(words: str) -> None:
    encoded = Directive(prefix=words, start=words, end=words, suffix=words).encoded()
    assert re.fullmatch(
        r"text=[A-Za-z0-9._~%]+-,[A-Za-z0-9._~%]+,[A-Za-z0-9._~%]+,-[A-Za-z0-9._~%]+", encoded
    )
    assert parsed(encoded) == Parsed(words, words, words, words)


def test_the_reference_tells_words_from_parts_of_words() -> None:
    document = Document("an ideal deal, no\nDéal")
    assert document.matches(Parsed("deal")) == (9, 13)
    assert document.matches(Parsed("deal", prefix="no")) == (18, 22)
    assert document.matches(Parsed("dea")) is None
    assert document.matches(Parsed("dea", suffix="l")) == (9, 12)
    assert document.matches(Parsed("ideal", "no")) == (3, 17)
    assert document.matches(Parsed("no deal")) is None
