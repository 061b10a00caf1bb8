"""What files take to make, by the template that makes them."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from site_builder import clock


class Cost(Struct, frozen=True, kw_only=True):
    """What the files of one template took: seconds of rendering and bytes, of all and the most.

    `slowest` and `largest` name the file that took most. Where several processes render, their
    seconds are added up.
    """

    files: int
    seconds: float
    slowest: tuple[float, str]
    size: int
    largest: tuple[int, str]

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(
            files=self.files + other.files,
            seconds=self.seconds + other.seconds,
            slowest=max(self.slowest, other.slowest),
            size=self.size + other.size,
            largest=max(self.largest, other.largest),
        )


Costs = Mapping[str, Cost]
"""By template, or by a word that stands for one."""


def added(some: Costs, more: Costs) -> Costs:
    """What two pieces of work cost together."""
    both = {name: cost + more[name] if name in more else cost for name, cost in some.items()}
    return {**more, **both}


class Account:
    """Renders files, and keeps account of what that takes."""

    def __init__(self, render: Callable[[str], bytes], template: Callable[[str], str]) -> None:
        self._render = render
        self._template = template
        self._costs: Costs = {}

    def render(self, file: str) -> bytes:
        """The bytes of a file."""
        began = clock.seconds()
        raw = self._render(file)
        took, size = clock.seconds() - began, len(raw)
        one = Cost(files=1, seconds=took, slowest=(took, file), size=size, largest=(size, file))
        self._costs = added(self._costs, {self._template(file): one})
        return raw

    def take(self) -> Costs:
        """What has come together since this was last asked: workers send it with each result."""
        taken, self._costs = self._costs, {}
        return taken
