"""Built pages as readers meet them: in a browser, in both colour schemes, at every width."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import axe_findings
from tests.browser.open_page import OpenPage
from tests.browser.overflow import overflow
from tests.built import ROOTS
from tests.conftest import BuiltSite, ServeFolder
from tests.site_text import Site, largest_pages
from tests.validators.nu import AS_QUOTED, FROM_DISK, NOT_RUN, UNKNOWN_CSS

Looks = list[tuple[int, Literal["light", "dark"]]]
# The site that uses every field is looked at in every way; the other, to save time, in two.
LOOKS: dict[str, Looks] = {
    "sample": [(390, "light"), (1280, "dark")],
    "synthetic": [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")],
}


@pytest.fixture(scope="session", params=ROOTS)
def folder(request: pytest.FixtureRequest, built_site: BuiltSite) -> Path:
    """The sample content, or the site that uses every field, built."""
    return built_site(request.param)


@pytest.fixture
def address(folder: Path, serve_folder: ServeFolder) -> str:
    """Where the site is served: at the path of the address at which it is to be published."""
    site = json.loads((folder / "data/claims.json").read_text(encoding="utf-8"))["site"]
    return serve_folder(folder, urlsplit(site["base_url"]).path)


def findings(page: Page, looks: Looks) -> dict[str, list[str]]:
    """What is wrong with an open page, by scheme and width.

    At a width that was looked at in one scheme, nothing but colours is new in the other: so says a
    test of all styles.
    """
    found = {f"overflow at {width}": overflow(page, width) for width in (320, 390, 768, 1280)}
    seen = set[int]()
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        found[f"axe, {scheme} at {width}"] = axe_findings(page, colours_alone=width in seen)
        seen.add(width)
    return {where: what for where, what in found.items() if what}


def read_by_everybody(folder: Path, address: str, open_page: OpenPage, looks: Looks) -> None:
    """The check that nothing is wrong with the largest page of each kind."""
    page = open_page(address)
    wrong = {}
    for name in largest_pages(folder):
        page.goto(address + name.removesuffix("index.html"))
        wrong[name] = findings(page, looks)
    assert {name: what for name, what in wrong.items() if what} == {}
    assert open_page.guard.console == []


@pytest.mark.slow
def test_every_kind_of_page_can_be_read_by_everybody_at_any_width(
    folder: Path, address: str, open_page: OpenPage
) -> None:
    read_by_everybody(folder, address, open_page, LOOKS[folder.name])


def test_a_page_that_leads_on_can_be_read_by_everybody_as_long_as_it_shows(
    tmp_path: Path, built_site: BuiltSite, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    site = tmp_path / "site"
    shutil.copytree(built_site("synthetic"), site)
    name, text = next(
        (path, text)
        for path in sorted(site.rglob("index.html"))
        if 'http-equiv="refresh"' in (text := path.read_text(encoding="utf-8"))
    )
    name.write_text(re.sub(r"<meta http-equiv=.refresh[^>]*>", "", text), encoding="utf-8")
    page = open_page(serve_folder(site) + name.parent.relative_to(site).as_posix() + "/")
    assert page.locator("h1").inner_text() == "This page has a new address"
    assert findings(page, LOOKS["synthetic"]) == {}


def test_the_checker_finds_nothing_wrong_with_any_page_or_style(
    folder: Path, nu_findings: Callable[..., list[str]]
) -> None:
    assert nu_findings(folder, ignore=(*UNKNOWN_CSS, *FROM_DISK, *NOT_RUN, *AS_QUOTED)) == []


def test_a_missing_address_is_answered_in_the_sites_own_look(
    address: str, open_page: OpenPage
) -> None:
    page = open_page(address)
    response = page.goto(f"{address}claims/there/is/none/")
    assert response is not None
    assert response.status == 404
    assert page.locator("h1").inner_text() == "Nothing stands at this address"
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"


SOURCES = {"sample": "article-on-hamas-talks", "synthetic": "gazette-report"}


def test_by_keyboard_the_strip_of_a_source_leads_to_the_first_words_of_a_level(
    folder: Path, address: str, open_page: OpenPage
) -> None:
    page = open_page(address)
    page.goto(f"{address}sources/{SOURCES[folder.name]}/")
    page.get_by_role("link", name="Unnamed", exact=True).focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#_unnamed")
    first = page.locator("mark.level-unnamed").first
    assert first.evaluate("mark => mark.getBoundingClientRect().top < innerHeight")
    assert first.evaluate("mark => mark.parentElement.querySelector('#_unnamed') !== null")


def test_without_javascript_one_can_follow_a_statement_to_its_source_and_back(
    tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    site = Site.at(tmp_path)
    site.rebuild()
    page = open_page(serve_folder(site.output, "/record/"), javascript=False)
    page.get_by_role("link", name="Claims", exact=True).click()
    page.get_by_role("link", name="3", exact=False).first.click()
    page.get_by_role("link", name="The port stays open all winter.").click()
    assert page.locator("h1").inner_text() == "The port stays open all winter."
    page.get_by_role("link", name="paragraph 1 of the source").first.click()
    assert page.url.endswith("/sources/ledger-report/#port-stays-open")
    assert page.locator("mark").first.inner_text() == "“We will not close it,”"
    page.get_by_role("link", name="The port stays open all winter.").first.click()
    assert page.url.endswith("/claims/port-stays-open/#refusal")


def test_pages_that_are_left_in_another_direction_keep_no_scroll_to_the_side(
    tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    site = Site.at(tmp_path)
    site.edit("content/site.yaml", "per_page: 2", "per_page: 2\nlanguage: he")
    site.rebuild()
    address = serve_folder(site.output)
    page = open_page(address, width=390)
    for name in largest_pages(site.output):
        page.goto(address + name.removesuffix("index.html"))
        assert page.evaluate("document.documentElement.dir") == "rtl"
        assert page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        ), name
