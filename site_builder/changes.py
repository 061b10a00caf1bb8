"""What was published and changed, and when: the latest first."""

import datetime
from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec.structs import replace

from site_builder.addresses import CHANGES
from site_builder.heads import HOME, listing, numbered, page_head
from site_builder.history import history
from site_builder.language.words import marked
from site_builder.library import Claim, ClaimBrief, Indexed
from site_builder.views import Change, Frame, Head, Link, Pager, View

LATEST_CHANGES = Link(label=marked("What changed"), path=CHANGES)

Event = tuple[datetime.date, int | None, ClaimBrief]
"""A day on which a claim was published (None), or the number, from 0, of a change in its history."""


class News(View, frozen=True, kw_only=True):
    """What became of a claim on one day: it was published, or changed."""

    claim: ClaimBrief
    change: Change | None


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


def events(claims: Iterable[Indexed]) -> list[Event]:
    """What was published and changed, the latest first; on one day changes come first."""
    found: list[Event] = []
    for claim in claims:
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
    claims: tuple[ClaimBrief, ...],
    wholes: tuple[Claim, ...],
    pager: Pager,
) -> ChangesPage:
    """A page of what was published and changed; each of `shown` has its claim at its place."""
    head = page_head(
        site,
        "changes",
        path,
        numbered(site.words.say(LATEST_CHANGES.label), pager, site.words),
        None,
        HOME,
    )
    head = listing(site, head, [claim.path for claim in claims], pager)
    news = [
        (day, News(claim=claim, change=None if number is None else history(whole)[number]))
        for (day, number), claim, whole in zip(shown, claims, wholes, strict=True)
    ]
    return ChangesPage(
        site=site, head=replace(head, section=CHANGES), days=_by_day(news), pager=pager
    )


def _by_day(news: Sequence[tuple[datetime.date, News]]) -> tuple[Day, ...]:
    return tuple(
        Day(date=day, news=tuple(each for _, each in group))
        for day, group in groupby(news, key=lambda entry: entry[0])
    )


def _latest(event: Event) -> tuple[datetime.date, int, str]:
    day, number, brief = event
    return day, -1 if number is None else number, brief.id
