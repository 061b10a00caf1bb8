"""The map: who said what through whom, drawn in columns from speakers to publishers."""

import textwrap
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from msgspec.structs import replace

from site_builder.heads import HOME, page_head, saying
from site_builder.language.words import marked
from site_builder.layered import Key, Layered, Line, layered
from site_builder.library import VoiceRef
from site_builder.routes import PUBLISHERS, Routes, Travelled
from site_builder.structured.graph import placed
from site_builder.views import Frame, Head, Link, View

MAP = Link(label=marked("Map"), path="map/")

WIDTH = 210
"""Of a box, in pixels, as all that follows."""

BETWEEN = 120
"""Between two columns."""

GAP = 12
"""Between two boxes of a column."""

HEAD = 28
"""What stands over a column."""

_LINE = 17
_PADDING = 12
_PORT = 9
_PASSING = 8
_LETTERS = 25
_LINES = 4
_EDGE = 4


class Box(View, frozen=True, kw_only=True):
    """A voice in one part, as a box; lines of its name with the height at which each stands."""

    voice: VoiceRef
    part: str  # "speaker", "hand" or "publisher"
    quotes: int
    x: int
    y: int
    height: int
    middle: int  # where its name stands, from the left
    lines: tuple[tuple[int, str], ...]


class Stroke(View, frozen=True, kw_only=True):
    """A link as a line: its way as SVG writes it, and for a double line the two beside it."""

    link: Travelled
    ways: tuple[str, ...]


class MapPage(View, frozen=True, kw_only=True):
    """The map."""

    site: Frame
    head: Head
    columns: tuple[tuple[int, str], ...]  # the middle of each, and whom it shows
    boxes: tuple[Box, ...]
    strokes: tuple[Stroke, ...]
    width: int
    height: int
    routes: Routes


