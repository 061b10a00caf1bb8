"""The content reference as types: what an id, a date, an address and a language tag look like."""

from typing import Any, get_args

import msgspec
import pytest

from site_builder import model


def accepts(kind: Any, value: str) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True


@pytest.mark.parametrize("id", ["a", "1", "no-deal-reached", "10-days"])
def test_an_id_is_lower_case_words_and_digits_joined_by_hyphens(id: str) -> None:
    assert accepts(model.Id, id)


@pytest.mark.parametrize(
    "id", ["", "A", "a_b", "-a", "a-", "a--b", "é", "a b", "a/b", "..", "a\n", "٣"]
)
def test_anything_else_is_no_id(id: str) -> None:
    assert not accepts(model.Id, id)


@pytest.mark.parametrize(
    ("date", "fits"),
    [("2025", True), ("2025-03", True), ("2025-03-07", True)]
    + [(date, False) for date in ("25", "2025-3", "2025-03-07T10:00", "March 2025", "2025-", "٢٠٢٥", "2025\n")],
)  # fmt: skip
def test_a_partial_date_is_a_year_a_month_or_a_day(date: str, fits: bool) -> None:
    assert accepts(model.PartialDate, date) == fits


@pytest.mark.parametrize(
    ("url", "fits"),
    [("https://a.example", True), ("http://a.example/b?c=d#e", True), ("https://é.example/ü", True)]
    + [(url, False) for url in ("a.example", "//a.example", "ftp://a.example", "javascript:alert(1)", "https://", "https:///a", "https://a b", "https://a\n")],
)  # fmt: skip
def test_a_web_address_is_written_in_full(url: str, fits: bool) -> None:
    assert accepts(model.Url, url) == fits


@pytest.mark.parametrize(
    ("tag", "fits"),
    [("en", True), ("pt-BR", True), ("zh-Hant-TW", True), ("sl-rozaj-biske", True)]
    + [(tag, False) for tag in ("e", "english language", "en_GB", "en-", "-en", "ar\n")],
)
def test_a_language_tag_is_letters_and_digits_joined_by_hyphens(tag: str, fits: bool) -> None:
    assert accepts(model.Language, tag) == fits


def test_outputs_names_everything_that_it_may_name() -> None:
    assert get_args(model.Output) == model.OUTPUTS


def test_the_levels_are_all_there_strongest_first() -> None:
    assert get_args(model.AttributionLevel) == model.LEVELS


def written_types() -> list[type[model.Written]]:
    return model.Written.__subclasses__()


@pytest.mark.parametrize("kind", written_types(), ids=lambda kind: kind.__name__)
def test_every_mapping_that_an_author_writes_is_described(kind: type[model.Written]) -> None:
    assert kind.__doc__


@pytest.mark.parametrize("kind", written_types(), ids=lambda kind: kind.__name__)
def test_what_an_author_wrote_cannot_change(kind: type[model.Written]) -> None:
    assert kind.__struct_config__.frozen
    assert kind.__struct_config__.forbid_unknown_fields
