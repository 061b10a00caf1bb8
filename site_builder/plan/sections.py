"""The pages of each section of a site (DESIGN, section 4), planned from a library and its lists."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import Any
from urllib.parse import urlsplit

from site_builder import compose, heads
from site_builder.addresses import list_path, path_of
from site_builder.changes import LATEST_CHANGES, events
from site_builder.chart import MAP
from site_builder.language.words import ENGLISH, Words
from site_builder.library import ClaimBrief, Indexed, Library, SourceRef, Voice, VoiceRef
from site_builder.model import LEVELS, URL_PATTERN, Output, RelationKind, SiteSettings
from site_builder.origins import ON_ORIGINS, extremes, origins_path
from site_builder.plan.citations import citations, publisher_kind, reviewed_speaker
from site_builder.plan.lists import Group, Lists
from site_builder.plan.page import Bare, Page
from site_builder.plan.twins import claim_files
from site_builder.search_page import SEARCH
from site_builder.styles import Sheet
from site_builder.timeline import TIMELINE
from site_builder.views import (
    Frame,
    LevelCount,
    Link,
    SourceEntry,
    TopicEntry,
    VoiceEntry,
)

_LATEST = 12
_HOME_VOICES = 12
_TOPIC_VOICES = 8
_HOME_SOURCES = 8
_HOME_TOPICS = 24
_HOME_EXTREMES = 3
_HOME_CHANGES = 5
_MOST_PUBLISHED = 50
_REGION = 2
_RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"]
)


def frame_of(library: Library, words: Words = ENGLISH) -> Frame:
    """What every page of a site shows around its content."""
    settings = library.settings
    navigation = [heads.CLAIMS, heads.VOICES, heads.SOURCES]
    if library.topics:
        navigation.append(heads.TOPICS)
    if "timeline" in settings.outputs:
        navigation.append(TIMELINE)
    if "map" in settings.outputs:
        navigation.append(MAP)
    if searched(library):
        navigation.append(SEARCH)
    own = sorted(library.pages.values(), key=lambda page: (page.title, page.slug))
    return Frame(
        title=settings.title,
        description=settings.description,
        base_url=_base_url(settings),
        language=settings.language,
        locale=_locale(settings.language),
        direction=_direction(words.tag(settings.language)),
        publisher=settings.publisher,
        license=settings.license,
        license_url=_address(settings.license),
        navigation=tuple(link.said(words) for link in navigation),
        pages=tuple(Link(label=page.title, path=page.path) for page in own),
        has_data=claim_files(settings),
        outputs=_outputs(library),
        words=words,
    )


def _address(text: str | None) -> str | None:
    """A text that is a web address and nothing else."""
    return text if text and re.match(URL_PATTERN, text) else None


def _direction(language: str) -> str:
    return "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def searched(library: Library) -> bool:
    """Whether readers can search: where that is wanted, and there is anything to find."""
    settings = library.settings
    return settings.search and "search" in settings.outputs and bool(library.claims)


def _outputs(library: Library) -> tuple[Output, ...]:
    outputs = library.settings.outputs
    return outputs if searched(library) else tuple(word for word in outputs if word != "search")


def home_pages(library: Library, lists: Lists) -> Iterator[Page]:
    """The home page."""
    facts = [claim.facts for claim in library.claims.values()]
    voices = [(library.voices[id].ref, count) for id, count in _largest(lists.said)]
    topics = [(library.topics[id].ref, count) for id, count in _largest(lists.on_topic)]
    totals = (
        len(facts),
        len(library.voices),
        len(library.sources),
        sum(each.quotes for each in facts),
        sum(each.quotes_verified for each in facts),
    )
    parts = (
        totals,
        level_counts(lists.newest),
        tuple(lists.newest[:_LATEST]),
        tuple(source.ref for source in islice(library.sources.values(), _HOME_SOURCES)),
        tuple(voices[:_HOME_VOICES]),
        tuple(topics[:_HOME_TOPICS]),
        _ways(library),
        *_highlights(library, lists),
    )
    yield Page("", "pages/home.html", compose.compose_home, parts)


def _ways(library: Library) -> tuple[Link, ...]:
    """Ways through the claims that belong to no voice, topic or level."""
    outputs = library.settings.outputs
    ways = [link for word, link in (("timeline", TIMELINE), ("map", MAP)) if word in outputs]
    if "lists" in outputs:
        ways += [Link(label=ON_ORIGINS[0], path=origins_path(1)), LATEST_CHANGES]
    return tuple(ways)


def _highlights(library: Library, lists: Lists) -> tuple[Any, Any]:
    """The best and the least supported claims; what was published and changed last."""
    if "lists" not in library.settings.outputs:
        return ((), ()), ()
    latest = events(library)[:_HOME_CHANGES]
    changed = tuple((day, number is None, subject) for day, number, subject in latest)
    return extremes(lists.newest, _HOME_EXTREMES), changed


def claim_pages(
    library: Library, lists: Lists, only: Container[str] | None = None
) -> Iterator[tuple[str, Page]]:
    """Each claim's own page, or those of some claims, by the claim's id."""
    claims = [library.claims[id] for id in lists.in_order]
    briefs = [claim.brief for claim in claims]
    cited = citations(library)
    for claim, before, after in zip(claims, [None, *briefs], [*briefs[1:], None], strict=False):
        brief = claim.brief
        if only is not None and brief.id not in only:
            continue
        sources = tuple(cited[id] for id in dict.fromkeys(claim.facts.sources))
        speaker = reviewed_speaker(claim, library)
        parts = (claim.whole, _related(claim, library), before, after, sources, speaker)
        yield brief.id, Page(brief.path, "pages/claim.html", compose.compose_claim, parts)


def claim_lists(library: Library, lists: Lists) -> Iterator[Page]:
    """The list of all claims."""
    levels = level_counts(lists.newest)
    for path, shown, pager in paged("claims/", lists.newest, library):
        yield Page(path, "pages/claims.html", compose.compose_claims, (levels, shown, pager))


def voice_pages(library: Library, lists: Lists) -> Iterator[Page]:
    """The pages of each voice, and the list of voices."""
    published = defaultdict(list)
    for source in library.sources.values():
        published[source.ref.publisher.id].append(source.ref)
    listed = []
    for voice in sorted(library.voices.values(), key=_by_name):
        own = published[voice.ref.id]
        yield from _voice_pages(voice, tuple(own[:_MOST_PUBLISHED]), library, lists)
        listed.append(_voice_entry(voice, len(own), lists))
    for path, shown, pager in paged("voices/", listed, library):
        yield Page(path, "pages/voices.html", compose.compose_voices, (shown, pager))


def source_pages(library: Library, lists: Lists) -> Iterator[Page]:
    """Each source with the claims that quote it."""
    full = library.settings.source_text == "full"
    for id, source in library.sources.items():
        quoted = tuple(Bare(library.claims[claim].whole) for claim in lists.quoted.get(id, ()))
        parts = (source, quoted, full, publisher_kind(source, library))
        yield Page(source.ref.path, "pages/source.html", compose.compose_source, parts)


def source_lists(library: Library, lists: Lists) -> Iterator[Page]:
    """The list of sources."""
    quotes = Counter(source for c in library.claims.values() for source in c.facts.sources)
    listed = [
        SourceEntry(
            source=source.ref,
            kind=source.kind,
            published=source.published,
            claims=len(lists.quoted.get(id, ())),
            quotes=quotes[id],
        )
        for id, source in library.sources.items()
    ]
    for path, shown, pager in paged("sources/", listed, library):
        yield Page(path, "pages/sources.html", compose.compose_sources, (shown, pager))


def topic_pages(library: Library, lists: Lists) -> Iterator[Page]:
    """The pages of each topic, and the list of topics where there are any."""
    listed = []
    for id, topic in library.topics.items():
        claims = lists.on_topic.get(id, [])
        levels = level_counts(claims)
        for path, shown, pager in paged(topic.ref.path, claims, library):
            voices = _loudest(claims) if pager.number == 1 else ()
            parts = (topic, levels, voices, shown, pager)
            yield Page(path, "pages/topic.html", compose.compose_topic, parts)
        listed.append(
            TopicEntry(topic=topic.ref, description=topic.description, claims=len(claims))
        )
    listed.sort(key=lambda entry: (entry.topic.title.casefold(), entry.topic.id))
    for path, shown, pager in paged("topics/", listed, library) if listed else ():
        yield Page(path, "pages/topics.html", compose.compose_topics, (shown, pager))


def level_pages(library: Library, lists: Lists) -> Iterator[Page]:
    """The claims of each attribution level."""
    levels = level_counts(lists.newest)
    for level in LEVELS:
        claims = lists.at_level.get(level, [])
        for path, shown, pager in paged(path_of("attribution", level), claims, library):
            parts = (level, levels, shown, pager)
            yield Page(path, "pages/level.html", compose.compose_level, parts)


def own_pages(library: Library) -> Iterator[Page]:
    """The pages of the site's own."""
    for page in library.pages.values():
        yield Page(page.path, "pages/page.html", compose.compose_own, (page,))


