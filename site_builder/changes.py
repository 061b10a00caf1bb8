"""What was published and changed, and when: the latest first."""

import datetime
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from site_builder.addresses import CHANGES
from site_builder.heads import HOME, listing, numbered, page_head
from site_builder.history import history
from site_builder.language.words import marked
from site_builder.library import Claim, ClaimBrief, Library
from site_builder.tombstone import Tombstone
from site_builder.views import Change, Frame, Head, Link, Pager, View

LATEST_CHANGES = Link(label=marked("What changed"), path=CHANGES)

Event = tuple[datetime.date, int | None, ClaimBrief | Tombstone]
"""A day on which a claim was published (None), or the number, from 0, of a change in its history.

Of a claim that was withdrawn there is the day on which it was.
"""


class News(View, frozen=True, kw_only=True):
    """What became of a claim on one day: it was published, or changed; or it was withdrawn."""

    claim: ClaimBrief | None
    change: Change | None = None
    gone: Tombstone | None = None


class Day(View, frozen=True, kw_only=True):
    """What was published and changed on one day."""

    date: datetime.date
    news: tuple[News, ...]


class ChangesPage(View, frozen=True, kw_only=True):
    """One page of what was published and changed."""

    site: Frame
    head: Head
    days: tuple[Day, ...]
    pager: Pager


def withdrawn(library: Library) -> list[Tombstone]:
    """The claims that were withdrawn. What else was is not told on: the name alone may say too much."""
    return [gone for gone in library.gone.values() if gone.kind == "claim"]


def events(library: Library) -> list[Event]:
    """What was published and changed, the latest first; on one day changes come first."""
    found: list[Event] = [(gone.on, None, gone) for gone in withdrawn(library)]
    for claim in library.claims.values():
        brief = claim.brief
        if brief.published:
            found.append((brief.published, None, brief))
        for number, day in enumerate(claim.facts.change_days):
            found.append((day, number, brief))
    found.sort(key=_latest, reverse=True)
    return found


def compose_changes(
    site: Frame,
    path: str,
    shown: tuple[tuple[datetime.date, int | None], ...],
    subjects: tuple[ClaimBrief | Tombstone, ...],
    wholes: tuple[Claim, ...],
    pager: Pager,
) -> ChangesPage:
    """A page of what was published and changed; each of `shown` has its subject at its place.

    `wholes` are the claims among the subjects.
    """
    head = page_head(
        site,
        "changes",
        path,
        numbered(site.words.say(LATEST_CHANGES.label), pager, site.words),
        None,
        HOME,
    )
    head = listing(site, head, [subject.path for subject in subjects], pager)
    opened = iter(wholes)
    news = [
        (day, _news(number, subject, opened))
        for (day, number), subject in zip(shown, subjects, strict=True)
    ]
    return ChangesPage(
        site=site, head=replace(head, section=CHANGES), days=_by_day(news), pager=pager
    )


def _news(number: int | None, subject: ClaimBrief | Tombstone, wholes: Iterator[Claim]) -> News:
    if isinstance(subject, Tombstone):
        return News(claim=None, gone=subject)
    whole = next(wholes)
    return News(claim=subject, change=None if number is None else history(whole)[number])


def _by_day(news: Sequence[tuple[datetime.date, News]]) -> tuple[Day, ...]:
    return tuple(
        Day(date=day, news=tuple(each for _, each in group))
        for day, group in groupby(news, key=lambda entry: entry[0])
    )


def _latest(event: Event) -> tuple[datetime.date, int, str]:
    day, number, subject = event
    return day, -1 if number is None else number, subject.id
