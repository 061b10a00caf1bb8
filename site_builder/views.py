"""The view of each page type: all that its template may show, and nothing else.

A template is rendered with the fields of one view as its variables. Every view has `site` (what all
pages share) and `head` (what this page says of itself); links are made by putting `head.root` before
a path.
"""

import datetime

from msgspec import Struct
from msgspec.structs import replace

from site_builder.joined import GraphHand, Wording
from site_builder.language.words import ENGLISH, Words
from site_builder.library import (
    Citation,
    Claim,
    ClaimBrief,
    Quote,
    Source,
    SourceRef,
    TextPage,
    Topic,
    TopicRef,
    Voice,
    VoiceRef,
)
from site_builder.model import AttributionLevel, ChangeKind, Output, RelationKind, SitePublisher
from site_builder.policy import PAGE
from site_builder.tombstone import Tombstone


class View(Struct, frozen=True):
    """A part of a page."""


class Link(View, frozen=True, kw_only=True):
    """A place on this site and the words that lead to it."""

    label: str
    path: str

    def said(self, words: Words) -> "Link":
        """The same in the words of a language."""
        return replace(self, label=words.say(self.label)) if words.mark else self


class Frame(View, frozen=True, kw_only=True):
    """What every page of a site shows around its content."""

    title: str
    description: str | None
    base_url: str  # with a trailing slash
    language: str
    direction: str  # in which its own words run: "ltr" or "rtl"
    locale: str | None = None  # the language with its region, as Open Graph has it: en_GB
    publisher: SitePublisher | None
    license: str | None
    license_url: str | None = None  # the same, where it is an address
    navigation: tuple[Link, ...]  # Claims, Voices, Sources, Topics
    pages: tuple[Link, ...]  # the site's own pages, by title
    has_data: tuple[str, ...]  # paths of the data files that this build emits: data/claims.json …
    outputs: tuple[Output, ...] = ()  # what else it emits beside the pages
    words: Words = ENGLISH  # in which its own words are


class Head(View, frozen=True, kw_only=True):
    """What a page says of itself."""

    kind: str  # "home", "claim", "claims", "voice", "voices", "source", "sources", "topic", …
    title: str
    description: str | None
    path: str  # below the site's root, "" for the home page
    root: str  # from the page to the site's root: "./", "../../" …
    canonical: str  # the address under base_url
    crumbs: tuple[Link, ...]  # from the home page to the page above this one
    section: str  # the path of the part of the site that the page belongs to: "claims/" …
    structured: str = ""  # what the page says to machines: JSON-LD, safe within a `script` element
    noindex: bool = False
    policy: str = PAGE  # what the page may load and run: a Content Security Policy
    feed: str | None = None  # below which path feeds of this page's own claims stand


class Pager(View, frozen=True, kw_only=True):
    """Where a page stands among the pages of one list."""

    number: int
    total: int
    items: int  # entries in the whole list
    first: int  # the number, from 1, of the first entry on this page (0 where the list is empty)
    previous: str | None
    next: str | None
    pages: tuple[
        Link, ...
    ]  # at most 9: first, last, neighbours; label is the number, or "…" with path ""


class LevelCount(View, frozen=True, kw_only=True):
    """How many claims have an attribution level (levels with none are listed too)."""

    level: AttributionLevel
    path: str
    count: int


class Change(View, frozen=True, kw_only=True):
    """An entry in the history of a claim; `anchor` is its place on the page."""

    anchor: str
    date: datetime.date
    kind: ChangeKind
    note: str
    quotes: tuple[str, ...]  # anchors of quotations that it took away


class RelatedClaims(View, frozen=True, kw_only=True):
    """The claims that stand in one relation to the page's claim.

    `inverse` is true where the other cards state the relation: "is repeated by", not "repeats".
    """

    kind: RelationKind
    inverse: bool
    claims: tuple[ClaimBrief, ...]


