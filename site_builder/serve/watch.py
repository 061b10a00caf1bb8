"""Which files have changed, from the system's events, or by looking where there are none."""

import os
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import watchfiles

from site_builder.content import is_editors_own

STEP = 10
"""Milliseconds without an event after which a batch of events is whole."""

SWEEP = 10_000
"""Milliseconds without an event after which files are looked at in case one was missed."""

_LONGEST_BATCH = 200
_POLL = 100

Stamp = tuple[int, int, int]
"""Size, time of change and inode of a file."""


class Watcher:
    """Tells, from a thread of its own, the names of files that have changed below some folders.

    `folders` gives for each folder the prefix that its files' names begin with.
    """

    def __init__(
        self,
        folders: Mapping[Path, str],
        changed: Callable[[frozenset[str]], None],
        *,
        poll: bool = False,
    ) -> None:
        self._folders = {folder.resolve(): prefix for folder, prefix in folders.items()}
        self._changed = changed
        self._poll = poll
        self._stop = threading.Event()
        self._stamps = self._look()
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """Watch no more."""
        self._stop.set()
        self._thread.join(timeout=2)

    def _run(self) -> None:
        while not self._stop.is_set():
            there = [folder for folder in self._folders if folder.is_dir()]
            self._watch(there)

    def _watch(self, there: list[Path]) -> None:
        """Watch the folders that are there, until another one appears."""
        events = watchfiles.watch(
            *there,
            watch_filter=None,
            step=STEP,
            debounce=_LONGEST_BATCH,
            rust_timeout=SWEEP,
            yield_on_timeout=True,
            stop_event=self._stop,
            force_polling=self._poll or None,
            poll_delay_ms=_POLL,
            raise_interrupt=False,
        )
        for batch in events:
            names = {self._name(path) for _, path in batch} if batch else self._sweep()
            found = frozenset(name for name in names if name is not None)
            if found:
                self._changed(found)
            if [folder for folder in self._folders if folder.is_dir()] != there:
                return

    def _name(self, path: str) -> str | None:
        """The name of a file below the site's root; None where it is an editor's own."""
        if any(is_editors_own(part) for part in path.rsplit(os.sep, 1)[-1:]):
            return None
        for folder, prefix in self._folders.items():
            if path.startswith(f"{folder}{os.sep}"):
                return f"{prefix}/{path[len(str(folder)) + 1 :].replace(os.sep, '/')}"
        return None

    def _sweep(self) -> set[str | None]:
        """The files that have changed since they were last looked at."""
        before, self._stamps = self._stamps, self._look()
        differing = before.items() ^ self._stamps.items()
        return {self._name(path) for path, _ in differing}

    def _look(self) -> dict[str, Stamp]:
        found: dict[str, Stamp] = {}
        for folder in self._folders:
            _stamp(str(folder), found)
        return found


def _stamp(folder: str, found: dict[str, Stamp]) -> None:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            _stamp(entry.path, found)
            continue
        try:
            stat = entry.stat(follow_symlinks=False)
        except OSError:
            continue
        found[entry.path] = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
