"""Where nothing is escaped or cleaned any more, the pages' policy still lets nothing run or load.

A site is built with a sign of its own in every field and in all notes. In its pages, each sign is then
replaced by hostile markup as it is: in texts, attributes, drawings, addresses, titles and data alike.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from site_builder.build import Options, build
from tests.browser.dialogs import dialogs_of
from tests.browser.open_page import OpenPage
from tests.conftest import ServeFolder
from tests.hostile import Texts, entries, frame
from tests.site_text import Files, largest_pages, site_files
from tests.xss import ADDRESSES, HANDLERS, LOADS, OVERLAYS, SCRIPTS, TAKE_AWAY, XSS

STAND_IN = 0xF_1000
"""Private-use characters from here on stand for texts: one for each field of each entry."""

BODY = "\uf1ff"
OUTSIDE = "https://a.example/b"
"""The address of a source."""

EXTRA = {
    "content/claims/gone.md": "---\nclaim: {text}\naliases: [before-it-went]\n"
    "gone: {{reason: {text}, on: 2024-03-02}}\n---\n",
    "content/claims/moved.md": "---\nclaim: {text}\naliases: [before-it-moved]\nquotes:\n"
    "  - {{source: n-000, text: Before it, speech: reported}}\npublished: 2024-03-01\n---\n",
}
"""An entry that was withdrawn, and one with another address before."""

_MARKS = re.compile("[\U000f1000-\U000f1fff\uf1ff]+")
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')

SHORT = "".join(f"\"'>{kind[0]}" for kind in (SCRIPTS, HANDLERS, ADDRESSES, LOADS, OVERLAYS))
"""One of each kind, at once."""

TOUCH = """async () => {
  const touch = (each, kind) => each.dispatchEvent(new Event(kind, { bubbles: true }));
  for (const each of document.querySelectorAll("body *")) {
    for (const kind of ["mouseover", "pointerenter", "focus", "blur", "toggle"]) touch(each, kind);
    const address = each.getAttribute("href") ?? "";
    const acts = each.matches("button, area, math, [onclick]") || /script:|^data:/i.test(address);
    const way = each.parentElement.closest("a");
    if (acts && way === null) each.click?.();
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
}"""
"""Does what a reader does who touches everything but the way to other pages."""

LAID_OVER = """() => [...document.querySelectorAll("body *")]
  .filter((each) => getComputedStyle(each).position === "fixed" && each.checkVisibility())
  .map((each) => each.outerHTML.slice(0, 80))"""


class Signs:
    """A new sign for each field."""

    def __init__(self) -> None:
        self._count = 0

    def texts(self) -> Texts:
        """Texts of one sign each."""
        return lambda _name: self.next()

    def next(self) -> str:
        """The next sign."""
        self._count += 1
        return chr(STAND_IN + self._count)


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The files of a site with a sign in every field, by name."""
    root = tmp_path_factory.mktemp("marked")
    signs = Signs()
    files = frame(signs.texts(), BODY) | entries(0, signs.texts(), BODY)
    files |= {name: text.format(text=signs.next()) for name, text in EXTRA.items()}
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    report = build(Options(root=root, output=root / "_site"))
    assert not report.failed, report.diagnostics
    return site_files(root / "_site") | {"kinds": "\n".join(_kinds(root / "_site")).encode()}


def _kinds(output: Path) -> list[str]:
    """A page of each kind, one of those that only lead on, and one of a withdrawn claim."""
    leading = next(p for p in output.rglob("index.html") if 'http-equiv="refresh"' in p.read_text())
    return [
        *largest_pages(output),
        leading.relative_to(output).as_posix(),
        "claims/gone/index.html",
    ]


def written(marked: Files, folder: Path, markup: str, *, policy: bool = True) -> list[str]:
    """Write the site's pages with markup at all places of texts; a page of each kind."""
    kinds = marked["kinds"].decode().splitlines()
    for name in [*kinds, "assets/site.css", "assets/copy.js", "assets/favicon.svg"]:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        raw = marked[name]
        if name in kinds:
            text = _MARKS.sub(lambda _: markup, raw.decode())
            text = text.replace(OUTSIDE, "javascript:alert(1)//")
            raw = (text if policy else _POLICY.sub("", text)).encode()
        path.write_bytes(raw)
    return kinds


def visited(page: Page, address: str, names: list[str]) -> None:
    """Open pages and touch everything on them; nothing may lie over one."""
    for name in names:
        page.goto(address + name.removesuffix("index.html"))
        if name.startswith("claims/before-"):
            page.wait_for_url(lambda url: "/before-" not in url)
            continue
        assert page.evaluate(LAID_OVER) == [], name
        page.evaluate(TOUCH)


def test_every_field_stands_on_some_page_of_those_that_are_tried(marked: Files) -> None:
    kinds = [marked[name].decode() for name in marked["kinds"].decode().splitlines()]
    fields = {
        sign for raw in marked.values() for sign in _MARKS.findall(raw.decode("utf-8", "ignore"))
    }
    shown = {sign for text in kinds for sign in _MARKS.findall(text)}
    assert len({*"".join(fields)} - {*"".join(shown)}) == 0
    assert len({*"".join(shown)}) > 30


def check_policy(
    marked: Files, folder: Path, serve_folder: ServeFolder, open_page: OpenPage, *, markup: str
) -> None:
    """With markup at all places of texts, nothing runs, loads or lies over a page."""
    names = written(marked, folder, markup)
    address = serve_folder(folder)
    page = open_page(address)
    dialogs = dialogs_of(page)
    visited(page, address, names)
    assert dialogs == []
    assert open_page.guard.outside == []
    page.close()


def test_the_policy_holds_where_nothing_is_escaped_or_cleaned(
    marked: Files, tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    check_policy(marked, tmp_path, serve_folder, open_page, markup=SHORT)
    assert any("Content Security Policy" in text for text in open_page.guard.console)


@pytest.mark.soak
@pytest.mark.parametrize("markup", [each for each in XSS if each not in TAKE_AWAY])
def test_the_policy_holds_against_each_way_in(
    marked: Files, tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage, markup: str
) -> None:
    check_policy(marked, tmp_path, serve_folder, open_page, markup=f"\"'>{markup}")


def test_without_the_policy_it_would_run_and_load(
    marked: Files, tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    ran = SHORT.replace("alert(1)", "document.title=1")
    written(marked, tmp_path, ran, policy=False)
    page = open_page(serve_folder(tmp_path) + "claims/gone/")
    assert page.title() == "1"
    assert page.evaluate(LAID_OVER) != []
    assert open_page.guard.outside != []
    open_page.guard.forget()


@pytest.mark.parametrize("markup", TAKE_AWAY)
def test_what_leads_a_page_elsewhere_runs_nothing_and_loosens_nothing(
    marked: Files, tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage, markup: str
) -> None:
    """No policy can keep a page from leading elsewhere, so that escaping is the only wall there."""
    written(marked, tmp_path, f"\"'>{markup}<script>alert(1)</script>")
    page = open_page("about:blank")
    dialogs = dialogs_of(page)
    page.goto(serve_folder(tmp_path) + "about/")
    page.wait_for_timeout(50)
    assert dialogs == []
    assert {urlsplit(each).path for each in open_page.guard.outside} <= {"/"}
    open_page.guard.forget()
