"""Every page of a site says to machines what it is about, in words that schema.org has for it."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.built import ROOTS
from tests.conftest import BuiltSite
from tests.site_text import Site, site_files
from tests.structured.graphs import Graph, graphs, nodes, of_type
from tests.validators.expanded import WORDS, expanded, triples
from tests.validators.fact_check import fact_check_findings
from tests.validators.schema_org import types_of

Findings = Callable[..., list[str]]


@pytest.fixture(scope="module", params=["sample", "small", "synthetic"])
def said(
    request: pytest.FixtureRequest, built_site: BuiltSite, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Graph]:
    """The graphs of a site: the sample content, the small one, or one that uses every field."""
    if request.param in ROOTS:
        output = built_site(request.param)
    else:
        site = Site.at(tmp_path_factory.mktemp("small"))
        site.rebuild()
        output = site.output
    files = site_files(output)
    pages = {file for file in files if file.endswith(".html") and "/embed/" not in file}
    found = graphs(output)
    unlisted = {file for file in pages if b'name="robots"' in files[file]}
    assert found.keys() == pages - unlisted
    return found


def test_nothing_is_said_that_the_vocabulary_does_not_allow(
    said: dict[str, Graph], schema_org_findings: Findings
) -> None:
    types = types_of([*said.values()])
    found = {file: schema_org_findings(graph, types) for file, graph in said.items()}
    assert {file: findings for file, findings in found.items() if findings} == {}


def test_fact_checks_and_breadcrumbs_keep_the_rules_of_search_engines(
    said: dict[str, Graph],
) -> None:
    base_url = said["index.html"][0]["url"]
    for file, graph in said.items():
        assert fact_check_findings(graph, base_url + file.removesuffix("index.html")) == [], file


def test_a_processor_understands_every_word(said: dict[str, Graph]) -> None:
    every = [node for graph in said.values() for node in graph]
    document: dict[str, Any] = {"@context": "https://schema.org", "@graph": every}
    understood = described(expanded(document))
    assert len(understood) == len(described(every))
    for node in understood:
        assert all(name.startswith(("@", WORDS)) for name in node)
        assert "://" in node.get("@id", "://")
    assert triples(document) > len(types_of(every))


def described(value: Any) -> list[dict[str, Any]]:
    return [node for node in nodes(value) if "@type" in node]


def test_every_page_is_named_by_its_address_and_leads_to_the_site(said: dict[str, Graph]) -> None:
    base_url = said["index.html"][0]["url"]
    for file, (page, *_) in said.items():
        assert page["@id"] == page["url"] == base_url + file.removesuffix("index.html")
        assert page["isPartOf"]["@id"] == f"{base_url}#_site"
        assert ("breadcrumb" in page) == (file != "index.html")


def test_a_thing_has_one_name_on_all_pages(said: dict[str, Graph]) -> None:
    names: dict[str, set[str]] = {}
    for node in nodes([*said.values()]):
        if "@id" in node and "name" in node and not node["@type"].endswith("Page"):
            names.setdefault(node["@id"], set()).add(node["name"])
    assert {id: found for id, found in names.items() if len(found) > 1} == {}


def test_only_claims_pages_have_reviews(said: dict[str, Graph]) -> None:
    reviewed = {file for file, graph in said.items() if of_type(graph, "ClaimReview")}
    assert all(file.startswith("claims/") and file.count("/") == 2 for file in reviewed)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Graph]:
    """The graphs of the small site, which has pages on how it works."""
    site = Site.at(tmp_path_factory.mktemp("policies"))
    for slug in ("methodology", "corrections"):
        site.write(f"-- content/pages/{slug}.md --\n---\ntitle: {slug}\n---\nText.\n")
    site.rebuild()
    return graphs(site.output)


def test_the_home_page_says_who_publishes_the_site_and_by_which_rules(
    small: dict[str, Graph],
) -> None:
    base = "https://small.example/record/"
    assert small["index.html"][1]["publisher"] == {
        "@type": "Organization",
        "@id": f"{base}#_publisher",
        "name": "Harbour Readers",
        "url": "https://readers.example/",
        "email": "us@readers.example",
        "publishingPrinciples": f"{base}methodology/",
        "correctionsPolicy": f"{base}corrections/",
    }


def test_a_person_is_told_with_role_and_affiliation(small: dict[str, Graph]) -> None:
    person = small["people/ana-moss/index.html"][0]["mainEntity"]
    assert person["@type"] == "Person"
    assert person["jobTitle"] == "head of the ministry"
    assert person["sameAs"] == ["https://moss.example/"]
    assert [each["name"] for each in person["affiliation"]] == ["Harbour Ministry"]


@pytest.mark.parametrize(
    ("id", "kind"),
    [("daily-ledger", "NewsMediaOrganization"), ("harbour-ministry", "GovernmentOrganization")],
)
def test_an_organisation_has_the_type_of_its_kind(
    id: str, kind: str, small: dict[str, Graph]
) -> None:
    assert small[f"organisations/{id}/index.html"][0]["mainEntity"]["@type"] == kind


def test_an_unnamed_voice_is_described_and_has_no_name(small: dict[str, Graph]) -> None:
    voice = small["unnamed/port-official/index.html"][0]["mainEntity"]
    assert voice["description"] == "an official at the port"
    assert voice["@type"] == "Thing"
    assert "name" not in voice


def test_a_source_says_what_it_is_based_on(small: dict[str, Graph]) -> None:
    source = small["sources/ledger-report/index.html"][0]["mainEntity"]
    assert source["@type"] == "NewsArticle"
    assert [each["name"] for each in source["isBasedOn"]] == ["A note from the ministry"]


def test_a_list_counts_all_its_entries_and_names_those_of_the_page(
    small: dict[str, Graph],
) -> None:
    second = small["claims/page/2/index.html"][0]["mainEntity"]
    assert second["numberOfItems"] == 6
    assert [entry["position"] for entry in second["itemListElement"]] == [3, 4]
    assert all("/claims/" in entry["url"] for entry in second["itemListElement"])


def test_the_page_on_the_site_itself_is_marked(small: dict[str, Graph]) -> None:
    assert small["about/index.html"][0]["@type"] == "AboutPage"
    assert small["methodology/index.html"][0]["@type"] == "WebPage"
