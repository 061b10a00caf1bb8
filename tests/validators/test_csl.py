"""The rules of CSL-JSON let a good entry pass and find each fault."""

import pytest

from tests.validators.csl import csl_faults, words

GOOD = (
    '[{"id": "a", "type": "webpage", "title": "A", "author": [{"literal": "The desk"}],'
    ' "issued": {"date-parts": [[2025, 3, 1]]}, "URL": "https://a.example/"}]'
)

BROKEN = [
    ('"id": "a", ', "", "no id"),
    ('"type": "webpage", ', "", "no type"),
    ('"id": "a"', '"id": ["a"]', "an id that is neither"),
    ('"webpage"', '"website"', "the type “website”"),
    ('"title": "A"', '"title": 1', "title is no text"),
    ('"title": "A"', '"volume": [1]', "volume is neither text nor number"),
    ('"title": "A"', '"version": 1, "abstract": 2', "abstract is no text"),
    ('"title"', '"titel"', "titel is no field"),
    ('"literal"', '"name"', "author: {'name'"),
    ('"date-parts"', '"date"', "issued: date is no part"),
    ("[2025, 3, 1]", "[]", "[] is no date"),
    ("[2025, 3, 1]", '["2025"]', "is no date"),
    ("[[2025, 3, 1]]", "[]", "neither a day nor a span"),
]


def test_a_good_entry_has_no_faults() -> None:
    assert csl_faults(GOOD) == []


@pytest.mark.parametrize(("old", "new", "fault"), BROKEN)
def test_every_rule_finds_what_breaks_it(old: str, new: str, fault: str) -> None:
    assert old in GOOD
    faults = csl_faults(GOOD.replace(old, new, 1))
    assert any(fault in each for each in faults), faults


def test_an_entry_alone_is_no_list() -> None:
    assert csl_faults(GOOD[1:-1]) == ["no list"]


def test_types_and_variables_are_those_of_the_official_schema() -> None:
    assert {"webpage", "post", "speech"} < words("item-types")
    assert words("variables.dates") >= {"accessed", "issued"}
    assert "title" in words("variables.titles")
    assert "note" in words("variables.strings")