def compose_map(site: Frame, path: str, found: Routes) -> MapPage:
    """The map of the most travelled links."""
    head = page_head(site, "map", path, site.words.say(MAP.label), None, HOME)
    head = saying(head, [placed("WebPage", site, head)])
    drawn = _Drawing(site, found.links)
    return MapPage(
        site=site,
        head=replace(head, section=MAP.path),
        columns=tuple((x + WIDTH // 2, _part(column)) for column, x in drawn.left.items()),
        boxes=tuple(drawn.boxes()),
        strokes=tuple(drawn.strokes()),
        width=max(drawn.left.values(), default=0) + WIDTH + 2 * _EDGE,
        height=drawn.height,
        routes=found,
    )


class _Drawing:
    """Where everything stands."""

    def __init__(self, site: Frame, links: tuple[Travelled, ...]) -> None:
        self._links = links
        self._mirrored = site.direction == "rtl"
        self._quoted = site.words.say("“{words}”")
        self._voices = {
            stop: voice
            for link in links
            for stop, voice in (
                ((link.start, link.sender.id), link.sender),
                ((link.end, link.receiver.id), link.receiver),
            )
        }
        self._plan = layered([_ends(link) for link in links])
        self.left = {
            column: _EDGE + number * (WIDTH + BETWEEN)
            for number, column in enumerate(self._in_reading_order())
        }
        ports = _ports(self._plan.lines)
        self._heights = {
            place: self._room(place, ports[place])
            for places in self._plan.order.values()
            for place in places
        }
        self._tops, self.height = _stacked(self._plan, self._heights)

    def _in_reading_order(self) -> list[int]:
        """The columns from left to right."""
        columns = [*self._plan.order]
        return columns[::-1] if self._mirrored else columns

    def boxes(self) -> Iterable[Box]:
        """The voices."""
        sent, received = Counter[tuple[int, str]](), Counter[tuple[int, str]]()
        for link in self._links:
            start, end = _ends(link)
            sent[start] += link.quotes
            received[end] += link.quotes
        for places in self._plan.order.values():
            for column, id, _ in places:
                stop = column, id
                if stop in self._voices:
                    yield self._box(stop, max(sent[stop], received[stop]))

    def strokes(self) -> Iterable[Stroke]:
        """The links."""
        heights = self._port_heights()
        for number, (link, line) in enumerate(zip(self._links, self._plan.lines, strict=True)):
            beside = (-2.5, 2.5) if link.level == "relayed" else (0.0,)
            ways = tuple(self._way(line, heights[number], offset) for offset in beside)
            yield Stroke(link=link, ways=ways)

    def _box(self, stop: tuple[int, str], quotes: int) -> Box:
        voice, place = self._voices[stop], (*stop, "")
        lines = self._lines(voice)
        y, height = self._tops[place], self._heights[place]
        first = y + (height - _LINE * len(lines)) // 2 + 13
        return Box(
            voice=voice,
            part=_part(stop[0]),
            quotes=quotes,
            x=self.left[stop[0]],
            y=y,
            height=height,
            middle=self.left[stop[0]] + WIDTH // 2,
            lines=tuple((first + number * _LINE, words) for number, words in enumerate(lines)),
        )

    def _room(self, place: Key, ports: int) -> int:
        if place[2]:
            return _PASSING * ports
        lines = len(self._lines(self._voices[place[:2]]))
        return max(_LINE * lines + _PADDING, _PORT * ports + _PADDING)

    def _lines(self, voice: VoiceRef) -> list[str]:
        """A name in a few lines, cut off only where it is far too long."""
        unnamed = voice.kind == "unnamed"
        name = self._quoted.format(words=voice.name) if unnamed else voice.name
        wide = any(unicodedata.east_asian_width(letter) in "WF" for letter in name)
        letters = _LETTERS // 2 if wide else _LETTERS
        return textwrap.wrap(name, letters, max_lines=_LINES, placeholder=" …")

    def _port_heights(self) -> dict[int, list[float]]:
        """For each line the heights at which it meets its places: links of a box do not touch."""
        tops, heights = self._tops, self._heights
        leaving: dict[tuple[Key, bool], list[tuple[int, int, int]]] = defaultdict(list)
        for number, line in enumerate(self._plan.lines):
            for at, place in enumerate(line):
                for out, other in ((True, at + 1), (False, at - 1)):
                    if 0 <= other < len(line):
                        leaving[place, out].append((tops[line[other]], number, at))
        met: dict[tuple[int, int, bool], float] = {}
        for (place, out), lines in leaving.items():
            for rank, (_, number, at) in enumerate(sorted(lines), start=1):
                share = heights[place] * rank / (len(lines) + 1)
                met[number, at, out] = tops[place] + share
        found = {}
        for number, line in enumerate(self._plan.lines):
            ends = [
                (met.get((number, at, False)), met.get((number, at, True)))
                for at in range(len(line))
            ]
            found[number] = [height for pair in ends for height in pair if height is not None]
        return found

    def _way(self, line: Line, heights: list[float], offset: float) -> str:
        """A line as a path: a curve between columns, and straight through those that it passes."""
        words: list[str] = []
        leaves = 0 if self._mirrored else WIDTH
        for at, (start, end) in enumerate(pairwise(line)):
            x, to = self.left[start[0]] + leaves, self.left[end[0]] + WIDTH - leaves
            y, down = heights[2 * at] + offset, heights[2 * at + 1] + offset
            words.append(f"{'L' if words else 'M'}{x} {y:.1f}")
            half = (x + to) // 2
            words.append(f"C{half} {y:.1f} {half} {down:.1f} {to} {down:.1f}")
        return "".join(words)


def _ends(link: Travelled) -> tuple[tuple[int, str], tuple[int, str]]:
    return (link.start, link.sender.id), (link.end, link.receiver.id)


def _ports(lines: Iterable[Line]) -> Mapping[Key, int]:
    """How many lines meet each place, on the side on which more do."""
    sides: Counter[tuple[Key, bool]] = Counter()
    for line in lines:
        sides.update((place, True) for place in line[:-1])
        sides.update((place, False) for place in line[1:])
    return {place: max(sides[place, True], sides[place, False]) for place, _ in sides}


def _stacked(plan: Layered, heights: Mapping[Key, int]) -> tuple[dict[Key, int], int]:
    """Where each place begins, each column in the middle, and how high all of it is."""
    columns = plan.order.values()
    whole = {id(places): sum(heights[p] + GAP for p in places) - GAP for places in columns}
    tallest = max(whole.values(), default=0)
    tops = {}
    for places in columns:
        top = HEAD + _EDGE + (tallest - whole[id(places)]) // 2
        for place in places:
            tops[place] = top
            top += heights[place] + GAP
    return tops, HEAD + tallest + 2 * _EDGE


def _part(column: int) -> str:
    return {0: "speaker", PUBLISHERS: "publisher"}.get(column, "hand")
