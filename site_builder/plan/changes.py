"""What was published and changed, planned from a library."""

from collections.abc import Iterator

from site_builder.addresses import CHANGES
from site_builder.changes import compose_changes, events
from site_builder.library import ClaimBrief, Library
from site_builder.plan.lists import Lists
from site_builder.plan.page import Bare, Page
from site_builder.plan.sections import paged


def change_pages(library: Library, _: Lists) -> Iterator[Page]:
    """The pages of what was published and changed, where the site has them."""
    if "lists" not in library.settings.outputs:
        return
    for path, shown, pager in paged(CHANGES, events(library), library):
        days = tuple((day, number) for day, number, _ in shown)
        subjects = tuple(subject for *_, subject in shown)
        briefs = [subject for subject in subjects if isinstance(subject, ClaimBrief)]
        wholes = tuple(Bare(library.claims[brief.id].whole) for brief in briefs)
        parts = (days, subjects, wholes, pager)
        yield Page(path, "pages/changes.html", compose_changes, parts)
