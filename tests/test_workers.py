"""Work is spread over processes without loss, repetition or silence."""

import multiprocessing
import os
import signal
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.workers import (
    FEWEST,
    Memory,
    WorkerLostError,
    end_workers,
    processors,
    spread,
    watched,
)


def numbers(start: int, stop: int) -> list[int]:
    return list(range(start, stop))


def process(_start: int, _stop: int) -> int:
    return os.getpid()


def nobody(_more: int) -> None:
    """Hears nothing."""


@given(st.integers(0, 3 * FEWEST), st.integers(1, 8))
def test_in_one_process_every_number_comes_once_and_in_order(count: int, jobs: int) -> None:
    count = min(count, FEWEST - 1) if jobs > 1 else count
    found = [number for chunk in spread(numbers, count, jobs, nobody) for number in chunk]
    assert found == list(range(count))


@pytest.mark.parametrize("count", [FEWEST, FEWEST + 1, 5 * FEWEST + 7])
def test_in_several_processes_every_number_comes_once(count: int) -> None:
    found = [number for chunk in spread(numbers, count, 3, nobody) for number in chunk]
    assert sorted(found) == list(range(count))


@pytest.mark.parametrize("jobs", [1, 2])
def test_it_is_told_how_many_are_through(jobs: int) -> None:
    told: list[int] = []
    list(spread(numbers, 2 * FEWEST, jobs, told.append))
    assert sum(told) == 2 * FEWEST


def test_little_work_and_one_job_stay_in_this_process() -> None:
    assert set(spread(process, FEWEST - 1, 8, nobody)) == {os.getpid()}
    assert set(spread(process, 2 * FEWEST, 1, nobody)) == {os.getpid()}


def test_much_work_goes_to_others() -> None:
    assert os.getpid() not in set(spread(process, 2 * FEWEST, 2, nobody))


def test_workers_know_all_that_was_there_before_them() -> None:
    known = {"since": "before the fork"}
    found = spread(lambda _start, _stop: known["since"], FEWEST, 2, nobody)
    assert set(found) == {"before the fork"}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_in_the_work_comes_out_as_it_is(jobs: int) -> None:
    def fail(start: int, _stop: int) -> None:
        message = f"at {start}"
        raise ValueError(message)

    with pytest.raises(ValueError, match="at "):
        list(spread(fail, FEWEST, jobs, nobody))


def test_a_killed_worker_is_said_and_not_waited_for() -> None:
    def die(start: int, stop: int) -> list[int]:
        if start == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return numbers(start, stop)

    with pytest.raises(WorkerLostError, match="try again with --jobs 1"):
        list(spread(die, FEWEST, 2, nobody))


def test_after_a_lost_worker_the_next_work_is_done() -> None:
    with pytest.raises(WorkerLostError):
        list(spread(lambda _start, _stop: os.kill(os.getpid(), signal.SIGKILL), FEWEST, 2, nobody))
    assert len(list(spread(numbers, FEWEST, 2, nobody))) > 0


def test_there_is_at_least_one_processor() -> None:
    assert processors() >= 1


def test_workers_can_be_ended_at_once() -> None:
    def wait(start: int, stop: int) -> int:
        while start:
            signal.pause()
        return stop

    results = spread(wait, 5 * FEWEST, 2, nobody)
    assert next(results) < 5 * FEWEST
    end_workers()
    with pytest.raises(WorkerLostError):
        list(results)


@pytest.mark.parametrize("moment", ["before the first result", "after it"])
def test_an_interrupt_is_raised_between_results_and_ends_the_workers(moment: str) -> None:
    def work(start: int, stop: int) -> int:
        while start or moment == "before the first result":
            signal.pause()
        return stop

    before = signal.getsignal(signal.SIGINT)
    results = spread(work, 5 * FEWEST, 2, nobody)
    if moment == "after it":
        next(results)
    timer = threading.Timer(0.1, signal.raise_signal, [signal.SIGINT])
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        list(results)
    timer.join()
    assert multiprocessing.active_children() == []
    assert signal.getsignal(signal.SIGINT) is before


def test_workers_do_not_hear_an_interrupt_themselves() -> None:
    def work(start: int, stop: int) -> int:
        os.kill(os.getpid(), signal.SIGINT)
        return stop - start

    assert sum(spread(work, 2 * FEWEST, 2, nobody)) == 2 * FEWEST


def test_after_a_fault_no_worker_goes_on() -> None:
    def work(start: int, _stop: int) -> None:
        if start:
            signal.pause()
        message = "at the start"
        raise ValueError(message)

    with pytest.raises(ValueError, match="at the start"):
        list(spread(work, 5 * FEWEST, 2, nobody))
    assert multiprocessing.active_children() == []


MIB = 1024**2


def hold(_start: int, _stop: int) -> int:
    held.append(b"x" * 20 * MIB)
    return len(held)


held: list[bytes] = []


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="the system does not say")
def test_the_memory_of_workers_is_seen_without_what_they_share() -> None:
    shared = b"x" * (64 * MIB)
    with watched() as memory:
        assert set(spread(process, FEWEST, 2, nobody)) != {os.getpid()}
        assert 0 < memory.most < len(shared)
        list(spread(hold, FEWEST, 2, nobody))
    assert memory.most > 40 * MIB


def test_the_memory_of_workers_is_the_most_that_those_of_one_time_had_together() -> None:
    memory = Memory()
    memory.note(1, 10)
    memory.note(2, 20)
    memory.note(1, 5)
    assert memory.most == 30
    memory.begin()
    memory.note(3, 25)
    assert memory.most == 30
    memory.note(4, 25)
    assert memory.most == 50


def test_memory_is_not_looked_at_unless_asked_for() -> None:
    with watched() as before:
        pass
    list(spread(process, FEWEST, 2, nobody))
    assert before.most == 0


@pytest.mark.parametrize(("count", "jobs", "times"), [(FEWEST, 2, 1), (FEWEST, 1, 0), (10, 2, 0)])
def test_something_is_done_meanwhile_where_other_processes_work(
    count: int, jobs: int, times: int
) -> None:
    here: list[int] = []
    results = spread(
        lambda start, stop: stop - start,
        count,
        jobs,
        lambda _: None,
        lambda: here.append(os.getpid()),
    )
    assert sum(results) == count
    assert here == [os.getpid()] * times
