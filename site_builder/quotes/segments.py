"""A quotation cut into the source's words, the speaker's own words, and the cue."""

import functools
import re
from collections.abc import Iterator, Sequence

from site_builder.library import Segment
from site_builder.model import Speech

_SINGLE = re.compile(r"(?<!\w)‘[^‘’]*(?:’\w[^‘’]*)*’(?!\w)")
_MARK = re.compile(r"[\"“”„«»]")
_CLOSED_BY = {"“": '”"', "„": '“”"', "«": "»", '"': '"”'}
_BEFORE_OPENING = frozenset("([—–-")
_NO_SPACE_AFTER = ("“", "„", "«", "(", "[", " ")
_NO_SPACE_BEFORE = (",", ".", ";", ":", "!", "?", ")", "]", "”", "»", " ")
Span = tuple[int, int]
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
    own = _own(pieces, speech) if speech in OWN_WORDS else [[]] * len(pieces)
    for number, piece in enumerate(pieces):
        if number:
            found.append(_omission(pieces[number - 1], piece))
        at = 0
        for start, end in [*own[number], (len(piece), len(piece))]:
            found += _cut(piece[at:start], waiting)
            if start < end:
                found.append(Segment(kind="own", text=piece[start:end]))
            at = end
    return tuple(found)


def _omission(before: str, after: str) -> Segment:
    """The mark of an omission, with no space where the words around it have none."""
    left = "" if before.endswith(_NO_SPACE_AFTER) else " "
    right = "" if after.startswith(_NO_SPACE_BEFORE) else " "
    return Segment(kind="omission", text=f"{left}[…]{right}")


def _own(pieces: Sequence[str], speech: Speech | None) -> list[list[Span]]:
    """For each piece where the speaker's own words stand in it.

    A piece of a direct quotation is all their own where no marks say otherwise.
    """
    if any(_MARK.search(piece) for piece in pieces):
        own = _marked(pieces)
    else:
        own = [[match.span() for match in _SINGLE.finditer(piece)] for piece in pieces]
    if speech != "direct":
        return own
    return [
        spans or ([] if _MARK.search(piece) else [(0, len(piece))])
        for piece, spans in zip(pieces, own, strict=True)
    ]


def _marked(pieces: Sequence[str]) -> list[list[Span]]:
    """For each piece what stands in quotation marks, which may open in one and close in another."""
    own: list[list[Span]] = [[] for _ in pieces]
    opened: tuple[int, int, str] | None = None
    for number, piece in enumerate(pieces):
        for match in _MARK.finditer(piece):
            if opened is not None and match[0] in opened[2]:
                _fill(own, pieces, opened, (number, match.end()))
                opened = None
            elif _opens(match):
                if opened is not None and opened[0] < number:
                    own[opened[0]].append((opened[1], len(pieces[opened[0]])))
                    opened = None
                opened = opened or (number, match.start(), _CLOSED_BY[match[0]])
            elif opened is None and not own[number]:
                own[number].append((0, match.end()))
    if opened is not None:
        own[opened[0]].append((opened[1], len(pieces[opened[0]])))
    return own


def _opens(mark: re.Match[str]) -> bool:
    """Whether a quotation mark opens; a straight one does after white space or a bracket."""
    before = mark.string[mark.start() - 1 : mark.start()]
    if mark[0] == '"':
        return not before or before.isspace() or before in _BEFORE_OPENING
    return mark[0] in _CLOSED_BY


def _fill(
    own: list[list[Span]], pieces: Sequence[str], opened: tuple[int, int, str], end: Span
) -> None:
    """Note words from an opening mark, (piece, offset), to where they end, (piece, offset)."""
    for number in range(opened[0], end[0] + 1):
        start = opened[1] if number == opened[0] else 0
        own[number].append((start, end[1] if number == end[0] else len(pieces[number])))


@functools.lru_cache(maxsize=1024)
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
