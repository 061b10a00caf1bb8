"""What authors write: the fields of every front matter, as DESIGN's content reference lists them.

Each type is one kind of file, or one mapping inside it. Nothing here is derived and nothing is
resolved: references are still ids. `site-builder schema` prints these types as JSON Schema, so the
descriptions below are what an editor shows beside a field.
"""

import datetime
from typing import Annotated, Literal, get_args

from msgspec import Meta, Struct, field

LONGEST_ID = 252
"""What a file's name can have in most systems, without its ending: ids name files and folders."""

_ID = rf"(?=.{{1,{LONGEST_ID}}}$)[a-z0-9]+(-[a-z0-9]+)*$(?!\n)"

ID_PATTERN = rf"^{_ID}"
ALIAS_PATTERN = rf"^((claims|people|organisations|unnamed|sources|topics|pages)/)?{_ID}"
PARTIAL_DATE_PATTERN = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$(?!\n)"
LANGUAGE_PATTERN = r"^(?=.{1,100}$)[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$(?!\n)"
URL_PATTERN = r"^https?://[^\s/?#]+[^\s]*$(?!\n)"
CONTACT_PATTERN = r"^(https?://[^\s/?#\"'<>]+[^\s\"'<>]*|[^\s@:/?#\"'<>]+@[^\s@:/?#\"'<>]+)$(?!\n)"
SHA256_PATTERN = r"^[0-9a-f]{64}$(?!\n)"

Id = Annotated[str, Meta(pattern=ID_PATTERN, description="The stem of a content file")]
Text = Annotated[str, Meta(min_length=1)]
Url = Annotated[str, Meta(pattern=URL_PATTERN, description="An http or https address")]
Language = Annotated[str, Meta(pattern=LANGUAGE_PATTERN, description="A BCP 47 language tag")]
PartialDate = Annotated[
    str, Meta(pattern=PARTIAL_DATE_PATTERN, description="YYYY, YYYY-MM or YYYY-MM-DD")
]
Seconds = Annotated[float, Meta(ge=0, description="Seconds from the start of the recording")]
Ids = tuple[Id, ...]
Alias = Annotated[
    str,
    Meta(
        pattern=ALIAS_PATTERN, description="An earlier id, or folder/id if it was of another kind"
    ),
]
Aliases = Annotated[
    tuple[Alias, ...],
    Meta(description="Earlier ids of this entry, whose addresses lead here"),
]
Urls = tuple[Url, ...]

ClaimType = Literal["fact", "belief", "prediction", "intention", "opinion"]
RelationKind = Literal["repeats", "contradicts", "narrows", "corrects", "supports", "continues"]
ChangeKind = Literal["correction", "update", "clarification", "retraction"]
Speech = Literal["direct", "mixed", "indirect", "reported", "free_indirect"]
Access = Literal["witness", "participant", "document", "briefed", "secondhand", "unspecified"]
GroundRules = Annotated[
    Literal["on_record", "background", "deep_background", "unknown", "off_record"],
    Meta(description="On what terms; off_record is always an error: it must not be published"),
]
Stance = Literal["endorses", "neutral", "distances"]
Commitment = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "CTu", "Uu"]
OrganisationKind = Literal[
    "outlet", "wire", "government", "party", "armed_group", "company", "ngo", "platform", "other"
]
Naming = Literal["described", "collective", "pseudonymous"]
StatedNumber = Literal["one", "several", "unstated"]
SourceKind = Literal[
    "article", "post", "transcript", "document", "webpage", "video", "audio", "dataset"
]
SourceText = Literal["excerpts", "full"]
VoiceKind = Literal["person", "organisation", "unnamed"]
AttributionLevel = Literal["quoted", "paraphrased", "relayed", "unnamed", "unattributed"]

Output = Literal[
    "claims_json",
    "claims_csv",
    "claimreview",
    "claim_json",
    "schemas",
    "annotations",
    "citations",
    "feeds",
    "section_feeds",
    "sitemap",
    "robots",
    "embeds",
    "oembed",
    "headers",
    "cards",
    "redirects",
    "timeline",
    "map",
    "lists",
    "search",
]

OUTPUTS: tuple[Output, ...] = get_args(Output)
"""Everything that `outputs` may name, which is also its default."""

