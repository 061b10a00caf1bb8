"""The search of a site, planned from its library: its page, and the index behind it."""

from collections.abc import Iterator

from site_builder.library import Library
from site_builder.plan.lists import Lists
from site_builder.plan.page import Page, Words
from site_builder.plan.sections import level_counts, searched
from site_builder.search.index import FOLDER
from site_builder.search_page import SEARCH, compose_index, compose_search


def search_pages(library: Library, lists: Lists) -> Iterator[Page]:
    """The page on which readers search, where they can."""
    if searched(library):
        parts = (level_counts(lists.newest), bool(library.topics))
        yield Page(SEARCH.path, "pages/search.html", compose_search, parts)


def index_of(library: Library) -> Page | None:
    """The index as one page that stands for all of its files, where there is one."""
    if not searched(library):
        return None
    records = tuple(Words(claim.whole) for claim in library.claims.values())
    parts = (library.settings.language, records)
    return Page(FOLDER, "search index", compose_index, parts, framed=False)
