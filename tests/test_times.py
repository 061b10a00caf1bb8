"""Neither the clock nor the times of files decide what is built: only what the files say."""

import os
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.site_text import Site, site_files
from tests.test_histories import CLAIM, PLAIN, clean_build

IMAGE_SIZE = 8 << 20
OLD, NEW = "The ferries ran late", "The ferries ran fast"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return laid_out(tmp_path)


def laid_out(root: Path) -> Site:
    """The small site with templates that take no time, built."""
    site = Site.at(root)
    site.write(PLAIN)
    site.edit("content/site.yaml", "per_page: 2", "per_page: 2\noutputs: [claims_csv]")
    site.rebuild()
    return site


@pytest.fixture
def coarse_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system that keeps times in whole seconds: ext4 with small inodes."""
    image, disk = tmp_path / "image", tmp_path / "disk"
    disk.mkdir()
    with image.open("wb") as file:
        file.truncate(IMAGE_SIZE)
    for command in (
        ["mkfs.ext4", "-q", "-I", "128", "-F", str(image)],
        ["mount", "-o", "loop", str(image), str(disk)],
    ):
        try:
            done = subprocess.run(command, check=False, capture_output=True)
        except FileNotFoundError:
            pytest.skip(f"there is no {command[0]}")
        if done.returncode:
            pytest.skip("this user may not mount a file system")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def check_edits(site: Site) -> None:
    """Edits that keep a file's size, one after the other, are all seen."""
    for old, new in ((OLD, NEW), (NEW, OLD), (OLD, NEW)):
        site.edit(CLAIM, old, new)
        assert "/claims/ferries-late/" in site.rebuild()
        assert site.files() == clean_build(site)
    assert site.rebuild() == []


def test_edits_within_a_second_are_seen_where_times_are_in_whole_seconds(coarse_disk: Path) -> None:
    site = laid_out(coarse_disk / "site")
    assert (site.root / CLAIM).stat().st_mtime_ns % 1_000_000_000 == 0
    check_edits(site)


@pytest.mark.parametrize("seconds", [0, 1_000_000_000, 4_000_000_000])
def test_edits_are_seen_whatever_time_a_file_is_given_with_them(site: Site, seconds: int) -> None:
    for old, new in ((OLD, NEW), (NEW, OLD)):
        site.edit(CLAIM, old, new)
        os.utime(site.root / CLAIM, (seconds, seconds))  # as rsync and backups put files back
        assert "/claims/ferries-late/" in site.rebuild()
        assert site.files() == clean_build(site)


def test_after_the_clock_was_set_a_rebuild_is_what_a_clean_build_of_that_day_is(site: Site) -> None:
    days = [(2030, 1, 1), (2024, 3, 3), (2024, 3, 4), (2099, 12, 31), (2024, 3, 3)]
    for number, day in enumerate(days):
        clean = site.root / f"clean-{number}"
        assert not site.build(today=date(*day)).failed
        assert not site.build(today=date(*day), output=clean).failed
        assert site.files() == site_files(clean)
