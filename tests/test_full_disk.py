"""A disk that is really full: a small file system in memory, and what is left of it taken up."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.site_text import Site

COMMAND = [sys.executable, "-m", "site_builder"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this user may not mount a file system")
    yield disk
    subprocess.run(["umount", disk], check=True)


def fill(disk: Path) -> Path:
    """Take up whatever room a disk has left."""
    hog = disk / "hog"
    descriptor = os.open(hog, os.O_WRONLY | os.O_CREAT)
    with suppress(OSError):
        while True:
            os.write(descriptor, bytes(4096))
    os.close(descriptor)
    return hog


def build(site: Site, output: Path) -> "subprocess.CompletedProcess[str]":
    command = [*COMMAND, "build", str(site.root), "--output", str(output)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_a_full_disk_is_said_the_old_site_stays_and_the_next_build_mends_all(
    tmp_path: Path, small_disk: Path
) -> None:
    site = Site.with_data(tmp_path / "site")
    output = small_disk / "out"
    site.build(output=output)
    before = {path: path.read_bytes() for path in output.rglob("*.html")}
    site.edit("content/site.yaml", "The Small Record", "Another Record")
    hog = fill(small_disk)
    done = build(site, output)
    assert done.returncode == 2
    assert done.stderr.endswith(f"site-builder: {output}: No space left on device\n")
    assert {path: path.read_bytes() for path in output.rglob("*.html")} == before
    assert not any((output / ".site-builder/new").iterdir())
    hog.unlink()
    assert build(site, output).returncode == 0
    assert all("Another Record" in path.read_text() for path in before)


def test_a_first_build_on_a_full_disk_is_said_and_goes_well_once_there_is_room(
    tmp_path: Path, small_disk: Path
) -> None:
    site = Site.with_data(tmp_path / "site")
    hog = fill(small_disk)
    done = build(site, small_disk / "out")
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    hog.unlink()
    assert build(site, small_disk / "out").returncode == 0


def test_an_edit_is_seen_whatever_its_time_and_size_say(tmp_path: Path) -> None:
    site = Site.with_data(tmp_path / "site")
    site.rebuild()
    card = site.root / "content/claims/ferries-late.md"
    before = card.stat()
    site.edit("content/claims/ferries-late.md", "ferries ran late on", "ferries ran fast on")
    os.utime(card, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert card.stat().st_size == before.st_size
    assert "/claims/ferries-late/" in site.rebuild()
    os.utime(card, (0, 0))  # as after the clock was set back
    assert site.rebuild() == []
