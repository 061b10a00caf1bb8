"""Whole words of a text: whether a passage begins or ends in the middle of one.

A word is letters, digits and marks without a break, and a number with its separators: 1,250.5.
Scripts that put no space between words have no such middle.

Browsers divide words by Unicode's rules (UAX #29), and those scripts by dictionary. What is joined
here is one word for them too; where it is firm, they see a boundary as well; between the two they
may differ.
"""

import re
import unicodedata

LONGEST = 60
"""Code points of a word, on either side of an offset, that are looked at."""

_JOINERS = frozenset("\u00ad\u200c\u200d_")
"""Characters within a word that are neither letter, digit nor mark."""

_SEPARATORS = frozenset(".,")

_INNER = frozenset("'’‘.:·‧․,;\u037e،٫٬⁄\"״")
"""What may stand within a word of UAX #29, between two letters or digits."""

_UNSPACED = re.compile(
    "BALINESE|BOPOMOFO|CJK|HIRAGANA|IDEOGRAPH|JAVANESE|KATAKANA|KHMER|LAO |MYANMAR|THAI |TIBETAN|YI "
)
"""What stands in the names of characters of scripts whose words are not divided by spaces."""


def cut_word(text: str, at: int) -> str | None:
    """The word in the middle of which an offset lies, or None where it lies between words."""
    if not joined(text, at):
        return None
    start, end = at - 1, at + 1
    while at - start < LONGEST and joined(text, start):
        start -= 1
    while end - at < LONGEST and joined(text, end):
        end += 1
    return text[start:end]


def joined(text: str, at: int) -> bool:
    """Whether the characters before and after an offset surely belong to one word."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if _belongs(before) and _belongs(after):
        return not any(_UNSPACED.search(unicodedata.name(c, "")) for c in (before, after))
    if after in _SEPARATORS:
        return before.isdecimal() and text[at + 1 : at + 2].isdecimal()
    return before in _SEPARATORS and after.isdecimal() and text[max(0, at - 2)].isdecimal()


def is_firm(text: str, at: int) -> bool:
    """Whether words are surely divided at an offset: by white space, by a sign, or by its ends."""
    if not 0 < at < len(text) or text[at].isspace():
        return True
    return not _extends(text[at]) and (text[at - 1].isspace() or _divided(text, at))


def _divided(text: str, at: int) -> bool:
    """Whether a sign stands before or after an offset, and not within a word of UAX #29."""
    before = at - 1
    while before > 0 and _extends(text[before]) and not _belongs(text[before - 1]):
        before -= 1
    near, far = text[before], text[at]
    if far in _INNER:
        return not (_belongs(near) and _belongs(text[at + 1 : at + 2] or " "))
    if near in _INNER:
        return not (_belongs(far) and before > 0 and _belongs(text[before - 1]))
    return near.isspace() or not (_belongs(far) and (_belongs(near) or _extends(near)))


def _extends(character: str) -> bool:
    """Whether a character is one with what stands before it: a mark, a format sign, a skin tone."""
    kind = unicodedata.category(character)
    return kind[0] == "M" or kind == "Cf" or "\U0001f3fb" <= character <= "\U0001f3ff"


def _belongs(character: str) -> bool:
    mark = unicodedata.category(character).startswith("M")
    return character.isalnum() or mark or character in _JOINERS
