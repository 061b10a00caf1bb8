"""Whatever an author writes or quotes is text in a browser too: it runs nothing and asks for nothing."""

from pathlib import Path

import pytest

from tests.browser.dialogs import dialogs_of
from tests.browser.open_page import OpenPage
from tests.browser.overflow import overflow
from tests.conftest import ServeFolder
from tests.hostile import BODIES
from tests.hostile_sites import Sites, gallery_in, squeezed
from tests.page_text import parse_page
from tests.site_text import largest_pages


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    return gallery_in(tmp_path_factory.mktemp("gallery"))


def test_nothing_runs_asks_or_sticks_out(
    gallery: Sites, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    folder = gallery.hostile / "_site"
    address = serve_folder(folder)
    page = open_page(address, width=320)
    dialogs = dialogs_of(page)
    for name in largest_pages(folder):
        page.goto(address + name.removesuffix("index.html"))
        assert overflow(page, 320) == [], name
        page.evaluate(
            "for (const each of document.querySelectorAll('button, form > *')) each.remove()"
        )
        shown = page.locator("body").text_content() or ""
        expected = parse_page((folder / name).read_text(encoding="utf-8")).find("body")[0]
        for form in expected.find("form"):  # in which scripts put counts
            form.children.clear()
        assert squeezed(shown) == squeezed(expected.text), name
    assert dialogs == []
    assert open_page.guard.console == []


def test_hostile_markdown_runs_nothing_either(
    tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    sites = Sites(tmp_path)
    sites.build(["x"], "y", "\n\n".join(BODIES))
    address = serve_folder(sites.hostile / "_site")
    page = open_page(address)
    dialogs = dialogs_of(page)
    for path in ("about/", "claims/n-000/", "people/n-000-person/", "sources/n-000/"):
        page.goto(address + path)
        for link in page.locator(".prose a[href]").all():
            assert not (link.get_attribute("href") or "").lower().startswith("java")
    assert dialogs == []
    assert open_page.guard.console == []
