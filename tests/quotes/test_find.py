"""A quotation is found at its very place, or it is not found: nothing similar will do."""

import re
import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from site_builder.library import Place
from site_builder.quotes.find import MARGIN, Unfound, verify
from site_builder.quotes.normal import normal, normal_text

SOURCE = """\
“We’re talking,” Trump said on Thursday — before his address… to Congress.
Sources said no deal had been reached. Hamas said no deal was near.

The envoy met in Doha with a café owner; “lives matter,” he said [of hostages]."""


def found(text: str, prefix: str = "", suffix: str = "", source: str = SOURCE) -> str:
    """The archived words that a quotation is found to be, its pieces divided by a bar."""
    place = verify(text, normal_text(source), prefix, suffix)
    assert isinstance(place, Place), place
    return "|".join(source[piece.start : piece.end] for piece in place.pieces)


def reason(text: str, prefix: str = "", suffix: str = "", source: str = SOURCE) -> str:
    """Why a quotation is not found."""
    unfound = verify(text, normal_text(source), prefix, suffix)
    assert isinstance(unfound, Unfound), unfound
    return unfound.reason


@pytest.mark.parametrize(
    ("text", "archived"),
    [
        ("Sources said", "Sources said"),
        ('"We\'re talking,"', "“We’re talking,”"),
        ("on Thursday - before", "on Thursday — before"),
        ("address... to Congress", "address… to Congress"),
        ("to\n  Congress.\tSources", "to Congress.\nSources"),
        ("a cafe\u0301 owner", "a café owner"),
        ("he said [of hostages].", "he said [of hostages]."),
        ("near. The envoy", "near.\n\nThe envoy"),
    ],
)
def test_words_are_found_whatever_hand_typed_them(text: str, archived: str) -> None:
    assert found(text) == archived


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("sources said no deal had", "absent"),
        ("Sources say", "absent"),
        ("Sources said: no deal", "absent"),
        ("with a cafe owner", "absent"),
        ("Hamas said [that] no deal", "inserted"),
        ("he said […] [of the hostages].", "inserted"),
        ("no deal was near […] no deal had", "disordered"),
        ("said on Thursday […] on Thursday", "disordered"),
        ("no deal", "ambiguous"),
        ("said", "ambiguous"),
        ("Sources […] said", "ambiguous"),
        ("", "empty"),
        (" \n", "empty"),
        ("[…]", "empty"),
        ("[…] … [...]", "empty"),
    ],
)
def test_a_quotation_that_is_not_proven_says_why(text: str, why: str) -> None:
    assert reason(text) == why


@pytest.mark.parametrize("mark", ["[…]", "[...]", "…", "..."])
def test_an_omission_leaves_out_words_between_pieces_in_order(mark: str) -> None:
    assert found(f"Trump said {mark} to Congress {mark} café") == "Trump said|to Congress|café"


def test_an_omission_at_an_end_leaves_out_nothing() -> None:
    assert found("[…] no deal was near […]") == "no deal was near"


def test_an_ellipsis_of_the_source_is_no_omission() -> None:
    assert found("before his address… to Congress") == "before his address… to Congress"
    assert found("a … b", source="x a … b y a c b") == "a … b"


def test_the_pieces_of_a_quotation_do_not_overlap() -> None:
    assert reason("one two […] two three", source="one two three") == "disordered"
    assert found("one two […] two three", source="one two three, two three") == "one two|two three"


@pytest.mark.parametrize(
    ("prefix", "suffix", "archived"),
    [
        ("Sources said", "", "no deal"),
        ("", "was near", "no deal"),
        ("Hamas said", "was near", "no deal"),
        ("said  ", "\nhad", "no deal"),
    ],
)
def test_prefix_or_suffix_decides_between_two_places(
    prefix: str, suffix: str, archived: str
) -> None:
    assert found("no deal", prefix, suffix) == archived
    place = verify("no deal", normal_text(SOURCE), prefix, suffix)
    assert isinstance(place, Place)
    after = normal(SOURCE[place.end :])
    assert normal(SOURCE[: place.start]).endswith(normal(prefix))
    assert after.startswith(normal(suffix))


