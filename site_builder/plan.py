"""Which pages a site has, and of what each is made.

A page is planned without being composed: it names the function that makes its view and the parts
that go into it. What the parts hold is all that the page depends on, so their hash is its
fingerprint, and a page whose fingerprint is unchanged need not be composed or rendered at all.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from site_builder import compose
from site_builder.addresses import list_path, output_file, path_of
from site_builder.library import Claim, ClaimBrief, Library, Quote, Voice
from site_builder.model import LEVELS, SiteSettings
from site_builder.views import (
    Frame,
    LevelCount,
    Link,
    RelatedClaim,
    SourceEntry,
    TopicEntry,
    View,
    VoiceEntry,
)

_LATEST = 12
_HOME_VOICES = 12
_HOME_SOURCES = 8
_HOME_TOPICS = 24
_MOST_PUBLISHED = 50
_SITEMAP_LARGEST = 50_000

_RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"]
)


class Page(Struct, frozen=True):
    """A file of the site: where it stands and what it is made of.

    `template` names a template, or a data format (`data/claims.json`); `compose` makes the view of
    the site's frame, the page's path and the parts.
    """

    path: str
    template: str
    compose: Callable[..., View]
    parts: tuple[Any, ...]

    @property
    def file(self) -> str:
        """The file below the output folder."""
        return output_file(self.path)


class Plan(Struct, frozen=True):
    """All pages of a site, and what is shown around each."""

    frame: Frame
    pages: Sequence[Page]


class _Lists(Struct, frozen=True):
    """The claims of a library in the orders in which pages list them."""

    newest: list[Claim]
    in_order: list[Claim]
    said: dict[str, list[ClaimBrief]]
    heard: dict[str, list[ClaimBrief]]
    handed_on: dict[str, list[ClaimBrief]]
    on_topic: dict[str, list[ClaimBrief]]
    at_level: dict[str, list[ClaimBrief]]
    quoted: dict[str, list[tuple[ClaimBrief, Quote]]]


def plan(library: Library, styles: str) -> Plan:
    """Every page of a site; `styles` is its CSS, which the page for missing addresses carries."""
    frame = _frame(library)
    lists = _lists(library)
    pages = [
        _home(library, lists),
        *_claim_pages(library, lists),
        *_claim_lists(library, lists),
        *_voice_pages(library, lists),
        *_source_pages(library, lists),
        *_topic_pages(library, lists),
        *_level_pages(library, lists),
        *(
            Page(page.path, "pages/page.html", compose.compose_own, (page,))
            for page in library.pages.values()
        ),
        _not_found(library, styles),
    ]
    pages += _data_pages(library, lists, pages)
    return Plan(frame, pages)


def _frame(library: Library) -> Frame:
    settings = library.settings
    navigation = [compose.CLAIMS, compose.VOICES, compose.SOURCES]
    if library.topics:
        navigation.append(compose.TOPICS)
    own = sorted(library.pages.values(), key=lambda page: (page.title, page.slug))
    return Frame(
        title=settings.title,
        description=settings.description,
        base_url=_base_url(settings),
        language=settings.language,
        direction="rtl" if settings.language.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr",
        publisher=settings.publisher,
        license=settings.license,
        navigation=tuple(navigation),
        pages=tuple(Link(label=page.title, path=page.path) for page in own),
        has_data=tuple(DATA_FILES[name] for name in settings.outputs if name in DATA_FILES),
    )


DATA_FILES = {"claims_json": "data/claims.json", "claims_csv": "data/claims.csv"}


def _base_url(settings: SiteSettings) -> str:
    return settings.base_url.rstrip("/") + "/"


def _lists(library: Library) -> _Lists:
    in_order = sorted(library.claims.values(), key=_place)
    newest = sorted(in_order, key=_published, reverse=True)
    said: dict[str, list[ClaimBrief]] = defaultdict(list)
    heard: dict[str, list[ClaimBrief]] = defaultdict(list)
    handed_on: dict[str, list[ClaimBrief]] = defaultdict(list)
    on_topic: dict[str, list[ClaimBrief]] = defaultdict(list)
    at_level: dict[str, list[ClaimBrief]] = defaultdict(list)
    quoted: dict[str, list[tuple[ClaimBrief, Quote]]] = defaultdict(list)
    for claim in newest:
        brief = claim.brief
        at_level[brief.attribution].append(brief)
        if brief.speaker:
            said[brief.speaker.id].append(brief)
        if brief.addressee:
            heard[brief.addressee.id].append(brief)
        for topic in brief.topics:
            on_topic[topic.id].append(brief)
        for quote in claim.quotes:
            quoted[quote.source.id].append((brief, quote))
        for voice in dict.fromkeys(_hands(claim)):
            handed_on[voice].append(brief)
    return _Lists(newest, in_order, said, heard, handed_on, on_topic, at_level, quoted)


def _place(claim: Claim) -> tuple[str, int, int, str]:
    quote = claim.quotes[0]
    if quote.place is None:
        return quote.source.id, 1 << 60, 0, claim.brief.id
    return quote.source.id, quote.place.start, quote.place.end, claim.brief.id


def _published(claim: Claim) -> str:
    return str(claim.brief.published or "")


def _hands(claim: Claim) -> Iterator[str]:
    """The ids of the hands between speaker and publisher."""
    for quote in claim.quotes:
        first = 0 if quote.speaker is None else 1
        for hand in quote.chain[first:-1]:
            yield hand.voice.id


def _levels(claims: Sequence[ClaimBrief]) -> tuple[LevelCount, ...]:
    counts = Counter(claim.attribution for claim in claims)
    return tuple(
        LevelCount(level=level, path=path_of("attribution", level), count=counts[level])
        for level in LEVELS
    )


def _home(library: Library, lists: _Lists) -> Page:
    briefs = [claim.brief for claim in lists.newest]
    quotes = [quote for claim in lists.newest for quote in claim.quotes]
    voices = [
        (library.voices[id].ref, len(said))
        for id, said in sorted(lists.said.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    ]
    topics = [
        (library.topics[id].ref, len(claims))
        for id, claims in sorted(lists.on_topic.items(), key=lambda e: (-len(e[1]), e[0]))
    ]
    parts = (
        (
            len(briefs),
            len(library.voices),
            len(library.sources),
            len(quotes),
            sum(quote.verified for quote in quotes),
        ),
        _levels(briefs),
        tuple(briefs[:_LATEST]),
        tuple(source.ref for source in list(library.sources.values())[:_HOME_SOURCES]),
        tuple(voices[:_HOME_VOICES]),
        tuple(topics[:_HOME_TOPICS]),
    )
    return Page("", "pages/home.html", compose.compose_home, parts)


def _claim_pages(library: Library, lists: _Lists) -> Iterator[Page]:
    claims = [claim.brief for claim in lists.in_order]
    for before, claim, after in zip(
        [None, *claims], lists.in_order, [*claims[1:], None], strict=False
    ):
        related = tuple(_related(claim, library))
        yield Page(
            claim.brief.path,
            "pages/claim.html",
            compose.compose_claim,
            (claim, related, before, after),
        )


def _related(claim: Claim, library: Library) -> Iterator[RelatedClaim]:
    incoming = library.incoming.get(claim.brief.id, ())
    for relations, inverse in ((claim.relations, False), (incoming, True)):
        for relation in relations:
            other = library.claims.get(relation.claim)
            if other is not None:
                yield RelatedClaim(kind=relation.kind, inverse=inverse, claim=other.brief)


def _claim_lists(library: Library, lists: _Lists) -> Iterator[Page]:
    briefs = [claim.brief for claim in lists.newest]
    levels = _levels(briefs)
    for path, shown, pager in _pages("claims/", briefs, library):
        yield Page(path, "pages/claims.html", compose.compose_claims, (levels, shown, pager))


def _pages(path: str, items: Sequence[Any], library: Library) -> Iterator[tuple[str, Any, Any]]:
    """The pages of a list: path, entries and pager of each."""
    per_page = library.settings.per_page
    for number, start in enumerate(range(0, max(1, len(items)), per_page), start=1):
        pager = compose.pager(path, number, len(items), per_page)
        yield list_path(path, number), tuple(items[start : start + per_page]), pager


def _voice_pages(library: Library, lists: _Lists) -> Iterator[Page]:
    published = defaultdict(list)
    for source in library.sources.values():
        published[source.ref.publisher.id].append(source.ref)
    for id, voice in library.voices.items():
        said, heard, handed_on = (
            lists.said.get(id, []),
            lists.heard.get(id, []),
            lists.handed_on.get(id, []),
        )
        entries = [
            *(("said", brief) for brief in said),
            *(("heard", brief) for brief in heard),
            *(("handed_on", brief) for brief in handed_on),
        ]
        totals = (len(said), len(heard), len(handed_on))
        fixed = (voice, _levels(said), totals, tuple(published[id][:_MOST_PUBLISHED]))
        for path, shown, pager in _pages(voice.ref.path, entries, library):
            yield Page(path, "pages/voice.html", compose.compose_voice, (*fixed, shown, pager))
    listed = [_voice_entry(voice, lists) for voice in sorted(library.voices.values(), key=_by_name)]
    for path, shown, pager in _pages("voices/", listed, library):
        yield Page(path, "pages/voices.html", compose.compose_voices, (shown, pager))


def _by_name(voice: Voice) -> tuple[int, str, str]:
    kinds = ("person", "organisation", "unnamed")
    return kinds.index(voice.ref.kind), voice.ref.name.casefold(), voice.ref.id


def _voice_entry(voice: Voice, lists: _Lists) -> VoiceEntry:
    id = voice.ref.id
    return VoiceEntry(
        voice=voice.ref,
        role=voice.role,
        said=len(lists.said.get(id, ())),
        heard=len(lists.heard.get(id, ())),
        handed_on=len(lists.handed_on.get(id, ())),
    )


def _source_pages(library: Library, lists: _Lists) -> Iterator[Page]:
    full = library.settings.source_text == "full"
    listed = []
    for id, source in library.sources.items():
        quoted = tuple(lists.quoted.get(id, ()))
        parts = (source, quoted, full)
        yield Page(source.ref.path, "pages/source.html", compose.compose_source, parts)
        listed.append(
            SourceEntry(
                source=source.ref,
                kind=source.kind,
                published=source.published,
                claims=len({brief.id for brief, _ in quoted}),
                quotes=len(quoted),
            )
        )
    for path, shown, pager in _pages("sources/", listed, library):
        yield Page(path, "pages/sources.html", compose.compose_sources, (shown, pager))


def _topic_pages(library: Library, lists: _Lists) -> Iterator[Page]:
    listed = []
    for id, topic in library.topics.items():
        claims = lists.on_topic.get(id, [])
        levels = _levels(claims)
        for path, shown, pager in _pages(topic.ref.path, claims, library):
            parts = (topic, levels, shown, pager)
            yield Page(path, "pages/topic.html", compose.compose_topic, parts)
        listed.append(
            TopicEntry(topic=topic.ref, description=topic.description, claims=len(claims))
        )
    if not listed:
        return
    listed.sort(key=lambda entry: (entry.topic.title.casefold(), entry.topic.id))
    for path, shown, pager in _pages("topics/", listed, library):
        yield Page(path, "pages/topics.html", compose.compose_topics, (shown, pager))


def _level_pages(library: Library, lists: _Lists) -> Iterator[Page]:
    levels = _levels([claim.brief for claim in lists.newest])
    for level in LEVELS:
        claims = lists.at_level.get(level, [])
        for path, shown, pager in _pages(path_of("attribution", level), claims, library):
            parts = (level, levels, shown, pager)
            yield Page(path, "pages/level.html", compose.compose_level, parts)


def _not_found(library: Library, styles: str) -> Page:
    root = urlsplit(_base_url(library.settings)).path
    return Page("404.html", "pages/404.html", compose.compose_not_found, (styles, root))


def _data_pages(library: Library, lists: _Lists, pages: Sequence[Page]) -> Iterator[Page]:
    outputs = library.settings.outputs
    every = tuple(lists.in_order)
    for name, path in DATA_FILES.items():
        if name in outputs:
            yield Page(path, path, compose.compose_claims_data, (every,))
    if "sitemap" in outputs:
        yield from _sitemaps(pages, lists)
    if "robots" in outputs:
        sitemap = "sitemap.xml" if "sitemap" in outputs else None
        yield Page("robots.txt", "data/robots.txt", compose.compose_robots, (sitemap,))


def _sitemaps(pages: Sequence[Page], lists: _Lists) -> Iterator[Page]:
    """One sitemap, or where it would have too many entries several and their index."""
    changed = {
        claim.brief.path: str(claim.brief.updated or claim.brief.published or "") or None
        for claim in lists.in_order
    }
    listed = [(page.path, changed.get(page.path)) for page in pages if page.path != "404.html"]
    names = []
    for number, start in enumerate(range(0, len(listed), _SITEMAP_LARGEST), start=1):
        name = "sitemap.xml" if len(listed) <= _SITEMAP_LARGEST else f"sitemap-{number}.xml"
        names.append((name, None))
        entries = tuple(listed[start : start + _SITEMAP_LARGEST])
        yield Page(name, "data/sitemap.xml", compose.compose_sitemap, (entries, False))
    if len(names) > 1:
        yield Page("sitemap.xml", "data/sitemap.xml", compose.compose_sitemap, (tuple(names), True))
