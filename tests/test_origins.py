"""Claims by independent origins, and the ends of that order."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from site_builder.library import ClaimBrief
from site_builder.model import AttributionLevel
from site_builder.origins import by_origins, extremes, origin_counts
from tests.site_text import Site


@pytest.fixture
def brief(tmp_path: Path) -> ClaimBrief:
    return Site.at(tmp_path).library().claims["port-stays-open"].brief


def claims(brief: ClaimBrief) -> list[ClaimBrief]:
    """Claims by id, from the weakest to the strongest."""
    supports: list[tuple[str, AttributionLevel, int]] = [
        ("told", "unattributed", 1),
        ("heard", "unnamed", 1),
        ("said", "quoted", 1),
        ("both", "relayed", 2),
        ("many", "unnamed", 7),
    ]
    return [
        replace(brief, id=id, attribution=level, origins=origins) for id, level, origins in supports
    ]


def test_more_origins_are_stronger_and_then_a_stronger_level(brief: ClaimBrief) -> None:
    strongest, weakest = extremes(claims(brief), 2)
    assert [claim.id for claim in strongest] == ["many", "both"]
    assert [claim.id for claim in weakest] == ["told", "heard"]


def test_no_claim_is_among_the_strongest_and_the_weakest(brief: ClaimBrief) -> None:
    strongest, weakest = extremes(claims(brief)[:3], 3)
    assert [claim.id for claim in strongest] == ["said"]
    assert [claim.id for claim in weakest] == ["told"]


def test_three_origins_and_more_are_listed_together(brief: ClaimBrief) -> None:
    found = by_origins(claims(brief))
    assert {number: [each.id for each in group] for number, group in found.items()} == {
        1: ["told", "heard", "said"],
        2: ["both"],
        3: ["many"],
    }
    assert [(each.path, each.count) for each in origin_counts(claims(brief))] == [
        ("origins/1/", 3),
        ("origins/2/", 1),
        ("origins/3/", 1),
    ]
