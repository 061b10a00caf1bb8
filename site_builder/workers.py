"""Work spread over processes, where there is enough of it.

Workers are forked, so they inherit everything that was there before and only the results travel.
"""

import gc
import mmap
import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

FEWEST = 200
"""Items below which one process is faster than several."""

_CHUNKS_A_WORKER = 24

_LOST = "a worker process was killed, or memory ran out; try again with --jobs 1"

_THREADS_OF_POOL = 2
"""One that gets results, and one that hands work out."""

_ROOM = 2 * 1024**2
"""Bytes for what a thread does first; Python asks the system for a mebibyte at a time."""

_STACK = 8 * 1024**2
"""Bytes of a thread's stack where the system sets no limit to it."""

_LISTEN = 0.2
"""Seconds after which Ctrl-C or a termination is heard, at most, while nothing comes from a worker."""


def _no_work(start: int, stop: int) -> Any:
    message = f"items {start} to {stop}, but no work was set before the fork"
    raise RuntimeError(message)


_work: Callable[[int, int], Any] = _no_work


class Memory:
    """The memory of workers: at `most` so many bytes at once that were all of their own.

    What they share with the process that forked them is not counted.
    """

    def __init__(self) -> None:
        self.most = 0
        self._now: dict[int, int] = {}

    def begin(self) -> None:
        """Forget workers that have ended."""
        self._now = {}

    def note(self, worker: int, size: int) -> None:
        """Take down what a worker has."""
        self._now[worker] = max(size, self._now.get(worker, 0))
        self.most = max(self.most, sum(self._now.values()))


_memory: Memory | None = None


class WorkerLostError(Exception):
    """A worker process ended without a result: it was killed, or memory ran out."""


def nothing() -> None:
    """Does nothing."""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def end_workers() -> None:
    """End all workers at once, where nobody waits for what they do any more."""
    for worker in multiprocessing.active_children():
        worker.kill()  # they may have inherited a deaf ear for anything gentler


def spread(
    work: Callable[[int, int], T],
    count: int,
    jobs: int,
    done: Callable[[int], None],
    meanwhile: Callable[[], object] = nothing,
) -> Iterator[T]:
    """The results of `work(start, stop)` over all of `range(count)`, in the order they come.

    `done` is told how many items each result covers. `work` is run here where there is little;
    where it is not, `meanwhile` is run here: work that is needed later and in the way of none.
    """
    chunks = _chunks(count, jobs)
    if jobs <= 1 or count < FEWEST or "fork" not in multiprocessing.get_all_start_methods():
        for start, stop in chunks:
            yield work(start, stop)
            done(stop - start)
        return
    global _work  # noqa: PLW0603 (what a forked worker inherits)
    _work = work
    try:
        yield from _forked(chunks, jobs, done, meanwhile)
    finally:
        _work = _no_work


def _forked(
    chunks: Sequence[tuple[int, int]],
    jobs: int,
    done: Callable[[int], None],
    meanwhile: Callable[[], object],
) -> Iterator[Any]:
    forks = multiprocessing.get_context("fork")
    gc.freeze()  # or the workers' collectors would look through, and so copy, all that they inherit
    memory = _memory or Memory()
    memory.begin()
    with ExitStack() as ending:
        heed, ends = ending.enter_context(_interrupts_held()), ending.enter_context(_lifeline())
        pool = ProcessPoolExecutor(jobs, forks, _end_with_parent, ends)
        ending.enter_context(_quiet(pool))
        try:
            waiting = _submitted(pool, chunks)
            meanwhile()
            while waiting:
                _refuse_deaf(pool)
                for future in wait(waiting, _LISTEN, FIRST_COMPLETED).done:
                    start, stop = waiting.pop(future)
                    result, worker, size = future.result()
                    memory.note(worker, size)
                    yield result
                    done(stop - start)
                heed()
        except BrokenProcessPool as error:
            end_workers()  # those that are left would wait for more for ever
            heed()
            raise WorkerLostError(_LOST) from error
        except BaseException:
            end_workers()
            raise
        finally:
            with suppress(RuntimeError):  # its thread was never begun
                pool.shutdown(wait=True, cancel_futures=True)


def _submitted(
    pool: ProcessPoolExecutor, chunks: Sequence[tuple[int, int]]
) -> dict[Future[Any], tuple[int, int]]:
    """Work that is begun; raises `WorkerLostError` where there is no room for the pool's thread."""
    try:
        _refuse_cramped(_THREADS_OF_POOL)
        return {pool.submit(_run, *chunk): chunk for chunk in chunks}
    except RuntimeError as error:
        raise WorkerLostError(_LOST) from error


def _refuse_cramped(threads: int) -> None:
    """Raise `WorkerLostError` where memory would not do for so many more threads.

    Whoever begins a thread waits for it to say that it runs: where its stack can be had, but not what
    Python needs for its first step, for ever.
    """
    try:
        mmap.mmap(-1, _ROOM + threads * (_stack() + _ROOM)).close()
    except (MemoryError, OSError) as error:
        raise WorkerLostError(_LOST) from error


