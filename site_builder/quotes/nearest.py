"""The passage of a source that comes nearest to words it does not have, and how they differ."""

import difflib
import re

from rapidfuzz import fuzz

from site_builder.quotes.normal import NormalText

_WORD = re.compile(r"\S+\s*")
_LONGEST = 4000
_MIN_SCORE = 40.0


def nearest_passage(words: str, source: NormalText) -> str | None:
    """The words of a text (both in comparable form) that come nearest to `words`, if any do."""
    words = words[:_LONGEST]
    found = fuzz.partial_ratio_alignment(words, source.text, score_cutoff=_MIN_SCORE)
    if found is None or found.dest_start == found.dest_end:
        return None
    start = source.text.rfind(" ", 0, found.dest_start + 1) + 1
    end = source.text.find(" ", max(found.dest_end - 1, 0))
    return source.text[start : len(source.text) if end < 0 else end]


def compare(card: str, source: str) -> tuple[str, ...]:
    """Two lines, the card's words and the source's, with what differs in [- -] and {+ +}."""
    ours, theirs = _WORD.findall(card), _WORD.findall(source)
    left, right = [], []
    matcher = difflib.SequenceMatcher(
        None, [w.strip() for w in ours], [w.strip() for w in theirs], autojunk=False
    )
    for tag, i, j, k, m in matcher.get_opcodes():
        mine, other = "".join(ours[i:j]).strip(), "".join(theirs[k:m]).strip()
        if tag == "equal":
            left.append(mine)
            right.append(other)
            continue
        if mine:
            left.append(f"[-{mine}-]")
        if other:
            right.append(f"{{+{other}+}}")
    return f"the card has:   {' '.join(left)}", f"the source has: {' '.join(right)}"
