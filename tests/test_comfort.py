"""Pages of the whole site serve who enlarges them, who prints them, and who wants nothing to move."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.open_page import OpenPage
from tests.browser.overflow import overflow
from tests.conftest import BuiltSite, ServeFolder

PAGES = ["map/", "timeline/", "search/", "origins/1/", "changes/"]
CLAIMS = ["claims/dredging-before-summer-is-out/", "claims/nobody-was-asked/", "claims/six-hands/"]

CUT = """() => [...document.querySelectorAll("main *")].filter((each) => {
  const style = getComputedStyle(each);
  return style.overflowX !== "visible" && each.getClientRects().length &&
    each.scrollWidth > each.clientWidth + 1;
}).map((each) => each.className || each.tagName)"""
"""Finds what has more in it than it shows."""

MOVING = """() => [...document.querySelectorAll("*")].filter((each) => {
  const style = getComputedStyle(each);
  return parseFloat(style.transitionDuration) > 0 || style.scrollBehavior !== "auto";
}).length + document.getAnimations().length"""


@pytest.fixture(scope="module")
def address(built_site: BuiltSite, serve_folder: ServeFolder) -> str:
    """Where the site that uses every field is served."""
    return serve_folder(built_site("synthetic"), "/statements/")


@pytest.mark.parametrize("path", PAGES)
def test_twice_as_large_nothing_is_lost(address: str, open_page: OpenPage, path: str) -> None:
    page = open_page(address + path, width=640, height=400, device_scale_factor=2)
    assert overflow(page, 640) == []
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert overflow(page, 640) == []
    assert [name for name in page.evaluate(CUT) if name != "chart"] == []


def printed(page: Page, path: str) -> None:
    """Open a page at the width of a sheet of A4 within its margins, as paper shows it."""
    page.set_viewport_size({"width": 642, "height": 900})
    page.emulate_media(media="print")
    page.goto(path)


@pytest.mark.parametrize("path", [*PAGES, *CLAIMS])
def test_on_paper_nothing_is_cut_off_and_nothing_asks_for_a_click(
    address: str, open_page: OpenPage, path: str
) -> None:
    page = open_page(address)
    printed(page, address + path)
    assert overflow(page, 642) == []
    assert page.evaluate(CUT) == []
    for name in ("nav", ".skip", "form", "button"):
        shown = page.locator(name).evaluate_all(
            "all => all.filter(each => each.checkVisibility()).length"
        )
        assert shown == 0, name
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF-")


@pytest.mark.parametrize("path", CLAIMS)
def test_a_claim_with_all_that_it_rests_on_fits_on_two_sheets(
    address: str, open_page: OpenPage, path: str
) -> None:
    page = open_page(address + path)
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))
    assert 1 <= len(sheets) <= 2


def test_on_paper_the_map_is_whole(address: str, open_page: OpenPage) -> None:
    page = open_page(address)
    printed(page, f"{address}map/")
    drawing = page.locator(".chart svg").bounding_box()
    assert drawing is not None
    assert drawing["width"] <= 642
    assert drawing["height"] > 200


@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves(address: str, open_page: OpenPage, path: str) -> None:
    page = open_page(address + path, reduced_motion="reduce")
    assert page.evaluate(MOVING) == 0


def test_on_a_phone_the_table_of_the_map_shows_all_of_itself(
    address: str, open_page: OpenPage
) -> None:
    page = open_page(f"{address}map/", width=320)
    table = page.locator(".links")
    box = table.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 320
    outside = table.locator("td").evaluate_all(
        "cells => cells.filter(({ clientWidth, scrollWidth }) => scrollWidth > clientWidth).length"
    )
    assert outside == 0
    rows = page.get_by_role("row")
    assert rows.count() == table.locator("tr").count()
    assert rows.nth(1).get_by_role("cell").count() == 4
    assert page.get_by_role("columnheader", name="Attribution").count() == 1
