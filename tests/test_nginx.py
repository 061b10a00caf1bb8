"""The published folder behind a real nginx, which sends what `_headers` says."""

import asyncio
import itertools
import re
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from tests.browser import nginx as program
from tests.browser.nginx import nginx
from tests.browser.open_page import OpenPage
from tests.conftest import BuiltSite
from tests.site_text import largest_pages, site_files
from tests.test_published import Crawl, base_url_of, pages_of
from tests.validators.headers import rules_of, sent

OTHER_SPELLINGS = ["/{prefix}/claims/x/", "{prefix}//claims/x/", "{prefix}/%63laims/./x/"]


@pytest.fixture(scope="module")
def folder(built_site: BuiltSite) -> Path:
    """The site that uses every field, built; it is published in a folder of a larger one."""
    return built_site("synthetic")


@pytest.fixture(scope="module")
def address(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    found = program.find_nginx()
    if found is None:
        pytest.skip(program.MISSING)
    prefix = urlsplit(base_url_of(folder)).path
    with nginx(found, folder, prefix, tmp_path_factory.mktemp("nginx")) as address:
        yield address


def fields_of(address: str, path: str) -> tuple[int, dict[str, list[str]]]:
    """The status and the fields that are sent with a path, which is sent as it is."""
    connection = HTTPConnection(urlsplit(address).netloc)
    connection.request("HEAD", path)
    answer = connection.getresponse()
    answer.read()
    found: dict[str, list[str]] = {}
    for name, value in answer.getheaders():
        found.setdefault(name.lower(), []).append(value)
    connection.close()
    return answer.status, found


def test_every_file_is_sent_with_what_headers_says(folder: Path, address: str) -> None:
    rules = rules_of((folder / "_headers").read_text(encoding="utf-8"))
    said = {name.lower() for _, fields in rules for name, _ in fields}
    for name in site_files(folder):
        path = urlsplit(address).path + quote(name.removesuffix("index.html"))
        status, fields = fields_of(address, path)
        wanted = sent(rules, path, "cloudflare")
        assert status == 200, path
        assert {n: v for n, v in fields.items() if n in said & wanted.keys()} == wanted, path
        assert fields.keys() & said - wanted.keys() <= {"content-type"}, path


@pytest.mark.parametrize("spelling", OTHER_SPELLINGS)
def test_no_other_spelling_of_an_address_gets_round_a_rule(
    folder: Path, address: str, spelling: str
) -> None:
    id = min(path.parent.name for path in folder.glob("claims/*/claim.json"))
    path = spelling.format(prefix=urlsplit(address).path.rstrip("/")).replace("/x/", f"/{id}/")
    status, fields = fields_of(address, path)
    assert status == 200
    policies = fields["content-security-policy"]
    assert any("frame-ancestors 'none'" in policy.split("; ") for policy in policies)


@pytest.mark.parametrize("name", ["there/is/none/", ".site-builder/manifest"])
def test_what_is_not_there_has_the_page_for_it_and_its_policy(address: str, name: str) -> None:
    status, fields = fields_of(address, urlsplit(address).path + name)
    assert status == 404
    assert fields["content-type"] == ["text/html"]
    assert fields["content-security-policy"][0].startswith("default-src 'none'")


WEBASSEMBLY = """() => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(
  () => "run", (error) => error.message)"""
"""Compiles the smallest module there is."""


@pytest.mark.parametrize(
    ("path", "allowed"), [("search/", True), ("about/", False), ("there/is/none/", False)]
)
def test_no_page_but_the_search_may_run_webassembly_not_even_where_there_is_none(
    address: str, open_page: OpenPage, path: str, allowed: bool
) -> None:
    said = open_page(address + path).evaluate(WEBASSEMBLY)
    assert (said == "run") == allowed, said
    assert ("Content Security Policy" in said) != allowed


def test_a_page_of_each_kind_opens_and_breaks_no_policy(
    folder: Path, address: str, open_page: OpenPage
) -> None:
    page = open_page(address)
    for name in largest_pages(folder):
        page.goto(address + name.removesuffix("index.html"))
    assert open_page.guard.console == []


@pytest.mark.soak
def test_every_page_opens_and_breaks_no_policy(
    folder: Path, address: str, open_page: OpenPage
) -> None:
    crawl = Crawl(open_page(address), address)
    pages = pages_of(folder)
    withdrawn = [address + path for path, text in pages.items() if "<h1>Withdrawn</h1>" in text]
    crawl.go([address, *withdrawn])
    assert crawl.wrong == []
    assert {address + path for path in pages} - crawl.ids.keys() == set()
    assert open_page.guard.console == []


class Readers:
    """Readers who ask for a site's pages, one after the other, each by a connection of its own."""

    def __init__(self, address: str, pages: list[str], seconds: float) -> None:
        self.wrong: list[bytes] = []
        self.waits: list[float] = []
        self._place = urlsplit(address)
        self._asked = [self._request(page.removesuffix("index.html")) for page in pages]
        self._seconds = seconds

    def _request(self, name: str) -> bytes:
        return (
            f"GET {self._place.path}{name} HTTP/1.1\r\nHost: {self._place.netloc}\r\n\r\n".encode()
        )

    def read(self, count: int) -> None:
        """Let so many read at once."""
        asyncio.run(self._all(count))

    async def _all(self, count: int) -> None:
        await asyncio.gather(*(self._one() for _ in range(count)))

    async def _one(self) -> None:
        asked = itertools.cycle(self._asked)
        until = time.monotonic() + self._seconds
        while time.monotonic() < until:
            reader, writer = await asyncio.open_connection(self._place.hostname, self._place.port)
            try:
                while time.monotonic() < until and await self._answered(
                    reader, writer, next(asked)
                ):
                    pass
            finally:
                writer.close()

    async def _answered(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, asked: bytes
    ) -> bool:
        """Whether the connection may be asked again: servers end each after so many answers."""
        began = time.monotonic()
        writer.write(asked)
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        body = await reader.readexactly(int(length[1]) if length else 0)
        self.waits.append(time.monotonic() - began)
        if not head.startswith(b"HTTP/1.1 200") or not body.endswith(b"\n"):
            self.wrong.append(head)
        return not re.search(rb"(?i)connection: close", head)


@pytest.mark.parametrize(
    ("count", "seconds"), [(20, 0.2), pytest.param(200, 10, marks=pytest.mark.soak)]
)
def test_many_readers_at_once_are_all_answered(
    folder: Path,
    address: str,
    count: int,
    seconds: float,
    record_property: Callable[[str, object], None],
) -> None:
    reading = Readers(address, largest_pages(folder), seconds)
    reading.read(count)
    assert reading.wrong == []
    waits = sorted(reading.waits)
    record_property("answers a second", len(waits) / seconds)
    assert waits[-len(waits) // 20] < 1