def _stack() -> int:
    """Bytes that the system sets apart for a thread."""
    set_apart = resource.getrlimit(resource.RLIMIT_STACK)[0]
    return threading.stack_size() or (_STACK if set_apart == resource.RLIM_INFINITY else set_apart)


def _thread_of(pool: ProcessPoolExecutor) -> threading.Thread | None:
    """The thread through which results come, once it was begun."""
    return getattr(pool, "_executor_manager_thread", None)


def _refuse_deaf(pool: ProcessPoolExecutor) -> None:
    """Raise where the pool's own thread has ended, as when memory runs out: no result would come."""
    thread = _thread_of(pool)
    if thread is not None and not thread.is_alive():
        raise WorkerLostError(_LOST)


@contextmanager
def _quiet(pool: ProcessPoolExecutor) -> Iterator[None]:
    """Print nothing of the end of the pool's thread, which is told as an exception."""
    before = threading.excepthook

    def hook(found: threading.ExceptHookArgs) -> None:
        if found.thread is None or found.thread is not _thread_of(pool):
            before(found)

    threading.excepthook = hook
    try:
        yield
    finally:
        threading.excepthook = before


class Ahead:
    """Results of one size that another process works out, one by one, while this one goes on.

    Where that process cannot be started, or ends early, the results that are not there are zeros.
    """

    def __init__(self, work: Callable[[int], bytes], count: int, size: int) -> None:
        self._count, self._size = count, size
        self._shared = mmap.mmap(-1, max(1, count * size))
        self._process: multiprocessing.process.BaseProcess | None = None
        if "fork" in multiprocessing.get_all_start_methods():
            forks = multiprocessing.get_context("fork")
            arguments = (self._shared, work, count)
            process = forks.Process(target=_work_ahead, args=arguments, daemon=True)
            with suppress(OSError):  # there is no room for another process
                process.start()
                self._process = process

    def results(self) -> Sequence[bytes]:
        """All results, in order, once they are there."""
        if self._process is not None:
            self._process.join()
        raw, size = self._shared[:], self._size
        return [raw[start : start + size] for start in range(0, size * self._count, size)]


def _work_ahead(shared: mmap.mmap, work: Callable[[int], bytes], count: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for number in range(count):
        shared.write(work(number))


@contextmanager
def _lifeline() -> Iterator[tuple[int, int]]:
    """Both ends of a pipe that is closed with this process, however that ends."""
    ends = os.pipe()
    try:
        yield ends
    finally:
        for end in ends:
            os.close(end)


def _end_with_parent(read: int, write: int) -> None:
    """Let a worker go on no longer than whoever forked it, whose folder it would hold for ever."""
    os.close(write)
    try:
        _refuse_cramped(1)
        threading.Thread(target=_end_after, args=(read,), daemon=True).start()
    except (WorkerLostError, RuntimeError):  # no memory for it
        os._exit(1)


def _end_after(read: int) -> None:
    os.read(read, 1)
    os._exit(1)


_HELD = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def _interrupts_held() -> Iterator[Callable[[], None]]:
    """Hold what would end this process back until what is given is called.

    Anywhere else, a lock of the pool might stay taken. Workers inherit that, and so do not hear it:
    whoever forked them ends them. What is not heard as an exception in this process stays as it is.
    """
    noted: list[int] = []
    heard = {number: signal.getsignal(number) for number in _HELD} if _is_main_thread() else {}
    held = {number: raised for number, raised in heard.items() if callable(raised)}

    def heed() -> None:
        if noted and callable(raised := held[signal.Signals(noted[0])]):
            raised(noted[0], None)

    for number in held:
        signal.signal(number, lambda number, _: noted.append(number))
    try:
        yield heed
    finally:
        for number, raised in held.items():
            signal.signal(number, raised)


def _is_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def _run(start: int, stop: int) -> tuple[Any, int, int]:
    result = _work(start, stop)
    return result, os.getpid(), 0 if _memory is None else _own_memory()


def _own_memory() -> int:
    """How many bytes of this process no other shares; 0 where the system does not say."""
    with suppress(OSError):
        lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
        return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))
    return 0


@contextmanager
def watched() -> Iterator[Memory]:
    """Look at the memory of all workers in the block, after each of their pieces of work."""
    global _memory  # noqa: PLW0603 (what a forked worker inherits)
    _memory = memory = Memory()
    try:
        yield memory
    finally:
        _memory = None


def _chunks(count: int, jobs: int) -> list[tuple[int, int]]:
    size = max(25, -(-count // (jobs * _CHUNKS_A_WORKER)))
    return [(start, min(count, start + size)) for start in range(0, count, size)]
