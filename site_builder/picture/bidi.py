"""In which direction each character runs: Unicode's bidirectional algorithm (UAX 9).

Without the explicit embeddings and isolates of its rules X1 to X8, whose characters are taken out
of statements before: what is left is one run of text, whose direction is that of its first letter.
"""

import unicodedata
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

_STRONG = {"L": 0, "R": 1, "AL": 1}
_PAIRS = {"(": ")", "[": "]", "{": "}"} | {
    chr(code): chr(code + 1) for code in (0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0xFF5F)
}
_NUMBERS = frozenset({"EN", "AN"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON"})


def base_level(text: str) -> int:
    """0 where a text runs from left to right, 1 where from right to left (rules P2 and P3)."""
    for char in text:
        level = _STRONG.get(unicodedata.bidirectional(char))
        if level is not None:
            return level
    return 0


def levels(text: str, base: int) -> list[int]:
    """The embedding level of each character: odd where it runs from right to left."""
    kinds = [unicodedata.bidirectional(char) or "L" for char in text]
    if base == 0 and not {"R", "AL", "AN"}.intersection(kinds):
        return [0] * len(text)
    outer = "R" if base else "L"
    _resolve_marks(kinds, outer)
    _resolve_numbers(kinds, outer)
    _resolve_brackets(text, kinds, outer)
    _resolve_neutrals(kinds, outer)
    rises = {"L": base, "R": 1 - base, "EN": 2 - base, "AN": 2 - base}
    return [base + rises[kind] for kind in kinds]


def _resolve_marks(kinds: list[str], outer: str) -> None:
    """Rules W1 to W3: marks are like what they stand on, numbers after Arabic letters are Arabic."""
    last = strong = outer
    for at, kind in enumerate(kinds):
        same = last if kind in ("NSM", "BN") else kind
        if same in _STRONG:
            strong = same
        kinds[at] = "AN" if same == "EN" and strong == "AL" else same
        last = same
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]


def _resolve_numbers(kinds: list[str], outer: str) -> None:
    """Rules W4 to W7: signs within and beside numbers, and numbers after Latin letters."""
    for at in range(1, len(kinds) - 1):
        before, kind, after = kinds[at - 1 : at + 2]
        if before == after and (
            (kind == "CS" and before in _NUMBERS) or (kind == "ES" and before == "EN")
        ):
            kinds[at] = before
    for start, end in _stretches(kinds, {"ET"}):
        beside = {*kinds[max(start - 1, 0) : start], *kinds[end : end + 1]}
        kinds[start:end] = ["EN" if "EN" in beside else "ON"] * (end - start)
    strong = outer
    for at, kind in enumerate(kinds):
        if kind in ("ES", "CS"):
            kinds[at] = "ON"
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"
        elif kind in _STRONG:
            strong = kind


def _resolve_brackets(text: str, kinds: list[str], outer: str) -> None:
    """Rule N0: two brackets of a pair run the same way."""
    for start, end in _bracket_pairs(text, kinds):
        inside = {_side(kind) for kind in kinds[start + 1 : end]} - {None}
        if not inside:
            continue
        sides = [outer, *(side for kind in kinds[:start] if (side := _side(kind)))]
        chosen = outer if outer in inside or sides[-1] not in inside else sides[-1]
        for bracket in (start, end):
            kinds[bracket] = chosen
            for at in range(bracket + 1, len(text)):
                if unicodedata.bidirectional(text[at]) != "NSM":
                    break
                kinds[at] = chosen


def _bracket_pairs(text: str, kinds: list[str]) -> list[tuple[int, int]]:
    """Where pairs of brackets open and close, in the order in which they open (BD16)."""
    waiting: list[tuple[str, int]] = []
    found = []
    for at, char in enumerate(text):
        if kinds[at] != "ON":
            continue
        if char in _PAIRS:
            waiting.append((_PAIRS[char], at))
        elif char in [closing for closing, _ in waiting]:
            while waiting[-1][0] != char:
                waiting.pop()
            found.append((waiting.pop()[1], at))
    return sorted(found)


def _resolve_neutrals(kinds: list[str], outer: str) -> None:
    """Rules N1 and N2: what stands between two of one direction takes it, else the text's own."""
    for start, end in _stretches(kinds, _NEUTRAL):
        before = _side(kinds[start - 1]) if start else outer
        after = _side(kinds[end]) if end < len(kinds) else outer
        kinds[start:end] = [before if before and before == after else outer] * (end - start)


def _side(kind: str) -> str | None:
    """The direction that a character lends to neutral ones beside it; numbers count as right."""
    return "R" if kind in _NUMBERS else kind if kind in ("L", "R") else None


def _stretches(kinds: list[str], of: set[str] | frozenset[str]) -> list[tuple[int, int]]:
    """Start and end of each longest stretch of some kinds."""
    found = []
    start = None
    for at, kind in enumerate([*kinds, ""]):
        if kind in of:
            start = at if start is None else start
        elif start is not None:
            found.append((start, at))
            start = None
    return found


def in_visual_order(runs: Sequence[tuple[int, T]]) -> list[T]:
    """Runs of one level each, from left to right (rule L2)."""
    ordered = list(runs)
    for level in range(max((level for level, _ in runs), default=0), 0, -1):
        start = None
        for at, run in enumerate([*ordered, (0, None)]):
            if run[0] >= level:
                start = at if start is None else start
            elif start is not None:
                ordered[start:at] = ordered[start:at][::-1]
                start = None
    return [run for _, run in ordered]