def not_found_pages(library: Library, styles: Sheet) -> Iterator[Page]:
    """The page for addresses without one; its links start where the site is published."""
    root = urlsplit(_base_url(library.settings)).path
    yield Page("404.html", "pages/404.html", compose.compose_not_found, (styles, root))


def _locale(language: str) -> str | None:
    """A language tag (BCP 47) as Open Graph has it; None where it names no region."""
    primary, *subtags = language.partition("-x-")[0].split("-")
    regions = (tag.upper() for tag in subtags if len(tag) == _REGION and tag.isalpha())
    region = next(regions, None)
    return f"{primary.lower()}_{region}" if region else None


def _base_url(settings: SiteSettings) -> str:
    return settings.base_url.rstrip("/") + "/"


def _loudest(claims: Sequence[ClaimBrief]) -> tuple[tuple[VoiceRef, int], ...]:
    """Who said most of some claims, and how many."""
    speakers = {claim.speaker.id: claim.speaker for claim in claims if claim.speaker}
    counts = Counter(claim.speaker.id for claim in claims if claim.speaker)
    most = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:_TOPIC_VOICES]
    return tuple((speakers[id], count) for id, count in most)


def level_counts(claims: Sequence[ClaimBrief]) -> tuple[LevelCount, ...]:
    """How many of some claims are at each level."""
    counts = Counter(claim.attribution for claim in claims)
    return tuple(
        LevelCount(level=level, path=path_of("attribution", level), count=counts[level])
        for level in LEVELS
    )


