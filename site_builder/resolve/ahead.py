"""Days that have not come yet, on cards that say what has happened."""

import datetime
from collections.abc import Iterator

from site_builder.diagnostics import Fault, Words
from site_builder.resolve.register import Register
from site_builder.resolve.relate import Resolved


def days_ahead(resolved: Resolved, register: Register, today: datetime.date) -> Iterator[Fault]:
    """A warning for each card that was changed, looked at or withdrawn on a day after today.

    Feeds and the sitemap would have it as the latest until then. A card that is to be published later,
    and here only because drafts are wanted, is none of these.
    """
    for claim in resolved.claims.values():
        day, published = claim.facts.changed_on, claim.brief.published
        if day is not None and day > today and (published is None or published <= today):
            yield _ahead(day, claim.facts.file)
    for file, stone in resolved.gone.items():
        if stone.on > today:
            yield _ahead(stone.on, file)
    for stone in register.former.gone.values():
        if stone.on > today:
            yield _ahead(stone.on, register.files[f"{stone.kind}:{stone.id}"])


def _ahead(day: datetime.date, file: str) -> Fault:
    return Fault(
        code="day-ahead",
        message=f"{day} has not come yet",
        file=file,
        where=Words(str(day)),
        hint="write the day on which it was done",
        severity="warning",
    )
