"""A source's text is cut into passages without loss, each quotation marked where it stands."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from site_builder.library import ClaimBrief, Place, Quote, SourceRef, Span, VoiceRef
from site_builder.model import LEVELS, AttributionLevel
from site_builder.passages import MARGIN, Quoted, landmarks, marks, passages, shares
from site_builder.quotes.normal import paragraphs
from site_builder.views import Passage

LEDGER = VoiceRef(kind="organisation", id="ledger", name="Ledger", path="organisations/ledger/")
SOURCE = SourceRef(id="report", title="Report", path="sources/report/", url=None, publisher=LEDGER)


def brief(claim: str, level: AttributionLevel) -> ClaimBrief:
    return ClaimBrief(
        id=claim,
        path=f"claims/{claim}/",
        statement=claim,
        claim_type="fact",
        speaker=None,
        addressee=None,
        made_on=None,
        when=None,
        occasion=None,
        topics=(),
        attribution=level,
        distance=1,
        origins=1,
        verified=True,
        rating=None,
        published=None,
        updated=None,
    )


def quoted(
    claim: str, *pieces: tuple[int, int], level: AttributionLevel = "quoted", anchor: str = "q"
) -> Quoted:
    """A quotation of a claim that stands at these places; without any it is not verified."""
    place = None
    if pieces:
        spans = tuple(Span(start=start, end=end) for start, end in pieces)
        place = Place(
            start=pieces[0][0], end=pieces[-1][1], paragraph=1, prefix="", suffix="", pieces=spans
        )
    quote = Quote(
        anchor=anchor,
        former_anchors=(),
        path=f"claims/{claim}/#{anchor}",
        source=SOURCE,
        text="",
        segments=(),
        speech="direct",
        cue=None,
        speaker=None,
        chain=(),
        attribution=level,
        distance=1,
        origin=LEDGER,
        place=place,
        place_path=f"sources/report/#{claim}",
        fragment=None,
        snapshot=None,
        lang=None,
        translation=None,
        media=None,
    )
    return Quoted(brief(claim, level), quote)


def at(text: str, words: str) -> tuple[int, int]:
    """Where words stand in a text."""
    start = text.index(words)
    return start, start + len(words)


def shown(found: tuple[Passage, ...]) -> list[list[tuple[str, tuple[int, ...]]]]:
    """Of each passage, each run's text and marks."""
    return [[(run.text, run.marks) for run in passage.runs] for passage in found]


TEXT = "The port is shut, she said. He agreed."


def test_a_text_without_quotations_is_one_run_a_paragraph_or_nothing() -> None:
    text = f"{TEXT}\n\nMore."
    assert shown(passages(text, [], full=True)) == [[(TEXT, ())], [("More.", ())]]
    assert passages(text, [], full=False) == ()


def test_a_quotation_is_cut_out_of_its_paragraph() -> None:
    found = passages(TEXT, [quoted("shut", at(TEXT, "port is shut"))], full=True)
    assert shown(found) == [[("The ", ()), ("port is shut", (1,)), (", she said. He agreed.", ())]]


def test_marks_that_overlap_share_the_run_between_them() -> None:
    first, second = at(TEXT, "The port is shut"), at(TEXT, "is shut, she")
    (runs,) = shown(passages(TEXT, [quoted("a", first), quoted("b", second)], full=True))
    assert runs[:3] == [("The port ", (1,)), ("is shut", (1, 2)), (", she", (2,))]


def test_a_mark_inside_another_comes_after_it() -> None:
    outer, inner = at(TEXT, "The port is shut"), at(TEXT, "port")
    (runs,) = shown(passages(TEXT, [quoted("b", inner), quoted("a", outer)], full=True))
    assert runs[:3] == [("The ", (1,)), ("port", (1, 2)), (" is shut", (1,))]


def test_each_quotation_of_a_claim_has_a_name_of_its_own() -> None:
    later, earlier = quoted("a", at(TEXT, "He agreed")), quoted("a", at(TEXT, "The port"))
    later = replace(later, quote=replace(later.quote, anchor="late", former_anchors=("last",)))
    earlier = replace(earlier, quote=replace(earlier.quote, anchor="early"), former_ids=("old",))
    (passage,) = passages(TEXT, [later, earlier, quoted("b", at(TEXT, "shut"))], full=True)
    assert [mark.anchors for mark in passage.marks] == [
        ("a", "old", "a/early", "old/early"),
        ("b", "b/q"),
        ("a/late", "a/last"),
    ]


def test_two_claims_on_the_same_words_have_a_mark_each() -> None:
    place = at(TEXT, "The port")
    (passage,) = passages(TEXT, [quoted("b", place), quoted("a", place)], full=True)
    assert passage.runs[0].anchors == ("a", "a/q", "b", "b/q")
    assert [mark.claim.id for mark in passage.marks] == ["a", "b"]


