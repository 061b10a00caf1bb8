"""SIGKILL in the midst of real builds: every file is whole, and the next build mends all.

`tests.test_histories` cuts the power at each change of the disk, within one process; here whole
groups of processes are killed at random moments, wherever the system has got to.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.site_text import Files, Site, site_files
from tests.test_histories import PLAIN

WHOLE = 250
"""Cards beside those of the small site: enough for several processes."""


def begun(site: Site) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "site_builder", "build", str(site.root), "--jobs", "2"]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)


def killed(site: Site, after: float) -> bool:
    """Begin a build and kill all its processes after some seconds; whether it was still running."""
    process = begun(site)
    time.sleep(after)
    running = process.poll() is None
    if running:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return running


def edited_site(root: Path) -> tuple[Site, Files, Files]:
    """A site that was built and then edited; its files before, and after a build of their own."""
    site = Site.at(root / "site")
    site.write(PLAIN)
    site.edit("content/site.yaml", "per_page: 2", "per_page: 50\noutputs: [claims_csv, sitemap]")
    card = (site.root / "content/claims/built-in-1887.md").read_text()
    (site.root / "content/claims/more").mkdir()
    for number in range(WHOLE):
        (site.root / f"content/claims/more/claim-{number}.md").write_text(card)
    site.rebuild()
    before = site.files()
    shutil.copytree(site.output, root / "before")
    for number in range(0, WHOLE, 10):
        site.edit(f"content/claims/more/claim-{number}.md", "1887.\nquotes", "1888.\nquotes")
        site.remove(f"content/claims/more/claim-{number + 1}.md")
    site.rebuild()
    return site, before, site.files()


def check_kills(root: Path, times: int, seed: int) -> None:
    """Kill so many builds, half of them from nothing; look at what is there, and build again."""
    site, before, after = edited_site(root)
    draw = random.Random(seed)  # noqa: S311 (no secret)
    took = time.monotonic()
    begun(site).wait()
    longest = 1.5 * (time.monotonic() - took) + 0.5
    hits = 0
    while hits < times:
        shutil.rmtree(site.output)
        if hits % 2:
            shutil.copytree(root / "before", site.output)
        old = before if hits % 2 else {}
        if not killed(site, draw.uniform(0.1, longest)):
            assert site.files() == after
            continue
        hits += 1
        found = site_files(site.output) if site.output.exists() else {}
        for name, raw in found.items():
            assert raw in (old.get(name), after.get(name)), f"{name} is neither old nor new"
        site.rebuild()
        assert site.files() == after
        assert not any((site.output / ".site-builder/new").iterdir())


def test_after_a_kill_every_file_is_whole_and_the_next_build_mends_all(tmp_path: Path) -> None:
    check_kills(tmp_path, 2, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(5))
def test_after_five_hundred_kills_too(tmp_path: Path, seed: int) -> None:
    check_kills(tmp_path, 104, seed=seed)
