"""Builds that are ended from outside: nobody goes on without them, and nothing is left lying about."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder import files
from site_builder.files import OutputError
from tests.site_text import Site, site_files
from tests.test_histories import PLAIN

COMMAND = [sys.executable, "-m", "site_builder"]
PATIENCE = 30.0
"""Seconds after which whatever is waited for will not come."""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with enough cards for several processes."""
    site = Site.at(tmp_path_factory.mktemp("large"))
    site.write(PLAIN)
    site.edit("content/site.yaml", "per_page: 2", "per_page: 50\noutputs: [claims_csv]")
    card = (site.root / "content/claims/built-in-1887.md").read_text()
    (site.root / "content/claims/more").mkdir()
    for number in range(250):
        (site.root / f"content/claims/more/claim-{number}.md").write_text(card)
    return site


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "out"


def begun(site: Site, output: Path, *options: str, **environment: str) -> "subprocess.Popen[str]":
    """A build in a session of its own, of which the first pages are there."""
    return subprocess.Popen(
        [*COMMAND, "build", str(site.root), "-o", str(output), "--jobs", "2", *options],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=os.environ | environment,
    )


def wait_for(folder: Path, pattern: str) -> None:
    until = time.monotonic() + PATIENCE
    while not any(folder.glob(pattern)):
        assert time.monotonic() < until, f"there is no {pattern}"
        time.sleep(0.002)


def gone(group: int) -> bool:
    """Whether a whole group of processes has ended, or does so within a moment."""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        if not any(is_running(each, group) for each in Path("/proc").glob("[0-9]*")):
            return True
        time.sleep(0.01)
    return False


def is_running(process: Path, group: int) -> bool:
    """Whether a process of a group is more than an entry that nobody has fetched."""
    try:
        state, _, its_group = (process / "stat").read_text().rpartition(")")[2].split()[:3]
    except OSError:
        return False
    return int(its_group) == group and state != "Z"


@pytest.fixture
def building(large: Site, output: Path) -> Iterator["subprocess.Popen[str]"]:
    """A build with workers, in the midst of its pages."""
    process = begun(large, output)
    wait_for(output, "claims/*/index.html")
    yield process
    assert gone(process.pid), "a worker goes on although nobody waits for it"


def test_workers_end_with_a_build_that_was_killed(
    building: "subprocess.Popen[str]", large: Site, output: Path
) -> None:
    building.kill()
    building.communicate(timeout=PATIENCE)
    assert large.build(output=output).claims > 250  # nobody holds the folder for ever


ENDINGS = [(signal.SIGTERM, 143), (signal.SIGINT, 1)]


@pytest.mark.parametrize("group", [True, False])
@pytest.mark.parametrize(("number", "code"), ENDINGS)
def test_a_build_that_is_told_to_end_says_so_and_takes_its_workers_along(
    building: "subprocess.Popen[str]",
    number: signal.Signals,
    code: int,
    group: bool,
    output: Path,
) -> None:
    (os.killpg if group else os.kill)(building.pid, number)
    said = building.communicate(timeout=PATIENCE)[1]
    assert building.returncode == code
    assert "Traceback" not in said
    assert not any((output / ".site-builder/new").iterdir())


def test_a_worker_that_is_killed_is_said_and_the_old_site_stays(large: Site, output: Path) -> None:
    large.build(output=output)
    before = site_files(output)
    large.edit("content/site.yaml", "The Small Record", "Another Record")
    process = begun(large, output)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    until = time.monotonic() + PATIENCE
    while not (workers := children.read_text().split()) and process.poll() is None:
        assert time.monotonic() < until, "no worker was begun"
    os.kill(int(workers[0]), signal.SIGKILL)
    said = process.communicate(timeout=PATIENCE)[1]
    assert process.returncode == 2
    assert "a worker process was killed, or memory ran out; try again with --jobs 1" in said
    assert site_files(output) == before
    assert gone(process.pid)


@pytest.mark.parametrize("group", [True, False])
@pytest.mark.parametrize(("number", "code"), ENDINGS)
def test_a_comparison_that_is_told_to_end_leaves_nothing_behind(
    large: Site, output: Path, tmp_path: Path, number: signal.Signals, code: int, group: bool
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    process = begun(large, output, "--verify", TMPDIR=str(temporary))
    wait_for(temporary, "*/site/claims/*/index.html")
    before = site_files(output)
    (os.killpg if group else os.kill)(process.pid, number)
    said = process.communicate(timeout=PATIENCE)[1]
    assert process.returncode == code
    assert "Traceback" not in said
    assert [*temporary.iterdir()] == []
    assert site_files(output) == before
    assert gone(process.pid)


ENTER = """
import sys
from pathlib import Path
from site_builder import files
folder, times = Path(sys.argv[1]), int(sys.argv[2])
entered = 0
while entered < times:
    try:
        with files.opened(folder):
            mark = folder.with_name("inside")
            mark.touch(exist_ok=False)
            mark.unlink()
            entered += 1
    except files.OutputError:
        pass
"""


@pytest.mark.parametrize("times", [100, pytest.param(5000, marks=pytest.mark.soak)])
def test_a_folder_that_comes_and_goes_has_one_builder_at_a_time(output: Path, times: int) -> None:
    command = [sys.executable, "-c", ENTER, str(output), str(times)]
    racing = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    assert [each.communicate(timeout=300)[1] for each in racing] == ["", "", ""]
    assert not output.exists()


def test_two_builds_at_once_are_one_and_a_clear_word(large: Site, output: Path) -> None:
    process = begun(large, output)
    wait_for(output, "claims/*/index.html")
    os.killpg(process.pid, signal.SIGSTOP)
    with pytest.raises(OutputError, match=f"is being built by process {process.pid}; wait for it"):
        files.clean(output)
    second = begun(large, output)
    assert f"is being built by process {process.pid}" in second.communicate(timeout=PATIENCE)[1]
    assert second.returncode == 2
    os.killpg(process.pid, signal.SIGCONT)
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
