"""A quotation cut into the source's words, the speaker's own words, and the cue."""

import re
from collections.abc import Iterator, Sequence

from site_builder.library import Segment
from site_builder.model import Speech

_DOUBLE = re.compile(r"[\"“„«][^\"“”„«»]*[\"”“»]")
_SINGLE = re.compile(r"(?<!\w)‘[^‘’]*(?:’\w[^‘’]*)*’(?!\w)")
_MARK = re.compile(r"[\"“”„«»]")
_OPENING = "“„«"
_NO_SPACE_AFTER = ("“", "„", "«", "(", "[", " ")
_NO_SPACE_BEFORE = (",", ".", ";", ":", "!", "?", ")", "]", "”", "»", " ")
OWN_WORDS = frozenset({"direct", "mixed"})


def segments(
    pieces: Sequence[str], speech: Speech | None, cues: Sequence[str] = ()
) -> tuple[Segment, ...]:
    """A quotation's pieces in order, cut where the kind of words changes.

    `speech` is None where nobody is said to speak, so that no words are anyone's own. Each of the
    `cues` is marked where it first stands outside the speaker's own words.
    """
    found: list[Segment] = []
    waiting = {cue: _pattern(cue) for cue in cues}
    for number, piece in enumerate(pieces):
        if number:
            found.append(_omission(pieces[number - 1], piece))
        for kind, text in _own(piece, speech):
            if kind == "own":
                found.append(Segment(kind=kind, text=text))
            else:
                found += _cut(text, waiting)
    return tuple(found)


def _omission(before: str, after: str) -> Segment:
    """The mark of an omission, with no space where the words around it have none."""
    left = "" if before.endswith(_NO_SPACE_AFTER) else " "
    right = "" if after.startswith(_NO_SPACE_BEFORE) else " "
    return Segment(kind="omission", text=f"{left}[…]{right}")


def _own(piece: str, speech: Speech | None) -> Iterator[tuple[str, str]]:
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


def _pattern(cue: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in cue.split())
    return re.compile(rf"(?<!\w){words}(?!\w)")


def _cut(text: str, waiting: dict[str, re.Pattern[str]]) -> Iterator[Segment]:
    """Cut at the cues that still wait to be found, and take those found off the list."""
    at = 0
    while True:
        found = [
            (match.start(), cue, match)
            for cue, pattern in waiting.items()
            if (match := pattern.search(text, at))
        ]
        if not found:
            break
        start, cue, match = min(found, key=lambda entry: (entry[0], -len(entry[1])))
        del waiting[cue]
        if start > at:
            yield Segment(kind="plain", text=text[at:start])
        yield Segment(kind="cue", text=match[0])
        at = match.end()
    if at < len(text):
        yield Segment(kind="plain", text=text[at:])
