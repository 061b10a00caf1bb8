"""Where a benchmark's sites stand while it runs."""

import signal
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

from benchmarks.programs import Hugo, Program, SiteBuilder

MEMORY_FILES = Path("/dev/shm")  # noqa: S108 (the memory file system; the folder in it is private)


@contextmanager
def workplace(parent: Path | None) -> Iterator[Path]:
    """A fresh folder, on a memory file system where there is one, that goes away afterwards.

    A request to end is an exception here, so that what was started ends and the folder goes too.
    """
    signal.signal(signal.SIGTERM, _leave)
    if parent is None and MEMORY_FILES.is_dir():
        parent = MEMORY_FILES
    with tempfile.TemporaryDirectory(prefix="benchmarks-", dir=parent) as folder:
        yield Path(folder)


def _leave(number: int, _: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def programs(folder: Path, *, alone: bool) -> Sequence[Program]:
    """The programs to compare, this project's first."""
    ours = SiteBuilder(folder / "ours")
    return [ours] if alone else [ours, Hugo(folder / "hugo")]
