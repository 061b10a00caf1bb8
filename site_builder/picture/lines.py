"""A text in lines: the largest size at which it fits a column, and lines of even length."""

from collections.abc import Callable, Sequence
from typing import Protocol

from msgspec import Struct

from site_builder.picture.bidi import base_level, in_visual_order, levels
from site_builder.picture.breaks import clusters, pieces

ELLIPSIS = "…"
_LOOSE_ENDS = " \u3000,;:.、，。；：-–—([{（「“‘«/"
"""What is dropped before an ellipsis."""

_PRECISION = 0.01
"""How near, in em, the narrowest column for even lines is looked for."""


class Type(Protocol):
    """What is known of fonts: which family has which characters, and how wide they are."""

    def runs(self, text: str, style: str) -> Sequence[tuple[str, str]]:
        """A text cut into runs of one family each, as (family, text)."""
        ...

    def advance(self, text: str, style: str) -> float:
        """The width of a text, in em."""
        ...

    def leading(self, text: str, style: str) -> float:
        """The height that a line of a text needs, in em."""
        ...


class Column(Struct, frozen=True, kw_only=True):
    """The room for a text, in pixels, and the sizes that may be tried, the largest first."""

    width: int
    height: int
    sizes: tuple[int, ...]


class Setting(Struct, frozen=True, kw_only=True):
    """A text as lines of one size; `leading` is the distance of baselines; both in pixels.

    A line keeps the spaces at its end. `cut` says that not all of the text is shown.
    """

    size: int
    leading: float
    lines: tuple[str, ...]
    cut: bool = False


class Run(Struct, frozen=True, kw_only=True):
    """A stretch of a line that one family draws in one direction; `width` in em."""

    family: str
    text: str
    rtl: bool
    width: float


class _Measured(Struct, frozen=True):
    """A piece of text with its width, in em, at a line's end and before others."""

    text: str
    width: float
    advance: float


def set_lines(text: str, column: Column, style: str, of: Type) -> Setting:
    """A text at the largest size at which it fits: whole words first, then torn ones, then cut."""
    leading = of.leading(text, style)
    measured = [_measure(piece, style, of) for piece in pieces(text) or [""]]
    for torn in (False, True):
        for size in column.sizes:
            room = column.width / size
            parts = _torn(measured, room, style, of) if torn else measured
            rows = max(1, int(column.height / (size * leading)))
            if _fits(parts, room, rows):
                lines = tuple(_balanced(parts, room))
                return Setting(size=size, leading=size * leading, lines=lines)
    size = column.sizes[-1]
    rows = max(1, int(column.height / (size * leading)))
    room = column.width / size
    lines = _cut(_torn(measured, room, style, of), room, rows, style, of)
    return Setting(size=size, leading=size * leading, lines=lines, cut=True)


def shorten(text: str, room: float, style: str, of: Type) -> str:
    """A text that fits a line of so many em: whole, or its beginning and an ellipsis."""
    if of.advance(text, style) <= room:
        return text
    parts = _torn([_measure(piece, style, of) for piece in pieces(text)], room, style, of)
    return _cut(parts, room, 1, style, of)[0]


def set_runs(lines: Sequence[str], style: str, of: Type) -> list[list[Run]]:
    """The runs of each line, from left to right, all lines being one paragraph."""
    paragraph = "".join(lines)
    base = base_level(paragraph)
    known = levels(paragraph, base)
    found = []
    start = 0
    for line in lines:
        shown = line.rstrip()
        found.append(_visual(shown, known[start : start + len(shown)], style, of))
        start += len(line)
    return found


def _visual(line: str, known: Sequence[int], style: str, of: Type) -> list[Run]:
    runs: list[tuple[int, Run]] = []
    start = 0
    for at in range(1, len(line) + 1):
        if at == len(line) or known[at] != known[start]:
            level = known[start]
            for family, text in of.runs(line[start:at], style):
                width = of.advance(text, style)
                runs.append((level, Run(family=family, text=text, rtl=level % 2 == 1, width=width)))
            start = at
    return in_visual_order(runs)


def _measure(piece: str, style: str, of: Type) -> _Measured:
    bare = piece.rstrip()
    width = of.advance(bare, style)
    return _Measured(piece, width, width if bare == piece else of.advance(piece, style))


def _torn(parts: Sequence[_Measured], room: float, style: str, of: Type) -> list[_Measured]:
    """Pieces, of which those that are wider than a line are torn between characters."""
    found = []
    for part in parts:
        if part.width <= room:
            found.append(part)
            continue
        current, used = "", 0.0
        for cluster in clusters(part.text):
            width = of.advance(cluster, style)
            if current and used + width > room and not cluster.isspace():
                found.append(_measure(current, style, of))
                current, used = "", 0.0
            current += cluster
            used += width
        found.append(_measure(current, style, of))
    return found


def _fits(parts: Sequence[_Measured], room: float, rows: int) -> bool:
    if sum(part.advance for part in parts[:-1]) > room * rows:
        return False
    return all(part.width <= room for part in parts) and len(_filled(parts, room)) <= rows


def _filled(parts: Sequence[_Measured], room: float) -> list[list[_Measured]]:
    """Lines, each filled as far as it goes."""
    lines: list[list[_Measured]] = []
    used = 0.0
    for part in parts:
        if not lines or used + part.width > room:
            lines.append([])
            used = 0.0
        lines[-1].append(part)
        used += part.advance
    return lines


def _balanced(parts: Sequence[_Measured], room: float) -> list[str]:
    """As few lines as it takes, none much longer than the others."""
    fewest = len(_filled(parts, room))
    widest = max((part.width for part in parts), default=0.0)
    narrow = _least(lambda width: len(_filled(parts, width)) <= fewest, widest, room)
    return [_joined(line) for line in _filled(parts, narrow)]


def _least(holds: Callable[[float], bool], low: float, high: float) -> float:
    """The least value, nearly, for which something holds that holds for `high`."""
    if holds(low):
        return low
    while high - low > _PRECISION:
        middle = (low + high) / 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def _cut(
    parts: Sequence[_Measured], room: float, rows: int, style: str, of: Type
) -> tuple[str, ...]:
    """The first lines of a text, the last of them with an ellipsis after its last whole piece."""
    lines = _filled(parts, room)[:rows]
    last = lines[-1]
    room -= of.advance(ELLIPSIS, style)
    while len(last) > 1 and sum(part.advance for part in last[:-1]) + last[-1].width > room:
        last.pop()
    kept = [*clusters(_joined(last).rstrip(_LOOSE_ENDS))]
    while len(kept) > 1 and of.advance("".join(kept), style) > room:
        kept.pop()
    return (*(_joined(line) for line in lines[:-1]), "".join(kept) + ELLIPSIS)


def _joined(line: Sequence[_Measured]) -> str:
    return "".join(part.text for part in line)
