"""The fixtures that open a browser or ask an outside judge; what they do stands in their modules.

A test that uses `browser` (mostly through `open_page`) is marked `browser` by itself.
"""

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NoReturn, Protocol

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from tests.browser import chromium
from tests.browser.guard import Guard
from tests.browser.open_page import OpenPage
from tests.browser.static_server import Fields, no_fields, serving
from tests.built import built_once
from tests.validators import nu, schema_org, sitemap

NO_BROWSER = os.environ.get("SITE_BUILDER_NO_BROWSER") == "1"


class ServeFolder(Protocol):
    """Serves a folder until the tests end, and returns its address."""

    def __call__(self, folder: Path, prefix: str = "/", fields: Fields = ...) -> str: ...


class BuiltSite(Protocol):
    """Where a site of `tests.built.ROOTS` was built, once for all tests, which write nothing there."""

    def __call__(self, name: str) -> Path: ...


def pytest_configure() -> None:
    """Has properties tried without a time to keep, and hears Ctrl-C whoever starts the tests.

    How long an example takes is told by what else the machine does. A shell in the background
    starts programs with a deaf ear for Ctrl-C; what the tests start would inherit it, and tests of
    an interrupt would wait for ever.
    """
    settings.register_profile("unhurried", deadline=None)
    settings.load_profile("unhurried")
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the browser's tests and puts them last, the slow ones of them first, then large modules.

    Tests of a module stay in one process, but for slow ones, which would keep all others there.

    Last, because Playwright keeps an event loop running in this thread, in which
    `asyncio.run` then fails; and because what fails fast should fail first. Together, because
    a module's tests share what its fixtures have built. Slow ones and large modules first, because
    at the end of all they would run alone.
    """
    for item in items:
        group = item.nodeid.partition("::")[0]
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
            group += " in the browser"
            if item.get_closest_marker("slow"):
                group = item.nodeid
        item.add_marker(pytest.mark.xdist_group(group))
    sizes = Counter(item.path for item in items if item.get_closest_marker("browser"))
    items.sort(key=lambda item: _turn(item, sizes[item.path]))


def _turn(item: pytest.Item, size: int) -> tuple[int, int]:
    """When a test is run whose module has so many in the browser: first those without one."""
    if not item.get_closest_marker("browser"):
        return 0, 0
    return (1, 0) if item.get_closest_marker("slow") else (2, -size)


def _give_up(message: str) -> NoReturn:
    if NO_BROWSER:
        pytest.skip("SITE_BUILDER_NO_BROWSER=1 is set")
    pytest.fail(message, pytrace=False)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all tests; without one they fail with one clear sentence."""
    executable = chromium.find_chromium()
    if NO_BROWSER or executable is None:
        _give_up(chromium.MISSING)
    with chromium.launch(executable) as browser:
        yield browser


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[ServeFolder]:
    """`serve_folder(folder, prefix="/")`: the address where it is served, 404.html and all."""
    with ExitStack() as servers:

        def serve(folder: Path, prefix: str = "/", fields: Fields = no_fields) -> str:
            return servers.enter_context(serving(folder, prefix, fields))

        yield serve


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """`built_site("sample")`: the folder with the site as it is published."""
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "built-sites"
    shared.mkdir(exist_ok=True)
    return lambda name: built_once(name, shared)


@pytest.fixture
def guard() -> Guard:
    """What this test's pages asked from outside, threw, or wrote to the console."""
    return Guard()


@pytest.fixture
def open_page(browser: Browser, guard: Guard) -> Iterator[OpenPage]:
    """`open_page(url, width=390, scheme="dark", javascript=False)`: a Playwright page.

    At its end the test fails if a page asked for anything beyond the local server,
    or if a script threw; a test that provokes that on purpose says `guard.forget()`.
    """
    with ExitStack() as contexts:
        yield OpenPage(browser, guard, contexts)
    assert not guard.outside, "the page asked for something beyond the local server"
    assert not guard.exceptions, "a script on the page threw"


@pytest.fixture(scope="session")
def sitemap_schema_faults() -> Callable[[bytes], list[str]]:
    """`sitemap_schema_faults(raw)`: what breaks the schema of sitemaps.org."""
    if not sitemap.SCHEMA.exists():
        _give_up(sitemap.MISSING)
    return sitemap.schema_faults


@pytest.fixture(scope="session")
def nu_findings() -> Callable[..., list[str]]:
    """`nu_findings(folder)`: what the Nu HTML checker says about its .html and .css files."""
    if NO_BROWSER or nu.find_java() is None:
        _give_up(nu.MISSING)
    return nu.nu_findings


@pytest.fixture(scope="session")
def schema_org_findings() -> Callable[..., list[str]]:
    """`schema_org_findings(graph)`: what a graph says that schema.org's vocabulary does not allow."""
    if not schema_org.DECLARATIONS.exists():
        _give_up(schema_org.MISSING)
    return schema_org.schema_org_findings
