"""Which files have changed, from the system's events, or by looking where there are none.

Events are fast and may be missed: while a folder is not watched yet, on mounts that send none, or
where the system's queue overflows. So files are also looked at, at the start and every few seconds.

Where there are only looks, a file that has changed is read for a while: some file systems keep times
in steps of 1 or 2 seconds, so that what is saved twice within one looks as if it were saved once.
"""

import os
import stat
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath

import watchfiles

from site_builder.content import Folder, is_editors_own
from site_builder.digest import digest

STEP = 10
"""Milliseconds without an event after which a batch of events is whole."""

LONGEST_BATCH = 40
"""Milliseconds after which a batch of events is told even though more are coming."""

SWEEP = 10.0
"""Seconds after which all files are looked at again."""

_IDLE = 300
"""Milliseconds without an event after which is seen whether a folder or a sweep is due."""

_POLL = 0.1
"""Seconds between two looks at least, where there are no events."""

_AGAIN = 1.0
_REST, _REST_OF_POLLS = 20, 4
"""How many times as long as a sweep took there is none, so that large sites are left in peace."""

_STEP_OF_TIMES = 2.5
"""Seconds for which a changed file may change again without its times telling so, at most."""

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
        self._fresh: dict[str, tuple[float, bytes]] = {}
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
                if self._poll:
                    self._look_on()
                else:
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
            raise_interrupt=False,
            ignore_permission_denied=True,
        ):
            paths = {path for _, path in batch}
            self._tell({each for path in paths for each in self._look_at(path)})
            if time.monotonic() >= self._due:
                self._tell(self._sweep())
            if self._there() != there:
                return

    def _look_on(self) -> None:
        """Look at all files again and again, at those that have just changed closely."""
        pause = 0.0
        while not self._stop.wait(pause):
            started = time.monotonic()
            changed = self._sweep()
            self._tell(changed | self._rewritten(changed))
            pause = max(_POLL, _REST_OF_POLLS * (time.monotonic() - started))

    def _rewritten(self, changed: set[str]) -> set[str]:
        """Those of the files that changed lately which have other content than when last read."""
        now = time.monotonic()
        before, ends = self._fresh, now + _STEP_OF_TIMES
        found = {path: _content(path) for path in {*before, *changed}}
        until = {path: end for path, (end, _) in before.items() if end > now}
        until |= dict.fromkeys(changed, ends)
        self._fresh = {path: (end, found[path]) for path, end in until.items()}
        return {path for path, (_, content) in before.items() if found[path] != content}

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


def _content(path: str) -> bytes:
    """A digest of what a file holds, or nothing where it cannot be read."""
    try:
        return digest(Folder(Path(path).parent).read(Path(path).name))
    except OSError:
        return b""
