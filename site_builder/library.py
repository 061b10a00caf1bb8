"""What a site knows once every reference is resolved and every quotation verified.

The values of this module are what pages are made of. A voice, a topic or a source stands inside
other values as a short reference (`VoiceRef`, `TopicRef`, `SourceRef`) with everything a link to it
shows, so a value says by itself what a page that shows it depends on.

Paths are addresses below the site's root, without a leading slash: `claims/some-id/`.
"""

import datetime
from collections.abc import Mapping

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from site_builder.digest import digest
from site_builder.model import (
    Access,
    Archive,
    AttributionLevel,
    ChangeEntry,
    ClaimType,
    Commitment,
    GroundRules,
    Media,
    Naming,
    OrganisationKind,
    RelationKind,
    SiteSettings,
    SourceKind,
    Speech,
    Stance,
    StatedNumber,
    Translation,
    VoiceKind,
)
from site_builder.tombstone import Tombstone


class Value(Struct, frozen=True):
    """A resolved value."""


class Document(Value, frozen=True, kw_only=True):
    """Safe HTML from an author's Markdown; links to entries still read `kind:id`."""

    html: str = ""


class VoiceRef(Value, frozen=True, kw_only=True):
    """A voice as other pages show it."""

    kind: VoiceKind
    id: str
    name: str
    path: str


class TopicRef(Value, frozen=True, kw_only=True):
    """A topic as other pages show it."""

    id: str
    title: str
    path: str


class SourceRef(Value, frozen=True, kw_only=True):
    """A source as other pages show it."""

    id: str
    title: str
    path: str
    url: str | None
    publisher: VoiceRef


class Voice(Value, frozen=True, kw_only=True):
    """Whoever may speak, be spoken to, or hand a statement on."""

    ref: VoiceRef
    role: str | None = None
    organisation_kind: OrganisationKind | None = None
    affiliation: tuple[VoiceRef, ...] = ()
    naming: Naming | None = None
    stated_number: StatedNumber | None = None
    ground_rules: GroundRules | None = None
    access: Access | None = None
    reason: str | None = None
    url: str | None = None
    same_as: tuple[str, ...] = ()
    note: Document


class Hand(Value, frozen=True, kw_only=True):
    """One hand of a chain: the speaker, a hand between, or the publisher (always the last)."""

    voice: VoiceRef
    cue: str | None = None
    access: Access = "unspecified"
    ground_rules: GroundRules = "unknown"
    stance: Stance = "neutral"
    commitment: Commitment | None = None


class Span(Value, frozen=True, kw_only=True):
    """A run of the archived text, in code points: `text[start:end]`."""

    start: int
    end: int


class Place(Value, frozen=True, kw_only=True):
    """Where a verified quotation stands in the archived text of its source."""

    start: int
    end: int
    paragraph: int
    prefix: str
    suffix: str
    pieces: tuple[Span, ...]


class Segment(Value, frozen=True, kw_only=True):
    """A run of a quotation's text: the source's words, the speaker's own, the cue, or a gap."""

    kind: str  # "plain", "own", "cue" or "omission"
    text: str


class Quote(Value, frozen=True, kw_only=True):
    """A quotation with all that is derived from it."""

    anchor: str
    former_anchors: tuple[str, ...]
    path: str
    source: SourceRef
    text: str
    segments: tuple[Segment, ...]
    speech: Speech
    cue: str | None
    speaker: VoiceRef | None
    chain: tuple[Hand, ...]
    attribution: AttributionLevel
    distance: int
    origin: VoiceRef
    place: Place | None
    place_path: str
    fragment: str | None
    snapshot: Archive | None
    lang: str | None
    translation: Translation | None
    media: Media | None

    @property
    def verified(self) -> bool:
        """Whether the words were found in the archived text."""
        return self.place is not None

    @property
    def between(self) -> tuple[Hand, ...]:
        """The hands between speaker and publisher."""
        return self.chain[:-1] if self.speaker is None else self.chain[1:-1]


class Rating(Value, frozen=True, kw_only=True):
    """A verdict, with the ends of the scale it stands on."""

    id: str
    label: str
    value: int
    best: int
    worst: int
    description: str | None
    explanation: str
    reviewed_on: datetime.date
    reviewed_by: str


class ClaimBrief(Value, frozen=True, kw_only=True):
    """A claim as lists and related claims show it."""

    id: str
    path: str
    statement: str
    claim_type: ClaimType
    speaker: VoiceRef | None
    addressee: VoiceRef | None
    made_on: str | None
    when: str | None
    occasion: str | None
    topics: tuple[TopicRef, ...]
    attribution: AttributionLevel
    distance: int
    origins: int
    verified: bool
    rating: str | None
    published: datetime.date | None
    updated: datetime.date | None


class Relation(Value, frozen=True, kw_only=True):
    """What one claim does to another, by id."""

    kind: RelationKind
    claim: str


