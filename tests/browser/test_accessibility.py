"""axe's findings are reported, each with its rule and its place."""

from pathlib import Path

import pytest

from tests.browser.accessibility import axe_findings
from tests.browser.open_page import OpenPage
from tests.browser.page import page_with
from tests.conftest import ServeFolder


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ('<img src="data:," class="portrait">', "image-alt"),
        ("<p style='color: #aaa; background: #fff'>Faint.</p>", "color-contrast"),
        ("<input>", "label"),
        ("<h4>Skipped two levels</h4>", "heading-order"),
        ("<a href='#x'></a>", "link-name"),
        ("<p>Before</p></main><p>Outside every landmark</p>", "region"),
    ],
)
def test_a_broken_page_is_reported_with_the_rule_that_it_breaks(
    body: str, rule: str, tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    (tmp_path / "index.html").write_text(page_with(body))
    (finding,) = axe_findings(open_page(serve_folder(tmp_path)))
    assert finding.startswith(f"{rule} (")


def test_a_sound_page_has_no_findings(
    tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    (tmp_path / "index.html").write_text(page_with())
    assert axe_findings(open_page(serve_folder(tmp_path))) == []


def test_where_colours_alone_are_asked_for_they_are_found_in_each_scheme_and_nothing_else(
    tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    style = "<style>p { background: #fff; color: light-dark(#000, #aaa) }</style>"
    head = f'<meta name="color-scheme" content="light dark">{style}'
    (tmp_path / "index.html").write_text(page_with("<p>Faint by night.</p><input>", head))
    page = open_page(serve_folder(tmp_path))
    assert axe_findings(page, colours_alone=True) == []
    page.emulate_media(color_scheme="dark")
    (finding,) = axe_findings(page, colours_alone=True)
    assert finding.startswith("color-contrast (")
    assert len(axe_findings(page)) == 2


def test_what_comes_up_on_an_open_page_is_found_when_it_is_asked_about_again(
    tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    (tmp_path / "index.html").write_text(page_with())
    page = open_page(serve_folder(tmp_path))
    assert axe_findings(page) == []
    page.evaluate("document.querySelector('p').innerHTML = '<input>'")
    (finding,) = axe_findings(page)
    assert finding.startswith("label (")


def test_a_rule_can_be_left_out(
    tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    (tmp_path / "index.html").write_text(page_with("<input>"))
    assert axe_findings(open_page(serve_folder(tmp_path)), without=["label"]) == []
