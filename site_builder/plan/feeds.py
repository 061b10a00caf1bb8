"""The feeds of a site, planned from a library and its lists."""

from collections.abc import Callable, Iterable, Iterator
from heapq import nlargest
from typing import Any

from site_builder.addresses import CORRECTIONS_FEED
from site_builder.changes import withdrawn
from site_builder.library import ClaimBrief, Library, TopicRef, VoiceRef
from site_builder.plan.lists import Lists
from site_builder.plan.page import Bare, Page
from site_builder.tombstone import Tombstone
from site_builder.twins.feed import FEED_ENTRIES, compose_corrections, compose_feed
from site_builder.views import View

FORMS = {".xml": "data/feed.xml", ".json": "data/feed.json"}
"""How the files of a feed end, and what writes each."""


def feed_pages(library: Library, lists: Lists) -> Iterator[Page]:
    """The feeds of the whole site, of corrections, and of each voice and topic."""
    outputs = library.settings.outputs
    if "feeds" in outputs:
        gone = tuple(nlargest(FEED_ENTRIES, withdrawn(library), lambda each: each.on))
        yield from _of_claims(None, lists.newest, library, gone)
        parts = (_bare(_lately_changed(lists.newest, library), library), gone)
        yield from _in_each_form(CORRECTIONS_FEED, compose_corrections, parts)
    if "section_feeds" in outputs:
        yield from _voice_feeds(library, lists)
        for id, topic in library.topics.items():
            claims = lists.on_topic.get(id, [])
            yield from _of_claims(topic.ref, claims, library)


def _voice_feeds(library: Library, lists: Lists) -> Iterator[Page]:
    groups = (lists.said, lists.heard, lists.handed_on)
    for id, voice in library.voices.items():
        claims = {brief.id: brief for group in groups for brief in group.get(id, ())}
        yield from _of_claims(voice.ref, claims.values(), library)


def _of_claims(
    about: VoiceRef | TopicRef | None,
    briefs: Iterable[ClaimBrief],
    library: Library,
    gone: tuple[Tombstone, ...] = (),
) -> Iterator[Page]:
    """Feeds of a voice, a topic or the site: of its claims published, changed or withdrawn last."""
    claims = library.claims
    dated = [brief.id for brief in briefs if brief.published]
    last = nlargest(FEED_ENTRIES, dated, lambda id: str(claims[id].facts.changed_on))
    page = about.path if about else ""
    parts = (about, _bare(last, library), *((gone,) if gone else ()))
    yield from _in_each_form(f"{page}feed", compose_feed, parts)


def _lately_changed(briefs: Iterable[ClaimBrief], library: Library) -> Iterable[str]:
    """The ids of the claims that have the last changes of all."""
    days = [
        (str(day), brief.id)
        for brief in briefs
        if brief.published
        for day in library.claims[brief.id].facts.change_days
    ]
    return dict.fromkeys(id for _, id in nlargest(FEED_ENTRIES, days))


def _bare(ids: Iterable[str], library: Library) -> tuple[Bare, ...]:
    return tuple(Bare(library.claims[id].whole) for id in ids)


def _in_each_form(
    path: str, compose: Callable[..., View], parts: tuple[Any, ...]
) -> Iterator[Page]:
    for ending, form in FORMS.items():
        yield Page(path + ending, form, compose, parts)
