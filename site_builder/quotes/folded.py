"""Texts as a browser compares them when it looks for words: letters, and little else of them.

The search behind text fragments compares base characters only (UTS #10, primary level): case,
accents, vowel points, forms of width and ligatures make no difference. Here somewhat more counts as
equal than in any browser, never less, so words that stand once here stand once there.
"""

import re
import unicodedata
from functools import lru_cache

from site_builder.quotes.normal import normal

_OTHERS = re.compile(r"[^\x00-\x7f]+")
_IGNORED = frozenset({"Mn", "Me", "Cf", "Cc"})
_SPELT_OUT = {"æ": "ae", "œ": "oe", "ı": "i", "\u0640": ""}


def folded(words: str) -> str:
    """Words as they are searched for."""
    return _folded(normal(words))


@lru_cache(maxsize=256)
def folded_text(text: str) -> str:
    """A whole text, in comparable form, as it is searched."""
    return _folded(text)


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    return _OTHERS.sub(_base_of_run, text).lower()


def _base_of_run(run: re.Match[str]) -> str:
    return _base_letters(run[0])


@lru_cache(maxsize=4096)
def _base_letters(run: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", run).casefold())
    return "".join(map(_base, plain.casefold()))


@lru_cache(maxsize=4096)
def _base(character: str) -> str:
    """What is left of a character: ø is o, katakana are hiragana, marks are nothing."""
    if unicodedata.category(character) in _IGNORED:
        return ""
    if character in _SPELT_OUT:
        return _SPELT_OUT[character]
    name = unicodedata.name(character, "")
    plain = name.partition(" WITH ")[0].replace("KATAKANA LETTER", "HIRAGANA LETTER")
    try:
        return character if plain == name else unicodedata.lookup(plain)
    except KeyError:
        return character
