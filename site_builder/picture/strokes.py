"""The five attribution levels as line styles (DESIGN, section 8), and the heads of arrows."""

from collections.abc import Iterator

from msgspec import Struct

from site_builder.model import AttributionLevel


class Bar(Struct, frozen=True):
    """A filled rectangle, in pixels; its right and lower edges are outside of it."""

    left: int
    top: int
    right: int
    bottom: int
    hue: str


class Dot(Struct, frozen=True):
    """A filled circle in the colour of the level; left and top of the square around it."""

    left: int
    top: int
    size: int


class Head(Struct, frozen=True):
    """The head of an arrow, in the colour of the level; left and top of the box around it."""

    left: int
    top: int
    to_left: bool


HEAD_WIDTH, HEAD_HEIGHT = 15, 20

_THICKNESS = {"quoted": 9, "paraphrased": 3, "relayed": 9, "unnamed": 7, "unattributed": 7}
_THIN = 3
_DASH, _GAP = 20, 11
_DOT_STEP = 14


def line(
    level: AttributionLevel, start: tuple[int, int], length: int, upright: bool = False
) -> list[Bar | Dot]:
    """A line in a level's style, along its middle from a point, to the right or down."""
    thickness = _THICKNESS[level]
    if level == "unattributed":
        at = [
            (start[0], start[1] + step) if upright else (start[0] + step, start[1])
            for step in _steps(length, thickness, _DOT_STEP)
        ]
        half = thickness // 2
        return [
            Dot(x - half, y, thickness) if upright else Dot(x, y - half, thickness) for x, y in at
        ]
    return [
        _bar(start, along, across, upright)
        for along in _dashes(level, length)
        for across in _strands(level, thickness)
    ]


def _bar(
    start: tuple[int, int], along: tuple[int, int], across: tuple[int, int], upright: bool
) -> Bar:
    x, y = start
    if upright:
        return Bar(x + across[0], y + along[0], x + across[1], y + along[1], "level")
    return Bar(x + along[0], y + across[0], x + along[1], y + across[1], "level")


def _dashes(level: AttributionLevel, length: int) -> list[tuple[int, int]]:
    """Start and end of each stroke along a line."""
    if level != "unnamed" or length < 2 * _DASH:
        return [(0, length)]
    return [(at, at + _DASH) for at in _steps(length, _DASH, _DASH + _GAP)]


def _strands(level: AttributionLevel, thickness: int) -> list[tuple[int, int]]:
    """From where to where strokes reach across a line, from its middle."""
    top = -(thickness // 2)
    if level == "relayed":
        return [(top, top + _THIN), (top + thickness - _THIN, top + thickness)]
    return [(top, top + thickness)]


def _steps(length: int, size: int, step: int) -> Iterator[int]:
    """Where things of a size begin that fill a length evenly, about a step apart."""
    gaps = max(1, round((length - size) / step))
    return (round(at * (length - size) / gaps) for at in range(gaps + 1))
