"""Claims by the number of their independent origins, planned from the lists of a library."""

from collections.abc import Iterator

from site_builder.library import Library
from site_builder.origins import by_origins, compose_origins, origin_counts, origins_path
from site_builder.plan.lists import Lists
from site_builder.plan.page import Page
from site_builder.plan.sections import paged


def origin_pages(library: Library, lists: Lists) -> Iterator[Page]:
    """The lists of claims that rest on one origin, on two, and on more, where the site has them."""
    if "lists" not in library.settings.outputs:
        return
    counts = origin_counts(lists.newest)
    for number, claims in by_origins(lists.newest).items():
        for path, shown, pager in paged(origins_path(number), claims, library):
            parts = (number, counts, shown, pager)
            yield Page(path, "pages/origins.html", compose_origins, parts)
