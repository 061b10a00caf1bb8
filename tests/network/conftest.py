"""Awkward servers, one a test."""

from collections.abc import Iterator

import pytest

from tests.network.awkward import Awkward, awkward


@pytest.fixture
def server() -> Iterator[Awkward]:
    with awkward() as running:
        yield running


@pytest.fixture
def secure_server() -> Iterator[Awkward]:
    with awkward(secure=True) as running:
        yield running
