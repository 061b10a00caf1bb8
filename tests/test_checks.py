"""What a card may still get wrong by itself, check by check."""

import datetime
from typing import Any

import msgspec
import pytest

from site_builder.checks import (
    check_aliases,
    check_dates,
    check_media,
    check_off_record,
    check_repeats,
    check_self,
    check_settings,
    check_source_date,
    check_unnamed_off_record,
)
from site_builder.diagnostics import Fault, Key
from site_builder.model import (
    ChangeEntry,
    ClaimCard,
    Media,
    QuoteEntry,
    Related,
    ScalePoint,
    SiteSettings,
    SourceCard,
    UnnamedCard,
    Via,
)

DAY = datetime.date(2025, 3, 7)
BEFORE, AFTER = DAY - datetime.timedelta(1), DAY + datetime.timedelta(1)


def card(**fields: Any) -> ClaimCard:
    return msgspec.structs.replace(ClaimCard(claim="A", quotes=(quote(),), published=DAY), **fields)


def quote(**fields: Any) -> QuoteEntry:
    return QuoteEntry(source="story", text="No deal", speech="direct", **fields)


def shown(faults: list[Fault]) -> list[tuple[Any, ...]]:
    return [(f.code, *f.where.path) for f in faults if isinstance(f.where, Key)]


def test_a_card_may_be_updated_on_the_day_it_is_published_and_later() -> None:
    for day in (DAY, AFTER):
        changes = (ChangeEntry(date=day, kind="update", note="n"),)
        assert check_dates(card(updated=day, changes=changes), "a", "a.md") == []


def test_a_card_cannot_be_updated_before_it_is_published() -> None:
    faults = check_dates(card(updated=BEFORE), "a", "a.md")
    assert shown(faults) == [("dates-disordered", "updated")]


def test_no_change_can_come_before_a_card_is_published() -> None:
    changes = tuple(ChangeEntry(date=day, kind="update", note="n") for day in (DAY, BEFORE))
    faults = check_dates(card(changes=changes), "a", "a.md")
    assert shown(faults) == [("dates-disordered", "changes", 1, "date")]


def test_a_card_says_when_it_was_published_unless_it_is_a_draft() -> None:
    assert shown(check_dates(card(published=None), "a", "a.md")) == [("missing-field",)]
    assert check_dates(card(published=None, draft=True), "a", "a.md") == []


@pytest.mark.parametrize("date", ["2025", "2024-02-29", "0001-01", "2025-12-31"])
def test_a_statement_is_made_on_a_date_of_the_calendar(date: str) -> None:
    assert check_dates(card(made_on=date), "a", "a.md") == []


@pytest.mark.parametrize("date", ["2025-02-29", "2025-13", "2025-00", "2025-04-31", "0000"])
def test_a_date_that_no_calendar_has_is_a_fault(date: str) -> None:
    assert shown(check_dates(card(made_on=date), "a", "a.md")) == [("bad-date", "made_on")]
    source = SourceCard(title="T", publisher="p", published=date)
    assert shown(check_source_date(source, "a", "a.md")) == [("bad-date", "published")]


def test_a_hand_that_spoke_off_the_record_is_not_published() -> None:
    via = ("wire", Via(who="a", ground_rules="background"), Via(who="b", ground_rules="off_record"))
    faults = check_off_record(card(quotes=(quote(), quote(via=via))), "a", "a.md")
    assert shown(faults) == [("off-record", "quotes", 1, "via", 2, "ground_rules")]


def test_an_unnamed_source_that_spoke_off_the_record_is_not_published() -> None:
    off = UnnamedCard(described_as="an aide", ground_rules="off_record")
    deep = UnnamedCard(described_as="an aide", ground_rules="deep_background")
    assert shown(check_unnamed_off_record(off, "a", "a.md")) == [("off-record", "ground_rules")]
    assert check_unnamed_off_record(deep, "a", "a.md") == []


def test_a_card_stands_in_no_relation_to_itself() -> None:
    related = (Related(claim="b", kind="repeats"), Related(claim="a", kind="repeats"))
    faults = check_self(card(related=related), "a", "a.md")
    assert shown(faults) == [("relates-to-itself", "related", 1, "claim")]


def test_a_card_is_not_its_own_alias() -> None:
    faults = check_aliases(
        card(aliases=("b", "a", "claims/a", "topics/a")), "a", "content/claims/a.md"
    )
    assert shown(faults) == [("alias-of-itself", "aliases", 1), ("alias-of-itself", "aliases", 2)]


def test_the_second_of_two_equal_entries_is_a_fault() -> None:
    assert shown(check_repeats(card(topics=("t", "u", "t")), "a", "a.md")) == [
        ("listed-twice", "topics", 2)
    ]
    assert shown(check_aliases(card(aliases=("b", "b", "b")), "a", "content/claims/a.md")) == [
        ("listed-twice", "aliases", 1),
        ("listed-twice", "aliases", 2),
    ]


def test_two_relations_to_one_card_differ_in_kind() -> None:
    narrows, supports = Related(claim="b", kind="narrows"), Related(claim="b", kind="supports")
    assert check_repeats(card(related=(narrows, supports)), "a", "a.md") == []
    assert shown(check_repeats(card(related=(narrows, supports, narrows)), "a", "a.md")) == [
        ("listed-twice", "related", 2)
    ]


@pytest.mark.parametrize(("end", "fits"), [(None, True), (12.0, True), (60.5, True), (11.9, False)])
def test_a_passage_of_a_recording_ends_no_earlier_than_it_begins(
    end: float | None, fits: bool
) -> None:
    media = Media(start=12.0, end=end)
    faults = check_media(card(quotes=(quote(media=media),)), "a", "a.md")
    assert shown(faults) == ([] if fits else [("media-disordered", "quotes", 0, "media", "end")])


def scale(*points: tuple[str, int]) -> SiteSettings:
    made = tuple(ScalePoint(id=id, label=id, value=value) for id, value in points)
    return SiteSettings(title="T", base_url="https://a.example/", rating_scale=made)


def test_a_rating_scale_has_no_points_or_several() -> None:
    assert check_settings(scale(), "site.yaml") == []
    assert check_settings(scale(("false", 0), ("true", 1)), "site.yaml") == []
    assert shown(check_settings(scale(("true", 1)), "site.yaml")) == [
        ("scale-too-short", "rating_scale")
    ]


def test_the_points_of_a_rating_scale_have_ids_and_values_of_their_own() -> None:
    same_id, same_value = scale(("a", 0), ("a", 1)), scale(("a", 0), ("b", 0))
    assert shown(check_settings(same_id, "site.yaml")) == [
        ("listed-twice", "rating_scale", 1, "id")
    ]
    assert shown(check_settings(same_value, "site.yaml")) == [
        ("listed-twice", "rating_scale", 1, "value")
    ]
