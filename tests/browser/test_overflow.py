"""Sideways scrolling is found, and blamed on the element that causes it."""

from pathlib import Path

import pytest

from tests.browser.open_page import OpenPage
from tests.browser.overflow import overflow
from tests.browser.page import page_with
from tests.conftest import ServeFolder

LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitän" * 3


@pytest.mark.parametrize(
    ("body", "offender"),
    [
        ('<div class="card wide" style="width: 500px">x</div>', "div.card.wide reaches"),
        (f"<p id=word>{LONG_WORD}</p>", "p#word reaches"),
        ("<table><tr><td class=cell><div style='width:600px'>x</div></table>", "div reaches"),
        ("<style>body{overflow-x:hidden}</style><p style='width:500px' id=cut>x</p>", "p#cut"),
        ("<p id=moved style='position: relative; left: 50px'>x</p>", "p#moved reaches"),
    ],
)
def test_an_element_that_reaches_beyond_the_window_is_named(
    body: str, offender: str, tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    (tmp_path / "index.html").write_text(page_with(body))
    (found,) = overflow(open_page(serve_folder(tmp_path)), 390)
    assert found.startswith(offender)


@pytest.mark.parametrize(
    "body",
    [
        "<p>Short lines.</p>",
        "<div style='overflow-x: auto'><p style='width: 600px'>scrolls by itself</p></div>",
        f"<p style='overflow-wrap: anywhere'>{LONG_WORD}</p>",
        "<a href='#x' style='position: absolute; left: -999px'>Skip</a>",
        "<p hidden style='width: 900px'>not shown</p>",
    ],
)
def test_a_page_that_stays_within_the_window_has_no_offenders(
    body: str, tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    (tmp_path / "index.html").write_text(page_with(body))
    assert overflow(open_page(serve_folder(tmp_path)), 390) == []


def test_overflow_is_measured_without_the_pages_own_scripts_too(
    tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    (tmp_path / "index.html").write_text(page_with("<p style='width: 400px'>x</p>"))
    page = open_page(serve_folder(tmp_path), javascript=False)
    assert overflow(page, 390) != []
    assert overflow(page, 1280) == []