LEVELS: tuple[AttributionLevel, ...] = get_args(AttributionLevel)
"""The attribution levels, strongest first (DESIGN, section 3)."""


class Written(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A mapping that an author writes."""


class Via(Written, frozen=True, kw_only=True):
    """One hand between the speaker and the publisher."""

    who: Annotated[Id, Meta(description="Voice id of the hand")]
    cue: Annotated[Text, Meta(description="The words by which this hand passes it on")] | None = (
        None
    )
    access: Annotated[Access, Meta(description="How this hand knows")] = "unspecified"
    ground_rules: GroundRules = "unknown"
    stance: Stance = "neutral"
    commitment: (
        Annotated[Commitment, Meta(description="Certainty this hand gives it, as in FactBank")]
        | None
    ) = None


class Translation(Written, frozen=True, kw_only=True):
    """A translation that stands beside a quote."""

    text: Text
    lang: Language
    by: Text | None = None


class Media(Written, frozen=True, kw_only=True):
    """Where a quote stands in a recording."""

    start: Seconds
    end: Seconds | None = None


class QuoteEntry(Written, frozen=True, kw_only=True):
    """The words of a source that carry a claim."""

    source: Annotated[Id, Meta(description="Source id")]
    text: Annotated[Text, Meta(description="The words exactly as the source has them")]
    speech: Annotated[Speech, Meta(description="How the source gives the speaker's words")]
    id: Annotated[Id, Meta(description="Name of the quote within its card")] | None = None
    cue: Annotated[Text, Meta(description="The reporting words: told, stressed that")] | None = None
    via: Annotated[
        tuple[Id | Via, ...],
        Meta(description="Hands between speaker and publisher, nearest the speaker first"),
    ] = ()
    prefix: Annotated[Text, Meta(description="Words before, when text stands twice")] | None = None
    suffix: Annotated[Text, Meta(description="Words after, when text stands twice")] | None = None
    lang: Language | None = None
    translation: Translation | None = None
    media: Media | None = None
    aliases: Annotated[
        Ids, Meta(description="Earlier names of the quote, which stay addresses")
    ] = ()


class Related(Written, frozen=True, kw_only=True):
    """A relation from this card to another."""

    claim: Annotated[Id, Meta(description="Claim id")]
    kind: Annotated[RelationKind, Meta(description="What this card does to the other")] = field(
        name="as"
    )


class RatingEntry(Written, frozen=True, kw_only=True):
    """A verdict by the site's own rating scale."""

    value: Annotated[Id, Meta(description="An id of the site's rating_scale")]
    explanation: Text
    reviewed_on: datetime.date
    reviewed_by: Text


class ChangeEntry(Written, frozen=True, kw_only=True):
    """An entry in the history of a card."""

    date: datetime.date
    kind: ChangeKind
    note: Text
    quotes: Annotated[
        Ids, Meta(description="Names of quotes taken out, whose addresses lead to this note")
    ] = ()


class Gone(Written, frozen=True, kw_only=True):
    """That an entry was withdrawn: why, and when."""

    reason: Annotated[Text, Meta(description="Why, for readers")]
    on: datetime.date


class EntryCard(Written, frozen=True, kw_only=True):
    """What every entry may say of its address."""

    aliases: Aliases = ()
    gone: Annotated[Gone, Meta(description="Withdrawn: no other field is needed")] | None = None


class GoneCard(Written, frozen=True, kw_only=True):
    """What is read of an entry that was withdrawn, of whatever kind."""

    gone: Gone
    aliases: Aliases = ()
    merged: Ids = ()
    published: datetime.date | None = None
    claim: Text | None = None
    name: Text | None = None
    described_as: Text | None = None
    title: Text | None = None

    @property
    def called(self) -> str | None:
        """What the entry was called, if it still says so."""
        return self.claim or self.name or self.described_as or self.title


class ClaimCard(EntryCard, frozen=True, kw_only=True):
    """A claim card: one statement, who made it, and the words that carry it."""

    claim: Annotated[Text, Meta(description="The statement, one neutral sentence of plain text")]
    quotes: Annotated[tuple[QuoteEntry, ...], Meta(min_length=1)]
    claim_type: ClaimType = "fact"
    context: (
        Annotated[Text, Meta(description="What a reader must know to read it rightly")] | None
    ) = None
    speaker: (
        Annotated[Id, Meta(description="Voice id; absent: the source speaks in its own voice")]
        | None
    ) = None
    addressee: Annotated[Id, Meta(description="Voice id of who was told")] | None = None
    made_on: PartialDate | None = None
    when: Annotated[Text, Meta(description="The source's own words for the time")] | None = None
    occasion: Annotated[Text, Meta(description="Where or how: phone call")] | None = None
    topics: Ids = ()
    related: tuple[Related, ...] = ()
    rating: RatingEntry | None = None
    published: datetime.date | None = None
    updated: datetime.date | None = None
    changes: tuple[ChangeEntry, ...] = ()
    merged: Annotated[
        Ids, Meta(description="Ids of cards that this one took in, whose addresses lead here")
    ] = ()
    draft: Annotated[bool, Meta(description="Left out of everything a build publishes")] = False


class PersonCard(EntryCard, frozen=True, kw_only=True):
    """A named person."""

    name: Text
    role: Annotated[Text, Meta(description="What the person is, as the sources word it")] | None = (
        None
    )
    affiliation: Annotated[Ids, Meta(description="Organisation ids")] = ()
    same_as: Annotated[Urls, Meta(description="Pages about the same person")] = ()


class OrganisationCard(EntryCard, frozen=True, kw_only=True):
    """A named organisation: an outlet, a government, a movement."""

    name: Text
    kind: OrganisationKind = "other"
    url: Url | None = None
    same_as: Annotated[Urls, Meta(description="Pages about the same organisation")] = ()


class UnnamedCard(EntryCard, frozen=True, kw_only=True):
    """A source that the text does not name."""

    described_as: Annotated[Text, Meta(description="The source's own words for it")]
    naming: Naming = "described"
    stated_number: StatedNumber = "unstated"
    affiliation: Annotated[Ids, Meta(description="Organisation ids")] = ()
    ground_rules: GroundRules = "unknown"
    access: Access = "unspecified"
    reason: Annotated[Text, Meta(description="Why no name, as the source gives it")] | None = None


class Archive(Written, frozen=True, kw_only=True):
    """A copy of a source kept by an archive."""

    url: Url
    date: datetime.date


class SourceCard(EntryCard, frozen=True, kw_only=True):
    """A source document; its archived text stands beside it as `<id>.txt`."""

    title: Text
    publisher: Annotated[Id, Meta(description="Organisation id")]
    kind: SourceKind = "article"
    authors: tuple[Text, ...] = ()
    published: PartialDate | None = None
    url: Url | None = None
    accessed: datetime.date | None = None
    archives: tuple[Archive, ...] = ()
    language: Language | None = None
    based_on: Annotated[Ids, Meta(description="Source or organisation ids")] = ()
    primary: Annotated[bool, Meta(description="The speaker published it in person")] = False
    sha256: (
        Annotated[str, Meta(pattern=SHA256_PATTERN, description="Of the archived text's bytes")]
        | None
    ) = None


class TopicCard(EntryCard, frozen=True, kw_only=True):
    """A topic's title; its introduction is the body."""

    title: Text
    description: Text | None = None


class PageCard(EntryCard, frozen=True, kw_only=True):
    """A page of the site's own: about, methodology, corrections."""

    title: Text
    description: Text | None = None


class SitePublisher(Written, frozen=True, kw_only=True):
    """Who publishes the site."""

    name: Text
    url: Url | None = None
    contact: (
        Annotated[str, Meta(pattern=CONTACT_PATTERN, description="An e-mail or http address")]
        | None
    ) = None


class ScalePoint(Written, frozen=True, kw_only=True):
    """One verdict of the rating scale."""

    id: Id
    label: Text
    value: int
    description: Text | None = None


class SiteSettings(Written, frozen=True, kw_only=True):
    """site.yaml: what is true of the whole site."""

    title: Text
    base_url: Annotated[Url, Meta(description="The address at which the site is published")]
    description: Text | None = None
    language: Language = "en"
    publisher: SitePublisher | None = None
    rating_scale: tuple[ScalePoint, ...] = ()
    source_text: SourceText = "excerpts"
    license: Text | None = None
    search: bool = True
    outputs: Annotated[
        tuple[Output, ...], Meta(description="Which data twins to emit; default all")
    ] = OUTPUTS
    per_page: Annotated[int, Meta(ge=1, le=1000)] = 50
