"""The records of `data/claims.json`, as its JSON Schema describes them.

What is not known is null; nothing is left out.
"""

import datetime
from typing import Annotated

from msgspec import Meta, Struct, field

from site_builder.model import (
    ID_PATTERN,
    PARTIAL_DATE_PATTERN,
    Access,
    AttributionLevel,
    ChangeKind,
    ClaimType,
    Commitment,
    GroundRules,
    RelationKind,
    Speech,
    Stance,
    VoiceKind,
)


def about(text: str) -> Meta:
    """What a field holds, in words."""
    return Meta(description=text)


Id = Annotated[str, Meta(pattern=ID_PATTERN)]
PartialDate = Annotated[str, Meta(pattern=PARTIAL_DATE_PATTERN)]
Offset = Annotated[int, Meta(ge=0)]
Number = Annotated[int, Meta(ge=1)]
Address = Annotated[str, Meta(extra_json_schema={"format": "uri"})]


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of `data/claims.json`."""


class VoiceRecord(Record, frozen=True, kw_only=True):
    """Whoever speaks, is spoken to, or hands a statement on."""

    id: Annotated[Id, about("The voice's id")]
    kind: Annotated[VoiceKind, about("Whether it is a person, an organisation, or has no name")]
    name: Annotated[str, about("Its name, or the source's own words for it where it has none")]


class HandRecord(VoiceRecord, frozen=True, kw_only=True):
    """A voice between the speaker and the publisher, and how it passes the statement on."""

    cue: Annotated[str | None, about("The words by which it is passed on")]
    access: Annotated[Access, about("How this voice knows")]
    ground_rules: Annotated[GroundRules, about("On what terms it spoke")]
    stance: Annotated[Stance, about("How it stands to the statement")]
    commitment: Annotated[Commitment | None, about("How sure it presents it to be (FactBank)")]


class RatingRecord(Record, frozen=True, kw_only=True):
    """A verdict of the site's own."""

    id: Annotated[Id, about("The id of the verdict on the site's scale")]
    label: Annotated[str, about("The verdict in words")]
    value: Annotated[int, about("Where it stands on the scale; higher is better")]
    best: Annotated[int, about("The highest value of the scale")]
    worst: Annotated[int, about("The lowest value of the scale")]
    description: Annotated[str | None, about("What the verdict means")]
    explanation: Annotated[str, about("Why it was given")]
    reviewed_on: Annotated[datetime.date, about("When the claim was last looked at")]
    reviewed_by: Annotated[str, about("By whom")]


class ChangeRecord(Record, frozen=True, kw_only=True):
    """A change of a claim's card."""

    date: Annotated[datetime.date, about("When it was changed")]
    kind: Annotated[ChangeKind, about("What kind of change it was")]
    note: Annotated[str, about("What was changed")]


class RelationRecord(Record, frozen=True, kw_only=True):
    """How a claim stands to another."""

    claim: Annotated[Id, about("The other claim's id")]
    kind: Annotated[RelationKind, about("What this claim does to the other")] = field(name="as")


class PieceRecord(Record, frozen=True, kw_only=True):
    """A run of the archived text, in code points from 0."""

    start: Annotated[Offset, about("The first code point")]
    end: Annotated[Offset, about("The one behind the last")]


class TranslationRecord(Record, frozen=True, kw_only=True):
    """A translation of a quotation."""

    text: Annotated[str, about("The translation")]
    lang: Annotated[str, about("Its language, a BCP 47 tag")]
    by: Annotated[str | None, about("Who translated it")]


class MediaRecord(Record, frozen=True, kw_only=True):
    """Where a quotation stands in a recording."""

    start: Annotated[float, about("Seconds from the recording's start to the words")]
    end: Annotated[float | None, about("Seconds to their end")]


class SnapshotRecord(Record, frozen=True, kw_only=True):
    """A copy of a source that an archive keeps."""

    url: Annotated[Address, about("Its address")]
    date: Annotated[datetime.date, about("When it was made")]


