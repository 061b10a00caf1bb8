"""Manners: a host is asked one thing at a time, with a pause, and as seldom as it wants."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from msgspec import Struct

from site_builder.network.head import Head, seconds_to_wait

TOO_MANY, UNAVAILABLE = 429, 503


class Manners(Struct, frozen=True, kw_only=True):
    """How many hosts are asked at once, the pause between two questions to one, in seconds.

    A host that asks for a longer wait than `longest_wait` is not asked again; `usual_wait` is for
    one that does not say how long.
    """

    hosts: int = 8
    pause: float = 1.0
    usual_wait: float = 5.0
    longest_wait: float = 60.0


class LeftAloneError(Exception):
    """The host asked to be left alone for longer than we wait."""


class Lane:
    """The way to one host: held by one question at a time."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._lock = asyncio.Lock()
        self._free_at = 0.0
        self._closed = False

    @asynccontextmanager
    async def turn(self, slots: asyncio.Semaphore) -> AsyncIterator[None]:
        """Hold the lane, and one of the slots of all; raises `LeftAloneError`."""
        clock = asyncio.get_running_loop().time
        async with self._lock:
            await asyncio.sleep(max(0.0, self._free_at - clock()))
            if self._closed:
                raise LeftAloneError
            async with slots:
                try:
                    yield
                finally:
                    self._free_at = max(self._free_at, clock() + self._manners.pause)

    def slow_down(self, head: Head, now: float) -> bool:
        """Heed an answer that asks for patience: whether to ask again, once it is over.

        `now` is the time in seconds since 1970.
        """
        wait = self._asked_for(head, now)
        if wait > self._manners.longest_wait:
            self.close()
            return False
        self._free_at = asyncio.get_running_loop().time() + max(wait, self._manners.pause)
        return True

    def close(self) -> None:
        """Ask this host nothing more."""
        self._closed = True

    def _asked_for(self, head: Head, now: float) -> float:
        given = seconds_to_wait(head.retry_after, now) if head.retry_after else None
        return self._manners.usual_wait if given is None else given


def asks_for_patience(head: Head) -> bool:
    """Whether an answer says: not so many, or not now but then (RFC 9110; RFC 6585)."""
    return head.status == TOO_MANY or (head.status == UNAVAILABLE and head.retry_after is not None)
