"""A record has what readers find a claim by, and says where each part begins."""

import pytest
from msgspec.structs import replace

from site_builder.library import Claim
from site_builder.model import Translation
from site_builder.search.record import record, words
from tests.opened import opened
from tests.site_text import Site


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Claim]:
    library = Site.at(tmp_path_factory.mktemp("site")).library()
    return {id: opened(claim) for id, claim in library.claims.items()}


def test_a_claim_is_found_by_statement_quotations_names_and_topics(
    claims: dict[str, Claim],
) -> None:
    found = record(claims["port-stays-open"])
    assert found.parts[0] == ("", "The port stays open all winter.")
    assert found.parts[1] == ("refusal", "“We will not close it,”")
    assert found.parts[2][1] == "We will keep the port open."
    besides = found.parts[3][1]
    for name in ("Ana Moss", "Ben Okri", "The harbour", "Winter at the port", "on Friday"):
        assert name in besides


def test_the_address_of_a_record_says_at_which_word_each_part_begins(
    claims: dict[str, Claim],
) -> None:
    found = record(claims["port-stays-open"])
    path, _, places = found.url.partition("#")
    assert path == "claims/port-stays-open/"
    start, _, anchor = places.split(",")[1].partition("=")
    assert anchor == "refusal"
    assert found.content.split()[int(start)] == "“We"


def test_a_claim_is_narrowed_down_by_who_to_whom_topic_level_and_speech(
    claims: dict[str, Claim],
) -> None:
    assert record(claims["port-stays-open"]).filters == {
        "voice": ["Ana Moss|people/ana-moss/"],
        "addressee": ["Ben Okri|people/ben-okri/"],
        "topic": ["The harbour|topics/harbour/"],
        "level": ["quoted"],
        "speech": ["direct"],
    }
    assert record(claims["built-in-1887"]).filters == {
        "level": ["unattributed"],
        "speech": ["indirect"],
    }


def test_words_are_parted_by_single_spaces_whatever_stands_between_them(
    claims: dict[str, Claim],
) -> None:
    claim = claims["built-in-1887"]
    odd = "The\u00a0harbour\n\t was\u2028built \ufeffin 18\u200b87."
    found = record(replace(claim, brief=replace(claim.brief, statement=odd)))
    assert found.parts[0][1] == "The harbour was built in 1887."


BRIEF = {
    "path": "claims/other/",
    "statement": "Another.",
    "speaker": None,
    "addressee": None,
    "when": "on Sunday",
    "occasion": "letter",
    "topics": (),
    "attribution": "unnamed",
}
QUOTE = {
    "anchor": "other",
    "text": "Other words.",
    "speech": "reported",
    "chain": (),
    "translation": Translation(text="Andere.", lang="de"),
}


@pytest.mark.parametrize("field", BRIEF)
def test_whatever_of_a_claim_changes_its_record_changes_its_digest(
    claims: dict[str, Claim], field: str
) -> None:
    claim = claims["port-stays-open"]
    other = replace(claim, brief=replace(claim.brief, **{field: BRIEF[field]}))
    assert record(other) != record(claim)
    assert words(other) != words(claim)


@pytest.mark.parametrize("field", QUOTE)
def test_whatever_of_a_quotation_changes_a_record_changes_its_digest(
    claims: dict[str, Claim], field: str
) -> None:
    claim = claims["port-stays-open"]
    first, *others = claim.quotes
    other = replace(claim, quotes=(replace(first, **{field: QUOTE[field]}), *others))
    assert record(other) != record(claim)
    assert words(other) != words(claim)


def test_what_is_not_indexed_leaves_the_digest_as_it_is(claims: dict[str, Claim]) -> None:
    claim = claims["port-stays-open"]
    same = replace(claim, changes=(), rating=None, aliases=("old",))
    other = replace(claim, context="It closed twice.")
    assert words(same) == words(claim) != words(other)
