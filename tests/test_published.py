"""A built site in a browser, as hosts send it: every link leads on, and nothing foreign gets in."""

import re
import shutil
from collections.abc import Mapping
from functools import cache
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.open_page import OpenPage
from tests.browser.static_server import Fields
from tests.built import ROOTS
from tests.conftest import BuiltSite, ServeFolder
from tests.validators.headers import Host, rules_of, sent

LINKS = """() => ({
  links: [...document.querySelectorAll("[href], [src]")]
    .map((each) => each.getAttribute("href") ?? each.getAttribute("src"))
    .map((address) => new URL(address, document.baseURI).href)
    .filter((address) => address.startsWith(location.origin)),
  ids: [...document.querySelectorAll("[id]")].map((each) => each.id),
})"""

FOREIGN = """<script>document.title = "ran"</script>
<style>body { outline: 7px solid }</style>
<p id="_styled" style="outline: 7px solid" onclick="document.title = 'ran'">Styled</p>
<img alt="" src="http://metrics.example/pixel.png">
<img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">
<script src="http://metrics.example/count.js"></script>
<link rel="stylesheet" href="http://fonts.example/face.css">
<iframe title="Foreign" src="http://frames.example/"></iframe>
</body>"""
PATIENCE = 30.0
REFUSED = 9
"""How many of these a browser refuses, each with a message of its own; a click is one more."""


def as_sent_by(host: Host, folder: Path, base_url: str) -> Fields:
    """What a host that reads `_headers` sends with a path of the site."""
    rules = rules_of((folder / "_headers").read_text(encoding="utf-8"))
    base = urlsplit(base_url).path.rstrip("/")

    @cache
    def fields(path: str) -> Mapping[str, list[str]]:
        return sent(rules, base + path.partition("?")[0], host)

    return fields


def base_url_of(folder: Path) -> str:
    text = (folder / "data/claims.json").read_text(encoding="utf-8")
    (found,) = re.findall(r'"base_url":"([^"]+)"', text)
    return str(found)


@pytest.fixture(scope="module", params=ROOTS)
def folder(request: pytest.FixtureRequest, built_site: BuiltSite) -> Path:
    """The sample content, or the site that uses every field, built."""
    return built_site(request.param)


def status_of(address: str) -> int:
    """What a server answers that is asked for a file; followed is no answer that leads elsewhere."""
    place = urlsplit(address)
    connection = HTTPConnection(place.netloc, timeout=PATIENCE)
    connection.request("GET", place._replace(scheme="", netloc="", fragment="").geturl())
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status


class Crawl:
    """Follows every link from the pages given on, in a browser, and notes what is wrong."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.ids: dict[str, set[str]] = {}
        self.targets: set[tuple[str, str]] = set()
        self.wrong: list[str] = []

    def go(self, entrances: list[str]) -> None:
        """Open every page there is a way to, and ask for every other file."""
        waiting = entrances
        while waiting:
            here = waiting.pop()
            if here not in self.ids:
                waiting += self._look(here)

    def _look(self, here: str) -> list[str]:
        if not here.endswith("/"):
            self.ids[here] = set()
            status = status_of(here)
            self.wrong += [f"{here}: {status}"] if status != 200 else []
            return []
        response = self.page.goto(here)
        self.wrong += [f"{here}: {response}"] if response is None or not response.ok else []
        found = self.page.evaluate(LINKS)
        self.ids[here] = set(found["ids"])
        split = [address.partition("#") for address in found["links"]]
        self.targets |= {(path, fragment) for path, _, fragment in split if fragment}
        self.wrong += [
            f"{here} leads to {p}" for p, _, _ in split if not p.startswith(self.address)
        ]
        return [path for path, _, _ in split]

    def missing(self) -> list[str]:
        """The fragments that lead to no place of their page."""
        return [f"{p}#{f}" for p, f in self.targets if f not in self.ids.get(p, ())]


def pages_of(folder: Path) -> dict[str, str]:
    """The text of each page by the path of its address; not those that only lead on to another."""
    texts = {path: path.read_text(encoding="utf-8") for path in folder.rglob("index.html")}
    return {
        path.relative_to(folder).as_posix().removesuffix("index.html"): text
        for path, text in texts.items()
        if "refresh" not in text
    }


@pytest.mark.slow
@pytest.mark.parametrize(("prefix", "host"), [("/", "cloudflare"), ("/a/b/", "netlify")])
def test_wherever_a_site_stands_every_link_leads_on_and_no_policy_is_broken(
    folder: Path, serve_folder: ServeFolder, open_page: OpenPage, prefix: str, host: Host
) -> None:
    address = serve_folder(folder, prefix, as_sent_by(host, folder, base_url_of(folder)))
    crawl = Crawl(open_page(address), address)
    pages = pages_of(folder)
    withdrawn = [address + path for path, text in pages.items() if "<h1>Withdrawn</h1>" in text]
    crawl.go([address, *withdrawn])
    assert crawl.wrong == []
    assert crawl.missing() == []
    assert {address + path for path in pages} - crawl.ids.keys() == set()
    assert open_page.guard.console == []


def test_the_page_for_missing_addresses_keeps_its_look_under_the_policy(
    folder: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    base_url = base_url_of(folder)
    fields = as_sent_by("netlify", folder, base_url)
    address = serve_folder(folder, urlsplit(base_url).path, fields)
    page = open_page(f"{address}there/is/none/")
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    assert [text for text in open_page.guard.console if "404" not in text] == []


PAGES = ["index.html", "404.html", "claims/{id}/index.html", "claims/{id}/embed/index.html"]


@pytest.mark.parametrize("way", ["meta", "header", "both"])
@pytest.mark.parametrize("name", PAGES)
def test_what_somebody_slips_into_a_page_neither_runs_nor_loads(
    folder: Path,
    tmp_path: Path,
    serve_folder: ServeFolder,
    open_page: OpenPage,
    name: str,
    way: str,
) -> None:
    id = min(path.parent.parent.name for path in folder.glob("claims/*/embed/index.html"))
    name = name.format(id=id)
    shutil.copytree(folder, tmp_path / "site")
    target = tmp_path / "site" / name
    text = target.read_text(encoding="utf-8").replace("</body>", FOREIGN)
    if way == "header":
        text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    target.write_text(text, encoding="utf-8")
    fields = as_sent_by("cloudflare", folder, base_url_of(folder))
    sending = {} if way == "meta" else {"fields": fields}
    page = open_page(
        serve_folder(tmp_path / "site", "/", **sending) + name.removesuffix("index.html")
    )
    page.locator("#_styled").click()
    outlines = (
        "['body', '#_styled'].map((e) => getComputedStyle(document.querySelector(e)).outlineWidth)"
    )
    assert "7px" not in page.evaluate(outlines)
    assert page.title() != "ran"
    refused = [text for text in open_page.guard.console if "Content Security Policy" in text]
    assert len(refused) >= REFUSED
    assert open_page.guard.outside == []


def test_without_a_policy_all_of_it_would_run_and_load(
    tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    (tmp_path / "index.html").write_text(f"<!doctype html><title>x</title><body>{FOREIGN}")
    page = open_page(serve_folder(tmp_path))
    assert page.title() == "ran"
    assert page.evaluate("getComputedStyle(document.body).outlineWidth") == "7px"
    assert len(open_page.guard.outside) == 4
    open_page.guard.forget()
