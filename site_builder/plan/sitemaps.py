"""The sitemap of a site and robots.txt, planned from its other pages."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any

from site_builder.library import ClaimBrief, Library
from site_builder.plan.lists import Lists
from site_builder.plan.page import Flat, Page
from site_builder.twins.sitemap import compose_robots, compose_sitemap
from site_builder.views import SourceEntry, TopicEntry, VoiceEntry

SITEMAP_LARGEST = 50_000
"""Addresses that one sitemap may have (sitemaps.org protocol 0.9)."""

_PATHS: dict[type, Callable[[Any], str]] = {
    ClaimBrief: attrgetter("path"),
    VoiceEntry: attrgetter("voice.path"),
    SourceEntry: attrgetter("source.path"),
    TopicEntry: attrgetter("topic.path"),
}
"""What lists show, and how to learn where each entry leads."""

Days = Mapping[str, str]
"""Days in ISO form, by path."""


def sitemaps(library: Library, lists: Lists, pages: Sequence[Page]) -> Iterator[Page]:
    """robots.txt, and one sitemap of all pages, or several and their index where they are many."""
    outputs = library.settings.outputs
    if "robots" in outputs:
        sitemap = "sitemap.xml" if "sitemap" in outputs else None
        yield Page("robots.txt", "data/robots.txt", compose_robots, (sitemap,))
    if "sitemap" not in outputs:
        return
    whole, listed = _days(library, lists)
    shown = [page for page in pages if page.path.endswith("/") or page.path == ""]
    dated = [(page.path, _day(page, whole, listed) or None) for page in shown]
    names: list[tuple[str, str | None]] = []
    for number, start in enumerate(range(0, len(dated), SITEMAP_LARGEST), start=1):
        name = "sitemap.xml" if len(dated) <= SITEMAP_LARGEST else f"sitemap-{number}.xml"
        entries = tuple(dated[start : start + SITEMAP_LARGEST])
        names.append((name, max((day for _, day in entries if day), default=None)))
        yield Page(name, "data/sitemap.xml", compose_sitemap, (Flat(entries), False))
    if len(names) > 1:
        yield Page("sitemap.xml", "data/sitemap.xml", compose_sitemap, (tuple(names), True))


def _days(library: Library, lists: Lists) -> tuple[Days, Days]:
    """When claims, and whatever shows them, last changed; "" where nothing has a date.

    First of pages that show claims whole, claims and sources, and then of these and of voices and
    topics, as lists have them.
    """
    claims = library.claims
    changed = {id: str(claim.facts.changed_on or "") for id, claim in claims.items()}
    whole = {claim.brief.path: changed[id] for id, claim in claims.items()}
    for id, source in library.sources.items():
        whole[source.ref.path] = max(map(changed.__getitem__, lists.quoted.get(id, ())), default="")
    listed = dict(whole)
    for groups in (lists.said, lists.heard, lists.handed_on):
        for id, briefs in groups.items():
            path = library.voices[id].ref.path
            listed[path] = max(listed.get(path, ""), _last(briefs, whole))
    for id, topic in library.topics.items():
        listed[topic.ref.path] = _last(lists.on_topic.get(id, ()), whole)
    return whole, listed


def _day(page: Page, whole: Days, listed: Days) -> str:
    known = whole.get(page.path)
    return _newest(page.parts, listed) if known is None else known


def _last(briefs: Iterable[ClaimBrief], days: Days) -> str:
    return max(map(days.__getitem__, map(_PATHS[ClaimBrief], briefs)), default="")


def _newest(parts: tuple[Any, ...], days: Days) -> str:
    """The last day of all entries among the parts of a page that lists some."""
    found = ""
    for part in parts:
        if type(part) is tuple and part:
            path = _PATHS.get(type(part[0]))
            inner = _newest(part, days) if path is None else _last_of(map(path, part), days)
            found = max(found, inner)
    return found


def _last_of(paths: Iterable[str], days: Days) -> str:
    return max(days.get(path, "") for path in paths)