class HomePage(View, frozen=True, kw_only=True):
    """The home page."""

    site: Frame
    head: Head
    claims_total: int
    voices_total: int
    sources_total: int
    quotes_total: int
    quotes_verified: int
    levels: tuple[LevelCount, ...]
    latest: tuple[ClaimBrief, ...]  # at most 12
    sources: tuple[SourceRef, ...]  # at most 8
    voices: tuple[tuple[VoiceRef, int], ...]  # at most 12, with the number of claims they made
    topics: tuple[tuple[TopicRef, int], ...]  # at most 24
    ways: tuple[Link, ...]  # other ways through the claims
    strongest: tuple[ClaimBrief, ...]  # the best supported claims, at most 3
    weakest: tuple[ClaimBrief, ...]  # the least supported ones, as many
    changed: tuple[
        tuple[datetime.date, bool, ClaimBrief | Tombstone], ...
    ]  # at most 5; if it is new


class ClaimsPage(View, frozen=True, kw_only=True):
    """One page of the list of all claims."""

    site: Frame
    head: Head
    levels: tuple[LevelCount, ...]
    claims: tuple[ClaimBrief, ...]
    pager: Pager
    schemas: tuple[str, ...]  # the paths of those that describe the data files


class ClaimPage(View, frozen=True, kw_only=True):
    """A claim's own page."""

    site: Frame
    head: Head
    headline: str  # the statement as links to it show it, behind the verdict if there is one
    pictured: str  # what its image shows, in words
    claim: Claim
    sources: tuple[Citation, ...]  # of each quotation
    graph: tuple[GraphHand, ...]  # of its chains, where they are not one
    wordings: tuple[Wording, ...]  # of several sources, where they differ
    marks_own: bool  # whether words of its quotations are marked as the speaker's own
    marks_cue: bool  # whether some are marked as those that report
    related: tuple[RelatedClaims, ...]
    previous: ClaimBrief | None  # neighbours in the order of the source
    next: ClaimBrief | None
    snippet: str | None  # HTML that shows the claim on other sites, where it has an embed
    oembed: str | None  # the whole address of what oEmbed says of the claim, where it does
    changes: tuple[Change, ...]  # the earliest first


class EmbedPage(View, frozen=True, kw_only=True):
    """A claim as other sites show it in a frame."""

    site: Frame
    head: Head  # its `canonical` is the address of the claim's own page
    brief: ClaimBrief
    quote: Quote  # the first that gives the claim its level
    words: str  # of the quotation; a long one ends with […]
    quotes: int  # how many the claim has
    retracted: bool
    styles: str


class EmbedGonePage(View, frozen=True, kw_only=True):
    """What a frame shows of a claim that was withdrawn."""

    site: Frame
    head: Head  # its `canonical` is the address of the claim's own page
    gone: Tombstone
    styles: str


class VoicesPage(View, frozen=True, kw_only=True):
    """One page of the list of voices, sorted by kind (person, organisation, unnamed) and name."""

    site: Frame
    head: Head
    voices: tuple["VoiceEntry", ...]
    pager: Pager


class VoiceEntry(View, frozen=True, kw_only=True):
    """A voice in the list of voices."""

    voice: VoiceRef
    role: str | None
    said: int
    heard: int
    handed_on: int
    published: int  # sources


class Part(View, frozen=True, kw_only=True):
    """How many claims a voice has a part in, and where those begin."""

    part: str  # "said", "heard" or "handed_on"
    path: str
    count: int


class VoiceSection(View, frozen=True, kw_only=True):
    """Claims in which a voice has one part.

    `part` is the level of what a named voice said, "said" of what others did, "heard" (was told), or
    "handed_on" (a hand between).
    """

    part: str
    count: int  # on all pages of the voice
    claims: tuple[ClaimBrief, ...]


class VoicePage(View, frozen=True, kw_only=True):
    """One page of a voice: what they said, were told and handed on."""

    site: Frame
    head: Head
    voice: Voice
    levels: tuple[LevelCount, ...]  # of what they said, each leading to where that begins
    parts: tuple[Part, ...]
    published: tuple[SourceRef, ...]  # sources this organisation published, at most 50
    sections: tuple[VoiceSection, ...]
    pager: Pager


