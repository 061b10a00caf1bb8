"""Builds without a network, and started as `nohup`, cron and shells in the background start them."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serve.edits import PAGE, save, wait_for_page
from tests.serve.served import serving
from tests.site_text import Site, site_files
from tests.test_histories import PLAIN

COMMAND = [sys.executable, "-m", "site_builder", "build", "--verify"]
DEAF = (
    "import signal, sys\n"
    "for number in (signal.SIGINT, signal.SIGHUP):\n"
    "    signal.signal(number, signal.SIG_IGN)\n"
    "from site_builder import cli\n"
    "cli.main()\n"
)
"""The program as it is where whoever started it ignores Ctrl-C and the end of the terminal."""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site.at(tmp_path / "site")
    site.write(PLAIN)
    site.edit("content/site.yaml", "per_page: 2", "per_page: 2\noutputs: [claims_csv]")
    return site


def without_network() -> list[str]:
    """What begins a command in a network of nobody and nothing; a test is left out where none may."""
    for way in (["unshare", "-n"], ["unshare", "-rn"]):
        if shutil.which(way[0]) and not subprocess.run([*way, "true"], check=False).returncode:
            return way
    pytest.skip("this user may not make a network of its own")


def test_a_build_asks_nothing_of_any_network(site: Site) -> None:
    alone = [*without_network(), *COMMAND]
    done = subprocess.run([*alone, str(site.root)], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert site.files()


def test_a_build_that_may_not_hear_an_interrupt_is_whole(site: Site, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", DEAF, "build", str(site.root)], check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    site.build(output=tmp_path / "clean")
    assert site.files() == site_files(tmp_path / "clean")


def test_a_server_that_may_not_hear_an_interrupt_serves_and_is_ended_by_a_termination(
    site: Site,
) -> None:
    with serving(site.root, program=("-c", DEAF)) as served:
        os.kill(served.process.pid, signal.SIGHUP)
        save(site, "Still there.")
        wait_for_page(served, PAGE, "Still there.")
        assert served.stop(signal.SIGTERM) == 0
        assert served.trouble == []
