"""Verification: where the words of a quotation stand in the archived text of its source.

A quotation is found at one place or reported; nothing is ever matched to something similar.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from site_builder.library import Place, Span
from site_builder.quotes.normal import NormalText, normal

MARGIN = 32
"""Code points of context that a place carries on either side."""

OMISSION = re.compile(r"\[(?:\.\.\.|…)\]|(?<!\S)(?:\.\.\.|…)(?!\S)")
"""An omission: `[...]`, `[…]`, or an ellipsis standing alone."""

INSERTION = re.compile(r"\[[^\[\]]*\]")

_MANY = 2
_SHOWN = 5

Reason = Literal[
    "empty", "absent", "inserted", "disordered", "ambiguous", "prefix", "suffix", "context"
]


class Unfound(Struct, frozen=True):
    """Why a quotation could not be verified.

    `piece` are the words meant, in comparable form; `places` the first ones at which they stand.
    """

    reason: Reason
    piece: str
    places: tuple[Span, ...] = ()


def verify(text: str, source: NormalText, prefix: str = "", suffix: str = "") -> Place | Unfound:
    """The one place at which a quotation stands in its source."""
    whole = normal(text)
    if not prefix and not suffix:
        at = source.text.find(whole) if whole else -1
        if at >= 0 and source.text.find(whole, at + 1) < 0:  # which is nearly always so
            start, end = source.span(at, at + len(whole))
            return place_of(source, (Span(start=start, end=end),))
    literal = _Search(source, (whole,), normal(prefix), normal(suffix))
    if whole and literal.ways():
        return literal.result()
    pieces = tuple(piece.strip() for piece in OMISSION.split(whole) if piece.strip())
    if not pieces:
        return Unfound("empty", whole)
    for piece in pieces:
        if piece not in source.text:
            return _absent(piece, source)
    search = _Search(source, pieces, normal(prefix), normal(suffix))
    if search.ways():
        return search.result()
    return _misplaced(source, pieces, normal(prefix), normal(suffix))


def _misplaced(source: NormalText, pieces: tuple[str, ...], prefix: str, suffix: str) -> Unfound:
    """Why pieces that all stand in a text do not stand together as asked for."""
    anywhere = _Search(source, pieces, "", "")
    words = " ... ".join(pieces)
    if not anywhere.ways():
        return Unfound("disordered", words)
    reason: Reason = "context"
    if not _Search(source, pieces, prefix, "").ways():
        reason = "prefix"
    elif not _Search(source, pieces, "", suffix).ways():
        reason = "suffix"
    return Unfound(reason, words, anywhere.first_places())


def _absent(piece: str, source: NormalText) -> Unfound:
    for insertion in INSERTION.findall(piece):
        if insertion not in source.text:
            return Unfound("inserted", insertion)
    return Unfound("absent", piece)


class _Search:
    """All ways in which pieces follow one another in a text."""

    def __init__(
        self, source: NormalText, pieces: tuple[str, ...], prefix: str, suffix: str
    ) -> None:
        self._source = source
        self._pieces = pieces
        self._found = [list(_occurrences(piece, source.text)) for piece in pieces if piece]
        if not self._found:
            return
        length = len(pieces[-1])
        text = source.text
        self._found[0] = [at for at in self._found[0] if _ends_with(text, at, prefix)]
        self._found[-1] = [at for at in self._found[-1] if _starts_with(text, at + length, suffix)]
        self._after = self._count()

    def ways(self) -> int:
        """How many ways there are; counted no further than two."""
        return min(_MANY, sum(self._after[0])) if self._found else 0

    def result(self) -> Place | Unfound:
        """The place of the only way, or why there is no only one."""
        if self.ways() == _MANY:
            return Unfound("ambiguous", " ... ".join(self._pieces), self.first_places())
        return self._place()

    def first_places(self) -> tuple[Span, ...]:
        """The first places of the piece that leaves a choice, or the only place of the first."""
        least = 0
        for piece, found, after in zip(self._pieces, self._found, self._after, strict=True):
            usable = [at for at, ways in zip(found, after, strict=True) if at >= least and ways]
            if len(usable) > 1:
                return tuple(self._span(at, at + len(piece)) for at in usable[:_SHOWN])
            least = usable[0] + len(piece)
        return (self._place().pieces[0],)

    def _count(self) -> list[list[int]]:
        """For each piece and each place of it: in how many ways (at most two) the rest can follow."""
        after = [[1] * len(self._found[-1])]
        for index in range(len(self._pieces) - 2, -1, -1):
            later, following = self._found[index + 1], after[0]
            length = len(self._pieces[index])
            rest = [0] * (len(later) + 1)
            for k in range(len(later) - 1, -1, -1):
                rest[k] = min(_MANY, rest[k + 1] + following[k])
            after.insert(0, [rest[bisect_left(later, at + length)] for at in self._found[index]])
        return after

    def _place(self) -> Place:
        spans = []
        least = 0
        for piece, found, after in zip(self._pieces, self._found, self._after, strict=True):
            at = next(a for a, ways in zip(found, after, strict=True) if a >= least and ways)
            least = at + len(piece)
            spans.append(self._span(at, least))
        return place_of(self._source, tuple(spans))

    def _span(self, start: int, end: int) -> Span:
        first, last = self._source.span(start, end)
        return Span(start=first, end=last)


def place_of(source: NormalText, pieces: tuple[Span, ...]) -> Place:
    """A place from the spans of its pieces, with its paragraph and its context."""
    start, end = pieces[0].start, pieces[-1].end
    archived = source.archived
    return Place(
        start=start,
        end=end,
        paragraph=source.paragraph(start),
        prefix=archived[max(0, start - MARGIN) : start],
        suffix=archived[end : end + MARGIN],
        pieces=pieces,
    )


def _occurrences(piece: str, text: str) -> Iterator[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def _ends_with(text: str, at: int, prefix: str) -> bool:
    return text[max(0, at - len(prefix) - 1) : at].rstrip().endswith(prefix)


def _starts_with(text: str, at: int, suffix: str) -> bool:
    return text[at : at + len(suffix) + 1].lstrip().startswith(suffix)