class SourcesPage(View, frozen=True, kw_only=True):
    """One page of the list of sources."""

    site: Frame
    head: Head
    sources: tuple["SourceEntry", ...]
    pager: Pager


class SourceEntry(View, frozen=True, kw_only=True):
    """A source in the list of sources."""

    source: SourceRef
    kind: str
    published: str | None
    claims: int
    quotes: int


class Mark(View, frozen=True, kw_only=True):
    """A quotation of a claim, marked in the text of its source."""

    number: int  # from 1, in the order of the source
    claim: ClaimBrief
    anchors: tuple[str, ...]  # ids and former ids: of the claim, at its first mark, and of the mark
    quote_path: str  # to the quotation on the claim's page
    level: AttributionLevel


class Run(View, frozen=True, kw_only=True):
    """A run of the source's text under the same marks (none: not quoted)."""

    text: str
    anchors: tuple[str, ...]  # of the marks that begin here, of the level if it is its first
    marks: tuple[int, ...]  # numbers of the marks that cover this run
    level: AttributionLevel | None  # strongest level among them


class Passage(View, frozen=True, kw_only=True):
    """A paragraph of the source, or the part of it that is published."""

    paragraph: int  # from 1
    gap_before: bool  # words of this paragraph before the passage are left out
    gap_after: bool  # words of this paragraph after the passage are left out
    runs: tuple[Run, ...]
    marks: tuple[Mark, ...]  # the marks that begin in this passage


class LevelShare(View, frozen=True, kw_only=True):
    """Which part of a source's text is covered by quotations of a level, each code point once."""

    level: AttributionLevel
    percent: float  # 0 to 100, one decimal
    anchor: str  # of the first words of this level on the page


class SourcePage(View, frozen=True, kw_only=True):
    """A source, with every quoted passage in its place."""

    site: Frame
    head: Head
    source: Source  # its `text` is None here: only the passages below are published
    archived: bool
    full: bool  # the whole text is published, not excerpts
    paragraphs: int
    shares: tuple[LevelShare, ...]  # levels present only
    passages: tuple[Passage, ...]
    unverified: tuple[Mark, ...]  # quotations of a source that has no archived text
    annotated: str | None  # the path of its quotations as Web Annotations


class TopicsPage(View, frozen=True, kw_only=True):
    """One page of the list of topics."""

    site: Frame
    head: Head
    topics: tuple["TopicEntry", ...]
    pager: Pager


class TopicEntry(View, frozen=True, kw_only=True):
    """A topic in the list of topics."""

    topic: TopicRef
    description: str | None
    claims: int


class TopicPage(View, frozen=True, kw_only=True):
    """One page of the claims on a topic."""

    site: Frame
    head: Head
    topic: Topic
    levels: tuple[LevelCount, ...]
    voices: tuple[tuple[VoiceRef, int], ...]  # who said most of it, on the first page: at most 8
    claims: tuple[ClaimBrief, ...]
    pager: Pager


class LevelPage(View, frozen=True, kw_only=True):
    """One page of the claims of an attribution level."""

    site: Frame
    head: Head
    level: AttributionLevel
    levels: tuple[LevelCount, ...]
    claims: tuple[ClaimBrief, ...]
    pager: Pager


class OwnPage(View, frozen=True, kw_only=True):
    """A page of the site's own: about, methodology, corrections."""

    site: Frame
    head: Head
    page: TextPage


class RedirectPage(View, frozen=True, kw_only=True):
    """What stands at a former address: where it leads now, as a path below the site's root."""

    site: Frame
    head: Head
    to: str


class GonePage(View, frozen=True, kw_only=True):
    """What stands at the address of an entry that was withdrawn."""

    site: Frame
    head: Head
    gone: Tombstone


class NotFoundPage(View, frozen=True, kw_only=True):
    """What a host shows where there is no page; its links start at base_url's path."""

    site: Frame
    head: Head
    styles: str  # the site's whole CSS: this page is shown at any depth, so it carries its own
