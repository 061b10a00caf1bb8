"""What a claim's page says to machines is what its card says, and no more."""

from pathlib import Path
from typing import Any

import pytest

from tests.site_text import Site
from tests.structured.graphs import Graph, graphs, of_type

BASE = "https://small.example/record/"
PORT = f"{BASE}claims/port-stays-open/"


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Graph]:
    """The graphs of the little site's claims, by the claim's id."""
    site = Site.at(tmp_path_factory.mktemp("small"))
    site.rebuild()
    return {
        file.split("/")[1]: graph
        for file, graph in graphs(site.output).items()
        if file.startswith("claims/") and file.count("/") == 2
    }


def only(graph: Graph, kind: str) -> dict[str, Any]:
    (node,) = of_type(graph, kind)
    return node


def test_every_claims_page_has_one_claim_as_its_subject(said: dict[str, Graph]) -> None:
    for id, graph in said.items():
        claim = only(graph, "Claim")
        assert claim["@id"] == f"{BASE}claims/{id}/#_claim"
        assert graph[0]["mainEntity"] == {"@id": claim["@id"]}


def test_a_claim_has_its_speaker_as_author_and_its_quotations_as_basis(
    said: dict[str, Graph],
) -> None:
    claim = only(said["port-stays-open"], "Claim")
    moss = {"@type": "Person", "@id": f"{BASE}people/ana-moss/#_voice", "name": "Ana Moss"}
    assert claim["author"] == {
        **moss,  # of who made a claim that is reviewed, search engines are told on the spot
        "sameAs": ["https://moss.example/"],
        "jobTitle": "head of the ministry",
        "affiliation": [
            {
                "@type": "Organization",
                "@id": f"{BASE}organisations/harbour-ministry/#_voice",
                "name": "Harbour Ministry",
            }
        ],
    }
    assert claim["dateCreated"] == "2024-02-16"
    first, second = claim["isBasedOn"]
    assert first["@id"] == f"{PORT}#refusal"
    assert first["text"] == "“We will not close it,”"
    assert first["spokenByCharacter"] == first["creator"] == moss
    assert first["isPartOf"] == {"@id": f"{BASE}sources/ledger-report/#_source"}
    assert second["isPartOf"] == {"@id": f"{BASE}sources/ministry-note/#_source"}


def test_a_source_has_its_authors_publisher_and_copies(said: dict[str, Graph]) -> None:
    (article,) = of_type(said["ferries-late"], "NewsArticle")
    assert article["name"] == "Winter at the port"
    assert article["publisher"]["@type"] == "NewsMediaOrganization"
    assert [author["name"] for author in article["author"]] == ["C. Reed", "D. Vale"]
    assert article["datePublished"] == "2024-02"
    assert article["archivedAt"] == ["https://archive.example/winter"]


def test_words_that_the_source_chose_are_the_publishers(said: dict[str, Graph]) -> None:
    quotation = only(said["ferries-late"], "Quotation")
    assert quotation["spokenByCharacter"]["name"] == "Ben Okri"
    assert quotation["creator"]["name"] == "The Daily Ledger"


def test_an_unnamed_speaker_is_credited_in_the_sources_words_and_is_nobodys_name(
    said: dict[str, Graph],
) -> None:
    claim, quotation = (only(said["cranes-broken"], kind) for kind in ("Claim", "Quotation"))
    for node in (claim, quotation):
        assert node["creditText"] == "an official at the port"
        assert not node.keys() & {"author", "spokenByCharacter"}


def test_a_claim_in_the_sources_own_voice_has_no_author(said: dict[str, Graph]) -> None:
    claim, quotation = (only(said["built-in-1887"], kind) for kind in ("Claim", "Quotation"))
    assert not claim.keys() & {"author", "creditText"}
    assert quotation["creator"]["name"] == "The Daily Ledger"
    assert "spokenByCharacter" not in quotation


def test_only_a_claim_with_a_rating_has_a_review(said: dict[str, Graph]) -> None:
    reviews = {id: of_type(graph, "ClaimReview") for id, graph in said.items()}
    assert {id for id, found in reviews.items() if found} == {"port-stays-open"}
    (review,) = reviews["port-stays-open"]
    assert review["url"] == PORT
    assert review["claimReviewed"] == "The port stays open all winter."
    assert (review["datePublished"], review["dateModified"]) == ("2024-03-01", "2024-05-02")
    assert review["author"]["name"] == "Harbour Readers"
    assert review["reviewRating"] == {
        "@type": "Rating",
        "ratingValue": 3,
        "bestRating": 3,
        "worstRating": 1,
        "alternateName": "Right",
        "ratingExplanation": "It did.",
    }
    assert review["itemReviewed"]["@id"] == f"{PORT}#_claim"


