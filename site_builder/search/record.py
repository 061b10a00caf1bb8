"""What of a claim readers can find, and by what they can narrow down what they have found."""

from collections.abc import Iterator
from itertools import accumulate

import msgspec

from site_builder.digest import digest
from site_builder.library import Claim, Quote, Value, VoiceRef

_ENCODER = msgspec.msgpack.Encoder()

_WITHOUT = str.maketrans("", "", "\u200b\ufeff")
"""Characters by which Pagefind or browsers, but not both, would tell words apart."""


class Record(Value, frozen=True, kw_only=True):
    """A claim for the index.

    `parts` are its words: the statement, the text of each quotation under its anchor, and what else
    it can be found by, under none. `filters` have words, or `name|path` of what has a page.
    """

    path: str
    parts: tuple[tuple[str, str], ...]
    filters: dict[str, list[str]]

    @property
    def content(self) -> str:
        """All its words."""
        return " ".join(words for _, words in self.parts)

    @property
    def url(self) -> str:
        """Its path, and by number the word at which each part begins, with the part's anchor.

        Pagefind hands it back as it is: `claims/some-id/#0=,9=q-0123abcd,21=`.
        """
        counts = (words.count(" ") + 1 for _, words in self.parts)
        starts = accumulate(counts, initial=0)
        places = (f"{start}={part}" for start, (part, _) in zip(starts, self.parts, strict=False))
        return f"{self.path}#{','.join(places)}"


def record(claim: Claim) -> Record:
    """What is indexed of a claim: nothing that its own page does not show."""
    brief = claim.brief
    texts = [("", brief.statement), *((quote.anchor, quote.text) for quote in claim.quotes)]
    texts.append(("", " ".join(dict.fromkeys(_besides(claim)))))
    parts = ((part, " ".join(text.translate(_WITHOUT).split())) for part, text in texts)
    filters: dict[str, list[str]] = {
        "voice": _named(brief.speaker),
        "addressee": _named(brief.addressee),
        "topic": [f"{topic.title}|{topic.path}" for topic in brief.topics],
        "level": [brief.attribution],
        "speech": sorted({quote.speech for quote in claim.quotes}),
    }
    return Record(
        path=brief.path,
        parts=tuple((part, words) for part, words in parts if words),
        filters={name: values for name, values in filters.items() if values},
    )


def words(claim: Claim) -> bytes:
    """The digest of what a claim's record is made of, without the work of making it."""
    brief = claim.brief
    whole = (brief.path, brief.statement, claim.context, brief.when, brief.occasion)
    named = (brief.speaker, brief.addressee, brief.topics, brief.attribution)
    quotes = [
        (
            quote.anchor,
            quote.text,
            quote.speech,
            quote.source.title,
            quote.translation,
            [hand.voice.name for hand in quote.chain],
        )
        for quote in claim.quotes
    ]
    return digest(_ENCODER.encode((whole, named, quotes)))


def _named(voice: VoiceRef | None) -> list[str]:
    return [f"{voice.name}|{voice.path}"] if voice else []


def _besides(claim: Claim) -> Iterator[str]:
    """What a claim can be found by besides its statement and its quotations."""
    brief = claim.brief
    named = (brief.speaker, brief.addressee)
    yield from (text for text in (claim.context, brief.when, brief.occasion) if text)
    yield from (voice.name for voice in named if voice)
    yield from (topic.title for topic in brief.topics)
    for quote in claim.quotes:
        yield from _around(quote)


def _around(quote: Quote) -> Iterator[str]:
    yield from (hand.voice.name for hand in quote.chain)
    yield quote.source.title
    if quote.translation:
        yield quote.translation.text
