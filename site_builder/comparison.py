"""The wordings of one claim in several sources, side by side, with the words that differ."""

import difflib
from collections.abc import Iterable, Sequence
from itertools import groupby

from site_builder.joined import Wording, WordRun
from site_builder.library import Quote
from site_builder.quotes.normal import normal

MOST = 6
"""Wordings that are compared."""

LONGEST = 300
"""Words of a wording that is compared."""

_AROUND = ".,;:!?…\"'()[]–—-"


def wordings(quotes: Sequence[Quote]) -> tuple[Wording, ...]:
    """The wordings of a claim that more than one source quotes, in one language.

    There are none where nothing in them is alike, or where all are the same.
    """
    if len(quotes) == 1:
        return ()
    compared = [quote for quote in quotes if quote.lang == quotes[0].lang][:MOST]
    texts = [quote.text.split() for quote in compared]
    if len({quote.source.id for quote in compared}) == 1 or max(map(len, texts)) > LONGEST:
        return ()
    common = _common([[_key(word) for word in text] for text in texts])
    if not all(map(any, common)) or all(map(all, common)):
        return ()
    return tuple(
        Wording(source=quote.source, anchor=quote.anchor, lang=quote.lang, runs=_runs(text, shared))
        for quote, text, shared in zip(compared, texts, common, strict=True)
    )


def _key(word: str) -> str:
    """A word without what stands around it and what does not make it another word."""
    plain = normal(word).casefold()
    return plain.strip(_AROUND) or plain


def _common(texts: Sequence[Sequence[str]]) -> list[list[bool]]:
    """Of each word whether it stands in the other wordings too; all are held against the first."""
    first, *others = texts
    in_all = [True] * len(first)
    found = []
    for other in others:
        matched = difflib.SequenceMatcher(None, first, other, autojunk=False).get_matching_blocks()
        here = {at for block in matched for at in range(block.a, block.a + block.size)}
        there = {at for block in matched for at in range(block.b, block.b + block.size)}
        in_all = [shared and at in here for at, shared in enumerate(in_all)]
        found.append([at in there for at in range(len(other))])
    return [in_all, *found]


def _runs(words: Sequence[str], shared: Iterable[bool]) -> tuple[WordRun, ...]:
    """Words in runs of those that all have and those that differ."""
    pairs = zip(words, shared, strict=True)
    return tuple(
        WordRun(text=" ".join(word for word, _ in group), differs=not common)
        for common, group in groupby(pairs, key=lambda pair: pair[1])
    )
