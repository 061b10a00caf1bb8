"""The text of a source, cut into passages with every quotation marked in its place.

Quotations may overlap and stand inside one another: the text is cut into runs, each under the same
marks from its first to its last code point.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from site_builder.library import ClaimBrief, Quote
from site_builder.model import LEVELS, AttributionLevel
from site_builder.quotes.normal import paragraphs
from site_builder.views import LevelShare, Mark, Passage, Run

MARGIN = 60
"""Code points of context that an excerpt has on either side, at most, within its paragraph."""

Interval = tuple[int, int]
Piece = tuple[int, int, int]
"""Start and end of quoted words, and the number of their mark."""

_BEHIND_ALL = (1 << 62, 1 << 62, 0)


class Quoted(Struct, frozen=True):
    """A quotation in a source and the claim that rests on it."""

    claim: ClaimBrief
    quote: Quote
    former_ids: tuple[str, ...] = ()


def marks(quoted: Sequence[Quoted]) -> tuple[Mark, ...]:
    """The marks of quotations in the order of the source, numbered from 1."""
    seen: set[str] = set()
    found = []
    for number, entry in enumerate(sorted(quoted, key=_order), start=1):
        first = entry.claim.id not in seen
        seen.add(entry.claim.id)
        found.append(
            Mark(
                number=number,
                claim=entry.claim,
                anchors=tuple(_anchors(entry, first=first)),
                quote_path=entry.quote.path,
                level=entry.quote.attribution,
            )
        )
    return tuple(found)


def _anchors(entry: Quoted, *, first: bool) -> Iterator[str]:
    """The ids of a mark: of its claim, if it is the first of that, and its own, made from its quotation's.

    A claim's only quotation has one of its own too: it may have been, or become, one of several.
    """
    ids = (entry.claim.id, *entry.former_ids)
    if first:
        yield from ids
    names = (entry.quote.anchor, *entry.quote.former_anchors)
    yield from (f"{id}/{name}" for id in ids for name in names)


def passages(text: str, quoted: Sequence[Quoted], *, full: bool) -> tuple[Passage, ...]:
    """The passages of an archived text that are published, with their marks."""
    in_order = sorted(quoted, key=_order)
    numbered = marks(in_order)
    pieces = sorted(
        (span.start, span.end, mark.number)
        for entry, mark in zip(in_order, numbered, strict=True)
        if entry.quote.place is not None
        for span in entry.quote.place.pieces
    )
    return tuple(_passages(text, pieces, numbered, full=full))


def shares(text: str, found: Sequence[Passage]) -> tuple[LevelShare, ...]:
    """Which part of a text is quoted at each level; a code point counts once, at its strongest."""
    total = sum(end - start for start, end in paragraphs(text))
    lengths = dict.fromkeys(LEVELS, 0)
    for passage in found:
        for run in passage.runs:
            if run.level is not None:
                lengths[run.level] += len(run.text)
    return tuple(
        LevelShare(level=level, percent=round(100 * length / total, 1), anchor=landmark(level))
        for level, length in lengths.items()
        if length
    )


def landmarks(found: Sequence[Passage]) -> tuple[Passage, ...]:
    """The same passages; the first run of each level has an anchor named after it: `_quoted`."""
    missing = set(LEVELS)
    marked = []
    for passage in found:
        runs = list(passage.runs)
        for at, run in enumerate(runs):
            if run.level in missing:
                missing.remove(run.level)
                runs[at] = replace(run, anchors=(landmark(run.level), *run.anchors))
        marked.append(replace(passage, runs=tuple(runs)))
    return tuple(marked)


def landmark(level: AttributionLevel) -> str:
    """The anchor of the first words of a level; no claim's id begins with an underscore."""
    return f"_{level}"


def _order(entry: Quoted) -> tuple[int, int, str, str]:
    place = entry.quote.place
    start, end = (place.start, place.end) if place else (0, 0)
    return start, -end, entry.claim.id, entry.quote.anchor


def _passages(
    text: str, pieces: Sequence[Piece], numbered: Sequence[Mark], *, full: bool
) -> Iterator[Passage]:
    bounds = paragraphs(text)
    begun: set[int] = set()
    for number, (paragraph, inside) in enumerate(_by_paragraph(bounds, pieces), start=1):
        start, end = paragraph
        shown = [paragraph] if full else _excerpts(text, inside, paragraph)
        last_end = start
        for first, last in shown:
            here = [piece for piece in inside if piece[0] < last and piece[1] > first]
            starting = sorted({mark for begin, _, mark in here if begin >= first} - begun)
            begun.update(starting)
            yield Passage(
                paragraph=number,
                gap_before=bool(text[last_end:first].strip()),
                gap_after=bool(text[last:end].strip()),
                runs=tuple(_runs(text, (first, last), here, numbered, set(starting))),
                marks=tuple(numbered[mark - 1] for mark in starting),
            )
            last_end = last


def _by_paragraph(
    bounds: Sequence[Interval], pieces: Sequence[Piece]
) -> Iterator[tuple[Interval, list[Piece]]]:
    """Each paragraph with the pieces that stand in it, given pieces in the order of the text."""
    waiting = iter([*pieces, _BEHIND_ALL])
    upcoming = next(waiting)
    open_pieces: list[Piece] = []
    for start, end in bounds:
        open_pieces = [piece for piece in open_pieces if piece[1] > start]
        while upcoming[0] < end:
            open_pieces.append(upcoming)
            upcoming = next(waiting)
        yield (start, end), open_pieces


def _excerpts(text: str, pieces: Sequence[Piece], paragraph: Interval) -> list[Interval]:
    """The quoted stretches of a paragraph with a little context, joined where they touch."""
    start, end = paragraph
    joined: list[Interval] = []
    for piece_start, piece_end, _ in pieces:
        begin, finish = max(start, piece_start), min(end, piece_end)
        if begin >= finish:
            continue
        first = _word_start(text, max(start, begin - MARGIN), start, begin)
        last = _word_end(text, min(end, finish + MARGIN), finish, end)
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def _word_start(text: str, at: int, least: int, most: int) -> int:
    """The beginning of the first whole word from `at` on, no further than `most`."""
    while least < at < most and not text[at - 1].isspace():
        at += 1
    return max(least, min(at, most))


def _word_end(text: str, at: int, least: int, most: int) -> int:
    """The end of the last whole word before `at`, no earlier than `least`."""
    while least < at < most and not text[at].isspace():
        at -= 1
    return max(least, min(at, most))


def _runs(
    text: str,
    bounds: Interval,
    pieces: Sequence[Piece],
    numbered: Sequence[Mark],
    starting: set[int],
) -> Iterator[Run]:
    first, last = bounds
    cuts = sorted({first, last, *(at for piece in pieces for at in piece[:2] if first < at < last)})
    for start, end in pairwise(cuts):
        covering = sorted(
            {mark for begin, finish, mark in pieces if begin < end and finish > start}
        )
        beginning = [
            mark for begin, _, mark in pieces if mark in starting and max(begin, first) == start
        ]
        starting.difference_update(beginning)
        anchors = (anchor for mark in beginning for anchor in numbered[mark - 1].anchors)
        yield Run(
            text=text[start:end],
            anchors=tuple(anchors),
            marks=tuple(covering),
            level=_strongest([numbered[mark - 1].level for mark in covering]),
        )


def _strongest(levels: Sequence[AttributionLevel]) -> AttributionLevel | None:
    return min(levels, key=LEVELS.index) if levels else None
