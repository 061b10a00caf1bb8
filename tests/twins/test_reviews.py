"""The feed of reviews has every claim with a rating and no other, each as its page has it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.site_text import Site
from tests.structured.graphs import graphs, of_type
from tests.validators.expanded import expanded
from tests.validators.fact_check import fact_check_findings
from tests.validators.schema_org import types_of

FEED = "data/claimreview.json"
ROOT = Path(__file__).parents[2]
Findings = Callable[..., list[str]]


@pytest.fixture(scope="module", params=["small", "synthetic"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A built site with ratings: the small one, or one that uses every field."""
    site = Site.at(tmp_path_factory.mktemp(request.param))
    site.build(root=ROOT / "tests/synthetic" if request.param == "synthetic" else site.root)
    return site


@pytest.fixture
def feed(site: Site) -> dict[str, Any]:
    """The feed as programs read it."""
    read: dict[str, Any] = json.loads(site.text(FEED))
    return read


def test_the_feed_has_the_reviews_of_all_pages(site: Site, feed: dict[str, Any]) -> None:
    on_pages = [
        review for graph in graphs(site.output).values() for review in of_type(graph, "ClaimReview")
    ]
    listed = [entry["item"] for entry in feed["dataFeedElement"]]
    assert listed
    assert sorted(listed, key=lambda review: review["url"]) == on_pages


def test_the_feed_keeps_the_vocabulary_and_the_rules(
    site: Site, feed: dict[str, Any], schema_org_findings: Findings
) -> None:
    body = {name: value for name, value in feed.items() if name != "@context"}
    types = types_of([*graphs(site.output).values(), body])
    assert schema_org_findings(body, types) == []
    for entry in feed["dataFeedElement"]:
        assert fact_check_findings(entry, entry["url"]) == []
    assert expanded(feed)


def test_the_feed_changes_when_its_last_review_does(feed: dict[str, Any]) -> None:
    changed = [entry["dateModified"] for entry in feed["dataFeedElement"]]
    assert feed["dateModified"] == max(changed)


def test_a_review_has_the_date_of_the_last_change_of_its_card(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    site.rebuild()
    (entry,) = json.loads(site.text(FEED))["dataFeedElement"]
    assert (entry["dateCreated"], entry["dateModified"]) == ("2024-03-01", "2024-05-02")


def test_a_site_without_rated_claims_has_an_empty_feed(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    rating = "rating: {value: right, explanation: It did., reviewed_on: 2024-05-01, reviewed_by: C. Reed}\n"
    site.edit("content/claims/port-stays-open.md", rating, "")
    site.rebuild()
    assert json.loads(site.text(FEED))["dataFeedElement"] == []
