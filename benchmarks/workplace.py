"""Where a benchmark's sites stand while it runs."""

import shutil
import signal
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

from benchmarks.programs import Hugo, Program, SiteBuilder

_GIB = 1024**3

MEMORY_FILES = Path("/dev/shm")  # noqa: S108 (the memory file system; the folder in it is private)


ROOM_A_CARD = 64 * 1024
"""Bytes that a card, its pages and what a program keeps of it take at most."""


class RoomError(Exception):
    """There is too little room for a site; the message says where, and what to do."""


@contextmanager
def workplace(parent: Path | None, cards: int) -> Iterator[Path]:
    """A fresh folder, on a memory file system where there is one, that goes away afterwards.

    A request to end is an exception here, so that what was started ends and the folder goes too.
    Raises `RoomError` where there is no room for so many cards and their sites.
    """
    if parent is None and MEMORY_FILES.is_dir():
        parent = MEMORY_FILES
    check_room(parent or Path(tempfile.gettempdir()), cards * ROOM_A_CARD)
    signal.signal(signal.SIGTERM, _leave)
    with tempfile.TemporaryDirectory(prefix="benchmarks-", dir=parent) as folder:
        yield Path(folder)


def check_room(folder: Path, needed: int) -> None:
    """Raise `RoomError` where a folder has no room for so many bytes: better before than midway."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        message = (
            f"the sites may take {needed / _GIB:.1f} GiB, and {folder} has {free / _GIB:.1f} GiB"
            " free: name another with --folder"
        )
        raise RoomError(message)


def _leave(number: int, _: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def programs(folder: Path, *, alone: bool) -> Sequence[Program]:
    """The programs to compare, this project's first."""
    ours = SiteBuilder(folder / "ours")
    return [ours] if alone else [ours, Hugo(folder / "hugo")]
