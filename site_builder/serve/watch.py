"""Which files have changed, from the system's events, or by looking where there are none.

Events are fast and may be missed: while a folder is not watched yet, on mounts that send none, or
where the system's queue overflows. So files are also looked at, at the start and every few seconds.
"""

import os
import stat
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath

import watchfiles

from site_builder.content import is_editors_own

STEP = 10
"""Milliseconds without an event after which a batch of events is whole."""

LONGEST_BATCH = 40
"""Milliseconds after which a batch of events is told even though more are coming."""

SWEEP = 10.0
"""Seconds after which all files are looked at again."""

_IDLE = 300
"""Milliseconds without an event after which is seen whether a folder or a sweep is due."""

_POLL = 100
_AGAIN = 1.0
_REST = 20
"""How many times as long as a sweep took there is none, so that large sites are left in peace."""

Stamp = tuple[int, int, int, int]
"""Inode, size, and times of the last change of a file and of what is known of it."""


class Watcher:
    """Tells, from a thread of its own, the names of files that have changed below some folders.

    `folders` gives for each folder the prefix that its files' names begin with. Changes count from
    when the watcher is made. `troubled` is told why events cannot be had; it then goes on without.
    """

    def __init__(
        self,
        folders: Mapping[Path, str],
        changed: Callable[[frozenset[str]], None],
        troubled: Callable[[Exception], None],
        *,
        poll: bool = False,
        sweep: float = SWEEP,
    ) -> None:
        self._folders = {str(folder.resolve()): prefix for folder, prefix in folders.items()}
        self._changed = changed
        self._troubled = troubled
        self._poll = poll
        self._every = sweep
        self._due = 0.0
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
            try:
                self._watch(self._there())
            except Exception as error:  # or nothing would be seen any more, and nobody would know
                if self._poll:
                    self._stop.wait(_AGAIN)
                else:
                    self._poll = True
                    self._troubled(error)
                self._tell(self._sweep())

    def _there(self) -> list[str]:
        return [folder for folder in self._folders if Path(folder).is_dir()]

    def _watch(self, there: list[str]) -> None:
        """Watch the folders that are there, until another one comes or one goes."""
        self._due = 0.0
        for batch in watchfiles.watch(
            *there,
            watch_filter=None,
            step=STEP,
            debounce=LONGEST_BATCH,
            rust_timeout=_IDLE,
            yield_on_timeout=True,
            stop_event=self._stop,
            force_polling=self._poll or None,
            poll_delay_ms=_POLL,
            raise_interrupt=False,
            ignore_permission_denied=True,
        ):
            paths = {path for _, path in batch}
            self._tell({each for path in paths for each in self._look_at(path)})
            if time.monotonic() >= self._due:
                self._tell(self._sweep())
            if self._there() != there:
                return

    def _tell(self, paths: set[str]) -> None:
        names = frozenset(name for path in paths if (name := self._name(path)) is not None)
        if names:
            self._changed(names)

    def _name(self, path: str) -> str | None:
        """The name of a file below the site's root; None where it is an editor's own."""
        for folder, prefix in self._folders.items():
            if path.startswith(f"{folder}{os.sep}"):
                parts = PurePath(path[len(folder) + 1 :]).parts
                return None if any(map(is_editors_own, parts)) else "/".join((prefix, *parts))
        return None

    def _look_at(self, path: str) -> set[str]:
        """The files that an event at a path means: many where a folder has come or gone."""
        if self._name(path) is None:
            return set()
        before, now = self._stamps, _stamps(path)
        known = {path} if path in before or path in now else set()
        below = known or {each for each in before if each.startswith(f"{path}{os.sep}")}
        gone = below - now.keys()
        changed = known | gone | {each for each in now if before.get(each) != now[each]}
        for each in gone:
            before.pop(each, None)
        before.update(now)
        return changed

    def _sweep(self) -> set[str]:
        """The files that have changed since they were last looked at."""
        started = time.monotonic()
        before, self._stamps = self._stamps, self._look()
        now = time.monotonic()
        self._due = now + max(self._every, _REST * (now - started))
        return {path for path, _ in before.items() ^ self._stamps.items()}

    def _look(self) -> dict[str, Stamp]:
        return {path: stamp for folder in self._folders for path, stamp in _stamps(folder).items()}


def _stamps(path: str) -> dict[str, Stamp]:
    """The stamps of a file, or of all files below a folder; no link is followed."""
    found: dict[str, Stamp] = {}
    waiting = [path]
    while waiting:
        path = waiting.pop()
        try:
            status = os.lstat(path)
            if stat.S_ISDIR(status.st_mode):
                waiting += [e.path for e in os.scandir(path) if not is_editors_own(e.name)]
            else:
                times = status.st_mtime_ns, status.st_ctime_ns
                found[path] = (status.st_ino, status.st_size, *times)
        except OSError:
            continue  # it has just gone
    return found
