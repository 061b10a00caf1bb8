"""What Lighthouse reports is read as it is meant: the scores, what lowers them, and who else was asked."""

from typing import Any

import pytest

from tools.lighthouse.report import row, table

PAGE = "http://127.0.0.1:8000/map/"


def report(performance: float = 1.0, seo: float = 1.0, **audits: Any) -> dict[str, Any]:
    """A report with what is read of one; `audits` replace some of a page without a fault."""
    figures = {
        "total-blocking-time": {"numericValue": 40.0, "score": 1, "title": "Blocking"},
        "largest-contentful-paint": {"numericValue": 900.0, "score": 1, "title": "Paint"},
        "cumulative-layout-shift": {"numericValue": 0, "score": 1, "title": "Shift"},
        "total-byte-weight": {"numericValue": 14_000, "score": 1, "title": "Bytes"},
        "meta-description": {"score": 1, "title": "Described"},
        "network-requests": {"details": {"items": [{"url": PAGE}]}},
    }
    unscored: dict[str, Any] = {"score": 1, "auditRefs": []}
    return {
        "requestedUrl": PAGE,
        "audits": figures | audits,
        "categories": {
            "performance": {
                "score": performance,
                "auditRefs": [
                    {"id": "total-blocking-time", "weight": 30},
                    {"id": "total-byte-weight", "weight": 0},
                ],
            },
            "accessibility": unscored,
            "best-practices": unscored,
            "seo": {"score": seo, "auditRefs": [{"id": "meta-description", "weight": 1}]},
        },
    }


def test_a_page_with_full_scores_that_asks_nobody_else_has_passed() -> None:
    found = row("/map/", [report()])
    assert found.scores == (100, 100, 100, 100)
    assert not found.failed
    assert len(table([found]).splitlines()) == 2


def test_what_lowers_a_score_is_named_and_what_does_not_count_is_not() -> None:
    undescribed = {"score": 0, "title": "No description", "explanation": "There is none"}
    heavy = {"numericValue": 9_999_999, "score": 0, "title": "Heavy"}
    audits: dict[str, Any] = {"meta-description": undescribed, "total-byte-weight": heavy}
    found = row("/map/", [report(seo=0.92, **audits)])
    assert found.failed
    assert found.faults == ("SEO: meta-description: No description (There is none)",)
    assert table([found]).endswith("/map/: SEO: meta-description: No description (There is none)")


@pytest.mark.parametrize("address", ["https://fonts.example/a", "http://127.0.0.1:9000/x"])
def test_a_request_to_another_origin_fails_a_page(address: str) -> None:
    items = [{"url": PAGE}, {"url": address}, {"url": "data:,x"}]
    audits: dict[str, Any] = {"network-requests": {"details": {"items": items}}}
    found = row("/map/", [report(**audits)])
    assert found.elsewhere == (address,)
    assert found.failed


def test_of_several_runs_the_one_with_the_median_speed_counts() -> None:
    found = row("/map/", [report(performance=each) for each in (1.0, 0.4, 0.97)])
    assert found.scores[0] == 97


def test_a_page_that_did_not_load_has_no_points() -> None:
    unloaded = report()
    unloaded["categories"]["performance"]["score"] = None
    assert row("/map/", [unloaded]).scores[0] == 0
