"""The timeline of a site, planned from its library."""

from collections.abc import Iterator

from site_builder.addresses import list_path
from site_builder.library import Library
from site_builder.plan.page import Page
from site_builder.plan.sections import paged
from site_builder.timeline import TIMELINE, chronology, compose_timeline, ways_to
from site_builder.views import Link


def timeline_pages(library: Library) -> Iterator[Page]:
    """The pages of the timeline, where the site has one."""
    if "timeline" not in library.settings.outputs:
        return
    placed = chronology(library.claims.values(), library.sources)
    timeless = len(library.claims) - len(placed)
    ways = tuple(
        Link(label=year, path=list_path(TIMELINE.path, number))
        for year, number in ways_to(placed, library.settings.per_page)
    )
    for path, shown, pager in paged(TIMELINE.path, placed, library):
        parts = (ways, timeless, shown, pager)
        yield Page(path, "pages/timeline.html", compose_timeline, parts)