class Claim(Value, frozen=True, kw_only=True):
    """A claim with all that is derived from its card."""

    brief: ClaimBrief
    context: str | None
    quotes: tuple[Quote, ...]
    origins: tuple[VoiceRef, ...]
    relations: tuple[Relation, ...]
    rating: Rating | None
    changes: tuple[ChangeEntry, ...]
    aliases: tuple[str, ...]
    merged: int  # how many of the last aliases are those of cards that were taken in
    notes: Document

    @property
    def changed_on(self) -> datetime.date | None:
        """The last day on which something was published, changed or reviewed."""
        reviewed = self.rating.reviewed_on if self.rating else None
        changes = [each.date for each in self.changes]
        days = (self.brief.published, self.brief.updated, reviewed, *changes)
        return max((day for day in days if day), default=None)

    @property
    def retraction(self) -> ChangeEntry | None:
        """The last change, where by it the site took back what its card says."""
        last = self.changes[-1] if self.changes else None
        return last if last and last.kind == "retraction" else None


class Source(Value, frozen=True, kw_only=True):
    """A source document and its archived text (None where there is none)."""

    ref: SourceRef
    kind: SourceKind
    authors: tuple[str, ...]
    published: str | None
    accessed: datetime.date | None
    archives: tuple[Archive, ...]
    language: str | None
    based_on: tuple[SourceRef | VoiceRef, ...]
    primary: bool
    sha256: str | None
    text: str | None
    aliases: tuple[str, ...]
    note: Document

    @property
    def snapshot(self) -> Archive | None:
        """The archived copy that was made nearest to the day on which the source was read."""
        read = self.accessed or datetime.date.min
        return min(self.archives, key=lambda copy: (abs(copy.date - read), copy.date), default=None)


class Citation(Value, frozen=True, kw_only=True):
    """A source as a citation gives it: what it is, who made it, and where it is kept.

    `derived` says that it rests on other publications.
    """

    ref: SourceRef
    kind: SourceKind
    publisher_kind: OrganisationKind | None
    authors: tuple[str, ...]
    published: str | None
    accessed: datetime.date | None
    archives: tuple[Archive, ...]
    language: str | None
    derived: bool


class Topic(Value, frozen=True, kw_only=True):
    """A topic and its introduction."""

    ref: TopicRef
    description: str | None = None
    introduction: Document = Document()


class TextPage(Value, frozen=True, kw_only=True):
    """A page of the site's own."""

    slug: str
    path: str
    title: str
    description: str | None
    body: Document


class Facts(Value, frozen=True, kw_only=True):
    """What other pages and other claims need to know of a claim besides its brief."""

    file: str
    order: tuple[str, int, int]  # source, start and end of its first quotation
    changed_on: datetime.date | None
    change_days: tuple[datetime.date, ...]  # of each entry of its history
    sources: tuple[str, ...]  # of each quotation
    topics: tuple[str, ...]
    hands: tuple[str, ...]  # voices between speaker and publisher
    routes: tuple[tuple[AttributionLevel, tuple[str, ...]], ...]  # level; speaker or "", and on
    unnamed: tuple[tuple[str, bool], ...]  # voice, and whether a source here has its description
    quotes: int
    quotes_verified: int
    relations: tuple[Relation, ...]
    aliases: tuple[str, ...]
    merged: int  # as of the claim
    links: tuple[str, ...]  # addresses that the notes link to
    anchors: tuple[str, ...]  # of its quotations in their order, former ones too
    names: tuple[int, ...]  # of each quotation: how many of the anchors are its own


class DamagedError(Exception):
    """A claim is not what was put away."""


class Sealed(Value, frozen=True, kw_only=True, tag=True):
    """A claim in encoded form, to be opened where its page is made.

    `digest` stands for the whole claim, `bare` for the claim without its notes, `outline` for what
    can be told of it at a glance, `words` for what readers find it by.
    """

    digest: bytes
    bare: bytes
    outline: bytes
    words: bytes
    raw: bytes
    notes: bytes

    def open(self) -> Claim:
        """The claim."""
        return replace(_DECODER.decode(self.raw), notes=Document(html=self.notes.decode()))

    def open_bare(self) -> Claim:
        """The claim without its notes."""
        return _DECODER.decode(self.raw)

    def checked(self) -> "Sealed":
        """The same; raises `DamagedError` where the claim is not that of the digests."""
        if digest(self.raw) != self.bare or digest(self.bare + self.notes) != self.digest:
            raise DamagedError
        return self


class Stored(Value, frozen=True, kw_only=True, tag=True):
    """A sealed claim that is kept elsewhere: where it starts, and the bytes of claim and notes."""

    digest: bytes
    bare: bytes
    outline: bytes
    words: bytes
    start: int
    size: int
    notes: int


class Indexed(Value, frozen=True, kw_only=True):
    """A claim as the library keeps it: at hand what lists and other claims need, the rest sealed."""

    brief: ClaimBrief
    facts: Facts
    whole: Sealed | Stored


_DECODER = msgspec.msgpack.Decoder(Claim)


class Library(Value, frozen=True, kw_only=True):
    """All content of a site, resolved; every mapping is sorted by id.

    `incoming` has the relations that other cards state: their `claim` is the card that does. `moved`
    has the present path of each former one, and `gone` the tombstones by path.
    """

    settings: SiteSettings
    voices: Mapping[str, Voice]
    sources: Mapping[str, Source]
    topics: Mapping[str, Topic]
    claims: Mapping[str, Indexed]
    incoming: Mapping[str, tuple[Relation, ...]]
    pages: Mapping[str, TextPage]
    moved: Mapping[str, str]
    gone: Mapping[str, Tombstone]
