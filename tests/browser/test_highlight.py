"""What a browser highlights is read off the screen, character by character."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.highlight import HEIGHT, WIDTH, highlighted, page_of
from tests.browser.open_page import OpenPage
from tests.conftest import ServeFolder

TEXT = "No deal was near.\nShe said no deal & left, שלום café."


def shown(fragment: str, folder: Path, serve_folder: ServeFolder, open_page: OpenPage) -> Page:
    (folder / "favicon.ico").touch()
    (folder / "index.html").write_text(page_of(TEXT), encoding="utf-8")
    return open_page(f"{serve_folder(folder)}#{fragment}", width=WIDTH, height=HEIGHT)


def test_the_words_of_a_directive_are_told_from_others_like_them(
    tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    page = shown(":~:text=said-,no%20deal&text=cafe", tmp_path, serve_folder, open_page)
    assert highlighted(page) == "…nodeal…café…"
    assert page.evaluate("scrollY") > 0


def test_a_range_is_seen_from_line_to_line(
    tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    page = shown(":~:text=near,She", tmp_path, serve_folder, open_page)
    assert highlighted(page) == "…near.\nShe…"


def test_nothing_is_seen_where_a_directive_fits_nowhere(
    tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    page = shown(":~:text=no%20dea", tmp_path, serve_folder, open_page)
    assert highlighted(page) == "…"
    assert page.evaluate("scrollY") == 0
