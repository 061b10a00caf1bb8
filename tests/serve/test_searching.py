"""What a live site is searched by is made when a reader searches, and never while a save waits."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from site_builder.search.index import FOLDER
from site_builder.search.pagefind import PROGRAM, IndexingError
from site_builder.serve.searching import Files, Searching
from tests.serve.conftest import Serve
from tests.serve.edits import CLAIM, PAGE, wait_for_page
from tests.serve.served import PATIENCE, Served
from tests.site_text import Site

ENTRY = f"{FOLDER}pagefind-entry.json"


def searching(told: list[Exception]) -> Searching:
    return Searching(told.append)


def test_an_index_is_made_once_however_many_ask() -> None:
    made: list[int] = []

    def left(waiting: Callable[[], object]) -> Files:
        waiting()
        made.append(1)
        time.sleep(0.05)
        return {ENTRY: b"{}"}

    async def ask() -> list[Files]:
        index = searching([])
        index.built(left)
        return [*await asyncio.gather(*(index.files() for _ in range(5)))]

    assert asyncio.run(ask()) == [{ENTRY: b"{}"}] * 5
    assert made == [1]


def test_who_asks_while_the_site_is_built_again_gets_the_new_index() -> None:
    def slow(waiting: Callable[[], object]) -> Files:
        while True:
            time.sleep(0.01)
            waiting()

    async def ask() -> Files:
        index = searching([])
        index.built(slow)
        asked = asyncio.create_task(index.files())
        await asyncio.sleep(0.05)
        index.built(lambda _waiting: {ENTRY: b"new"})
        return await asked

    assert asyncio.run(ask()) == {ENTRY: b"new"}


def test_why_there_is_none_is_told_once() -> None:
    told: list[Exception] = []

    def failing(_waiting: Callable[[], object]) -> Files:
        message = "no program"
        raise IndexingError(message)

    async def ask() -> list[Files]:
        index = searching(told)
        index.built(failing)
        return [*await asyncio.gather(index.files(), index.files())]

    assert asyncio.run(ask()) == [{}, {}]
    assert [str(error) for error in told] == ["no program"]


def wait_for_builds(served: Served, number: int) -> None:
    """Until builds are told: what they left is known to the server before."""
    until = time.monotonic() + PATIENCE
    while served.builds < number:
        assert time.monotonic() < until, served.said
        time.sleep(0.01)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site.at(tmp_path)
    site.edit("content/site.yaml", "search: false", "outputs: [search]")
    return site


def test_what_is_searched_follows_the_cards_and_the_folder_is_left_alone(
    site: Site, serve: Serve
) -> None:
    served = serve(site)
    assert not (site.output / FOLDER).exists()
    before = msgspec.json.decode(served.ask(ENTRY).body)
    script = served.ask(f"{FOLDER}pagefind.js")
    assert (script.status, script.headers["content-type"]) == (200, "text/javascript")
    site.edit(CLAIM, "claim: ", "claim: Anew, ")
    wait_for_page(served, PAGE, "Anew, ")
    wait_for_builds(served, 2)
    after = msgspec.json.decode(served.ask(ENTRY).body)
    assert before["languages"]["en"]["hash"] != after["languages"]["en"]["hash"]
    assert served.ask(f"{FOLDER}no-such-file").status == 404
    assert not (site.output / FOLDER).exists()


def test_an_index_that_stands_in_the_folder_is_sent_from_there(
    site: Site, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.rebuild()
    monkeypatch.setenv(PROGRAM, "/none")
    served = serve(site)
    assert served.ask(ENTRY).body == (site.output / ENTRY).read_bytes()
    site.edit(CLAIM, "claim: ", "claim: Anew, ")
    wait_for_page(served, PAGE, "Anew, ")
    wait_for_builds(served, 2)
    assert served.ask(ENTRY).status == 404
    served.wait_for("`search: false`")
