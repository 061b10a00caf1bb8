"""Parts to views: each function makes one page's view of nothing but what it is given.

A page is its path, one of these functions and the parts it is called with, so the parts are the
whole of what the page depends on.
"""

from msgspec.structs import replace

from site_builder.addresses import list_path, oembed_path, to_root
from site_builder.library import (
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
from site_builder.model import AttributionLevel, RelationKind
from site_builder.passages import Quoted, marks, passages, shares
from site_builder.policy import page_policy
from site_builder.quotes.normal import paragraphs
from site_builder.styles import Sheet
from site_builder.twins.annotations import annotations_path
from site_builder.twins.embed import has_oembed, snippet
from site_builder.twins.schemas import schemas_of
from site_builder.views import (
    ClaimPage,
    ClaimsPage,
    Frame,
    Head,
    HomePage,
    LevelCount,
    LevelPage,
    Link,
    NotFoundPage,
    OwnPage,
    Pager,
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

HOME = Link(label="Home", path="")
CLAIMS = Link(label="Claims", path="claims/")
VOICES = Link(label="Voices", path="voices/")
SOURCES = Link(label="Sources", path="sources/")
TOPICS = Link(label="Topics", path="topics/")

_NEIGHBOURS = 2


def compose_home(
    site: Frame,
    path: str,
    totals: tuple[int, int, int, int, int],
    levels: tuple[LevelCount, ...],
    latest: tuple[ClaimBrief, ...],
    sources: tuple[SourceRef, ...],
    voices: tuple[tuple[VoiceRef, int], ...],
    topics: tuple[tuple[TopicRef, int], ...],
) -> HomePage:
    """The home page; totals are claims, voices, sources, quotations, verified quotations."""
    claims_total, voices_total, sources_total, quotes_total, quotes_verified = totals
    return HomePage(
        site=site,
        head=_head(site, "home", path, site.title, site.description),
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
    )


def compose_claims(
    site: Frame,
    path: str,
    levels: tuple[LevelCount, ...],
    claims: tuple[ClaimBrief, ...],
    pager: Pager,
) -> ClaimsPage:
    """A page of the list of all claims."""
    head = _head(site, "claims", path, _numbered("Claims", pager), None, HOME)
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
) -> ClaimPage:
    """A claim's own page."""
    kinds = {part.kind for quote in claim.quotes if quote.speaker for part in quote.segments}
    return ClaimPage(
        site=site,
        head=_head(site, "claim", path, claim.brief.statement, claim.context, HOME, CLAIMS),
        claim=claim,
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
    )


def compose_voices(
    site: Frame, path: str, voices: tuple[VoiceEntry, ...], pager: Pager
) -> VoicesPage:
    """A page of the list of voices."""
    head = _head(site, "voices", path, _numbered("Voices", pager), None, HOME)
    return VoicesPage(site=site, head=head, voices=voices, pager=pager)


def compose_voice(
    site: Frame,
    path: str,
    voice: Voice,
    levels: tuple[LevelCount, ...],
    totals: tuple[int, int, int],
    published: tuple[SourceRef, ...],
    sections: tuple[tuple[str, tuple[ClaimBrief, ...]], ...],
    pager: Pager,
) -> VoicePage:
    """A page of a voice; totals are claims said, heard and handed on, sections by part."""
    said, heard, handed_on = totals
    name = voice.ref.name
    title = _numbered(f"“{name}”" if voice.ref.kind == "unnamed" else name, pager)
    return VoicePage(
        site=site,
        head=_head(site, "voice", path, title, voice.role, HOME, VOICES),
        voice=voice,
        levels=levels,
        said=said,
        heard=heard,
        handed_on=handed_on,
        published=published,
        sections=tuple(VoiceSection(part=part, claims=claims) for part, claims in sections),
        pager=pager,
    )


def compose_sources(
    site: Frame, path: str, sources: tuple[SourceEntry, ...], pager: Pager
) -> SourcesPage:
    """A page of the list of sources."""
    head = _head(site, "sources", path, _numbered("Sources", pager), None, HOME)
    return SourcesPage(site=site, head=head, sources=sources, pager=pager)


def compose_source(
    site: Frame,
    path: str,
    source: Source,
    quoted: tuple[Claim, ...],
    full: bool,
) -> SourcePage:
    """A source with every quoted passage in its place."""
    entries = [
        Quoted(claim.brief, quote)
        for claim in quoted
        for quote in claim.quotes
        if quote.source.id == source.ref.id
    ]
    text = source.text
    found = () if text is None else passages(text, entries, full=full)
    return SourcePage(
        site=site,
        head=_head(site, "source", path, source.ref.title, None, HOME, SOURCES),
        source=replace(source, text=None),
        archived=text is not None,
        full=full,
        paragraphs=0 if text is None else len(paragraphs(text)),
        shares=() if text is None else shares(text, found),
        passages=found,
        unverified=marks(entries) if text is None else (),
        annotated=annotations_path(path) if "annotations" in site.outputs and found else None,
    )


def compose_topics(
    site: Frame, path: str, topics: tuple[TopicEntry, ...], pager: Pager
) -> TopicsPage:
    """A page of the list of topics."""
    head = _head(site, "topics", path, _numbered("Topics", pager), None, HOME)
    return TopicsPage(site=site, head=head, topics=topics, pager=pager)


def compose_topic(
    site: Frame,
    path: str,
    topic: Topic,
    levels: tuple[LevelCount, ...],
    claims: tuple[ClaimBrief, ...],
    pager: Pager,
) -> TopicPage:
    """A page of the claims on a topic."""
    title = _numbered(topic.ref.title, pager)
    head = _head(site, "topic", path, title, topic.description, HOME, TOPICS)
    return TopicPage(site=site, head=head, topic=topic, levels=levels, claims=claims, pager=pager)


def compose_level(
    site: Frame,
    path: str,
    level: AttributionLevel,
    levels: tuple[LevelCount, ...],
    claims: tuple[ClaimBrief, ...],
    pager: Pager,
) -> LevelPage:
    """A page of the claims of an attribution level."""
    title = _numbered(level.capitalize(), pager)
    head = _head(site, "level", path, title, None, HOME, CLAIMS)
    return LevelPage(site=site, head=head, level=level, levels=levels, claims=claims, pager=pager)


def compose_own(site: Frame, path: str, page: TextPage) -> OwnPage:
    """A page of the site's own."""
    return OwnPage(
        site=site, head=_head(site, "page", path, page.title, page.description, HOME), page=page
    )


def compose_not_found(site: Frame, path: str, styles: Sheet, root: str) -> NotFoundPage:
    """The page for addresses without one; `root` is the path at which the site is published."""
    head = Head(
        kind="404",
        title="Page not found",
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


def pager(path: str, number: int, items: int, per_page: int) -> Pager:
    """Where the page with a number, from 1, stands in a list of so many items."""
    total = max(1, -(-items // per_page))
    shown = {1, total, *range(number - _NEIGHBOURS, number + _NEIGHBOURS + 1)}
    links: list[Link] = []
    last = 0
    for page in sorted(page for page in shown if 1 <= page <= total):
        if page > last + 1:
            links.append(Link(label="…", path=""))
        links.append(Link(label=str(page), path=list_path(path, page)))
        last = page
    return Pager(
        number=number,
        total=total,
        items=items,
        first=(number - 1) * per_page + 1 if items else 0,
        previous=list_path(path, number - 1) if number > 1 else None,
        next=list_path(path, number + 1) if number < total else None,
        pages=tuple(links),
    )


def _numbered(title: str, pager: Pager) -> str:
    return title if pager.number == 1 else f"{title}, page {pager.number}"


def _head(
    site: Frame, kind: str, path: str, title: str, description: str | None, *crumbs: Link
) -> Head:
    return Head(
        kind=kind,
        title=title,
        description=_beside(title, description),
        path=path,
        root=to_root(path),
        canonical=site.base_url + path,
        crumbs=crumbs,
        section=crumbs[-1].path if len(crumbs) > 1 else path,
    )


def _beside(title: str, description: str | None) -> str | None:
    """A description on one line; None where it says no more than the title."""
    words = " ".join((description or "").split())
    same = words.rstrip(".").casefold() == title.rstrip(".").casefold()
    return None if same else words or None
