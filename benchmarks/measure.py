"""Whole processes, measured from outside: seconds, CPU, memory."""

import contextlib
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLES_A_SECOND = 50

REST = 9
"""How many times as long as a look at memory took there is none: a look holds the process up."""


class CommandFailedError(Exception):
    """A measured command that did not end well; the message has what it said."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a command and all its children took: seconds on the clock, seconds of CPU.

    `others` is the CPU that everything else on the machine took meanwhile.
    """

    seconds: float
    cpu: float
    others: float


def usage(command: Sequence[str], environment: Mapping[str, str]) -> Usage:
    """Run a command to its end and say what it took.

    Raises `CommandFailedError` where it fails.
    """
    busy = _busy_seconds()
    with _started(command, environment) as (running, started):
        _, status, used = os.wait4(running.pid, 0)
        seconds = time.perf_counter() - started
        running.returncode = os.waitstatus_to_exitcode(status)
    cpu = used.ru_utime + used.ru_stime
    return Usage(seconds=seconds, cpu=cpu, others=max(0.0, _busy_seconds() - busy - cpu))


def peak_memory(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Run a command and return the most memory, in MiB, that all its processes had at once.

    Pages that forked processes share count once (proportional set size). Looking costs time, so
    this is no run to take the time of.
    """
    peak = 0
    with _started(command, environment) as (running, _):
        while running.poll() is None:
            began = time.perf_counter()
            peak = max(peak, sum(map(_share, tree(running.pid))))
            time.sleep(max(1 / SAMPLES_A_SECOND, REST * (time.perf_counter() - began)))
    return peak / 1024


def tree(root: int) -> Iterator[int]:
    """A process and all below it."""
    yield root
    with contextlib.suppress(OSError):
        for task in list(Path(f"/proc/{root}/task").iterdir()):
            with contextlib.suppress(OSError):
                for child in (task / "children").read_text().split():
                    yield from tree(int(child))


def _busy_seconds() -> float:
    """Seconds of CPU that all processes of the machine have taken since it started."""
    fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()
    return sum(map(int, fields[1:4])) / os.sysconf("SC_CLK_TCK")


def _share(pid: int) -> int:
    """A process's proportional set size in KiB; 0 once it is gone."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


@contextlib.contextmanager
def _started(
    command: Sequence[str], environment: Mapping[str, str]
) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    """A command that runs and when it was started; what it says is kept for the case of failure."""
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        running = subprocess.Popen(
            command,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            yield running, started
        except BaseException:
            running.kill()
            running.wait()
            raise
        if running.wait() != 0:
            said.seek(0)
            words = said.read().decode(errors="replace").strip()
            message = f"{' '.join(command)} ended with {running.returncode}:\n{words[-2000:]}"
            raise CommandFailedError(message)