@pytest.mark.parametrize(
    ("prefix", "suffix", "why"),
    [
        ("Trump said", "", "prefix"),
        ("", "had not", "suffix"),
        ("Trump said", "was near", "prefix"),
        ("Hamas said", "had not", "suffix"),
        ("Sources said", "was near", "context"),
    ],
)
def test_words_that_do_not_stand_around_a_quotation_are_refused(
    prefix: str, suffix: str, why: str
) -> None:
    assert reason("no deal", prefix, suffix) == why


def test_prefix_and_suffix_are_checked_for_a_quotation_that_stands_once() -> None:
    assert reason("was near", prefix="Trump said") == "prefix"


def test_a_prefix_that_leaves_two_places_does_not_decide() -> None:
    assert reason("no deal", prefix="said") == "ambiguous"


def test_an_ambiguous_quotation_comes_with_its_places() -> None:
    unfound = verify("no deal", normal_text(SOURCE))
    assert isinstance(unfound, Unfound)
    first, second = (m.start() for m in re.finditer("no deal", SOURCE))
    assert [(span.start, span.end) for span in unfound.places] == [
        (first, first + 7),
        (second, second + 7),
    ]


def places(text: str, prefix: str = "") -> list[str]:
    """The places that an author is shown for a quotation that is not found."""
    unfound = verify(text, normal_text(SOURCE), prefix)
    assert isinstance(unfound, Unfound)
    return [SOURCE[span.start : span.end + 9] for span in unfound.places]


def test_the_places_shown_are_those_of_the_piece_that_leaves_a_choice() -> None:
    assert places("Sources said […] no deal") == ["no deal had been", "no deal was near"]
    assert places("said […] no deal was near") == [
        "said on Thurs",
        "said no deal ",
        "said no deal ",
    ]


def test_words_with_another_prefix_are_shown_where_they_stand() -> None:
    assert places("was near", "Trump said") == ["was near.\n\nThe en"]


def test_a_place_has_its_paragraph_and_its_context() -> None:
    source = f"One.\n\n{'before ' * 9}no deal{' after' * 9}"
    place = verify("no deal", normal_text(source))
    assert isinstance(place, Place)
    assert (place.paragraph, source[place.start : place.end]) == (2, "no deal")
    assert place.prefix == ("before " * 9)[-MARGIN:]
    assert place.suffix == (" after" * 9)[:MARGIN]
    assert MARGIN == 32


def test_context_ends_where_the_text_does() -> None:
    place = verify("two", normal_text("one two three"))
    assert isinstance(place, Place)
    assert (place.prefix, place.suffix) == ("one ", " three")


def test_a_quotation_that_repeats_itself_is_counted_at_every_place() -> None:
    assert reason("ha ha", source="ha ha ha") == "ambiguous"
    assert found("ha ha ha", source="ha ha ha") == "ha ha ha"


def test_many_omissions_in_a_long_text_are_soon_decided() -> None:
    source = normal_text("a b " * 20_000)
    unfound = verify(" … ".join(["a b"] * 50), source)
    assert isinstance(unfound, Unfound)
    assert unfound.reason == "ambiguous"


# Whatever is copied from a source is found there, however it is typed.

LETTERS = "abcXYZ0189éßİǅאبخ東각ゆ\u0e01"
MARKS = "“”'\"—–-…. ,[]«»’\n\t\u00a0"
ARCHIVED = st.lists(
    st.text(LETTERS + "abc   ", min_size=1, max_size=6)
    | st.sampled_from([*MARKS, "\n\n", "e\u0301"]),
    min_size=1,
    max_size=40,
).map("".join)
TYPED = {
    '"': list('“”„«»″"'),
    "'": list("‘’\u2032'"),
    "-": ["-", "–", "—", "--", "−"],
    "...": ["…", "..."],
    " ": [" ", "\n", "\t", "\u00a0", "  ", " \n "],
}


RUNS = (str.isspace, MARKS[4:7].__contains__, "….".__contains__)


def whole(text: str, at: int) -> bool:
    """Whether a text may be cut here: within no composition, no white space, no dashes or dots."""
    if at in (0, len(text)):
        return True
    before, after = text[at - 1], text[at]
    composed = unicodedata.normalize("NFC", before + after) != before + after
    run = any(same(before) and same(after) for same in RUNS)
    return not (composed or unicodedata.combining(after) or run)