def test_a_scale_that_begins_below_1_is_moved_up_as_a_whole(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    site.edit("content/site.yaml", "label: Wrong, value: 1", "label: Wrong, value: -2")
    site.rebuild()
    rating = only(graphs(site.output)["claims/port-stays-open/index.html"], "Rating")
    assert [rating[f"{name}Rating"] for name in ("worst", "best")] == [1, 6]
    assert rating["ratingValue"] == 6


def test_without_a_publisher_there_is_nobody_to_review(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    site.edit("content/site.yaml", "publisher: {", "# publisher: {")
    site.rebuild()
    graph = graphs(site.output)["claims/port-stays-open/index.html"]
    assert of_type(graph, "ClaimReview") == []
    assert of_type(graph, "Claim")


def test_a_review_that_was_taken_back_is_none(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    site.edit("content/claims/port-stays-open.md", "kind: update", "kind: retraction")
    site.rebuild()
    graph = graphs(site.output)["claims/port-stays-open/index.html"]
    assert of_type(graph, "ClaimReview") == []
    assert of_type(graph, "Claim")
    assert '"dataFeedElement":[\n\n]' in site.text("data/claimreview.json")


def test_a_new_look_at_a_claim_is_a_change_of_its_page(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    site.edit(
        "content/claims/port-stays-open.md", "reviewed_on: 2024-05-01", "reviewed_on: 2025-01-31"
    )
    site.rebuild()
    page = graphs(site.output)["claims/port-stays-open/index.html"][0]
    assert page["dateModified"] == "2025-01-31"
    assert "<lastmod>2025-01-31</lastmod>" in site.text("sitemap.xml")
    assert "<updated>2025-01-31T00:00:00Z</updated>" in site.text("feed.xml")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("sources/ledger-report.md", "language: en", "language: en\nbased_on: [daily-ledger]"),
        ("claims/ferries-late.md", "cue: acknowledged", "cue: acknowledged, via: [ana-moss]"),
    ],
)
def test_no_first_appearance_is_told_where_others_had_it_before(
    tmp_path: Path, file: str, old: str, new: str
) -> None:
    site = Site.at(tmp_path)
    site.edit("content/sources/ledger-report.md", "based_on: [ministry-note]\n", "")
    site.rebuild()
    page = "claims/ferries-late/index.html"
    assert only(graphs(site.output)[page], "Claim")["firstAppearance"]
    site.edit(f"content/{file}", old, new)
    site.rebuild()
    assert "firstAppearance" not in only(graphs(site.output)[page], "Claim")


def test_corrections_of_the_page_are_told_and_mere_updates_are_not(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    card = "content/claims/port-stays-open.md"
    site.edit(
        card, "changes:\n", "changes:\n  - {date: 2024-04-01, kind: correction, note: Day.}\n"
    )
    site.rebuild()
    page = graphs(site.output)["claims/port-stays-open/index.html"][0]
    assert page["correction"] == [
        {"@type": "CorrectionComment", "text": "Day.", "datePublished": "2024-04-01"}
    ]
    assert (page["datePublished"], page["dateModified"]) == ("2024-03-01", "2024-05-02")


@pytest.mark.parametrize(
    ("report", "note", "first"),
    [
        ("2024-02", "2024-01-31", "ministry-note"),
        ("2024-02", "2024-03", "ledger-report"),
        ("2024-02", "2024-02-01", None),
        ("2024-02", "2024-02", None),
        ("2024-02", None, None),
    ],
)
def test_the_first_appearance_is_told_where_the_dates_tell_it(
    tmp_path: Path, report: str, note: str | None, first: str | None
) -> None:
    site = Site.at(tmp_path)
    site.edit("content/sources/ledger-report.md", "based_on: [ministry-note]\n", "")
    site.edit("content/sources/ledger-report.md", "published: 2024-02", f"published: {report}")
    if note:
        site.edit("content/sources/ministry-note.md", "primary:", f"published: {note}\nprimary:")
    site.rebuild()
    claim = only(graphs(site.output)["claims/port-stays-open/index.html"], "Claim")
    expected = first and {"@id": f"{BASE}sources/{first}/#_source"}
    assert claim.get("firstAppearance") == expected