def test_the_pieces_of_a_quotation_are_one_mark() -> None:
    pieces = at(TEXT, "The port"), at(TEXT, "she said")
    (passage,) = passages(TEXT, [quoted("a", *pieces)], full=True)
    assert [(run.text, run.marks, run.anchors) for run in passage.runs[:3]] == [
        ("The port", (1,), ("a", "a/q")),
        (" is shut, ", (), ()),
        ("she said", (1,), ()),
    ]
    assert [mark.number for mark in passage.marks] == [1]


def test_a_claim_has_its_own_anchor_at_its_first_quotation_only() -> None:
    entries = [
        quoted("a", at(TEXT, "He agreed"), anchor="q-2"),
        quoted("a", at(TEXT, "The port"), anchor="q-1"),
    ]
    (passage,) = passages(TEXT, entries, full=True)
    assert [(mark.anchors, mark.quote_path) for mark in passage.marks] == [
        (("a", "a/q-1"), "claims/a/#q-1"),
        (("a/q-2",), "claims/a/#q-2"),
    ]
    assert [run.anchors for run in passage.runs if run.anchors] == [("a", "a/q-1"), ("a/q-2",)]


def test_a_quotation_over_two_paragraphs_begins_once() -> None:
    text = "One two.\n\nThree four."
    first, second = passages(text, [quoted("a", (4, 15))], full=True)
    assert [run.text for run in first.runs if run.marks] == ["two."]
    assert [run.text for run in second.runs if run.marks] == ["Three"]
    assert (len(first.marks), len(second.marks)) == (1, 0)


def test_the_strongest_level_among_the_marks_is_shown() -> None:
    entries = [
        quoted("a", at(TEXT, "The port is shut"), level="unnamed"),
        quoted("b", at(TEXT, "port"), level="quoted"),
    ]
    (passage,) = passages(TEXT, entries, full=True)
    assert [run.level for run in passage.runs[:3]] == ["unnamed", "quoted", "unnamed"]


LONG = " ".join(f"word{number}" for number in range(100)) + "."


def test_an_excerpt_has_a_few_whole_words_around_it_and_says_what_is_left_out() -> None:
    found = passages(LONG, [quoted("a", at(LONG, "word50 word51"))], full=False)
    ((before, words, after),) = ([run.text for run in passage.runs] for passage in found)
    assert words == "word50 word51"
    assert before.startswith("word")
    assert before.endswith("word49 ")
    assert after.startswith(" word52")
    assert after[-1].isdigit()
    assert max(len(before), len(after)) <= MARGIN
    assert (found[0].gap_before, found[0].gap_after) == (True, True)


def test_excerpts_far_apart_are_two_and_near_ones_are_one() -> None:
    far = [quoted("a", at(LONG, "word10")), quoted("b", at(LONG, "word90"))]
    near = [quoted("a", at(LONG, "word10")), quoted("b", at(LONG, "word13"))]
    first, second = passages(LONG, far, full=False)
    assert (first.gap_after, second.gap_before) == (True, True)
    assert len(passages(LONG, near, full=False)) == 1


def test_an_excerpt_to_the_paragraphs_ends_leaves_nothing_out() -> None:
    text = f"Before.\n\n{TEXT}\n\nAfter."
    (found,) = passages(text, [quoted("a", at(text, TEXT))], full=False)
    assert (found.paragraph, found.gap_before, found.gap_after) == (2, False, False)


def test_what_is_not_verified_is_marked_nowhere_but_listed() -> None:
    entries = [quoted("a"), quoted("b", anchor="q-1"), quoted("b", anchor="q-2")]
    listed = [(mark.number, mark.anchors) for mark in marks(entries)]
    assert listed == [(1, ("a", "a/q")), (2, ("b", "b/q-1")), (3, ("b/q-2",))]
    assert passages(TEXT, entries, full=False) == ()


def test_each_code_point_counts_once_at_its_strongest_level() -> None:
    text = "0123456789" * 10
    entries = [
        quoted("a", (0, 20), level="unnamed"),
        quoted("b", (10, 30), level="quoted"),
        quoted("c", (10, 20), level="relayed"),
    ]
    found = shares(text, passages(text, entries, full=False))
    assert [(share.level, share.percent) for share in found] == [
        ("quoted", 20.0),
        ("unnamed", 10.0),
    ]


