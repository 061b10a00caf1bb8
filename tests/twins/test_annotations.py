"""Annotations say of every verified quotation where its words stand, and which claim they carry."""

import json
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from site_builder.plan import annotations
from tests.site_text import Site
from tests.validators.web_annotation import web_annotation_faults

ROOT = Path(__file__).parents[2]
BASE_URL = "https://small.example/record/"
REPORT = "sources/ledger-report/annotations.json"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site.at(tmp_path)
    site.rebuild()
    return site


def read(site: Site, file: str = REPORT) -> Any:
    return json.loads(site.text(file))


def items(site: Site, file: str = REPORT) -> dict[str, Any]:
    """The annotations of a collection's first page, by what stands behind the file in their ids."""
    return {item["id"].partition("#")[2]: item for item in read(site, file)["first"]["items"]}


def test_an_annotation_leads_from_the_words_to_the_claim(site: Site) -> None:
    assert items(site)["port-open.refusal"] == {
        "id": f"{BASE_URL}{REPORT}#port-open.refusal",
        "type": "Annotation",
        "motivation": "linking",
        "creator": {"id": "https://readers.example/", "name": "Harbour Readers"},
        "created": "2024-03-01T00:00:00Z",
        "modified": "2024-05-02T00:00:00Z",
        "body": [
            {
                "id": f"{BASE_URL}claims/port-stays-open/",
                "type": "Text",
                "format": "text/html",
                "language": "en",
            },
            {
                "type": "TextualBody",
                "value": "The port stays open all winter.",
                "format": "text/plain",
                "language": "en",
                "purpose": "describing",
            },
        ],
        "target": {
            "source": "https://ledger.example/winter",
            "state": {
                "type": "TimeState",
                "sourceDate": "2024-02-20T00:00:00Z",
                "cached": "https://archive.example/winter",
            },
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": "“We will not close it,”",
                    "prefix": "na Moss told Ben Okri on Friday. "[-32:],
                    "suffix": " Moss said.\n\nFerries ran late on",
                },
                {"type": "TextPositionSelector", "start": 79, "end": 102},
            ],
        },
    }


def test_a_source_without_an_address_is_the_sites_own_page(site: Site) -> None:
    (item,) = items(site, "sources/ministry-note/annotations.json").values()
    assert item["target"]["source"] == f"{BASE_URL}sources/ministry-note/"
    assert "state" not in item["target"]


def test_a_source_without_an_archived_text_has_no_annotations(site: Site) -> None:
    assert not (site.output / "sources/old-letter/annotations.json").exists()
    assert "annotations" not in site.text("sources/old-letter/index.html")


def test_a_renamed_card_keeps_the_ids_of_its_annotations(site: Site) -> None:
    before = items(site).keys()
    card = site.root / "content/claims/cranes-broken.md"
    site.edit("content/claims/cranes-broken.md", "speaker:", "aliases: [cranes-broken]\nspeaker:")
    card.rename(card.with_name("cranes-out.md"))
    site.rebuild()
    assert items(site).keys() == before


def test_each_piece_between_omissions_is_a_target(site: Site) -> None:
    card = "content/claims/cranes-broken.md"
    site.edit(card, "text: Two cranes are broken", 'text: "Two cranes […] the port said"')
    site.rebuild()
    (cranes,) = (item for id, item in items(site).items() if id.startswith("cranes-broken."))
    exact = [target["selector"][0]["exact"] for target in cranes["target"]]
    assert exact == ["Two cranes", "the port said"]
    assert cranes["target"][0]["selector"][0]["suffix"].startswith(" are broken, an")


def test_many_are_cut_into_pages_and_a_new_claim_changes_only_the_last(site: Site) -> None:
    with patch.object(annotations, "PER_PAGE", 2):
        site.rebuild()
        first, second, third = (
            read(site),
            read(site, "sources/ledger-report/annotations/2.json"),
            read(site, "sources/ledger-report/annotations/3.json"),
        )
    assert first["total"] == 5
    assert [page["startIndex"] for page in (first["first"], second, third)] == [0, 2, 4]
    assert first["last"] == third["id"]
    assert first["first"]["next"] == second["id"] == third["prev"]
    assert second["prev"] == first["first"]["id"]
    assert "next" not in third
    for document in (first, second, third):
        assert web_annotation_faults(document) == []


def test_the_source_page_leads_to_them(site: Site) -> None:
    page = site.text("sources/ledger-report/index.html")
    assert f'href="../../{REPORT}"' in page
    assert 'rel="alternate"' in page
    site.edit("content/site.yaml", "per_page: 2", "per_page: 2\noutputs: []")
    site.rebuild()
    assert "annotations" not in site.text("sources/ledger-report/index.html")
    assert not (site.output / REPORT).exists()


@pytest.mark.parametrize("root", [ROOT, ROOT / "tests/synthetic"], ids=lambda root: root.name)
def test_those_of_a_site_keep_the_model_and_stand_where_they_say(
    root: Path, tmp_path: Path
) -> None:
    site = Site(root)
    report = site.build(output=tmp_path)
    assert not report.failed
    found = sorted(tmp_path.glob("sources/*/annotations.json"))
    library = site.library()
    for path in found:
        document = json.loads(path.read_bytes())
        assert web_annotation_faults(document) == []
        text = library.sources[path.parent.name].text or ""
        for item in document["first"]["items"]:
            targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
            for words, place, *_ in (target["selector"] for target in targets):
                assert text[place["start"] : place["end"]] == words["exact"]
                assert text[: place["start"]].endswith(words["prefix"])
                assert text[place["end"] :].startswith(words["suffix"])
    verified = sum(indexed.facts.quotes_verified for indexed in library.claims.values())
    assert verified == sum(json.loads(path.read_bytes())["total"] for path in found)
