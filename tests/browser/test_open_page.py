"""A page is opened as asked, and cannot reach beyond the local server unseen."""

from pathlib import Path

import pytest

from tests.browser.guard import Guard
from tests.browser.open_page import OpenPage
from tests.browser.page import page_with
from tests.conftest import ServeFolder

REFUSED = "document.title = 'refused'"
SCRIPT = "<p id=said>no script</p><script>said.textContent = 'script'</script>"


@pytest.fixture
def site(tmp_path: Path, serve_folder: ServeFolder) -> "Site":
    return Site(tmp_path, serve_folder(tmp_path))


class Site:
    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.url = url

    def holding(self, html: str) -> str:
        (self.folder / "index.html").write_text(html)
        return self.url


def test_a_page_has_the_width_and_the_colour_scheme_asked_for(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page(site.holding(page_with()), width=390, scheme="dark")
    assert page.evaluate("innerWidth") == 390
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")


def test_scripts_run_only_where_javascript_is_on(site: Site, open_page: OpenPage) -> None:
    url = site.holding(page_with(SCRIPT))
    assert open_page(url).inner_text("#said") == "script"
    assert open_page(url, javascript=False).inner_text("#said") == "no script"


@pytest.mark.parametrize(
    "head",
    [
        f'<link rel="stylesheet" href="http://fonts.example/face.css" onerror="{REFUSED}">',
        f'<script src="http://metrics.example/count.js" onerror="{REFUSED}"></script>',
        f'<script>fetch("http://metrics.example/count").catch(() => {{ {REFUSED} }})</script>',
        f'<script>new WebSocket("ws://metrics.example/").onclose = () => {{ {REFUSED} }}</script>',
    ],
)
def test_a_request_that_leaves_the_local_server_is_refused_and_written_down(
    head: str, site: Site, open_page: OpenPage, guard: Guard
) -> None:
    page = open_page(site.holding(page_with(head=head)))
    page.wait_for_function("document.title === 'refused'")
    assert [".example/" in url for url in guard.outside] == [True]
    guard.forget()


def test_a_script_that_throws_is_written_down(
    site: Site, open_page: OpenPage, guard: Guard
) -> None:
    open_page(site.holding(page_with("<script>throw new Error('broken')</script>")))
    assert guard.exceptions == ["broken"]
    guard.forget()


def test_a_missing_file_is_written_down_as_the_consoles_complaint(
    site: Site, open_page: OpenPage, guard: Guard
) -> None:
    open_page(site.holding(page_with('<img src="gone.png" alt="">')))
    assert len(guard.console) == 1
    assert "404" in guard.console[0]


def test_a_sound_page_leaves_nothing_written_down(
    site: Site, open_page: OpenPage, guard: Guard
) -> None:
    (site.folder / "favicon.ico").touch()
    open_page(site.holding(page_with()))
    assert guard == Guard()
