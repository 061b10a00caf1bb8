"""Embeds in a browser: in a frame on another site, at every width, in light and dark."""

import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Frame, Page

from tests.browser.accessibility import axe_findings
from tests.browser.open_page import OpenPage
from tests.built import ROOTS
from tests.conftest import BuiltSite, ServeFolder
from tests.test_published import as_sent_by, base_url_of
from tests.validators.nu import AS_QUOTED, UNKNOWN_CSS
from tests.validators.oembed import oembed_faults

LARGEST = 6 * 1024
WIDTHS = (220, 320, 480, 600, 800)

MEASURE = """async (width) => {
  for (let tries = 0; innerWidth !== width && tries < 200; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const page = document.scrollingElement;
  const { colorScheme, backgroundColor } = getComputedStyle(document.body);
  return { wide: page.scrollWidth > page.clientWidth, high: page.scrollHeight - innerHeight,
    dark: backgroundColor === "rgb(22, 24, 27)", colorScheme };
}"""


@pytest.fixture(scope="module", params=ROOTS)
def folder(request: pytest.FixtureRequest, built_site: BuiltSite) -> Path:
    """The sample content, or the site that uses every field, built."""
    return built_site(request.param)


def embeds(folder: Path) -> list[Path]:
    found = sorted(folder.glob("claims/*/embed/index.html"))
    found = [path for path in found if (path.parent.parent / "oembed.json").exists()]  # not moved
    assert len(found) > 20
    return found


def snippets(folder: Path) -> list[str]:
    """The HTML that claims' pages offer to be copied."""
    pages = (path.parent.parent / "index.html" for path in embeds(folder))
    found = re.compile(r"<code>(&lt;iframe .*?)</code>", re.DOTALL)
    return [unescape(found.findall(page.read_text(encoding="utf-8"))[0]) for page in pages]


class Article:
    """A page of another site that frames every claim of a folder by the HTML that it offers."""

    def __init__(self, folder: Path, host: Path, serve: ServeFolder, html: str = "") -> None:
        base_url = base_url_of(folder)
        path = urlsplit(base_url).path
        self.site = serve(folder, path, as_sent_by("netlify", folder, base_url))
        framed = html or "\n".join(snippets(folder))
        framed = framed.replace(base_url, self.site).replace('loading="lazy"', "")
        # Another name of this machine is another origin.
        (host / "index.html").write_text(
            f"<!doctype html><html lang=en><title>An article</title>{framed}", encoding="utf-8"
        )
        self.address = serve(host).replace("127.0.0.1", "localhost")

    def frames(self, page: Page) -> list[Frame]:
        """The frames of the open article, each with its embed."""
        inside = [frame for frame in page.frames if frame.parent_frame is not None]
        for frame in inside:
            frame.wait_for_load_state()
        return inside


def test_an_embed_is_small_whole_and_without_script(folder: Path) -> None:
    for path in embeds(folder):
        raw = path.read_bytes()
        assert len(raw) <= LARGEST, path
        assert not re.search(rb"<script|<link (?!rel=\"canonical\")|<img|url\(", raw), path
        assert b'<meta name="robots" content="noindex">' in raw


def test_every_claim_tells_oembed_by_its_rules(folder: Path) -> None:
    base_url = base_url_of(folder)
    for path in embeds(folder):
        claim = path.parent.parent
        said = claim / "oembed.json"
        assert oembed_faults(said.read_text(encoding="utf-8")) == [], said
        page = (claim / "index.html").read_text(encoding="utf-8")
        found = r'<link rel="alternate" type="application/json\+oembed" href="([^"]+)"'
        assert re.findall(found, page) == [f"{base_url}claims/{claim.name}/oembed.json"]


def test_the_checker_finds_nothing_wrong_with_any_embed(
    folder: Path, tmp_path: Path, nu_findings: Callable[..., list[str]]
) -> None:
    for path in embeds(folder):
        shutil.copy(path, tmp_path / f"{path.parent.parent.name}.html")
    assert nu_findings(tmp_path, ignore=(*UNKNOWN_CSS, *AS_QUOTED)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_frames_on_another_site_every_embed_fits(
    folder: Path,
    tmp_path: Path,
    serve_folder: ServeFolder,
    open_page: OpenPage,
    scheme: str,
) -> None:
    article = Article(folder, tmp_path, serve_folder)
    # All in view, as a browser lays out frames that are not only when they come to be.
    page = open_page(article.address, width=900, height=20_000, scheme=scheme)  # type: ignore[arg-type]  # light or dark
    frames = article.frames(page)
    assert len(frames) == len(embeds(folder))
    for width in WIDTHS:
        page.evaluate(
            "width => document.querySelectorAll('iframe').forEach((each) => each.width = width)",
            width,
        )
        for frame in frames:
            found = frame.evaluate(MEASURE, width)
            assert not found["wide"], (frame.url, width)
            assert found["dark"] == (scheme == "dark")
            assert width < 480 or found["high"] <= 0, (frame.url, width, found)
    assert open_page.guard.console == []


def test_on_a_phone_frames_are_as_high_as_their_words_need(
    folder: Path, tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    article = Article(folder, tmp_path, serve_folder)
    page = open_page(article.address, width=1000, height=20_000)
    frames = article.frames(page)
    for window in (336, 360, 390, 430, 480, 520):
        page.set_viewport_size({"width": window, "height": 20_000})
        for frame in frames:
            found = frame.evaluate(MEASURE, window - 16)  # less the margins of the article
            assert found["high"] <= 0, (frame.url, window, found)


def test_a_frame_is_no_wider_than_the_column_that_it_stands_in(
    folder: Path, tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    article = Article(folder, tmp_path, serve_folder, snippets(folder)[0])
    page = open_page(article.address, width=360)
    box = page.locator("iframe").bounding_box()
    assert box is not None
    assert 320 < box["width"] < 360


def test_from_a_frame_the_way_leads_to_the_claim_in_the_whole_window(
    folder: Path, tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    article = Article(folder, tmp_path, serve_folder, snippets(folder)[0])
    page = open_page(article.address)
    claim = embeds(folder)[0].parent.parent.name
    page.frame_locator("iframe").get_by_role("link").click()
    page.wait_for_url(f"{article.site}claims/{claim}/")


def test_a_page_that_is_no_embed_is_not_shown_in_a_frame(
    folder: Path, tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    framed = snippets(folder)[0].replace('/embed/"', '/"')
    article = Article(folder, tmp_path, serve_folder, framed)
    page = open_page(article.address)
    assert page.frame_locator("iframe").locator(".masthead").count() == 0
    assert any("frame-ancestors" in text for text in open_page.guard.console)


def test_everybody_can_read_every_embed(
    folder: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    address = serve_folder(folder)
    page = open_page(address, width=320)
    for path in embeds(folder)[::3]:
        page.goto(f"{address}{path.parent.relative_to(folder).as_posix()}/")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert axe_findings(page, colours_alone=scheme == "dark") == [], path
    assert open_page.guard.console == []
