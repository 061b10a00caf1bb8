"""What a synthetic site is made of: frozen values that both forms of the site are written from."""

import datetime
from dataclasses import dataclass

from site_builder.attribution import attribution_level, strongest
from site_builder.library import VoiceRef
from site_builder.model import AttributionLevel, ClaimType, RelationKind, Speech


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A person, an organisation or an unnamed source; `role` is an organisation's kind."""

    ref: VoiceRef
    role: str
    affiliation: str | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A sentence of a source that a card may quote, and where it stands."""

    text: str
    speech: Speech
    cue: str | None
    speaker: VoiceRef | None
    start: int = 0
    paragraph: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source with its archived text; its cast are the voices that it names or describes."""

    id: str
    title: str
    publisher: VoiceRef
    published: datetime.date
    url: str
    moment: str
    cast: tuple[VoiceRef, ...]
    utterances: tuple[Utterance, ...]
    text: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic."""

    id: str
    title: str
    introduction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence quoted from a source, and the hands through which it came."""

    source: Source
    utterance: Utterance
    via: tuple[VoiceRef, ...]
    detailed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim card; links in its body are written `[text](kind:id)`."""

    id: str
    statement: str
    claim_type: ClaimType
    context: str | None
    speaker: VoiceRef | None
    addressee: VoiceRef | None
    made_on: datetime.date | None
    when: str | None
    occasion: str | None
    topics: tuple[str, ...]
    quotes: tuple[Quote, ...]
    related: tuple[tuple[RelationKind, str], ...]
    published: datetime.date
    body: str

    @property
    def attribution(self) -> AttributionLevel:
        """The level by which lists sort the claim."""
        return strongest(
            [attribution_level(self.speaker, q.via, q.utterance.speech) for q in self.quotes]
        )

    @property
    def voices(self) -> tuple[VoiceRef, ...]:
        """Everyone with a part in the claim, each once; publishers have none."""
        hands = [hand for quote in self.quotes for hand in quote.via]
        parts = (self.speaker, self.addressee, *hands)
        return tuple(dict.fromkeys(voice for voice in parts if voice is not None))
