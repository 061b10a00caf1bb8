"""A claim's JSON-LD file says what its page says, without the way to the page."""

import json
from typing import Any

import pytest

from tests.page_text import parse_pages
from tests.site_text import Site
from tests.structured.graphs import graphs
from tests.validators.expanded import expanded


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The little site, built."""
    site = Site.at(tmp_path_factory.mktemp("small"))
    site.rebuild()
    return site


def linked(site: Site, folder: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(site.text(f"{folder}claim.json"))
    return read


def claims(site: Site) -> list[str]:
    """The folders of all claims, below the site's root."""
    return sorted(f.removesuffix("claim.json") for f in site.files() if f.endswith("/claim.json"))


def test_every_claim_has_its_file_and_its_page_leads_there(site: Site) -> None:
    pages = parse_pages(site.output)
    assert len(claims(site)) == 6
    for folder in claims(site):
        (link,) = (
            e
            for e in pages[f"{folder}index.html"].find("link")
            if e.attributes.get("type") == "application/ld+json"
        )
        assert link.attributes["href"] == f"../../{folder}claim.json"
        assert link.attributes["rel"] == "alternate"


def test_the_file_says_what_the_page_says(site: Site) -> None:
    on_pages = graphs(site.output)
    for folder in claims(site):
        document = linked(site, folder)
        (page, thing), (whole, same) = document["@graph"], on_pages[f"{folder}index.html"]
        assert thing == same
        assert page.items() <= whole.items()
        assert whole.keys() - page.keys() <= {"breadcrumb", "description"}
        assert expanded(document)


def test_an_edit_makes_the_file_anew_and_a_note_does_not(site: Site) -> None:
    card = "content/claims/third-crane.md"
    site.edit(card, "claim: A third crane comes in May.", "claim: A crane comes in May.")
    assert "/claims/third-crane/claim.json" in site.rebuild()
    site.edit(card, "2024-03-03\n---\n", "2024-03-03\n---\nA note.\n")
    assert site.rebuild() == ["/claims/third-crane/"]
