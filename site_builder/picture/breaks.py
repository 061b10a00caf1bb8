"""Where a text may go on in the next line, and what must never be torn apart.

The rules are those of Unicode's UAX 14 that statements meet: spaces, hyphens and dashes, and between
the characters of Chinese and Japanese, but for the marks that may not begin or end a line. Scripts
without spaces whose words only a dictionary tells apart (UAX 14, class SA) are left to ICU, which has one.
"""

import re
import unicodedata
from collections.abc import Iterator

from icu4py.breakers import LineBreaker

_JOINER = "\u200d"
_KEPT = frozenset("\u200b\u200c\u200d\u200e\u200f")
"""Characters without a picture that have a say in shaping, breaking or direction."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
"""The categories of other characters without a picture."""

_SIZED_AS_ONE = frozenset("\u0e33\u0eb3")  # Thai and Lao sara am, drawn over the consonant before
_BEFORE_CONSONANT = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4")
_VIRAMA = 9
"""The combining class of signs that bind two Indic consonants."""

_KILLERS = frozenset("\u0e3a\u0eba\u103a")
"""Signs of that class, in Thai, Lao and Burmese, that only silence a vowel and bind nothing."""

_IDEOGRAPH = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]+")
"""Thai, Lao, Burmese and Khmer."""

_NOT_FIRST = frozenset(
    "、。，．・：；！？）］｝」』】〕〉》〗〙”’…‥ー々〻ゝゞヽヾ"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ!?,.:;)]}%"
)
_NOT_LAST = frozenset("（［｛「『【〔〈《〖〘“‘([{")


def clean(text: str) -> str:
    """A text as it is drawn: composed, with single spaces, and without what has no picture."""
    spaced = re.sub(r"[\t\n\v\f\r\u0085\u2028\u2029]", " ", text)
    seen = "".join(
        char for char in spaced if char in _KEPT or unicodedata.category(char) not in _UNSEEN
    )
    return unicodedata.normalize("NFC", re.sub(" +", " ", seen).strip())


def clusters(text: str) -> Iterator[str]:
    """The characters as readers see them (much as UAX 29 has them, Indic conjuncts kept whole)."""
    start = 0
    for at in range(1, len(text)):
        if not _clings(text[start:at], text[at]):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def _clings(cluster: str, char: str) -> bool:
    """Whether a character is drawn as one with those before it."""
    last = cluster[-1]
    if char.isascii():
        return last in _BEFORE_CONSONANT and char.isalnum()
    if char == _JOINER or char in _SIZED_AS_ONE or "\U0001f3fb" <= char <= "\U0001f3ff":
        return True
    if unicodedata.category(char) in ("Mn", "Me", "Mc") or "\U000e0020" <= char <= "\U000e007f":
        return True
    if last == _JOINER or last in _BEFORE_CONSONANT:
        return not char.isspace()
    if _is_regional(char):
        return len(cluster) == 1 and _is_regional(last)
    binds = unicodedata.combining(last) == _VIRAMA and last not in _KILLERS
    return binds and unicodedata.category(char) == "Lo"


def _is_regional(char: str) -> bool:
    """Whether a character is half of a flag."""
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def pieces(text: str) -> list[str]:
    """A text cut wherever a line may end; spaces stay with what they follow."""
    found: list[str] = []
    current = ""
    words = set(_words(text))
    at = 0
    for cluster in clusters(text):
        if current and (at in words or _may_end(current, cluster)):
            found.append(current)
            current = ""
        current += cluster
        at += len(cluster)
    return [*found, current] if current else found


def _words(text: str) -> Iterator[int]:
    """Where words of scripts without spaces begin, but for the first of each run."""
    for run in _WITHOUT_SPACES.finditer(text):
        yield from (
            run.start() + start for start, _ in LineBreaker(run[0], "th").segments() if start
        )


def _may_end(line: str, following: str) -> bool:
    """Whether a line may end between a text and the cluster that follows."""
    last, first = line[-1], following[0]
    if first in " \u200b":
        return False
    if last in " \u3000\u200b":
        return True
    if last in "-\u2010\u2013\u2014":
        return last == "\u2014" or (line[-2:-1].isalpha() and first.isalpha())
    if last in "/=?":
        return first.isalpha()
    if first in _NOT_FIRST or last in _NOT_LAST:
        return False
    return bool(_IDEOGRAPH.match(first) or _IDEOGRAPH.match(last) or last in _NOT_FIRST_WIDE)


_NOT_FIRST_WIDE = frozenset(char for char in _NOT_FIRST if char >= "\u3000")
