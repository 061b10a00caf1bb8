"""What was published and changed, planned from a library."""

from collections.abc import Iterator

from site_builder.addresses import CHANGES
from site_builder.changes import compose_changes, events
from site_builder.library import Library
from site_builder.plan.lists import Lists
from site_builder.plan.page import Bare, Page
from site_builder.plan.sections import paged


def change_pages(library: Library, _: Lists) -> Iterator[Page]:
    """The pages of what was published and changed, where the site has them."""
    if "lists" not in library.settings.outputs:
        return
    for path, shown, pager in paged(CHANGES, events(library.claims.values()), library):
        days = tuple((day, number) for day, number, _ in shown)
        briefs = tuple(brief for *_, brief in shown)
        wholes = tuple(Bare(library.claims[brief.id].whole) for brief in briefs)
        parts = (days, briefs, wholes, pager)
        yield Page(path, "pages/changes.html", compose_changes, parts)