@st.composite
def cuttings(draw: st.DrawFn) -> tuple[str, int, int]:
    """A source, and where a quotation begins and ends in it: at words, as an author would copy."""
    source = draw(ARCHIVED)
    places = [at for at in range(len(source) + 1) if whole(source, at)]
    start, end = sorted(draw(st.tuples(st.sampled_from(places), st.sampled_from(places))))
    while start < end and source[start].isspace():
        start += 1
    while start < end and source[end - 1].isspace():
        end -= 1
    assume(start < end)
    return source, start, end


@st.composite
def retyped(draw: st.DrawFn, text: str) -> str:
    """A text as someone else would type it."""
    pieces = re.split(r"(\.\.\.|.)", normal(text), flags=re.DOTALL)
    typed = "".join(draw(st.sampled_from(TYPED[p])) if p in TYPED else p for p in pieces)
    return unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD"])), typed)


def words_only(source: str) -> bool:
    """Whether nothing of a source could be read as the mark of an omission or an insertion."""
    return not re.search(r"\[|(?<!\S)(?:\.\.\.|…)(?!\S)", source)


@given(cuttings(), st.data())
@example(("a “b” — c… d", 2, 10), None)
def test_what_is_copied_is_found_at_its_very_place_however_it_is_typed(
    cutting: tuple[str, int, int], data: st.DataObject | None
) -> None:
    source, start, end = cutting
    copied = source[start:end]
    typed = data.draw(retyped(copied)) if data else copied
    place = verify(typed, normal_text(source))
    times = len(re.findall(f"(?={re.escape(normal(copied))})", normal_text(source).text))
    if times == 1:
        assert isinstance(place, Place)
        assert (place.start, place.end) == (start, end)
    else:
        assert isinstance(place, Unfound)
        assert place.reason == "ambiguous"


@given(cuttings(), st.data())
def test_what_stands_twice_is_found_with_the_words_around_it(
    cutting: tuple[str, int, int], data: st.DataObject
) -> None:
    source, start, end = cutting
    prefix = data.draw(retyped(source[:start])) if start else ""
    suffix = data.draw(retyped(source[end:])) if end < len(source) else ""
    assume(normal(prefix) or normal(suffix))
    place = verify(source[start:end], normal_text(source), prefix, suffix)
    if isinstance(place, Place):
        assert (place.start, place.end) == (start, end)
    else:
        assert place.reason == "ambiguous"
        assert not (normal(prefix) and normal(suffix))


@given(cuttings(), st.data())
def test_a_quotation_with_another_letter_or_digit_is_never_found(
    cutting: tuple[str, int, int], data: st.DataObject
) -> None:
    source, start, end = cutting
    letters = [at for at in range(start, end) if source[at].isalnum()]
    assume(letters)
    at = data.draw(st.sampled_from(letters))
    other = data.draw(st.sampled_from([c for c in LETTERS if c != source[at]]))
    changed = source[start:at] + other + source[at + 1 : end]
    place = verify(changed, normal_text(source))
    if normal(changed) not in normal_text(source).text:
        assert isinstance(place, Unfound) or not words_only(source)
    if isinstance(place, Place) and words_only(changed):
        assert normal(source[place.start : place.end]) == normal(changed)


@given(ARCHIVED, ARCHIVED)
def test_whatever_is_found_says_what_the_card_says(source: str, text: str) -> None:
    place = verify(text, normal_text(source))
    if isinstance(place, Place):
        pieces = [normal(source[piece.start : piece.end]) for piece in place.pieces]
        said = re.split(r"\[\.\.\.\]|(?<!\S)\.\.\.(?!\S)", normal(text))
        assert pieces in ([normal(text)], [s.strip() for s in said if s.strip()])


@given(st.lists(st.sampled_from(["wa", "xb", "yc", "zd"]), min_size=3, max_size=12), st.data())
def test_pieces_are_found_in_their_order_and_refused_in_any_other(
    words: list[str], data: st.DataObject
) -> None:
    numbered = [f"{word}{number:02}" for number, word in enumerate(words)]
    source = " ".join(numbered)
    chosen = sorted(data.draw(st.sets(st.sampled_from(range(len(numbered))), min_size=2)))
    pieces = [numbered[number] for number in chosen]
    assert found(" […] ".join(pieces), source=source) == "|".join(pieces)
    shuffled = data.draw(st.permutations(pieces))
    if list(shuffled) != pieces:
        assert reason(" … ".join(shuffled), source=source) == "disordered"