def _largest(groups: Group) -> list[tuple[str, int]]:
    """The ids of groups of claims and their sizes, largest first."""
    sizes = [(id, len(claims)) for id, claims in groups.items()]
    return sorted(sizes, key=lambda entry: (-entry[1], entry[0]))


def _related(
    claim: Indexed, library: Library
) -> tuple[tuple[RelationKind, bool, tuple[ClaimBrief, ...]], ...]:
    """The claims related to one, by kind, those that it names itself first (not inverse)."""
    groups: dict[tuple[RelationKind, bool], list[ClaimBrief]] = {}
    incoming = library.incoming.get(claim.brief.id, ())
    for relations, inverse in ((claim.facts.relations, False), (incoming, True)):
        for relation in relations:
            other = library.claims.get(relation.claim)
            if other is not None:
                groups.setdefault((relation.kind, inverse), []).append(other.brief)
    return tuple((*key, tuple(groups[key])) for key in sorted(groups))


def paged(path: str, items: Sequence[Any], library: Library) -> Iterator[tuple[str, Any, Any]]:
    """The pages of a list: path, entries and pager of each."""
    per_page = library.settings.per_page
    for number, start in enumerate(range(0, max(1, len(items)), per_page), start=1):
        pager = heads.pager(path, number, len(items), per_page)
        yield list_path(path, number), tuple(items[start : start + per_page]), pager


def _voice_pages(
    voice: Voice, published: tuple[SourceRef, ...], library: Library, lists: Lists
) -> Iterator[Page]:
    entries = _parts(voice, lists)
    per_page = library.settings.per_page
    firsts = {part: at for at, (part, _) in reversed([*enumerate(entries)])}
    counts = Counter(part for part, _ in entries)
    parts = tuple(
        (part, counts[part], f"{list_path(voice.ref.path, firsts[part] // per_page + 1)}#_{part}")
        for part in counts
    )
    for path, shown, pager in paged(voice.ref.path, entries, library):
        sections = tuple(
            (part, tuple(brief for _, brief in group))
            for part, group in groupby(shown, key=itemgetter(0))
        )
        made_of = (voice, parts, published, sections, pager)
        yield Page(path, "pages/voice.html", compose.compose_voice, made_of)


def _parts(voice: Voice, lists: Lists) -> list[tuple[str, ClaimBrief]]:
    """The claims of a voice, each with the part it has in it: what it said comes first, by level.

    Of a voice that is not named all is at one level, so that it has no need to be told apart.
    """
    id = voice.ref.id
    said = lists.said.get(id, ())
    if voice.ref.kind == "unnamed":
        entries = [("said", brief) for brief in said]
    else:
        in_order = sorted(said, key=lambda brief: LEVELS.index(brief.attribution))
        entries = [(brief.attribution, brief) for brief in in_order]
    entries += [("heard", brief) for brief in lists.heard.get(id, ())]
    return entries + [("handed_on", brief) for brief in lists.handed_on.get(id, ())]


def _by_name(voice: Voice) -> tuple[int, str, str]:
    kinds = ("person", "organisation", "unnamed")
    return kinds.index(voice.ref.kind), voice.ref.name.casefold(), voice.ref.id


def _voice_entry(voice: Voice, published: int, lists: Lists) -> VoiceEntry:
    id = voice.ref.id
    return VoiceEntry(
        voice=voice.ref,
        role=voice.role,
        said=len(lists.said.get(id, ())),
        heard=len(lists.heard.get(id, ())),
        handed_on=len(lists.handed_on.get(id, ())),
        published=published,
    )
