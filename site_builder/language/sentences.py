"""Which languages have sentences of their own."""

from site_builder.language.english import ENGLISH
from site_builder.language.grammar import Grammar
from site_builder.language.hebrew import HEBREW
from site_builder.language.words import Words

_GRAMMARS = {"en": ENGLISH, "he": HEBREW}


def grammar_of(words: Words) -> Grammar | None:
    """The sentences of a language, where it has some."""
    return _GRAMMARS.get(words.language.partition("-")[0])
