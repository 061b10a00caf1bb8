"""Builds in a thread of their own, one for each burst of saves, so that requests never wait."""

import queue
import threading
import time
from collections.abc import Callable
from pathlib import Path

from site_builder.build import Builder, Report
from site_builder.clock import ClockError
from site_builder.files import OutputError
from site_builder.workers import WorkerLostError

QUIET = 0.05
"""Seconds without a change after which several at once count as one burst."""

LONGEST = 2.0
"""Seconds after which a burst is built even though it goes on."""

RETURN = 0.08
"""Seconds in which a file that was deleted may come back: so some editors save."""

Told = Callable[[Report | Exception, float], None]
"""Is told what a build found or why there was none, and how many seconds it took."""


class Rebuilder:
    """Builds whenever it is told of changes; what comes during a build goes into the next."""

    def __init__(self, builder: Builder, root: Path, told: Told) -> None:
        self._builder = builder
        self._root = root
        self._told = told
        self._changes: queue.SimpleQueue[frozenset[str] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="builder", daemon=True)

    def start(self) -> None:
        """Begin to wait for changes."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the build under way, and build no more."""
        self._changes.put(None)
        self._thread.join(timeout=10)

    def changed(self, names: frozenset[str]) -> None:
        """Take note of changed files."""
        self._changes.put(names)

    def _run(self) -> None:
        missed: set[str] = set()
        while (first := self._changes.get()) is not None:
            names = self._burst(first)
            if names is None:
                return
            missed |= names
            self._wait_for(names)
            if self._build(frozenset(missed)):
                missed.clear()

    def _burst(self, first: frozenset[str]) -> set[str] | None:
        """All changes of a burst; one file alone is a burst at once. None at the end."""
        names = set(first)
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

    def _wait_for(self, names: set[str]) -> None:
        until = time.monotonic() + RETURN
        while time.monotonic() < until:
            if all((self._root / name).exists() for name in names if name.startswith("content/")):
                return
            time.sleep(0.005)

    def _build(self, names: frozenset[str]) -> bool:
        started = time.perf_counter()
        try:
            report: Report | Exception = self._builder.build(changes=names)
        except (ClockError, OutputError, WorkerLostError, OSError) as error:
            report = error
        self._told(report, time.perf_counter() - started)
        return isinstance(report, Report)
