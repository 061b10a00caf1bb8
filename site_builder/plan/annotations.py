"""The annotations of each source, planned from a library and its lists."""

from collections.abc import Iterator
from itertools import accumulate

from site_builder.library import Library, Source
from site_builder.plan.lists import Lists
from site_builder.plan.page import Bare, Page
from site_builder.twins.annotations import annotations_path, compose_annotations

PER_PAGE = 200
"""Claims whose annotations stand on one page."""


def annotation_pages(library: Library, lists: Lists) -> Iterator[Page]:
    """The annotations of each source whose text is archived and quoted.

    The oldest claims come first, so that a new one changes no page but the last.
    """
    if "annotations" in library.settings.outputs:
        for id, source in library.sources.items():
            quoted = lists.quoted.get(id, ())
            if source.text is not None and quoted:
                yield from _pages(source, quoted[::-1], library)


def _pages(source: Source, quoted: list[str], library: Library) -> Iterator[Page]:
    claims = [library.claims[id] for id in quoted]
    counts = [claim.facts.sources.count(source.ref.id) for claim in claims]
    before = [0, *accumulate(counts)]
    starts = range(0, len(claims), PER_PAGE)
    for number, start in enumerate(starts, start=1):
        shown = tuple(Bare(claim.whole) for claim in claims[start : start + PER_PAGE])
        parts = (source, shown, (number, len(starts)), (before[start], before[-1]))
        path = annotations_path(source.ref.path, number)
        yield Page(path, "data/annotations.json", compose_annotations, parts)
