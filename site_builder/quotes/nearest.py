"""The passage of a source that comes nearest to words it does not have, and how they differ.

How long the search may take is bound by how much it looks at. A text that is too long to be aligned
as a whole is aligned only around phrases that it shares with the words.
"""

import difflib
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from site_builder.quotes.normal import NormalText

_WORD = re.compile(r"\S+\s*")
_LONGEST = 4000
"""Code points of a quotation that are looked for, at most."""

_MIN_SCORE = 40.0
_GOOD_SCORE = 70.0

_CHEAP, _DEAR = 20_000_000, 200_000_000
"""Pairs of code points that take milliseconds to align, and those that take a tenth of a second."""

_PHRASES, _PLACES, _MARGIN = 8, 4, 200
"""How many phrases are looked for, at how many places each, and how far around each of them."""

_ALIKE, _UNLIKE = 60, 120
"""Code points shown at either end of words that both have, and of words that differ."""

_DIFFERENCES = 8


class _Near(NamedTuple):
    score: float
    start: int
    end: int


def telling(words: str, source: NormalText) -> str:
    """The part of words (both in comparable form) that tells why a text does not have them.

    All of them, if they are not many; or else those around the place where the text first lacks them.
    """
    if len(words) <= _LONGEST:
        return words
    had = bisect_left(range(1, len(words)), True, key=lambda size: words[:size] not in source.text)
    start = max(0, min(had - _LONGEST // 4, len(words) - _LONGEST))
    start = words.find(" ", start) + 1 if start else 0
    end = words.rfind(" ", 0, start + _LONGEST) if start + _LONGEST < len(words) else len(words)
    return words[start : max(end, start)] or words[start : start + _LONGEST]


def nearest_passage(words: str, source: NormalText) -> str | None:
    """The words of a text (both in comparable form) that come nearest to `words`, if any do.

    In a very long text, only passages that share a phrase with the words are looked at.
    """
    text = source.text
    pairs = len(words) * len(text)
    found = _around_phrases(words, text) if pairs > _CHEAP else _aligned(words, text, 0, len(text))
    if found is None and _CHEAP < pairs <= _DEAR:
        found = _aligned(words, text, 0, len(text))
    if found is None:
        return None
    start = text.rfind(" ", 0, found.start + 1) + 1
    end = text.find(" ", max(found.end - 1, 0))
    return text[start : len(text) if end < 0 else end]


def is_searched_whole(words: str, source: NormalText) -> bool:
    """Whether nothing of a text is left out of the search for the passage nearest to words."""
    return len(words) * len(source.text) <= _DEAR


def _aligned(words: str, text: str, first: int, last: int) -> _Near | None:
    found = fuzz.partial_ratio_alignment(words, text[first:last], score_cutoff=_MIN_SCORE)
    if found is None or found.dest_start == found.dest_end:
        return None
    return _Near(found.score, first + found.dest_start, first + found.dest_end)


def _around_phrases(words: str, text: str) -> _Near | None:
    """The best alignment around phrases of three words, two or one, whichever first gives a good one."""
    best: _Near | None = None
    for size in (3, 2, 1):
        starts = {
            max(0, at - offset - _MARGIN)
            for offset, phrase in _phrases(words, size)
            for at in _places(phrase, text)
        }
        for start in sorted(starts):
            near = _aligned(words, text, start, start + len(words) + 2 * _MARGIN)
            best = max((each for each in (best, near) if each), default=None)
        if best and best.score >= _GOOD_SCORE:
            break
    return best


def _phrases(words: str, size: int) -> Sequence[tuple[int, str]]:
    """Phrases of so many words, from all over the words, and where each begins; single words if long."""
    found = [*_WORD.finditer(words)]
    phrases = [
        (first.start(), words[first.start() : last.end()].rstrip())
        for first, last in zip(found, found[size - 1 :], strict=False)
    ]
    if size == 1:
        return sorted(phrases, key=lambda each: -len(each[1]))[:_PHRASES]
    return phrases[:: max(1, -(-len(phrases) // _PHRASES))]


def _places(phrase: str, text: str) -> Iterator[int]:
    at = -1
    for _ in range(_PLACES):
        at = text.find(phrase, at + 1)
        if at < 0:
            return
        yield at


def compare(card: str, source: str) -> tuple[str, ...]:
    """Two lines, the card's words and the source's, with what differs in [- -] and {+ +}.

    Of long runs only the ends that are near a difference are shown, and the first few differences.
    """
    ours, theirs = _WORD.findall(card), _WORD.findall(source)
    matcher = difflib.SequenceMatcher(
        None, [w.strip() for w in ours], [w.strip() for w in theirs], autojunk=False
    )
    steps = matcher.get_opcodes()
    different = [index for index, step in enumerate(steps) if step[0] != "equal"]
    last = different[_DIFFERENCES - 1] if len(different) > _DIFFERENCES else len(steps)
    left, right = [], []
    for index, (tag, i, j, k, m) in enumerate(steps[: last + 1]):
        mine, other = "".join(ours[i:j]).strip(), "".join(theirs[k:m]).strip()
        if tag == "equal":
            alike = ends(mine, _ALIKE if index else 0, _ALIKE if index < len(steps) - 1 else 0)
            left.append(alike)
            right.append(alike)
            continue
        if mine:
            left.append(f"[-{ends(mine)}-]")
        if other:
            right.append(f"{{+{ends(other)}+}}")
    more = ["…"] if last < len(steps) else []
    return (
        f"the card has:   {' '.join(left + more)}",
        f"the source has: {' '.join(right + more)}",
    )


def ends(words: str, first: int = _UNLIKE, last: int = _UNLIKE) -> str:
    """About so many code points of either end of words; all of them, where that leaves out few."""
    if len(words) <= max(first + last, 2 * _ALIKE):
        return words
    head, tail = words[:first], words[len(words) - last :]
    whole = (head.rpartition(" ")[0] or head, "…", tail.partition(" ")[2] or tail)
    return " ".join(each for each in whole if each)
