"""The site that a test's docstring lays over the base of all cases, loaded."""

import datetime
from inspect import cleandoc
from pathlib import Path

import pytest

from site_builder.content import Folder
from site_builder.load import Choices, Loader
from tests.base_site import BASE, laid_out
from tests.resolve.resolved import Resolved


def loaded(root: Path) -> Resolved:
    """What becomes of the site in a folder."""
    choices = Choices(today=datetime.date(2030, 1, 1))
    return Resolved(Loader(Folder(root), {}).load(choices, lambda _through, _total: None))


@pytest.fixture
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Resolved:
    """What becomes of the site."""
    laid_out(tmp_path, BASE)
    laid_out(tmp_path, f"{cleandoc(request.function.__doc__ or '')}\n")
    return loaded(tmp_path)
