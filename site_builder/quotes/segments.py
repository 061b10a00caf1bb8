"""A quotation cut into the source's words, the speaker's own words, and the cue."""

import re
from collections.abc import Iterator

from site_builder.library import Segment
from site_builder.model import Speech

_DOUBLE = re.compile(r"[\"“„«][^\"“”„«»]*[\"”“»]")
_SINGLE = re.compile(r"(?<!\w)‘[^‘’]*(?:’\w[^‘’]*)*’(?!\w)")
_MARK = re.compile(r"[\"“”„«»]")
_OPENING = "“„«"
OWN_WORDS = frozenset({"direct", "mixed"})


def segments(pieces: tuple[str, ...], speech: Speech, cue: str | None) -> tuple[Segment, ...]:
    """A quotation's pieces in order, cut where the kind of words changes."""
    found: list[Segment] = []
    cue_pattern = _cue_pattern(cue)
    for number, piece in enumerate(pieces):
        if number:
            found.append(Segment(kind="omission", text=" […] "))
        for kind, text in _own(piece, speech):
            if kind == "own" or cue_pattern is None:
                found.append(Segment(kind=kind, text=text))
                continue
            parts, count = _cut(text, cue_pattern)
            found += parts
            cue_pattern = None if count else cue_pattern
    return tuple(found)


def _own(piece: str, speech: Speech) -> Iterator[tuple[str, str]]:
    """Cut at the speaker's own words; a direct quotation without marks is all their own."""
    if speech not in OWN_WORDS:
        yield "plain", piece
        return
    marked = list((_DOUBLE if _MARK.search(piece) else _SINGLE).finditer(piece))
    spans = [match.span() for match in marked] or _unpaired(piece)
    if not spans and speech == "direct":
        spans = [(0, len(piece))]
    at = 0
    for start, end in spans:
        if start > at:
            yield "plain", piece[at:start]
        yield "own", piece[start:end]
        at = end
    if at < len(piece):
        yield "plain", piece[at:]


def _unpaired(piece: str) -> list[tuple[int, int]]:
    """The own words of a piece that has one mark only, as where an omission took the other."""
    mark = _MARK.search(piece)
    if mark is None:
        return []
    at = mark.start()
    opens = mark[0] in _OPENING or (mark[0] == '"' and (at == 0 or piece[at - 1].isspace()))
    return [(at, len(piece))] if opens else [(0, mark.end())]


def _cue_pattern(cue: str | None) -> re.Pattern[str] | None:
    if cue is None:
        return None
    words = r"\s+".join(re.escape(word) for word in cue.split())
    return re.compile(rf"(?<!\w){words}(?!\w)")


def _cut(text: str, cue: re.Pattern[str]) -> tuple[list[Segment], bool]:
    match = cue.search(text)
    if match is None:
        return [Segment(kind="plain", text=text)], False
    parts = (("plain", text[: match.start()]), ("cue", match[0]), ("plain", text[match.end() :]))
    return [Segment(kind=kind, text=part) for kind, part in parts if part], True
