"""A mapping becomes a typed card, or every fault of it at once."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.diagnostics import Fault, Key
from site_builder.model import ClaimCard, OrganisationCard, SiteSettings, SourceCard, Via, Written
from site_builder.validate import validate

QUOTE = {"source": "story", "text": "No deal", "speech": "direct"}
CARD = {"claim": "There is no deal.", "quotes": [QUOTE], "published": "2025-03-07"}
SITE = {"title": "Site", "base_url": "https://site.example/"}


def faults(value: dict[str, Any], kind: type[Written] = ClaimCard) -> list[Fault]:
    found = validate(value, kind, "x.md")
    assert isinstance(found, list)
    return found


def shown(value: dict[str, Any], kind: type[Written] = ClaimCard) -> list[tuple[Any, ...]]:
    """The code of each fault and the path that leads to it."""
    return [(f.code, *f.where.path) for f in faults(value, kind) if isinstance(f.where, Key)]


def card(value: dict[str, Any]) -> ClaimCard:
    found = validate(value, ClaimCard, "x.md")
    assert isinstance(found, ClaimCard)
    return found


def with_quote(**fields: Any) -> dict[str, Any]:
    return CARD | {"quotes": [QUOTE | fields]}


def test_a_card_is_read_into_its_types() -> None:
    made = card(CARD | {"draft": "true"})
    assert made.quotes[0].text == "No deal"
    assert str(made.published) == "2025-03-07"
    assert made.draft is True


def test_a_hand_may_be_an_id_or_a_mapping() -> None:
    made = card(with_quote(via=["wire", {"who": "aide", "stance": "distances"}]))
    assert made.quotes[0].via == ("wire", Via(who="aide", stance="distances"))


def test_what_is_left_out_has_its_default() -> None:
    made = card(CARD)
    assert (made.claim_type, made.topics, made.speaker, made.draft) == ("fact", (), None, False)


def test_the_word_as_names_the_kind_of_a_relation() -> None:
    made = card(CARD | {"related": [{"claim": "other", "as": "narrows"}]})
    assert made.related[0].kind == "narrows"


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"claim": None}, ("empty-value", "claim")),
        ({"claim": ""}, ("empty-value", "claim")),
        ({"claim": " \n"}, ("empty-value", "claim")),
        ({"context": None}, ("empty-value", "context")),
        ({"topics": None}, ("empty-value", "topics")),
        ({"claim": ["a"]}, ("wrong-type", "claim")),
        ({"claim": {"a": "b"}}, ("wrong-type", "claim")),
        ({"claim_type": "lie"}, ("unknown-word", "claim_type")),
        ({"claim_type": ["fact"]}, ("wrong-type", "claim_type")),
        ({"speaker": "Ron Dermer"}, ("bad-id", "speaker")),
        ({"topics": ["a" * 253]}, ("bad-id", "topics", 0)),
        ({"aliases": ["a" * 252, "people/" + "a" * 253]}, ("bad-id", "aliases", 1)),
        ({"made_on": "last week"}, ("bad-date", "made_on")),
        ({"published": "7 March"}, ("bad-date", "published")),
        ({"published": "2025-02-30"}, ("bad-date", "published")),
        ({"published": "null"}, ("bad-date", "published")),
        ({"topics": "talks"}, ("wrong-type", "topics")),
        ({"topics": ["a", None]}, ("empty-value", "topics", 1)),
        ({"topics": ["a", ["b"]]}, ("wrong-type", "topics", 1)),
        ({"quotes": []}, ("empty-list", "quotes")),
        ({"quotes": {"source": "story"}}, ("wrong-type", "quotes")),
        ({"quotes": ["No deal"]}, ("wrong-type", "quotes", 0)),
        ({"rating": "null"}, ("wrong-type", "rating")),
        ({"draft": "yes"}, ("bad-boolean", "draft")),
        ({"draft": "1"}, ("bad-boolean", "draft")),
        ({"draft": "TRUE"}, ("bad-boolean", "draft")),
        ({"mood": "sad"}, ("unknown-field", "mood")),
        ({"kind": "fact"}, ("unknown-field", "kind")),
    ],
)
def test_a_field_that_is_not_as_it_must_be_is_one_fault(
    fields: dict[str, Any], fault: tuple[Any, ...]
) -> None:
    assert shown(CARD | fields) == [fault]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"speech": "loud"}, ("unknown-word", "quotes", 0, "speech")),
        ({"via": ["Wire"]}, ("bad-id", "quotes", 0, "via", 0)),
        ({"via": [["wire"]]}, ("wrong-type", "quotes", 0, "via", 0)),
        ({"via": [{"cue": "said"}]}, ("missing-field", "quotes", 0, "via", 0)),
        ({"via": [{"who": "a", "acess": "b"}]}, ("unknown-field", "quotes", 0, "via", 0, "acess")),
        ({"lang": "English!"}, ("bad-language", "quotes", 0, "lang")),
        ({"lang": "en" + "-abcdefgh" * 30}, ("bad-language", "quotes", 0, "lang")),
        ({"media": {"start": "-1"}}, ("bad-number", "quotes", 0, "media", "start")),
        ({"media": {"start": "0:30"}}, ("bad-number", "quotes", 0, "media", "start")),
        ({"media": {"start": "inf"}}, ("bad-number", "quotes", 0, "media", "start")),
        ({"media": {"start": "nan"}}, ("bad-number", "quotes", 0, "media", "start")),
        ({"media": "0"}, ("wrong-type", "quotes", 0, "media")),
    ],
)
def test_a_fault_within_a_quote_is_found_at_its_place(
    fields: dict[str, Any], fault: tuple[Any, ...]
) -> None:
    assert shown(with_quote(**fields)) == [fault]


@pytest.mark.parametrize(
    ("value", "kind", "fault"),
    [
        ({"title": "T", "publisher": "p", "url": "paper"}, SourceCard, ("bad-url", "url")),
        ({"title": "T", "publisher": "p", "sha256": "0"}, SourceCard, ("bad-sha256", "sha256")),
        ({"name": "N", "same_as": ["x"]}, OrganisationCard, ("bad-url", "same_as", 0)),
        (SITE | {"per_page": "0"}, SiteSettings, ("bad-number", "per_page")),
        (SITE | {"per_page": "1001"}, SiteSettings, ("bad-number", "per_page")),
        (SITE | {"per_page": "ten"}, SiteSettings, ("bad-number", "per_page")),
        (SITE | {"outputs": ["pdf"]}, SiteSettings, ("unknown-word", "outputs", 0)),
    ],
)
def test_other_cards_are_checked_the_same_way(
    value: dict[str, Any], kind: type[Written], fault: tuple[Any, ...]
) -> None:
    assert shown(value, kind) == [fault]


def test_every_fault_of_a_card_comes_at_once() -> None:
    value = {"clam": "A", "quotes": [{"speech": "loud"}, "x"], "draft": "maybe", "topics": "t"}
    assert set(shown(value)) == {
        ("unknown-field", "clam"),
        ("missing-field",),
        ("missing-field", "quotes", 0),
        ("unknown-word", "quotes", 0, "speech"),
        ("wrong-type", "quotes", 1),
        ("bad-boolean", "draft"),
        ("wrong-type", "topics"),
    }
    assert len(faults(value)) == 8  # a quote without source and without text


def test_a_misspelt_field_is_met_with_the_field_that_was_meant() -> None:
    assert faults(CARD | {"speker": "a"})[0].hint == "did you mean “speaker”?"


def test_a_misspelt_word_is_met_with_the_word_that_was_meant() -> None:
    assert faults(with_quote(speech="inderect"))[0].hint == "did you mean “indirect”?"


def test_a_word_like_no_other_is_met_with_all_that_are_allowed() -> None:
    (fault,) = faults(CARD | {"claim_type": "xyz"})
    assert fault.hint == "it is one of “belief”, “fact”, “intention”, “opinion” or “prediction”"


LEAVES = st.none() | st.sampled_from(
    ["", " ", "a", "null", "TRUE", "1", "inf", "2025-03-07", "fact", "direct", "https://a.example"]
)
FIELDS = st.sampled_from(
    [*ClaimCard.__struct_fields__, "as", "who", "source", "text", "speech", "x"]
)
VALUES = st.recursive(
    LEAVES, lambda values: st.lists(values) | st.dictionaries(FIELDS, values), max_leaves=12
)


@given(st.dictionaries(FIELDS, VALUES) | st.dictionaries(FIELDS, VALUES).map(CARD.__or__))
def test_any_mapping_gives_a_card_or_faults_whose_paths_lead_somewhere(
    value: dict[str, Any],
) -> None:
    found = validate(value, ClaimCard, "x.md")
    for fault in found if isinstance(found, list) else ():
        assert isinstance(fault.where, Key)
        place: Any = value
        for part in fault.where.path:
            place = place[part]


@given(st.dictionaries(st.sampled_from(["context", "when", "topics", "rating"]), LEAVES))
def test_a_fault_is_found_whether_or_not_there_are_others(fields: dict[str, Any]) -> None:
    alone = validate(CARD | fields, ClaimCard, "x.md")
    beside = faults(CARD | fields | {"mood": "sad"})
    assert (alone if isinstance(alone, list) else []) == [
        f for f in beside if f.code != "unknown-field"
    ]