class QuoteRecord(Record, frozen=True, kw_only=True):
    """The words of a source that carry a claim."""

    id: Annotated[Id, about("The quotation's name on the claim's page")]
    source: Annotated[Id, about("The id of the source")]
    text: Annotated[str, about("The words as the card has them; […] marks an omission")]
    speech: Annotated[Speech, about("How the source gives the speaker's words")]
    cue: Annotated[str | None, about("The reporting words")]
    attribution: Annotated[AttributionLevel, about("The level of attribution")]
    distance: Annotated[
        Offset, about("Steps from the speaker to the publisher; 0 for a primary source")
    ]
    chain: Annotated[
        tuple[VoiceRecord, ...], about("The speaker, the voices between, and the publisher")
    ]
    via: Annotated[tuple[HandRecord, ...], about("The voices between, with what is known of each")]
    verified: Annotated[bool, about("Whether the words were found in the archived text")]
    start: Annotated[Offset | None, about("The first code point of the archived text, from 0")]
    end: Annotated[Offset | None, about("The code point behind the last")]
    pieces: Annotated[
        tuple[PieceRecord, ...], about("The runs between omissions; none where it is not verified")
    ]
    paragraph: Annotated[Number | None, about("The paragraph of the source, from 1")]
    prefix: Annotated[str | None, about("The 32 code points before")]
    suffix: Annotated[str | None, about("The 32 code points after")]
    anchor: Annotated[Address, about("The quotation's address on the site")]
    fragment: Annotated[Address | None, about("The address of the words in the source itself")]
    snapshot: Annotated[
        SnapshotRecord | None, about("The archived copy made nearest to its reading")
    ]
    lang: Annotated[str | None, about("The language of the words, a BCP 47 tag")]
    translation: Annotated[TranslationRecord | None, about("A translation")]
    media: Annotated[MediaRecord | None, about("Where the words stand in a recording")]


class ClaimRecord(Record, frozen=True, kw_only=True):
    """A statement, who made it, and the words that carry it."""

    id: Annotated[Id, about("The claim's id")]
    url: Annotated[Address, about("The address of its page")]
    claim: Annotated[str, about("The statement, one neutral sentence")]
    claim_type: Annotated[ClaimType, about("What kind of statement it is")]
    context: Annotated[str | None, about("What a reader must know to read it rightly")]
    speaker: Annotated[
        VoiceRecord | None, about("Who made it; none where the source speaks in its own voice")
    ]
    addressee: Annotated[VoiceRecord | None, about("Who was told")]
    made_on: Annotated[PartialDate | None, about("When it was made: YYYY, YYYY-MM or YYYY-MM-DD")]
    when: Annotated[str | None, about("The source's own words for the time")]
    occasion: Annotated[str | None, about("Where or how it was made")]
    topics: Annotated[tuple[Id, ...], about("The ids of its topics")]
    attribution: Annotated[AttributionLevel, about("The level of its strongest quotation")]
    distance: Annotated[Offset, about("The smallest distance of its quotations")]
    origins: Annotated[tuple[VoiceRecord, ...], about("Its independent origins")]
    rating: Annotated[RatingRecord | None, about("The site's verdict, where it gives one")]
    published: Annotated[datetime.date | None, about("Since when it stands on the site")]
    updated: Annotated[datetime.date | None, about("When its card last changed")]
    changes: Annotated[tuple[ChangeRecord, ...], about("The history of its card, oldest first")]
    related: Annotated[tuple[RelationRecord, ...], about("How it stands to other claims")]
    aliases: Annotated[
        tuple[Id, ...], about("Earlier ids of it, and those of cards that it took in")
    ]
    quotes: Annotated[
        tuple[QuoteRecord, ...], Meta(min_length=1, description="The words that carry it")
    ]


class PublisherRecord(Record, frozen=True, kw_only=True):
    """Who publishes the site."""

    name: Annotated[str, about("A name")]
    url: Annotated[Address | None, about("A site")]
    contact: Annotated[str | None, about("An e-mail or web address for corrections")]


class SiteRecord(Record, frozen=True, kw_only=True):
    """The site that the claims stand on."""

    title: Annotated[str, about("Its name")]
    description: Annotated[str | None, about("What it is about")]
    base_url: Annotated[Address, about("Its address, with a slash at the end")]
    language: Annotated[str, about("The language it is written in, a BCP 47 tag")]
    publisher: Annotated[PublisherRecord | None, about("Who publishes it")]
    license: Annotated[str | None, about("On what terms its own words may be used")]


class ClaimsFile(Record, frozen=True, kw_only=True):
    """Every claim of a site."""

    site: Annotated[SiteRecord, about("The site")]
    claims: Annotated[tuple[ClaimRecord, ...], about("Its claims, in the order of their sources")]
