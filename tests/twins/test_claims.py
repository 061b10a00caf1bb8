"""`claims.json` and `claims.csv` carry every claim exactly, each by its own format's rules."""

import csv
import io
import json
import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from site_builder.library import Claim
from site_builder.text import FORBIDDEN
from site_builder.twins.claims import ClaimsData, claims_csv, claims_json
from site_builder.twins.columns import COLUMNS
from tests.frames import frame
from tests.opened import opened
from tests.site_text import Site

FRAME = frame()

CLAIM_FIELDS = [
    "id",
    "url",
    "claim",
    "claim_type",
    "speaker",
    "addressee",
    "made_on",
    "occasion",
    "topics",
    "attribution",
    "distance",
    "origins",
    "rating",
    "published",
    "updated",
    "quotes",
]
MORE_CLAIM_FIELDS = {"context", "when", "changes", "related", "aliases"}
QUOTE_FIELDS = [
    "source",
    "text",
    "speech",
    "cue",
    "attribution",
    "distance",
    "chain",
    "verified",
    "start",
    "end",
    "paragraph",
    "prefix",
    "suffix",
    "anchor",
    "fragment",
]
MORE_QUOTE_FIELDS = {"id", "via", "pieces", "snapshot", "lang", "translation", "media"}

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1).filter(
    lambda text: not FORBIDDEN.search(text)
)


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Claim]:
    """The claims of the small site."""
    library = Site.at(tmp_path_factory.mktemp("site")).library()
    return {id: opened(claim) for id, claim in library.claims.items()}


@pytest.fixture(scope="module")
def published(claims: dict[str, Claim]) -> dict[str, Any]:
    """The small site's `data/claims.json`, read as any program would."""
    view = ClaimsData(site=FRAME, claims=tuple(claims.values()))
    read: dict[str, Any] = json.loads(claims_json(view))
    return read


