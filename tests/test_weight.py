"""Pages weigh little: one round trip brings all that a claim's page needs, and lists are cut."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import cards
from benchmarks.corpus import Corpus
from benchmarks.weights import EMITTED, heaviest, loaded, weight
from site_builder.build import Options, build
from tests.built import ROOT

ROUND_TRIP = 14_000
"""Bytes that a server sends before it hears from the reader: ten segments (RFC 6928), less headers."""

SCRIPT = 3_000
PER_PAGE = 5
SIZES = (300, 600)
"""Numbers of claims at which every list has more than one page."""


@pytest.fixture(scope="module", params=["sample", "synthetic"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample content, or the site that uses every field, built."""
    root = {"sample": ROOT, "synthetic": ROOT / "tests/synthetic"}[request.param]
    output: Path = tmp_path_factory.mktemp("weight") / "site"
    assert not build(Options(root=root, output=output)).failed
    return output


def pages(site: Path) -> Iterator[Path]:
    """All pages but those of sources: these hold passages of a text, which may be long."""
    for page in site.rglob("*.html"):
        if page.relative_to(site).parts[0] != "sources":
            yield page


def scripts_of(page: Path) -> list[Path]:
    return [file for file in loaded(page) if file.suffix == ".js"]


def test_all_that_a_page_is_read_by_comes_in_one_round_trip(site: Path) -> None:
    for page in pages(site):
        needed = [page, *(file for file in loaded(page) if file.suffix != ".js")]
        assert sum(map(weight, needed)) <= ROUND_TRIP, page


def test_a_claims_page_needs_itself_and_one_style_sheet(site: Path) -> None:
    claims = [*site.glob("claims/*/claim.json")]
    assert claims
    for claim in claims:
        others = [file for file in loaded(claim.with_name("index.html")) if file.suffix != ".js"]
        assert others == [(site / "assets/site.css").resolve()]


def test_a_page_has_little_script(site: Path) -> None:
    for page in site.rglob("*.html"):
        assert sum(map(weight, scripts_of(page))) <= SCRIPT, page


@pytest.mark.slow
def test_no_page_grows_with_the_site(tmp_path: Path) -> None:
    small, large = (built(tmp_path / str(count), count) for count in SIZES)
    assert small.keys() == large.keys()
    for kind, (_, most) in large.items():
        assert most <= 1.2 * small[kind][1], kind


def built(root: Path, count: int) -> dict[str, tuple[int, int]]:
    """By kind of page, how many there are of one, and the heaviest, at so many claims."""
    cards.write(Corpus(count), root)
    settings = cards.settings([*cards.COMPARED, *EMITTED])
    (root / "content/site.yaml").write_text(
        settings.replace(f"per_page: {cards.PER_PAGE}", f"per_page: {PER_PAGE}")
    )
    assert not build(Options(root=root, output=root / "_site")).failed
    return heaviest(root / "_site")
