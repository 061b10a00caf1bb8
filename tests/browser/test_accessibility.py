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


def test_a_rule_can_be_left_out(
    tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    (tmp_path / "index.html").write_text(page_with("<input>"))
    assert axe_findings(open_page(serve_folder(tmp_path)), without=["label"]) == []
