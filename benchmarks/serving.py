"""A served site, asked over HTTP until an edit shows."""

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from benchmarks import cards
from benchmarks.corpus import Corpus
from benchmarks.entries import Claim
from benchmarks.programs import Program

POLL = 0.001
"""Seconds between two questions."""

REST = 0.4
"""Seconds of quiet between two edits, so that each starts from a server with nothing to do."""

STARTED_WITHIN, STARTED_A_CARD = 120.0, 0.005
SHOWN_WITHIN, SHOWN_A_CARD = 30.0, 0.002
STOPPED_WITHIN = 10.0
"""Seconds after which a server is given up: a generator that makes everything anew needs more the more
cards there are.
"""

_LINK = re.compile(r"claims/[a-z0-9-]+-([0-9]+)/")


class NotShownError(Exception):
    """What was waited for did not come in time."""


class Reader:
    """Asks a server on this machine for pages, over one connection that is kept.

    An edit has to show within so many seconds, and each answer to come.
    """

    def __init__(self, port: int, shown_within: float = SHOWN_WITHIN) -> None:
        self.shown_within = shown_within
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=shown_within)
        self._last = "no answer"

    def read(self, path: str) -> str:
        """A page's text; empty while there is none."""
        for _ in range(2):
            try:
                self._connection.request("GET", path)
                answer = self._connection.getresponse()
                text = answer.read().decode(errors="replace")
            except (OSError, http.client.HTTPException):
                self._connection.close()
            else:
                self._last = f"{answer.status} {answer.reason}"
                return text if answer.status == http.client.OK else ""
        return ""

    def wait(self, path: str, words: str, within: float) -> None:
        """Return once a page holds some words."""
        end = time.perf_counter() + within
        while words not in self.read(path):
            if time.perf_counter() > end:
                message = f"“{words}” is not on {path} after {within:.0f} s ({self._last})"
                raise NotShownError(message)
            time.sleep(POLL)


@contextlib.contextmanager
def served(program: Program, cards_served: int) -> Iterator[tuple[Reader, float]]:
    """A program's server, while the block runs, and the seconds until it answered."""
    port = _free_port()
    started = time.perf_counter()
    running = subprocess.Popen(
        program.serve(port),
        env={**os.environ, **program.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        reader = Reader(port, SHOWN_WITHIN + SHOWN_A_CARD * cards_served)
        reader.wait("/", cards.TITLE, STARTED_WITHIN + STARTED_A_CARD * cards_served)
        yield reader, time.perf_counter() - started
    finally:
        _stop(running)


def body_edits(
    program: Program, reader: Reader, claims: Sequence[Claim], count: int
) -> Iterator[float]:
    """Seconds from saving a card with a new body to its page's answer."""
    for number, claim in _turns(claims, count):
        mark = f"Body{number}"
        edited = replace(claim, body=f"{claim.body}\n\nAdded: {mark}.")
        yield _timed(program, reader, edited, mark, [f"/claims/{claim.id}/"])


def statement_edits(
    program: Program, reader: Reader, claims: Sequence[Claim], count: int
) -> Iterator[float]:
    """Seconds from saving a card with a new statement to its page's and its list's answer."""
    for number, claim in _turns(claims, count):
        mark = f"Statement{number}"
        edited = replace(claim, statement=f"{mark} {claim.statement}")
        yield _timed(program, reader, edited, mark, [f"/claims/{claim.id}/", "/claims/"])


def listed_claims(reader: Reader, corpus: Corpus) -> list[Claim]:
    """The claims on the first page of the list of all claims, as the server gives it."""
    numbers = dict.fromkeys(map(int, _LINK.findall(reader.read("/claims/"))))
    return [corpus.claim(number) for number in numbers]


def _turns(claims: Sequence[Claim], count: int) -> Iterator[tuple[int, Claim]]:
    for number in range(count):
        time.sleep(REST)
        yield number, claims[number % len(claims)]


def _timed(
    program: Program, reader: Reader, claim: Claim, mark: str, paths: Sequence[str]
) -> float:
    saved = time.perf_counter()
    program.edit(claim)
    for path in paths:
        reader.wait(path, mark, reader.shown_within)
    return time.perf_counter() - saved


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _stop(running: subprocess.Popen[bytes]) -> None:
    """End a server and all that it started."""
    running.send_signal(signal.SIGINT)
    with contextlib.suppress(subprocess.TimeoutExpired):
        running.wait(STOPPED_WITHIN)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()
