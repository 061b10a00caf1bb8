"""Whole words of a text: whether a passage begins or ends in the middle of one.

A word is letters, digits and marks without a break, and a number with its separators: 1,250.5.
Scripts that put no space between words have no such middle.
"""

import re
import unicodedata

LONGEST = 60
"""Code points of a word, on either side of an offset, that are looked at."""

_JOINERS = frozenset("\u00ad\u200c\u200d_")
"""Characters within a word that are neither letter, digit nor mark."""

_SEPARATORS = frozenset(".,")

_UNSPACED = re.compile(
    "BALINESE|BOPOMOFO|CJK|HIRAGANA|IDEOGRAPH|JAVANESE|KATAKANA|KHMER|LAO |MYANMAR|THAI |TIBETAN|YI "
)
"""What stands in the names of characters of scripts whose words are not divided by spaces."""


def cut_word(text: str, at: int) -> str | None:
    """The word in the middle of which an offset lies, or None where it lies between words."""
    if not _joined(text, at):
        return None
    start, end = at - 1, at + 1
    while at - start < LONGEST and _joined(text, start):
        start -= 1
    while end - at < LONGEST and _joined(text, end):
        end += 1
    return text[start:end]


def _joined(text: str, at: int) -> bool:
    """Whether the characters before and after an offset belong to one word."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if _belongs(before) and _belongs(after):
        return not any(_UNSPACED.search(unicodedata.name(c, "")) for c in (before, after))
    if after in _SEPARATORS:
        return before.isdecimal() and text[at + 1 : at + 2].isdecimal()
    return before in _SEPARATORS and after.isdecimal() and text[max(0, at - 2)].isdecimal()


def _belongs(character: str) -> bool:
    mark = unicodedata.category(character).startswith("M")
    return character.isalnum() or mark or character in _JOINERS
