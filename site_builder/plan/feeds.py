"""The feeds of a site, planned from a library and its lists."""

from collections.abc import Iterable, Iterator
from heapq import nlargest

from site_builder.library import ClaimBrief, Library
from site_builder.plan.lists import Lists
from site_builder.plan.page import Bare, Page
from site_builder.twins.feed import compose_feed

FEED_ENTRIES = 50
"""Claims that a feed has: those that were published or changed last."""

_FORMS = {"feed.xml": "data/feed.xml", "feed.json": "data/feed.json"}


def feed_pages(library: Library, lists: Lists) -> Iterator[Page]:
    """The feeds of claims."""
    if "feeds" in library.settings.outputs:
        yield from _feeds("", "", lists.newest, library)


def _feeds(name: str, page: str, briefs: Iterable[ClaimBrief], library: Library) -> Iterator[Page]:
    """A page's feed in each form; `name` is what the page is about."""
    claims = library.claims
    dated = [brief for brief in briefs if brief.published]
    last = nlargest(FEED_ENTRIES, dated, lambda brief: str(claims[brief.id].facts.changed_on))
    parts = (name, page, tuple(Bare(claims[brief.id].whole) for brief in last))
    for file, form in _FORMS.items():
        yield Page(page + file, form, compose_feed, parts)
