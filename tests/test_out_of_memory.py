"""Memory that runs out, in the program or in a worker: one line, exit code 2, the old site intact."""

import resource
import subprocess
import sys

import pytest

from tests.site_text import Site
from tests.test_histories import PLAIN, clean_build

MIB = 1024**2
PATIENCE = 30

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="other systems do not hold to a limit of memory"
)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with enough cards for several processes."""
    site = Site.at(tmp_path_factory.mktemp("memory"))
    site.write(PLAIN)
    site.edit("content/site.yaml", "per_page: 2", "per_page: 50\noutputs: [claims_csv]")
    card = (site.root / "content/claims/built-in-1887.md").read_text()
    (site.root / "content/claims/more").mkdir()
    for number in range(400):
        (site.root / f"content/claims/more/claim-{number}.md").write_text(card)
    return site


def limited(site: Site, mebibytes: int, jobs: int) -> "subprocess.CompletedProcess[str]":
    """A build that may have so much memory, as after `ulimit -v`."""
    limit = mebibytes * MIB
    return subprocess.run(
        [sys.executable, "-m", "site_builder", "build", str(site.root), "--jobs", str(jobs)],
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )


def least(site: Site) -> int:
    """Mebibytes of address space with which the program begins at all."""
    code = "import site_builder.commands.building, pathlib; print(pathlib.Path('/proc/self/statm').read_text())"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=site.root
    )
    return int(done.stdout.split()[0]) * resource.getpagesize() // MIB


def check_limits(site: Site, jobs: int, steps: range) -> None:
    """With each limit a build ends by itself: whole, or in one line with the old site intact."""
    site.rebuild()
    before = site.files()
    site.edit("content/site.yaml", "title: The", "title: The New")
    begin = least(site)
    short = 0
    for step in steps:
        done = limited(site, begin + step, jobs)
        if done.returncode == 0:
            break
        assert done.returncode in {2, -11}, done.stderr  # compiled code may fall where it stands
        assert "Traceback" not in done.stderr
        assert done.returncode != 2 or "memory ran out" in done.stderr
        assert site.files() == before
        assert not any((site.output / ".site-builder/new").iterdir())
        short += 1
    assert short


@pytest.mark.parametrize("jobs", [1, 2])
def test_where_memory_runs_out_that_is_said_and_the_old_site_stays(large: Site, jobs: int) -> None:
    check_limits(large, jobs, range(2, 12, 5))


SPREAD = """
import resource, sys, threading
from pathlib import Path
from site_builder.workers import WorkerLostError, spread
threading.stack_size(1024**2)
has = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
limit = has + int(sys.argv[1]) * 1024
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
try:
    found = [each for each in spread(lambda start, stop: stop - start, 400, 2, lambda _: None)]
except (MemoryError, OSError, WorkerLostError):
    sys.exit(2)
sys.exit(sum(found) != 400)
"""
"""Spreads work where there is room for so many more kibibytes."""


@pytest.mark.parametrize("stacks", [1, 2])
def test_a_thread_that_has_a_stack_and_no_room_to_begin_is_not_waited_for(stacks: int) -> None:
    for beyond in range(8, 104, 8):
        command = [sys.executable, "-c", SPREAD, str(1024 * stacks + beyond)]
        done = subprocess.run(command, check=False, capture_output=True, timeout=PATIENCE)
        assert done.returncode in {0, 2}, done.stderr


@pytest.mark.soak
@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_with_any_limit_too(large: Site, jobs: int) -> None:
    check_limits(large, jobs, range(1, 60))
    assert not large.build().failed
    assert large.files() == clean_build(large)
