"""In a real browser no page asks for more than it says, moves while it loads, or needs its script."""

from pathlib import Path

import pytest

from tests.browser.moved import moved
from tests.browser.open_page import OpenPage
from tests.built import ROOTS
from tests.conftest import BuiltSite, ServeFolder
from tests.site_text import largest_pages

LOADS = {"site.css", "favicon.svg", "copy.js", "filter.js", "search.js"}
"""What a browser may ask for besides a page; an embed asks for nothing."""

WORDS = """() => {
  const main = document.querySelector("main").cloneNode(true);
  for (const each of main.querySelectorAll("noscript, button, form, [role=status]")) each.remove();
  return main.textContent.split(/\\s+/).join(" ");
}"""
"""The words of a page, without those of buttons and forms."""


@pytest.fixture(scope="module", params=ROOTS)
def folder(request: pytest.FixtureRequest, built_site: BuiltSite) -> Path:
    """The sample content, or the site that uses every field, built."""
    return built_site(request.param)


@pytest.fixture
def addresses(folder: Path, serve_folder: ServeFolder) -> list[str]:
    """The largest page of each kind."""
    base = serve_folder(folder)
    return [base + name.removesuffix("index.html") for name in largest_pages(folder)]


@pytest.mark.slow
def test_nothing_moves_while_a_page_loads_on_a_phone(
    addresses: list[str], open_page: OpenPage
) -> None:
    page = open_page(addresses[0], width=360)
    for address in addresses:
        page.goto(address)
        assert moved(page) == [], address


@pytest.mark.slow
def test_on_a_screen_nothing_moves_no_page_asks_for_more_and_none_says_less_without_script(
    addresses: list[str], open_page: OpenPage
) -> None:
    """A page asks for its style sheet, its icon and its script; the search needs its own."""
    page, without = open_page(addresses[0]), open_page(addresses[0], javascript=False)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    for address in addresses:
        page.goto(address)
        assert moved(page) == [], address
        if not address.endswith(("/search/", "/404.html")):
            without.goto(address)
            assert page.evaluate(WORDS) == without.evaluate(WORDS), address
    assert {*asked} - {"", "404.html"} <= LOADS
