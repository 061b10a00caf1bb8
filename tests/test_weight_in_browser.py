"""In a real browser no page asks for more than it says, moves while it loads, or needs its script."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from site_builder.build import Options, build
from tests.browser.moved import moved
from tests.browser.open_page import OpenPage
from tests.built import ROOT
from tests.conftest import ServeFolder
from tests.site_text import largest_pages

ROOTS = {"sample": ROOT, "synthetic": ROOT / "tests/synthetic"}
LOADS = {"site.css", "favicon.svg", "copy.js", "filter.js", "search.js"}
"""What a browser may ask for besides a page; an embed asks for nothing."""

WORDS = """() => {
  const main = document.querySelector("main").cloneNode(true);
  for (const each of main.querySelectorAll("noscript, button, form, [role=status]")) each.remove();
  return main.textContent.split(/\\s+/).join(" ");
}"""
"""The words of a page, without those of buttons and forms."""


@pytest.fixture(scope="module", params=ROOTS)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample content, or the site that uses every field, built."""
    output: Path = tmp_path_factory.mktemp("loaded") / "site"
    assert not build(Options(root=ROOTS[request.param], output=output)).failed
    return output


@pytest.fixture
def addresses(folder: Path, serve_folder: ServeFolder) -> list[str]:
    """The largest page of each kind."""
    base = serve_folder(folder)
    return [base + name.removesuffix("index.html") for name in largest_pages(folder)]


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_a_page_loads(
    addresses: list[str], open_page: OpenPage, width: int
) -> None:
    page = open_page(addresses[0], width=width)
    for address in addresses:
        page.goto(address)
        assert moved(page) == [], address


def test_a_page_asks_for_its_style_sheet_its_icon_and_its_script(
    addresses: list[str], open_page: OpenPage
) -> None:
    page = open_page(addresses[0])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    for address in addresses:
        page.goto(address)
    assert {*asked} - {"", "404.html"} <= LOADS


def test_no_page_but_the_search_says_less_without_script(
    addresses: list[str], open_page: OpenPage
) -> None:
    with_script, without = open_page(addresses[0]), open_page(addresses[0], javascript=False)
    for address in addresses:
        if not address.endswith(("/search/", "/404.html")):
            assert words(with_script, address) == words(without, address), address


def words(page: Page, address: str) -> str:
    page.goto(address)
    return str(page.evaluate(WORDS))
