"""What a first look at a site finds, another process finds; what it does not, is looked for again."""

import errno
import os
import signal
from pathlib import Path

import pytest

from site_builder.build import Options, build
from site_builder.content import Folder
from site_builder.diagnostics import Fault, Offset
from site_builder.digest import digest
from site_builder.glance import Glance
from site_builder.workers import Ahead
from tests.site_text import Site

CARD = "content/claims/port-stays-open.md"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr("site_builder.glance.MANY", 1)
    return Site.at(tmp_path)


def test_cards_have_the_digests_of_their_bytes(site: Site) -> None:
    glance = Glance(Folder(site.root), 2)
    found = glance.digests()
    assert found.keys() == {card.file for card in glance.listing[0].entries["claims"]}
    assert found[CARD] == digest((site.root / CARD).read_bytes())


def test_a_card_that_cannot_be_read_has_none(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def unread(folder: Folder, file: str) -> bytes | Fault:
        if file == CARD:
            return Fault(code="unreadable-file", message="", file=file, where=Offset(0))
        return folder.read(file)

    monkeypatch.setattr("site_builder.glance.read", unread)
    glance = Glance(Folder(site.root), 2)
    listed = {card.file for card in glance.listing[0].entries["claims"]}
    assert glance.digests().keys() == listed - {CARD}


@pytest.mark.parametrize(("jobs", "many"), [(1, 1), (2, 1000)])
def test_few_cards_or_one_job_are_left_to_this_process(
    site: Site, monkeypatch: pytest.MonkeyPatch, jobs: int, many: int
) -> None:
    monkeypatch.setattr("site_builder.glance.MANY", many)
    assert Glance(Folder(site.root), jobs).digests() == {}


def test_what_a_lost_process_has_not_read_is_read_here(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = Options(root=site.root, output=site.output, jobs=2)
    build(options)
    site.edit(CARD, "See [the", "Look at [the")
    monkeypatch.setattr(
        "site_builder.glance._digest", lambda *_: os.kill(os.getpid(), signal.SIGKILL)
    )
    assert build(options).changed == ["claims/port-stays-open/index.html"]


def test_where_no_process_can_be_started_this_one_reads(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> int:
        raise BlockingIOError(errno.EAGAIN, "no room for another process")

    options = Options(root=site.root, output=site.output, jobs=2)
    build(options)
    site.edit(CARD, "See [the", "Look at [the")
    monkeypatch.setattr("os.fork", refuse)
    assert not any(map(any, Ahead(lambda _: b"x", 3, 1).results()))
    assert build(options).changed == ["claims/port-stays-open/index.html"]


def test_an_edit_is_seen_whoever_has_read_it(site: Site) -> None:
    options = Options(root=site.root, output=site.output, jobs=2)
    build(options)
    assert build(options).rendered == 0
    site.edit(CARD, "See [the", "Look at [the")
    assert "claims/port-stays-open/index.html" in build(options).changed
    site.remove(CARD.replace("port-stays-open", "written-down"))
    assert "claims/written-down/index.html" in build(options).gone
