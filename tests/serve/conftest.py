"""A small site that is built already, and a server that runs on a copy of it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.serve.served import Served, serving
from tests.site_text import Site
from tests.test_histories import PLAIN

Serve = Callable[..., Served]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small site, built once."""
    site = Site.at(tmp_path_factory.mktemp("built"))
    site.rebuild()
    return site.root


@pytest.fixture(scope="session")
def built_plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small site and templates that take no time, built once."""
    site = Site.at(tmp_path_factory.mktemp("plain"))
    site.write(PLAIN)
    site.rebuild()
    return site.root


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Site:
    """The small site, to be edited."""
    return Site(Path(shutil.copytree(built, tmp_path / "site")))


@pytest.fixture
def plain(built_plain: Path, tmp_path: Path) -> Site:
    """The small site with templates that take no time, to be edited."""
    return Site(Path(shutil.copytree(built_plain, tmp_path / "plain")))


@pytest.fixture
def serve() -> Iterator[Serve]:
    """`serve(site, "--drafts")`: a server of a site, stopped when the test ends."""
    with ExitStack() as servers:

        def start(site: Site, *options: str, **environment: str) -> Served:
            return servers.enter_context(serving(site.root, *options, **environment))

        yield start
