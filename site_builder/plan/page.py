"""A page before it is made: where it stands and what it is made of."""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import force_setattr

from site_builder.addresses import output_file
from site_builder.library import Claim, DamagedError, Sealed, Stored
from site_builder.sealing import outline
from site_builder.search.record import record
from site_builder.views import Frame, View

Fetch = Callable[[Stored], Sealed]
"""Gets a claim from where it is kept."""


MOST_OPEN = 1_000
"""Claims that a process keeps open."""

_OPEN: dict[bytes, Claim] = {}
"""Claims without their notes, by the digest of each."""


def nothing_stored(stored: Stored) -> Sealed:
    """Fetches claims where none is kept elsewhere."""
    message = f"the claim at {stored.start} is not at hand"
    raise DamagedError(message)


class Bare(Struct, frozen=True):
    """A sealed claim of which a page shows all but the notes."""

    whole: Sealed | Stored


class Each(Struct, frozen=True):
    """Claims of which a page shows all but the notes, one after the other."""

    claims: tuple[Bare, ...]


class Glance(Struct, frozen=True):
    """A sealed claim of which a page shows no more than its outline."""

    whole: Sealed | Stored


class Words(Struct, frozen=True):
    """A sealed claim of which no more is used than what readers find it by."""

    whole: Sealed | Stored


class Flat(Struct, frozen=True):
    """A part of many plain values, whose digest is that of the whole."""

    value: Any


class Page(Struct, frozen=True, eq=False):
    """A file of the site: where it stands and what it is made of.

    `template` names a template, or a data format (`data/claims.json`); `compose` makes the view of
    the site's frame, the page's path and the parts. What is not `framed` shows nothing of the frame,
    so that it stays as it is where the frame changes: it gets none. `file` is the file below the
    output folder, which follows from the path.
    """

    path: str
    template: str
    compose: Callable[..., View]
    parts: tuple[Any, ...]
    framed: bool = True
    file: str = ""

    def __post_init__(self) -> None:
        force_setattr(self, "file", output_file(self.path))

    def made_of(self, parts: tuple[Any, ...]) -> "Page":
        """The same page of other parts."""
        return Page(self.path, self.template, self.compose, parts, self.framed)

    def view(self, frame: Frame, fetch: Fetch = nothing_stored) -> View:
        """What the page's template shows; raises `DamagedError` where a claim is not whole."""
        opened = _Opener(fetch).opened
        return self.compose(frame if self.framed else None, self.path, *map(opened, self.parts))


class _Claims:
    """Claims that are opened one by one, each time they are gone through."""

    def __init__(self, each: Each, opener: "_Opener") -> None:
        self._each = each
        self._opener = opener

    def __iter__(self) -> Iterator[Any]:
        return map(self._opener.once, self._each.claims)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Claims) and [*self] == [*other]

    __hash__ = None  # type: ignore[assignment]  # nobody keeps them


_SEEN_OF: dict[type, Callable[[Claim], Any]] = {
    Bare: lambda claim: claim,
    Glance: outline,
    Words: record,
}
"""What a page is given of a claim without its notes."""


class _Opener:
    """Opens what stands sealed in parts."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch

    def opened(self, part: Any) -> Any:
        """A part with its sealed claims opened."""
        kind = type(part)
        if kind is tuple:
            return tuple(map(self.opened, part))
        if kind is Stored or kind is Sealed:
            return self._sealed(part).open()
        if kind in _SEEN_OF:
            return _SEEN_OF[kind](self._kept_open(part.whole))
        if kind is Each:
            return _Claims(part, self)
        return part.value if kind is Flat else part

    def once(self, part: Bare) -> Claim:
        """A claim without its notes that is not kept open."""
        return self._sealed(part.whole).open_bare()

    def _kept_open(self, whole: Sealed | Stored) -> Claim:
        """A claim without its notes: many files are made of one, most of them one after another."""
        known = _OPEN.get(whole.bare)
        if known is None:
            if len(_OPEN) >= MOST_OPEN:
                _OPEN.clear()
            known = _OPEN[whole.bare] = self._sealed(whole).open_bare()
        return known

    def _sealed(self, whole: Sealed | Stored) -> Sealed:
        return whole if isinstance(whole, Sealed) else self._fetch(whole).checked()
