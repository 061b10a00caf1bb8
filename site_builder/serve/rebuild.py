"""Builds in a thread of their own, one for each burst of saves, so that requests never wait."""

import gc
import os
import queue
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from site_builder.build import Progress, Report
from site_builder.files import OutputError
from site_builder.load import Changes
from site_builder.workers import end_workers

QUIET = 0.05
"""Seconds without a change after which several at once count as one burst."""

LONGEST = 2.0
"""Seconds after which a burst is built even though it goes on."""

RETURN = 0.08
"""Seconds in which a file that was deleted may come back: so some editors save."""

AGAIN = 0.25
"""Seconds after which a build is tried again that the disk or another build has hindered."""

_AGAIN_AT_MOST = 8.0
_TRIES_UNTOLD = 1
_STOP_GENTLY, _STOP = 0.2, 5.0

Told = Callable[[Report | Exception, float], None]
"""Is told what a build found or why there was none, and how many seconds it took."""


class Builds(Protocol):
    """What builds a site again and again."""

    def build(self, progress: Progress, changes: Changes | None) -> Report:
        """One build, given all files that may have changed since the last."""


class _StoppedError(Exception):
    """Nobody waits for the build any more."""


class Rebuilder:
    """Builds at the start and whenever it is told of changes; what comes meanwhile goes into the next.

    After an error that nobody has foreseen, the next build begins with a new builder.
    """

    def __init__(self, new_builder: Callable[[], Builds], root: Path, told: Told) -> None:
        self._new_builder = new_builder
        self._builder: Builds | None = None
        self._root = root
        self._told = told
        self._changes: queue.SimpleQueue[Changes | None] = queue.SimpleQueue()
        self._stopping = False
        self._begun = False
        self._tries = 0
        self._thread = threading.Thread(target=self._run, name="builder", daemon=True)

    def start(self) -> None:
        """Build everything, and begin to wait for changes."""
        self._thread.start()

    def stop(self) -> None:
        """Leave off a build under way, and build no more."""
        self._stopping = True
        self._changes.put(None)
        self._thread.join(_STOP_GENTLY)
        end_workers()
        self._thread.join(_STOP)

    def changed(self, names: Changes) -> None:
        """Take note of changed files."""
        self._changes.put(names)

    def _run(self) -> None:
        self._build(None)
        self._begun = True
        gc.freeze()  # the site is there to stay: looking through it again would hold up every build
        missed = Changes()
        while (names := self._next()) is not None:
            missed |= names
            if self._build(missed):
                missed = Changes()

    def _next(self) -> Changes | None:
        """The changes to build next; none where a build is tried again, None at the end."""
        try:
            first = self._changes.get(timeout=self._until_again())
        except queue.Empty:
            return Changes()
        names = None if first is None else self._burst(first)
        if names is not None:
            self._wait_for(names)
        return names

    def _burst(self, first: Changes) -> Changes | None:
        """All changes of a burst; one file alone is a burst at once. None at the end."""
        names = first
        until = time.monotonic() + LONGEST
        while time.monotonic() < until:
            try:
                more = self._changes.get(timeout=QUIET if len(names) > 1 else 0.0001)
            except queue.Empty:
                break
            if more is None:
                return None
            names |= more
        return names

    def _wait_for(self, names: Changes) -> None:
        until = time.monotonic() + RETURN
        paths = [self._root / name for name in names]
        while not all(map(os.path.exists, paths)) and time.monotonic() < until:
            time.sleep(0.005)

    def _build(self, names: Changes | None) -> bool:
        """One build; whether it has made up for all changes."""
        started = time.perf_counter()
        try:
            if self._builder is None:
                self._builder, names = self._new_builder(), None
            report = self._builder.build(self._go_on, names)
        except _StoppedError:
            return False
        except Exception as error:  # whatever it is, the next save must be built
            self._failed(error, time.perf_counter() - started)
            return False
        self._tries = 0
        self._tell(report, time.perf_counter() - started)
        return not report.failed

    def _failed(self, error: Exception, seconds: float) -> None:
        """Tell of an error; one that may pass by itself is told when it has not, and only once."""
        hindered = isinstance(error, OutputError | OSError)
        self._tries = self._tries + 1 if hindered else 0
        if not hindered or not self._begun:
            self._builder = None
        elif self._tries != _TRIES_UNTOLD + 1:
            return
        self._tell(error, seconds)

    def _until_again(self) -> float | None:
        """Seconds after which a build is tried again, if it is."""
        return min(AGAIN * 2 ** (self._tries - 1), _AGAIN_AT_MOST) if self._tries else None

    def _tell(self, found: Report | Exception, seconds: float) -> None:
        if not self._stopping:
            self._told(found, seconds)

    def _go_on(self, stage: str, through: int, total: int) -> None:
        """Is told how far a build is, and ends it where nobody waits for it."""
        del stage, through, total
        if self._stopping:
            raise _StoppedError
