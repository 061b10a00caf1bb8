"""Faults as values: what is wrong with content, where, and what to do about it.

A stage reports a `Fault`, which names a place by the key that leads to it; only once something is
wrong does `site_builder.locate` look the line and column up and make a `Diagnostic` of it.
"""

import bisect
import difflib
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning", "notice"]
"""An error stops a build; a warning does where it is to be strict; a notice never does."""

LONGEST_SHOWN = 80
"""Code points of an author's words that a message repeats."""


_MANY = 200
"""Words of which those are looked for first that may be near another."""

_NEIGHBOURS = 20

MOST_HINTS = 20
"""Unknown words of a file that are compared with what is known."""


class Key(Struct, frozen=True, tag=True):
    """A place in a file's YAML: the keys and indexes that lead to it.

    `on` tells whether the key itself is meant or the value behind it.
    """

    path: tuple[str | int, ...] = ()
    on: Literal["key", "value"] = "value"


class Offset(Struct, frozen=True, tag=True):
    """A place in a file's text, in code points from its start."""

    start: int


class Words(Struct, frozen=True, tag=True):
    """The first place at which words stand in a file's text."""

    words: str


Where = Key | Offset | Words


class Fault(Struct, frozen=True, kw_only=True):
    """Something wrong in a content file. `notes` are further lines to show, as they are."""

    code: str
    message: str
    file: str
    where: Where = Key()
    hint: str | None = None
    notes: tuple[str, ...] = ()
    severity: Severity = "error"


class Diagnostic(Struct, frozen=True, kw_only=True):
    """A fault with its place: line and column count from 1, the column in code points.

    Of a very long line, `source_line` ends a little behind the column.
    """

    file: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    source_line: str | None = None
    hint: str | None = None
    notes: tuple[str, ...] = ()


def suggest(word: str, known: Iterable[str]) -> str | None:
    """A hint that names the known word nearest to `word`, or None where none is near."""
    near = nearest_word(word, known)
    return None if near is None else f"did you mean “{near}”?"


class Hints:
    """Hints at known words for the first few unknown ones of a file.

    A card may have thousands, and each looks through all that is known.
    """

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def suggest(self, file: str, word: str, known: Iterable[str]) -> str | None:
        """A hint that names the known word nearest to one in a file, if that has not had its share."""
        self._given[file] += 1
        return suggest(word, known) if self._given[file] <= MOST_HINTS else None


def nearest_word(word: str, known: Iterable[str]) -> str | None:
    """The known word nearest to `word`, or None where none is near."""
    words = sorted(known)
    if len(words) > _MANY:
        words = _begin_or_end_like(word, words)
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    return near[0] if near else None


def _begin_or_end_like(word: str, words: list[str]) -> list[str]:
    """Those of many sorted words that have most in common with one at its beginning or its end.

    Each of a card's thousands of names may be unknown: all cannot be compared with all.
    """
    turned = sorted(each[::-1] for each in words)
    ends = (each[::-1] for each in _around(word[::-1], turned))
    return sorted({*_around(word, words), *ends})


def _around(word: str, words: list[str]) -> list[str]:
    at = bisect.bisect(words, word)
    return words[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]


def shown(words: str) -> str:
    """Words as a message shows them: on one line, and of long ones the beginning."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}…"


def one_of(words: Iterable[str]) -> str:
    """The words as the end of a sentence: one of “a”, “b” or “c”."""
    *rest, last = [f"“{word}”" for word in words]
    return f"one of {', '.join(rest)} or {last}" if rest else last
