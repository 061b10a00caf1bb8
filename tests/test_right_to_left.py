"""A site in Hebrew is one from right to left: as sound as an English one, and turned round in all."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.build import Options, build
from site_builder.files import OWN
from tests.browser.open_page import OpenPage
from tests.built import ROOTS
from tests.conftest import ServeFolder
from tests.site_text import largest_pages
from tests.test_reading import LOOKS, read_by_everybody
from tests.validators.nu import AS_QUOTED, FROM_DISK, NOT_RUN, UNKNOWN_CSS

EDGES = """() => {
  const words = document.createRange();
  const edge = (element) => {
    words.selectNodeContents(element);
    return Math.max(...[...words.getClientRects()].map((rect) => rect.right));
  };
  return [...document.querySelectorAll("h1, .standfirst, .entry-statement, .entry .note")]
    .map((each) => Math.round(each.getBoundingClientRect().right - edge(each)));
}"""
"""How far the words of titles and lists stand from the edge at which a line begins."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that uses every field, as if its language were Hebrew."""
    root = tmp_path_factory.mktemp("hebrew")
    shutil.copytree(ROOTS["synthetic"], root, dirs_exist_ok=True)
    settings = root / "content/site.yaml"
    settings.write_text(settings.read_text().replace("language: en-GB", "language: he"))
    output = root / "built"
    assert not build(Options(root=root, output=output)).failed
    shutil.rmtree(output / OWN)
    return output


@pytest.fixture
def address(folder: Path, serve_folder: ServeFolder) -> str:
    return serve_folder(folder, "/statements/")


@pytest.mark.slow
def test_every_kind_of_page_can_be_read_by_everybody_at_any_width(
    folder: Path, address: str, open_page: OpenPage
) -> None:
    read_by_everybody(folder, address, open_page, LOOKS["synthetic"])


def test_every_kind_of_page_runs_from_right_to_left(folder: Path) -> None:
    for name in largest_pages(folder):
        assert re.search(r'<html lang="he"[^>]* dir="rtl"', (folder / name).read_text()), name


def test_the_checker_finds_nothing_wrong_with_any_page(
    folder: Path, nu_findings: Callable[..., list[str]]
) -> None:
    assert nu_findings(folder, ignore=(*UNKNOWN_CSS, *FROM_DISK, *NOT_RUN, *AS_QUOTED)) == []


@pytest.mark.parametrize("path", ["", "claims/", "claims/cost-of-dredging/", "timeline/"])
def test_words_in_any_script_begin_at_the_edge_of_the_page(
    address: str, open_page: OpenPage, path: str
) -> None:
    page = open_page(address + path)
    edges = page.evaluate(EDGES)
    assert len(edges) > 1
    assert [edge for edge in edges if edge > 2] == []


def test_the_map_runs_from_right_to_left_too(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}map/", width=390)
    middles = page.locator(".chart-column").evaluate_all(
        "columns => Object.fromEntries(columns.map(({ textContent, x }) =>"
        " [textContent, x.baseVal[0].value]))"
    )
    assert middles["דוברים"] > middles["בתיווך"] > middles["פרסום"]
    speakers = page.locator(".chart-column", has_text="דוברים")
    assert speakers.evaluate("words => words.getBoundingClientRect().left > 0"), "is in view"
    assert "←" in (page.locator(".chart-link title").first.text_content() or "")