def records(published: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {claim["id"]: claim for claim in published["claims"]}


def test_the_json_has_the_site_and_its_claims(published: dict[str, Any]) -> None:
    assert list(published) == ["site", "claims"]
    assert published["site"]["base_url"] == "https://record.example/below/"


def test_every_claim_has_the_fields_that_are_promised(published: dict[str, Any]) -> None:
    for claim in published["claims"]:
        assert [name for name in claim if name not in MORE_CLAIM_FIELDS] == CLAIM_FIELDS
        assert claim.keys() == {*CLAIM_FIELDS, *MORE_CLAIM_FIELDS}


def test_every_quote_has_the_fields_that_are_promised(published: dict[str, Any]) -> None:
    for claim in published["claims"]:
        for quote in claim["quotes"]:
            assert [name for name in quote if name not in MORE_QUOTE_FIELDS] == QUOTE_FIELDS
            assert quote.keys() == {*QUOTE_FIELDS, *MORE_QUOTE_FIELDS}


def test_a_claim_says_all_that_its_card_does(published: dict[str, Any]) -> None:
    claim = records(published)["port-stays-open"]
    lists = {"quotes", "origins"}
    assert {name: value for name, value in claim.items() if name not in lists} == {
        "id": "port-stays-open",
        "url": "https://record.example/below/claims/port-stays-open/",
        "claim": "The port stays open all winter.",
        "claim_type": "intention",
        "context": "It closed in the winter before.",
        "speaker": {"id": "ana-moss", "kind": "person", "name": "Ana Moss"},
        "addressee": {"id": "ben-okri", "kind": "person", "name": "Ben Okri"},
        "made_on": "2024-02-16",
        "when": "on Friday",
        "occasion": "interview",
        "topics": ["harbour"],
        "attribution": "quoted",
        "distance": 0,
        "rating": {
            "id": "right",
            "label": "Right",
            "value": 3,
            "best": 3,
            "worst": 1,
            "description": "Borne out by the record",
            "explanation": "It did.",
            "reviewed_on": "2024-05-01",
            "reviewed_by": "C. Reed",
        },
        "published": "2024-03-01",
        "updated": "2024-05-02",
        "changes": [{"date": "2024-05-02", "kind": "update", "note": "A rating was added."}],
        "related": [{"claim": "ferries-late", "as": "contradicts"}],
        "aliases": ["port-open"],
    }


def test_a_quote_says_where_it_stands_and_through_whose_hands_it_came(
    published: dict[str, Any],
) -> None:
    (quote,) = records(published)["third-crane"]["quotes"]
    assert quote["text"] == "a third crane would come in May"
    assert [hand["id"] for hand in quote["chain"]] == ["ana-moss", "ben-okri", "daily-ledger"]
    assert (quote["attribution"], quote["distance"], quote["verified"]) == ("relayed", 2, True)
    assert (quote["paragraph"], quote["end"] - quote["start"]) == (3, len(quote["text"]))
    assert quote["prefix"].endswith("Moss, said that ")
    assert quote["suffix"].startswith(".")
    assert re.fullmatch(
        r"https://record\.example/below/claims/third-crane/#q-[0-9a-f]{8}", quote["anchor"]
    )
    assert quote["via"] == [
        {
            "id": "ben-okri",
            "kind": "person",
            "name": "Ben Okri",
            "cue": "citing Moss",
            "access": "secondhand",
            "ground_rules": "unknown",
            "stance": "endorses",
            "commitment": None,
        }
    ]
    assert quote["pieces"] == [{"start": quote["start"], "end": quote["end"]}]
    assert quote["snapshot"] == {"url": "https://archive.example/winter", "date": "2024-02-21"}
    assert quote["fragment"] == (
        "https://ledger.example/winter#top:~:text=a%20third%20crane%20would%20come%20in%20May"
    )


def test_what_is_not_known_is_null(published: dict[str, Any]) -> None:
    claim = records(published)["written-down"]
    (quote,) = claim["quotes"]
    nulls = ["addressee", "made_on", "when", "occasion", "rating", "updated", "context"]
    assert {claim[name] for name in nulls} == {None}
    assert quote["verified"] is False
    assert {quote[name] for name in ("start", "end", "paragraph", "prefix", "fragment")} == {None}


def with_text(claim: Claim, text: str) -> Claim:
    """A claim whose own texts and names are all one text."""
    quotes = tuple(replace(quote, text=text, cue=text) for quote in claim.quotes)
    speaker = claim.brief.speaker and replace(claim.brief.speaker, name=text)
    brief = replace(claim.brief, statement=text, occasion=text, speaker=speaker)
    return replace(claim, brief=brief, context=text, quotes=quotes)


@given(text=TEXTS)
@example(text="</script><!--")
@example(text='\u2028\u2029\\"\\u0041')
def test_the_json_carries_any_text_exactly(claims: dict[str, Claim], text: str) -> None:
    claim = with_text(claims["port-stays-open"], text)
    read = json.loads(claims_json(ClaimsData(site=FRAME, claims=(claim,))))
    (found,) = read["claims"]
    assert found["claim"] == found["context"] == found["occasion"] == text
    assert found["speaker"]["name"] == text
    assert {quote["text"] for quote in found["quotes"]} == {text}


FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def unquoted(cell: str) -> str:
    """What a cell says: an apostrophe before what would be a formula is no part of it."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell


def rows(*claims: Claim) -> list[dict[str, str]]:
    text = claims_csv(ClaimsData(site=FRAME, claims=claims))
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@given(text=TEXTS)
@example(text="=HYPERLINK(1)")
@example(text="'=1+1")
@example(text="''@a")
@example(text='a "b", c\r\nd\re')
def test_the_csv_carries_any_text_and_none_is_a_formula(
    claims: dict[str, Claim], text: str
) -> None:
    for row in rows(with_text(claims["port-stays-open"], text)):
        for field in ("claim", "occasion", "speaker", "quote_text", "quote_cue"):
            assert unquoted(row[field]) == text
        assert not [cell for cell in row.values() if cell.startswith(FORMULA)]


def test_the_csv_has_a_row_a_quote(claims: dict[str, Claim]) -> None:
    found = rows(*claims.values())
    assert list(found[0]) == [column.name for column in COLUMNS]
    assert len(found) == sum(len(claim.quotes) for claim in claims.values())
    first, second = (row for row in found if row["claim_id"] == "port-stays-open")
    assert (first["quote_source"], second["quote_source"]) == ("ledger-report", "ministry-note")
    assert first["quote_chain"] == "ana-moss > daily-ledger"
    assert first["origins"] == "daily-ledger harbour-ministry"
    assert first["quote_verified"] == "true"


def test_the_csv_and_the_json_say_the_same(
    claims: dict[str, Claim], published: dict[str, Any]
) -> None:
    for row in rows(*claims.values()):
        claim = records(published)[row["claim_id"]]
        assert row["claim"] == claim["claim"]
        assert row["attribution"] == claim["attribution"]
        (quote,) = (q for q in claim["quotes"] if q["anchor"] == row["quote_anchor"])
        for name in ("text", "speech", "cue", "start", "end", "prefix", "suffix", "fragment"):
            value = "" if quote[name] is None else str(quote[name])
            assert unquoted(row[f"quote_{name}"]) == value
