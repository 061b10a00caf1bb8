"""Texts made comparable, with the way back to their own code points.

Compared is after Unicode Normalization Form C (UAX #15), with runs of white space as one space and
typographic and plain quotation marks, dashes and ellipses as equal; letters, digits and case
exactly.
"""

import functools
import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

_EQUAL = (
    dict.fromkeys("“”„‟«»″＂〝〞", '"')
    | dict.fromkeys("‘’‚‛‹›′`´＇", "'")
    | dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
    | {"…": "..."}
)
_PLAIN = str.maketrans(_EQUAL)
_DASHES = re.compile("--+")
_CHANGED = re.compile(r"\s\s+|[^\S ]|[-‐‑‒–—―−﹘﹣－]{2,}|…")
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_LINE_END = re.compile(r"\n")


@functools.lru_cache(maxsize=256)
def normal(text: str) -> str:
    """The comparable form of a text, without white space at its ends."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    # A text has few of these characters, so looking for each is faster than looking at each letter.
    for character, plain in _EQUAL.items():
        if character in text:
            text = text.replace(character, plain)
    return _DASHES.sub("-", text) if "--" in text else text


@functools.lru_cache(maxsize=4096)
def has_words(text: str, words: str) -> bool:
    """Whether a comparable text has some words, in capitals or not."""
    return normal(words).casefold() in _casefolded(text)


@functools.lru_cache(maxsize=64)
def _casefolded(text: str) -> str:
    return text.casefold()


def _one(run: re.Match[str]) -> str:
    """What stands for a run that is not comparable as it is."""
    found = run[0]
    return "..." if found == "…" else " " if found.isspace() else "-"


class NormalText(Struct, frozen=True):
    """An archived text in comparable form, and how to get from that form back to the archive.

    From `breaks[i]` on, `text` stands for what begins at `first[origins[i]]`; where `wide[i]` is
    set, the whole stretch stands for the composed text from `origins[i]` up to `wide[i]`.
    """

    archived: str
    text: str
    paragraphs: tuple[tuple[int, int], ...]
    breaks: Sequence[int]
    origins: Sequence[int]
    wide: Sequence[int]
    first: Sequence[int]
    last: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The archived code points behind `text[start:end]`."""
        return self._composed(start)[0], self._composed(end - 1)[1]

    def paragraph(self, offset: int) -> int:
        """The number, from 1, of the paragraph in which an archived code point stands."""
        return max(1, bisect_right(self.paragraphs, (offset, len(self.archived))))

    def _composed(self, at: int) -> tuple[int, int]:
        stretch = bisect_right(self.breaks, at) - 1
        origin, wide = self.origins[stretch], self.wide[stretch]
        if wide:
            return self.first[origin], self.last[wide - 1]
        origin += at - self.breaks[stretch]
        return self.first[origin], self.last[origin]


def normal_text(archived: str) -> NormalText:
    """An archived text made comparable, with the way back."""
    composed, first, last = _composed(archived)
    pieces: list[str] = []
    breaks, origins, wide = [0], [0], [0]
    at = length = 0
    for run in _CHANGED.finditer(composed):
        start, end = run.span()
        piece = _one(run)
        pieces += composed[at:start], piece
        length += start - at
        breaks += length, length + len(piece)
        origins += start, end
        wide += end, 0
        length += len(piece)
        at = end
    pieces.append(composed[at:])
    text = "".join(pieces).translate(_PLAIN)
    return NormalText(archived, text, paragraphs(archived), breaks, origins, wide, first, last)


class NormalTexts(Mapping[str, NormalText]):
    """Archived texts by source id, each made comparable when it is first asked for."""

    def __init__(self, archived: Mapping[str, str]) -> None:
        self._archived = archived
        self._made: dict[str, NormalText] = {}

    def __getitem__(self, id: str) -> NormalText:
        """The text of a source."""
        made = self._made.get(id)
        if made is None:
            made = self._made[id] = normal_text(self._archived[id])
        return made

    def __iter__(self) -> Iterator[str]:
        """The ids of the sources."""
        return iter(self._archived)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._archived)


def paragraphs(archived: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each paragraph: blocks between blank lines, or lines where none is blank."""
    end = _BLANK_LINES if _BLANK_LINES.search(archived.strip()) else _LINE_END
    ends = [match.span() for match in end.finditer(archived)]
    starts = [0, *(after for _, after in ends)]
    found = []
    for start, stop in zip(starts, [*(before for before, _ in ends), len(archived)], strict=True):
        words = archived[start:stop].lstrip()
        if words:
            found.append((stop - len(words), stop - len(words) + len(words.rstrip())))
    return tuple(found)


def _composed(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """A text in NFC, and for each of its code points the start and end of what it came from."""
    if unicodedata.is_normalized("NFC", text):
        return text, range(len(text)), range(1, len(text) + 1)
    pieces: list[str] = []
    starts, ends = array("L"), array("L")
    for start, end in _independent(text):
        piece = unicodedata.normalize("NFC", text[start:end])
        pieces.append(piece)
        starts.extend([start] * len(piece))
        ends.extend([end] * len(piece))
    return "".join(pieces), starts, ends


def _independent(text: str) -> Iterator[tuple[int, int]]:
    """Cut a text into the smallest parts that can be normalised one by one."""
    start = 0
    for end in range(1, len(text)):
        if _stands_alone(text[start:end], text[end]):
            yield start, end
            start = end
    yield start, len(text)


def _stands_alone(before: str, character: str) -> bool:
    if character.isascii():
        return True
    if unicodedata.combining(character):
        return False
    alone = unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", character)
    return unicodedata.normalize("NFC", before + character) == alone
