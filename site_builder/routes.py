"""The ways that quotations took, from voice to voice, counted, and the most travelled of them.

A stop is a voice in one part: as a speaker (column 0), as a hand between (1 to `MOST_HANDS`), or as
a publisher (`PUBLISHERS`). A link leads from one stop to the next.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from heapq import nsmallest
from itertools import pairwise

from site_builder.library import Value, VoiceRef
from site_builder.model import LEVELS, AttributionLevel

MOST_LINKS = 120
"""Links that a map shows."""

MOST_HANDS = 3
"""Hands between speaker and publisher that a quotation on the map may have passed."""

PUBLISHERS = MOST_HANDS + 1
"""The column of publishers."""

Route = tuple[AttributionLevel, tuple[str, ...]]
"""A quotation's level and the ids of its speaker ("" where there is none), hands and publisher."""

Stop = tuple[int, str]
"""A column and a voice's id."""


class Travelled(Value, frozen=True, kw_only=True):
    """How many quotations of a level went from one voice, in its column, to another in its own."""

    start: int
    sender: VoiceRef
    end: int
    receiver: VoiceRef
    level: AttributionLevel
    quotes: int


class Routes(Value, frozen=True, kw_only=True):
    """The most travelled links, sorted by columns and names, and what is not among them."""

    links: tuple[Travelled, ...]
    links_total: int
    too_long: int  # quotations that passed more hands than a map can show


def routes(claims: Iterable[tuple[Route, ...]], voices: Mapping[str, VoiceRef]) -> Routes:
    """The most travelled links among the routes of the quotations of claims."""
    counted: Counter[tuple[Stop, Stop, AttributionLevel]] = Counter()
    ways = Counter(way for taken in claims for way in taken)
    too_long = 0
    for way, quotes in ways.items():
        if len(way[1]) > PUBLISHERS + 1:
            too_long += quotes
        else:
            for start, end in steps(way[1]):
                counted[start, end, way[0]] += quotes
    most = nsmallest(MOST_LINKS, counted.items(), key=lambda entry: (-entry[1], entry[0]))
    links = [
        Travelled(
            start=start[0],
            sender=voices[start[1]],
            end=end[0],
            receiver=voices[end[1]],
            level=level,
            quotes=quotes,
        )
        for (start, end, level), quotes in most
    ]
    links.sort(key=_by_name)
    return Routes(links=tuple(links), links_total=len(counted), too_long=too_long)


def steps(stops: tuple[str, ...]) -> Iterator[tuple[Stop, Stop]]:
    """The links of a route: speaker ("" where there is none), hands, publisher.

    A source that speaks in its own voice is both ends of one link.
    """
    speaker, *hands, publisher = stops
    placed = [*enumerate(hands, start=1), (PUBLISHERS, publisher)]
    if speaker or not hands:
        placed.insert(0, (0, speaker or publisher))
    yield from pairwise(placed)


def _by_name(link: Travelled) -> tuple[int, str, str, int, str, str, int]:
    return (
        link.start,
        link.sender.name.casefold(),
        link.sender.id,
        link.end,
        link.receiver.name.casefold(),
        link.receiver.id,
        LEVELS.index(link.level),
    )
