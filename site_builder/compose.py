"""Parts to views: each function makes one page's view of nothing but what it is given.

A page is its path, one of these functions and the parts it is called with, so the parts are the
whole of what the page depends on.
"""

import datetime

from msgspec.structs import replace

from site_builder.addresses import (
    embed_path,
    former_ids,
    oembed_path,
)
from site_builder.comparison import wordings
from site_builder.graph import joined_chains
from site_builder.heads import (
    CLAIMS,
    HOME,
    LISTS,
    SOURCES,
    TOPICS,
    VOICES,
    listing,
    numbered,
    page_head,
    saying,
    with_feed,
)
from site_builder.history import history
from site_builder.library import (
    Citation,
    Claim,
    ClaimBrief,
    Source,
    SourceRef,
    TextPage,
    Topic,
    TopicRef,
    Voice,
    VoiceRef,
)
from site_builder.model import LEVELS, AttributionLevel, OrganisationKind, RelationKind
from site_builder.passages import Quoted, landmarks, marks, passages, shares
from site_builder.policy import page_policy
from site_builder.quotes.normal import paragraphs
from site_builder.structured.claims import claim_graph
from site_builder.structured.graph import placed
from site_builder.structured.pages import (
    home_graph,
    level_node,
    own_graph,
    source_graph,
    topic_node,
    voice_graph,
)
from site_builder.structured.works import cite
from site_builder.styles import Sheet
from site_builder.tombstone import Tombstone
from site_builder.twins.annotations import annotations_path
from site_builder.twins.embed import has_oembed, snippet
from site_builder.twins.schemas import schemas_of
from site_builder.views import (
    ClaimPage,
    ClaimsPage,
    Frame,
    GonePage,
    Head,
    HomePage,
    LevelCount,
    LevelPage,
    Link,
    NotFoundPage,
    OwnPage,
    Pager,
    Part,
    RedirectPage,
    RelatedClaims,
    SourceEntry,
    SourcePage,
    SourcesPage,
    TopicEntry,
    TopicPage,
    TopicsPage,
    VoiceEntry,
    VoicePage,
    VoiceSection,
    VoicesPage,
)
from site_builder.wording import LEVEL_NAMES, headline, in_brief, in_marks, pictured, withdrawn

_LEVEL_OF_PART: dict[str, AttributionLevel] = {level: level for level in LEVELS} | {
    "said": "unnamed"
}


def compose_home(
    site: Frame,
    path: str,
    totals: tuple[int, int, int, int, int],
    levels: tuple[LevelCount, ...],
    latest: tuple[ClaimBrief, ...],
    sources: tuple[SourceRef, ...],
    voices: tuple[tuple[VoiceRef, int], ...],
    topics: tuple[tuple[TopicRef, int], ...],
    ways: tuple[Link, ...],
    extremes: tuple[tuple[ClaimBrief, ...], tuple[ClaimBrief, ...]],
    changed: tuple[tuple[datetime.date, bool, ClaimBrief | Tombstone], ...],
) -> HomePage:
    """The home page; totals are claims, voices, sources, quotations, verified quotations.

    `extremes` are the best supported claims and the least supported ones.
    """
    claims_total, voices_total, sources_total, quotes_total, quotes_verified = totals
    head = page_head(site, "home", path, site.title, site.description)
    return HomePage(
        site=site,
        head=saying(head, home_graph(site, head)),
        claims_total=claims_total,
        voices_total=voices_total,
        sources_total=sources_total,
        quotes_total=quotes_total,
        quotes_verified=quotes_verified,
        levels=levels,
        latest=latest,
        sources=sources,
        voices=voices,
        topics=topics,
        ways=tuple(way.said(site.words) for way in ways),
        strongest=extremes[0],
        weakest=extremes[1],
        changed=changed,
    )


def compose_claims(
    site: Frame,
    path: str,
    levels: tuple[LevelCount, ...],
    claims: tuple[ClaimBrief, ...],
    pager: Pager,
) -> ClaimsPage:
    """A page of the list of all claims."""
    head = page_head(
        site, "claims", path, numbered(site.words.say("Claims"), pager, site.words), None, HOME
    )
    head = listing(site, head, [claim.path for claim in claims], pager)
    return ClaimsPage(
        site=site,
        head=head,
        levels=levels,
        claims=claims,
        pager=pager,
        schemas=schemas_of(site.outputs),
    )


