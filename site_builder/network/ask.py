"""From addresses to what became of asking them: redirects followed, second chances given."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable

from msgspec import Struct

from site_builder.network.exchange import Line, NoAnswerError, exchange
from site_builder.network.head import Head
from site_builder.network.lanes import Lane, LeftAloneError, Manners, asks_for_patience
from site_builder.network.target import Target, followed
from site_builder.network.trace import Hop, Problem, Trace

MOST_REDIRECTS = 10

_REDIRECTS = {301, 302, 303, 307, 308}
_CHOICE = 300
"""A redirect only where it names a place (RFC 9110, section 15.4.1)."""

_FIRST_ERROR = 400

Told = Callable[[Target, Trace], None]
"""Is told each target and what became of it, as soon as it is known."""


class Asking(Struct, frozen=True, kw_only=True):
    """How addresses are asked; `now` gives the time in seconds since 1970."""

    line: Line
    now: Callable[[], float]
    manners: Manners = Manners()


def ask(targets: Iterable[Target], asking: Asking, told: Told) -> None:
    """Ask for all targets; one after the other where they are of one host."""
    asyncio.run(_ask(targets, asking, told))


async def _ask(targets: Iterable[Target], asking: Asking, told: Told) -> None:
    asker = _Asker(asking)

    async def one(target: Target) -> None:
        told(target, await asker.trace(target))

    async with asyncio.TaskGroup() as group:
        for target in targets:
            group.create_task(one(target))


class _Asker:
    """Asks on one line, with a lane for each host."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._slots = asyncio.Semaphore(asking.manners.hosts)
        self._lanes: dict[str, Lane] = defaultdict(lambda: Lane(asking.manners))

    async def trace(self, start: Target) -> Trace:
        """Follow an address to its end."""
        hops: list[Hop] = []
        cookie = False

        def ended(problem: Problem | None, detail: str = "") -> Trace:
            return Trace(hops=tuple(hops), problem=problem, detail=detail, cookie=cookie)

        target = start
        while len(hops) <= MOST_REDIRECTS:
            try:
                head = await self._answer(target)
            except NoAnswerError as error:
                return ended(error.problem, error.detail)
            except LeftAloneError:
                return ended("left-alone")
            hops.append(Hop(target.address, head.status))
            cookie = cookie or head.sets_cookie
            if not _redirects(head):
                return ended(None)
            onward = followed(target, head.location) if head.location else None
            if onward is None:
                return ended("scheme" if head.location else "nowhere")
            if any(onward.address == hop.address for hop in hops):
                return ended("circle")
            target = onward
        return ended("far")

    async def _answer(self, target: Target) -> Head:
        """The answer to `HEAD`; where that is refused or fails, to `GET`, which all hosts know."""
        try:
            head = await self._patiently("HEAD", target)
        except NoAnswerError as error:
            if error.problem not in {"closed", "no-http", "silent"}:
                raise
        else:
            if head.status < _FIRST_ERROR or asks_for_patience(head):
                return head
        return await self._patiently("GET", target)

    async def _patiently(self, method: str, target: Target) -> Head:
        """An answer; the second one, where the first asks to wait and then try again."""
        lane = self._lanes[target.host]
        head = await self._once(lane, method, target)
        if asks_for_patience(head) and lane.slow_down(head, self._asking.now()):
            head = await self._once(lane, method, target)
            if asks_for_patience(head):
                lane.close()
        return head

    async def _once(self, lane: Lane, method: str, target: Target) -> Head:
        async with lane.turn(self._slots):
            return await exchange(self._asking.line, method, target)


def _redirects(head: Head) -> bool:
    return head.status in _REDIRECTS or (head.status == _CHOICE and head.location is not None)
