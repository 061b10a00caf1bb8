"""A drawing of a graph in columns, left to right, in which lines cross as seldom as may be.

After Sugiyama, Tagawa and Toda (1981): a line that passes a column gets a place in it, and each
column is put in the order of the mean places of its neighbours, again and again.
"""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

SWEEPS = 12
"""How often all columns are put in order."""

Key = tuple[int, str, str]
"""A place in a column: of a node, or (last: which line) of a line that passes."""

Line = tuple[Key, ...]
"""A line from column to column."""

Order = dict[int, list[Key]]


class Layered(Struct, frozen=True):
    """The order of the places of each column, from top to bottom, and the way of each line."""

    order: Mapping[int, Sequence[Key]]
    lines: tuple[Line, ...]


def layered(pairs: Sequence[tuple[tuple[int, str], tuple[int, str]]]) -> Layered:
    """The columns for lines between nodes, each a column and a name; lines lead to the right."""
    columns = sorted({column for pair in pairs for column, _ in pair})
    lines = tuple(_line(start, end, columns) for start, end in pairs)
    order: Order = {column: [] for column in columns}
    for place in dict.fromkeys(place for line in lines for place in line):
        order[place[0]].append(place)
    links = sorted({link for line in lines for link in pairwise(line)})
    best, fewest = order, crossings(order, links)
    for sweep in range(SWEEPS):
        order = _swept(order, links, forward=sweep % 2 == 0)
        crossed = crossings(order, links)
        if crossed < fewest:
            best, fewest = order, crossed
    return Layered(best, lines)


def crossings(order: Mapping[int, Sequence[Key]], links: Iterable[tuple[Key, Key]]) -> int:
    """How many links cross between columns that are next to each other."""
    at = _places(order)
    found = 0
    between = defaultdict(list)
    for start, end in links:
        between[start[0]].append((at[start], at[end]))
    for ends in between.values():
        seen: list[int] = []
        for _, height in sorted(ends):
            found += len(seen) - bisect_right(seen, height)
            insort(seen, height)
    return found


def _line(start: tuple[int, str], end: tuple[int, str], columns: Sequence[int]) -> Line:
    passed = [column for column in columns if start[0] < column < end[0]]
    name = f"{start[0]}:{start[1]} {end[0]}:{end[1]}"
    return ((*start, ""), *((column, "", name) for column in passed), (*end, ""))


def _swept(order: Order, links: Iterable[tuple[Key, Key]], *, forward: bool) -> Order:
    neighbours = defaultdict(list)
    for start, end in links:
        here, there = (end, start) if forward else (start, end)
        neighbours[here].append(there)
    found = dict(order)
    columns = sorted(order, reverse=not forward)
    for column in columns[1:]:
        at = _places(found)

        def mean(place: Key, at: Mapping[Key, int] = at) -> float:
            others = neighbours[place]
            return sum(at[other] for other in others) / len(others) if others else at[place]

        found[column] = sorted(found[column], key=mean)
    return found


def _places(order: Mapping[int, Sequence[Key]]) -> dict[Key, int]:
    return {place: number for places in order.values() for number, place in enumerate(places)}
