"""One build for a burst of saves, none lost, and no error ends the building."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from site_builder.build import Progress, Report
from site_builder.diagnostics import Diagnostic
from site_builder.files import OutputError
from site_builder.load import Changes
from site_builder.serve import rebuild
from site_builder.serve.rebuild import QUIET, Rebuilder

PATIENCE = 10.0
FINE = Report(diagnostics=(), left_out={})
FAULTY = Report(
    diagnostics=[Diagnostic(file="a", line=1, column=1, severity="error", code="c", message="m")],
    left_out={},
)

Outcome = Report | Exception | Callable[[Progress], Report]


class Workshop:
    """A rebuilder, whose builders note what they are asked for and do as they are told."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.outcomes: list[Outcome] = []
        self.asked: list[set[str] | None] = []
        self.when: list[float] = []
        self.told: list[Report | Exception] = []
        self.builders = 0
        self._more = threading.Condition()
        self.rebuilder = Rebuilder(self._new_builder, root, self._hear)

    def start(self, *outcomes: Outcome) -> None:
        """Begin; builds end as given, then well."""
        self.outcomes += outcomes
        self.rebuilder.start()
        self.wait_for(1)

    def save(self, *names: str) -> None:
        for name in names:
            (self.root / name).touch()
        self.rebuilder.changed(Changes(names))

    def wait_for(self, builds: int) -> None:
        with self._more:
            assert self._more.wait_for(lambda: len(self.asked) >= builds, PATIENCE), self.asked

    def build(self, progress: Progress, changes: Changes | None) -> Report:
        """As a builder."""
        with self._more:
            self.asked.append(None if changes is None else {*changes})
            self.when.append(time.monotonic())
            self._more.notify_all()
        outcome = self.outcomes.pop(0) if self.outcomes else FINE
        if isinstance(outcome, Exception):
            raise outcome
        return outcome if isinstance(outcome, Report) else outcome(progress)

    def _new_builder(self) -> "Workshop":
        self.builders += 1
        return self

    def _hear(self, found: Report | Exception, seconds: float) -> None:
        assert seconds >= 0
        self.told.append(found)


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    workshop = Workshop(tmp_path)
    yield workshop
    workshop.rebuilder.stop()
    assert "builder" not in {thread.name for thread in threading.enumerate()}


def pause() -> None:
    """Long enough for a build that should not come."""
    time.sleep(0.2)


def test_the_first_build_takes_in_everything(workshop: Workshop) -> None:
    workshop.start()
    assert workshop.asked == [None]


def test_one_save_is_built_at_once(workshop: Workshop) -> None:
    workshop.start()
    pause()
    began = time.monotonic()
    workshop.save("a")
    workshop.wait_for(2)
    assert workshop.asked[1:] == [{"a"}]
    assert workshop.when[1] - began < QUIET


def test_a_burst_of_fifty_files_is_one_build(workshop: Workshop) -> None:
    workshop.start()
    names = [f"n{number}" for number in range(50)]
    workshop.save(*names[:20])
    workshop.save(*names[20:])
    workshop.wait_for(2)
    pause()
    assert workshop.asked[1:] == [{*names}]


def test_a_burst_that_goes_on_is_built_all_the_same(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuild, "LONGEST", 0.2)
    workshop.start()
    began = time.monotonic()
    while len(workshop.asked) < 2:
        workshop.save("a", "b")
        time.sleep(0.02)
        assert time.monotonic() < began + PATIENCE
    assert workshop.when[1] - began > 0.15


def test_what_is_saved_during_a_build_goes_into_the_next(workshop: Workshop) -> None:
    def slow(progress: Progress) -> Report:
        del progress
        time.sleep(0.3)
        return FINE

    workshop.start(slow)
    workshop.save("a")
    time.sleep(0.1)
    workshop.save("b")
    workshop.wait_for(2)
    pause()
    assert workshop.asked == [None, {"a", "b"}]


def test_a_deleted_file_gets_time_to_come_back(workshop: Workshop) -> None:
    workshop.start()
    workshop.rebuilder.changed(Changes(["content"]))
    time.sleep(0.03)
    (workshop.root / "content").touch()
    back = time.monotonic()
    workshop.wait_for(2)
    assert workshop.when[1] >= back - 0.01


def test_a_file_that_stays_away_is_not_waited_for_long(workshop: Workshop) -> None:
    workshop.start()
    workshop.rebuilder.changed(Changes(["gone"]))
    began = time.monotonic()
    workshop.wait_for(2)
    assert workshop.when[1] - began < 0.5


def test_what_a_build_with_faults_was_told_the_next_is_told_again(workshop: Workshop) -> None:
    workshop.start(FINE, FAULTY)
    workshop.save("a")
    workshop.wait_for(2)
    workshop.save("b")
    workshop.wait_for(3)
    workshop.save("c")
    workshop.wait_for(4)
    assert workshop.asked[1:] == [{"a"}, {"a", "b"}, {"c"}]


def test_an_error_of_our_own_is_told_and_the_next_save_is_built_from_nothing(
    workshop: Workshop,
) -> None:
    workshop.start(FINE, KeyError("x"), ZeroDivisionError())
    for builds in (2, 3, 4):
        workshop.save("a")
        workshop.wait_for(builds)
    pause()
    assert workshop.asked == [None, {"a"}, None, None]
    assert workshop.builders == 3
    assert [type(found) for found in workshop.told] == [Report, KeyError, ZeroDivisionError, Report]


@pytest.mark.parametrize("error", [OutputError("held by another"), OSError(28, "No space")])
def test_a_build_that_was_hindered_is_tried_again_without_a_save(
    error: Exception, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuild, "AGAIN", 0.02)
    workshop.start(FINE, error, error, error, error)
    workshop.save("a")
    workshop.wait_for(6)
    pause()
    assert workshop.asked[1:] == [{"a"}] * 5
    assert workshop.told == [FINE, error, FINE]


def test_a_short_hindrance_is_not_told(workshop: Workshop) -> None:
    workshop.start(FINE, OutputError("held by another"))
    workshop.save("a")
    workshop.wait_for(3)
    pause()
    assert workshop.told == [FINE, FINE]


def test_whatever_keeps_the_first_build_from_its_work_is_told(workshop: Workshop) -> None:
    workshop.start(OutputError("not a folder"))
    pause()
    assert str(workshop.told[0]) == "not a folder"


def test_a_build_under_way_ends_when_nobody_waits_any_more(workshop: Workshop) -> None:
    def endless(progress: Progress) -> Any:
        while True:
            progress("render", 1, 2)
            time.sleep(0.01)

    workshop.start(FINE, endless)
    workshop.save("a")
    workshop.wait_for(2)
    began = time.monotonic()
    workshop.rebuilder.stop()
    assert time.monotonic() - began < 1
    assert workshop.told == [FINE]
