"""When statements were made: by their dates, or in the words of a source and no later than it.

A date may be a year or a month alone: it then stands where its year or month begins. Where a source
has only words for the time, “on Thursday”, all that is known is that it was written afterwards, so
the statement stands where the day, month or year ends in which the source was published.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from msgspec.structs import replace

from site_builder.heads import HOME, listing, numbered, page_head
from site_builder.language.words import marked
from site_builder.library import ClaimBrief, Indexed, Source, SourceRef
from site_builder.views import Frame, Head, Link, Pager, View

TIMELINE = Link(label=marked("Timeline"), path="timeline/")

MOST_WAYS = 20
"""Years, decades or centuries that a page of the timeline leads to."""

_AFTER = "~"
"""Sorts behind whatever begins as the text before it."""

Placed = tuple[str, SourceRef | None, ClaimBrief]
"""A claim with its date, or with the source whose words for the time it has and that one's date."""


class Moment(View, frozen=True, kw_only=True):
    """Claims of one date; or those that `source`, published on it, has its own words for."""

    date: str  # YYYY, YYYY-MM or YYYY-MM-DD; "" where the source has none
    source: SourceRef | None
    claims: tuple[ClaimBrief, ...]


class TimelinePage(View, frozen=True, kw_only=True):
    """One page of the timeline."""

    site: Frame
    head: Head
    moments: tuple[Moment, ...]
    ways: tuple[Link, ...]  # the page on which each year begins
    timeless: int  # claims of which nothing says when they were made
    pager: Pager


def chronology(claims: Iterable[Indexed], sources: Mapping[str, Source]) -> list[Placed]:
    """The claims of which something says when they were made, the earliest first."""
    found: list[tuple[tuple[str, tuple[str, int, int], str], Placed]] = []
    for claim in claims:
        brief, order = claim.brief, claim.facts.order
        if brief.made_on:
            found.append(((brief.made_on, order, brief.id), (brief.made_on, None, brief)))
        elif brief.when:
            source = sources[order[0]]
            latest = (source.published or _AFTER) + _AFTER
            placed = (source.published or "", source.ref, brief)
            found.append(((latest, order, brief.id), placed))
    found.sort(key=lambda each: each[0])
    return [placed for _, placed in found]


def ways_to(placed: Sequence[Placed], per_page: int) -> tuple[tuple[str, int], ...]:
    """On which page, from 1, each year begins; each decade or century where these are too many."""
    for digits, ending in ((4, ""), (3, "0s"), (2, "00s")):
        first: dict[str, int] = {}
        for number, (date, _, _) in enumerate(placed):
            if date:
                first.setdefault(date[:digits] + ending, number // per_page + 1)
        if len(first) <= MOST_WAYS:
            break
    return tuple(first.items())


def moments(placed: Iterable[Placed]) -> tuple[Moment, ...]:
    """Claims that follow each other, by when they were made."""
    return tuple(
        Moment(date=date, source=source, claims=tuple(brief for _, _, brief in group))
        for (date, source), group in groupby(placed, key=lambda each: each[:2])
    )


def compose_timeline(
    site: Frame,
    path: str,
    ways: tuple[Link, ...],
    timeless: int,
    placed: tuple[Placed, ...],
    pager: Pager,
) -> TimelinePage:
    """A page of the timeline."""
    head = page_head(
        site,
        "timeline",
        path,
        numbered(site.words.say(TIMELINE.label), pager, site.words),
        None,
        HOME,
    )
    head = listing(site, head, [brief.path for _, _, brief in placed], pager)
    return TimelinePage(
        site=site,
        head=replace(head, section=TIMELINE.path),
        moments=moments(placed),
        ways=ways,
        timeless=timeless,
        pager=pager,
    )