def compose_claim(
    site: Frame,
    path: str,
    claim: Claim,
    related: tuple[tuple[RelationKind, bool, tuple[ClaimBrief, ...]], ...],
    previous: ClaimBrief | None,
    following: ClaimBrief | None,
    sources: tuple[Citation, ...],
    speaker: Voice | None,
) -> ClaimPage:
    """A claim's own page; sources are those of its quotations, and of a rated one the speaker is given."""
    description = in_brief(claim, site.words)
    head = page_head(site, "claim", path, claim.brief.statement, description, HOME, CLAIMS)
    kinds = {part.kind for quote in claim.quotes if quote.speaker for part in quote.segments}
    cited = {source.ref.id: source for source in sources}
    return ClaimPage(
        site=site,
        head=saying(
            head, claim_graph(site, placed("WebPage", site, head), claim, sources, speaker)
        ),
        headline=headline(claim, site.words),
        pictured=pictured(claim, site.words),
        claim=claim,
        sources=tuple(cited[quote.source.id] for quote in claim.quotes),
        graph=joined_chains(claim.quotes),
        wordings=wordings(claim.quotes),
        marks_own="own" in kinds,
        marks_cue="cue" in kinds,
        related=tuple(
            RelatedClaims(kind=kind, inverse=inverse, claims=claims)
            for kind, inverse, claims in related
        ),
        previous=previous,
        next=following,
        snippet=snippet(site, claim) if "embeds" in site.outputs else None,
        oembed=site.base_url + oembed_path(path) if has_oembed(site) else None,
        changes=history(claim),
    )


def compose_voices(
    site: Frame, path: str, voices: tuple[VoiceEntry, ...], pager: Pager
) -> VoicesPage:
    """A page of the list of voices."""
    head = page_head(
        site, "voices", path, numbered(site.words.say("Voices"), pager, site.words), None, HOME
    )
    head = listing(site, head, [entry.voice.path for entry in voices], pager)
    return VoicesPage(site=site, head=head, voices=voices, pager=pager)


def compose_voice(
    site: Frame,
    path: str,
    voice: Voice,
    parts: tuple[tuple[str, int, str], ...],
    published: tuple[SourceRef, ...],
    sections: tuple[tuple[str, tuple[ClaimBrief, ...]], ...],
    pager: Pager,
) -> VoicePage:
    """A page of a voice; each of its parts has a count and a path, each section the part's name."""
    said = [part for part in parts if part[0] in _LEVEL_OF_PART]
    others = [part for part in parts if part[0] not in _LEVEL_OF_PART]
    total = sum(count for _, count, _ in said)
    first = [("said", total, said[0][2])] if said else []
    counts = {part: count for part, count, _ in parts}
    name = voice.ref.name
    unnamed = voice.ref.kind == "unnamed"
    shown = in_marks(name, site.words) if unnamed else name
    title = numbered(shown, pager, site.words)
    head = page_head(site, "voice", path, title, voice.role, HOME, VOICES)
    return VoicePage(
        site=site,
        head=saying(with_feed(head, voice.ref.path, site), voice_graph(site, head, voice)),
        voice=voice,
        levels=tuple(
            LevelCount(level=_LEVEL_OF_PART[part], path=path, count=count)
            for part, count, path in said
        ),
        parts=tuple(
            Part(part=part, count=count, path=path) for part, count, path in (*first, *others)
        ),
        published=published,
        sections=tuple(
            VoiceSection(part=part, count=counts[part], claims=claims) for part, claims in sections
        ),
        pager=pager,
    )


def compose_sources(
    site: Frame, path: str, sources: tuple[SourceEntry, ...], pager: Pager
) -> SourcesPage:
    """A page of the list of sources."""
    head = page_head(
        site, "sources", path, numbered(site.words.say("Sources"), pager, site.words), None, HOME
    )
    head = listing(site, head, [entry.source.path for entry in sources], pager)
    return SourcesPage(site=site, head=head, sources=sources, pager=pager)