Drawn = tuple[str, list[Quoted]]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Texts in which no letter stands twice, so that every run can be found again."""
    shape = draw(st.text("xxxxxxx \n", min_size=1, max_size=250))
    return "".join(chr(0x4E00 + at) if letter == "x" else letter for at, letter in enumerate(shape))


@st.composite
def quotations(draw: st.DrawFn) -> Drawn:
    """A text and quotations at any places of it, overlapping, nested and in pieces."""
    text = draw(texts())
    letters = [at for at, letter in enumerate(text) if not letter.isspace()]
    if not letters:
        return text, []
    ends = st.lists(st.sampled_from(letters), min_size=1, max_size=4, unique=True).map(sorted)
    entries = []
    for number in range(draw(st.integers(0, 4))):
        cuts = draw(ends)
        pieces = [(a, b + 1) for a, b in zip(cuts[::2], cuts[1::2] or cuts, strict=False)]
        claim = draw(st.sampled_from(["a", "b", "c"]))
        level = draw(st.sampled_from(LEVELS))
        entries.append(quoted(claim, *pieces, level=level, anchor=f"q-{number}"))
    return text, entries


def spots(text: str, passage: Passage) -> list[tuple[int, int]]:
    """Where each run of a passage stands in the text."""
    whole = "".join(run.text for run in passage.runs)
    ends = [text.index(whole.strip()) - (len(whole) - len(whole.lstrip()))]
    for run in passage.runs:
        ends.append(ends[-1] + len(run.text))
    return list(pairwise(ends))


@given(quotations())
def test_in_full_the_runs_are_the_paragraphs(drawn: Drawn) -> None:
    text, entries = drawn
    found = passages(text, entries, full=True)
    assert ["".join(run.text for run in passage.runs) for passage in found] == [
        text[start:end] for start, end in paragraphs(text)
    ]
    assert [passage.paragraph for passage in found] == list(range(1, len(found) + 1))


@pytest.mark.parametrize("full", [True, False], ids=["full", "excerpts"])
@given(drawn=quotations())
def test_a_runs_marks_are_the_quotations_that_cover_it(full: bool, drawn: Drawn) -> None:
    text, entries = drawn
    by_path = {entry.quote.path: entry.quote for entry in entries}
    places = {mark.number: by_path[mark.quote_path].place for mark in marks(entries)}
    for passage in passages(text, entries, full=full):
        for run, (start, end) in zip(passage.runs, spots(text, passage), strict=True):
            assert run.text == text[start:end] != ""
            for number, place in places.items():
                pieces = place.pieces if place else ()
                covered = {any(p.start <= at < p.end for p in pieces) for at in range(start, end)}
                assert covered == {number in run.marks}


@pytest.mark.parametrize("full", [True, False], ids=["full", "excerpts"])
@given(drawn=quotations())
def test_every_claim_has_one_anchor_and_every_mark_one_beginning(full: bool, drawn: Drawn) -> None:
    text, entries = drawn
    found = passages(text, entries, full=full)
    runs = [run for passage in found for run in passage.runs]
    anchors = [anchor for run in runs for anchor in run.anchors if "/" not in anchor]
    assert sorted(anchors) == sorted({entry.claim.id for entry in entries})
    begun = [mark.number for passage in found for mark in passage.marks]
    assert begun == list(range(1, len(entries) + 1))
    numbered = marks(entries)
    for run in runs:
        marked = {numbered[number - 1].claim.id for number in run.marks}
        assert {anchor.partition("/")[0] for anchor in run.anchors} <= marked


@given(quotations())
def test_excerpts_show_all_that_is_quoted_and_little_else(drawn: Drawn) -> None:
    text, entries = drawn
    found = passages(text, entries, full=False)
    places = [spot for passage in found for spot in spots(text, passage)]
    visible = [at for start, end in places for at in range(start, end)]
    assert visible == sorted(set(visible))
    spans = [s for entry in entries if entry.quote.place for s in entry.quote.place.pieces]
    wanted = {at for span in spans for at in range(span.start, span.end)}
    assert {at for at in wanted if not text[at].isspace()} <= set(visible)
    assert all(min(abs(at - near) for near in wanted) <= MARGIN + 1 for at in visible)


@given(quotations())
def test_a_gap_is_said_where_words_of_the_paragraph_are_left_out(drawn: Drawn) -> None:
    text, entries = drawn
    bounds = paragraphs(text)
    last = 0
    for passage in passages(text, entries, full=False):
        places = spots(text, passage)
        start, end = places[0][0], places[-1][1]
        first, final = bounds[passage.paragraph - 1]
        assert passage.gap_before == bool(text[max(last, first) : start].strip())
        assert passage.gap_after == bool(text[end:final].strip())
        last = end


def test_the_first_words_of_each_level_have_an_anchor_to_which_the_strip_leads() -> None:
    text = "One. Two. Three."
    entries = [
        quoted("a", at(text, "One"), level="unnamed"),
        quoted("b", at(text, "Two"), level="quoted"),
        quoted("c", at(text, "Three"), level="unnamed"),
    ]
    found = landmarks(passages(text, entries, full=True))
    runs = {run.text: run.anchors for passage in found for run in passage.runs if run.level}
    assert runs == {
        "One": ("_unnamed", "a", "a/q"),
        "Two": ("_quoted", "b", "b/q"),
        "Three": ("c", "c/q"),
    }
    leads = {share.anchor for share in shares(text, found)}
    assert leads == {"_unnamed", "_quoted"}
