"""What a typed card may still get wrong by itself: plain functions, each returning faults."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from site_builder.diagnostics import Fault, Key
from site_builder.model import (
    ClaimCard,
    EntryCard,
    GoneCard,
    OrganisationCard,
    PageCard,
    PersonCard,
    SiteSettings,
    SourceCard,
    TopicCard,
    UnnamedCard,
    Via,
    Written,
)

Check = Callable[[Any, str, str], list[Fault]]
"""A check takes a card, its id and its file."""


def check_dates(card: ClaimCard, id: str, file: str) -> list[Fault]:
    """A published claim says since when, and nothing happens to it before that."""
    faults = _partial_date(card.made_on, "made_on", file)
    if card.published is None:
        if not card.draft:
            faults.append(
                _fault(
                    "missing-field",
                    "a published claim card needs “published”",
                    file,
                    (),
                    "add “published: YYYY-MM-DD”, or “draft: true” until it is ready",
                )
            )
        return faults
    if card.updated is not None and card.updated < card.published:
        faults.append(
            _fault("dates-disordered", "“updated” lies before “published”", file, ("updated",))
        )
    for index, change in enumerate(card.changes):
        if change.date < card.published:
            path = ("changes", index, "date")
            faults.append(
                _fault("dates-disordered", "this change lies before “published”", file, path)
            )
    return faults


def check_off_record(card: ClaimCard, id: str, file: str) -> list[Fault]:
    """What was said off the record is not published."""
    return [
        _fault(
            "off-record",
            "what was said off the record must not be published",
            file,
            ("quotes", index, "via", number, "ground_rules"),
            "take this quote out",
        )
        for index, quote in enumerate(card.quotes)
        for number, hand in enumerate(quote.via)
        if isinstance(hand, Via) and hand.ground_rules == "off_record"
    ]


def check_unnamed_off_record(card: UnnamedCard, id: str, file: str) -> list[Fault]:
    """An unnamed source that spoke off the record is not published."""
    if card.ground_rules != "off_record":
        return []
    return [
        _fault(
            "off-record",
            "what was said off the record must not be published",
            file,
            ("ground_rules",),
            "take this source and its claims out",
        )
    ]


def check_self(card: ClaimCard, id: str, file: str) -> list[Fault]:
    """A card stands in no relation to itself."""
    return [
        _fault(
            "relates-to-itself",
            "a claim cannot stand in a relation to itself",
            file,
            ("related", index, "claim"),
        )
        for index, related in enumerate(card.related)
        if related.claim == id
    ]


def check_aliases(card: EntryCard | GoneCard, id: str, file: str) -> list[Fault]:
    """An entry is not its own alias, and has each alias once."""
    own = (id, f"{file.split('/')[1]}/{id}")
    merged = card.merged if isinstance(card, ClaimCard | GoneCard) else ()
    faults = [
        _fault(
            "alias-of-itself",
            "an alias is an earlier id, not the present one",
            file,
            (field, index),
        )
        for field, names in (("aliases", card.aliases), ("merged", merged))
        for index, alias in enumerate(names)
        if alias in own
    ]
    repeats = [*_repeats(card.aliases, ("aliases",), file), *_repeats(merged, ("merged",), file)]
    return [*faults, *repeats]


def check_repeats(card: ClaimCard, id: str, file: str) -> list[Fault]:
    """Nothing is listed twice."""
    return [
        *_repeats(card.topics, ("topics",), file),
        *_repeats((f"{r.kind} {r.claim}" for r in card.related), ("related",), file),
    ]


def check_media(card: ClaimCard, id: str, file: str) -> list[Fault]:
    """A passage of a recording ends after it begins."""
    return [
        _fault(
            "media-disordered",
            "the passage ends before it begins",
            file,
            ("quotes", index, "media", "end"),
        )
        for index, quote in enumerate(card.quotes)
        if quote.media is not None
        and quote.media.end is not None
        and quote.media.end < quote.media.start
    ]


def check_source_date(card: SourceCard, id: str, file: str) -> list[Fault]:
    """A source's date is a date of the calendar."""
    return _partial_date(card.published, "published", file)


def check_settings(settings: SiteSettings, file: str) -> list[Fault]:
    """A rating scale has at least two points, with ids and values of their own."""
    scale = settings.rating_scale
    faults = [
        *_repeats((point.id for point in scale), ("rating_scale",), file, "id"),
        *_repeats((point.value for point in scale), ("rating_scale",), file, "value"),
    ]
    if len(scale) == 1:
        faults.append(
            _fault(
                "scale-too-short", "a rating scale has at least two points", file, ("rating_scale",)
            )
        )
    return faults


def check_reserved(card: ClaimCard, id: str, file: str) -> list[Fault]:
    """No claim stands where the further pages of the list of claims do."""
    if id != "page":
        return []
    message = "the address /claims/page/ belongs to the site itself"
    return [_fault("reserved-address", message, file, ())]


CHECKS: dict[type[Written], tuple[Check, ...]] = {
    ClaimCard: (
        check_dates,
        check_off_record,
        check_self,
        check_aliases,
        check_repeats,
        check_media,
        check_reserved,
    ),
    PersonCard: (check_aliases,),
    OrganisationCard: (check_aliases,),
    UnnamedCard: (check_unnamed_off_record, check_aliases),
    SourceCard: (check_source_date, check_aliases),
    TopicCard: (check_aliases,),
    PageCard: (check_aliases,),
    GoneCard: (check_aliases,),
}


def _fault(
    code: str, message: str, file: str, path: tuple[str | int, ...], hint: str | None = None
) -> Fault:
    return Fault(code=code, message=message, file=file, where=Key(path), hint=hint)


def _repeats(
    entries: Iterable[str | int], path: tuple[str | int, ...], file: str, field: str | None = None
) -> list[Fault]:
    """Faults of entries that were there before; `field` is what they are in a list of mappings."""
    seen: set[str | int] = set()
    faults = []
    for index, entry in enumerate(entries):
        if entry in seen:
            where = (*path, index) if field is None else (*path, index, field)
            message = f"“{entry}” stands twice in “{path[-1]}”"
            faults.append(_fault("listed-twice", message, file, where))
        seen.add(entry)
    return faults


def _partial_date(value: str | None, field: str, file: str) -> list[Fault]:
    if value is None or _is_calendar_date(value):
        return []
    return [_fault("bad-date", f"“{value}” is not a date of the calendar", file, (field,))]


def _is_calendar_date(value: str) -> bool:
    year, month, day = (*map(int, value.split("-")), 1, 1)[:3]
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True