def compose_source(
    site: Frame,
    path: str,
    source: Source,
    quoted: tuple[Claim, ...],
    full: bool,
    publisher_kind: OrganisationKind | None,
) -> SourcePage:
    """A source with every quoted passage in its place."""
    entries = [
        Quoted(claim.brief, quote, tuple(former_ids("claim", claim.aliases)))
        for claim in quoted
        for quote in claim.quotes
        if quote.source.id == source.ref.id
    ]
    text = source.text
    found = () if text is None else passages(text, entries, full=full)
    head = page_head(site, "source", path, source.ref.title, None, HOME, SOURCES)
    graph = source_graph(site, head, cite(source, publisher_kind), source.based_on)
    return SourcePage(
        site=site,
        head=saying(head, graph),
        source=replace(source, text=None),
        archived=text is not None,
        full=full,
        paragraphs=0 if text is None else len(paragraphs(text)),
        shares=() if text is None else shares(text, found),
        passages=landmarks(found),
        unverified=marks(entries) if text is None else (),
        annotated=annotations_path(path) if "annotations" in site.outputs and found else None,
    )


def compose_topics(
    site: Frame, path: str, topics: tuple[TopicEntry, ...], pager: Pager
) -> TopicsPage:
    """A page of the list of topics."""
    head = page_head(
        site, "topics", path, numbered(site.words.say("Topics"), pager, site.words), None, HOME
    )
    head = listing(site, head, [entry.topic.path for entry in topics], pager)
    return TopicsPage(site=site, head=head, topics=topics, pager=pager)


def compose_topic(
    site: Frame,
    path: str,
    topic: Topic,
    levels: tuple[LevelCount, ...],
    voices: tuple[tuple[VoiceRef, int], ...],
    claims: tuple[ClaimBrief, ...],
    pager: Pager,
) -> TopicPage:
    """A page of the claims on a topic."""
    title = numbered(topic.ref.title, pager, site.words)
    head = page_head(site, "topic", path, title, topic.description, HOME, TOPICS)
    head = listing(site, head, [claim.path for claim in claims], pager, topic_node(topic))
    head = with_feed(head, topic.ref.path, site)
    return TopicPage(
        site=site,
        head=head,
        topic=topic,
        levels=levels,
        voices=voices,
        claims=claims,
        pager=pager,
    )


def compose_level(
    site: Frame,
    path: str,
    level: AttributionLevel,
    levels: tuple[LevelCount, ...],
    claims: tuple[ClaimBrief, ...],
    pager: Pager,
) -> LevelPage:
    """A page of the claims of an attribution level."""
    title = numbered(site.words.say(LEVEL_NAMES[level]), pager, site.words)
    head = page_head(site, "level", path, title, None, HOME, CLAIMS)
    head = listing(site, head, [claim.path for claim in claims], pager, level_node(level))
    return LevelPage(site=site, head=head, level=level, levels=levels, claims=claims, pager=pager)


def compose_own(site: Frame, path: str, page: TextPage) -> OwnPage:
    """A page of the site's own."""
    head = page_head(site, "page", path, page.title, page.description, HOME)
    return OwnPage(site=site, head=saying(head, own_graph(site, head)), page=page)


def compose_redirect(site: Frame, path: str, to: str) -> RedirectPage:
    """What stands at a former address; it says of itself that it is the page at the present one.

    An embed says that of its claim, and so does what leads to one.
    """
    head = page_head(
        site, "redirect", path, site.words.say("Moved: {path}").format(path=path.rstrip("/")), None
    )
    canonical = site.base_url + to.removesuffix(embed_path(""))
    head = replace(head, canonical=canonical, noindex=True)
    return RedirectPage(site=site, head=head, to=to)


def compose_gone(site: Frame, path: str, gone: Tombstone) -> GonePage:
    """What stands at the address of an entry that was withdrawn."""
    title = withdrawn(gone, site.words)
    head = page_head(site, "gone", path, title, gone.reason, *_way_to(site, gone.kind))
    head = replace(head, canonical=site.base_url + gone.path, noindex=True)
    return GonePage(site=site, head=head, gone=gone)


def _way_to(site: Frame, kind: str) -> list[Link]:
    """From the home page to the list that the entries of a kind stand in, if the site has one."""
    parts = {link.path for link in site.navigation}
    return [HOME, *(LISTS[each] for each in LISTS if each == kind and LISTS[each].path in parts)]


def compose_not_found(site: Frame, path: str, styles: Sheet, root: str) -> NotFoundPage:
    """The page for addresses without one; `root` is the path at which the site is published."""
    head = Head(
        kind="404",
        title=site.words.say("Page not found"),
        description=None,
        path=path,
        root=root,
        canonical=site.base_url + path,
        crumbs=(),
        section=path,
        noindex=True,
        policy=page_policy(styles.source),
    )
    return NotFoundPage(site=site, head=head, styles=styles.css)
