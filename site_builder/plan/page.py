"""A page before it is made: where it stands and what it is made of."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from site_builder.addresses import output_file
from site_builder.library import Claim, Sealed
from site_builder.views import Frame, View


class Bare(Struct, frozen=True):
    """A sealed claim of which a page shows all but the notes."""

    whole: Sealed

    def open(self) -> Claim:
        """The claim without its notes."""
        return self.whole.open_bare()


class Flat(Struct, frozen=True):
    """A part of many plain values, whose digest is that of the whole."""

    value: Any


class Page(Struct, frozen=True, eq=False):
    """A file of the site: where it stands and what it is made of.

    `template` names a template, or a data format (`data/claims.json`); `compose` makes the view of
    the site's frame, the page's path and the parts.
    """

    path: str
    template: str
    compose: Callable[..., View]
    parts: tuple[Any, ...]

    @property
    def file(self) -> str:
        """The file below the output folder."""
        return output_file(self.path)

    def view(self, frame: Frame) -> View:
        """What the page's template shows."""
        return self.compose(frame, self.path, *_opened(self.parts))


def _opened(part: Any) -> Any:
    """A part with its sealed claims opened."""
    kind = type(part)
    if kind is tuple:
        return tuple(map(_opened, part))
    if kind is Flat:
        return part.value
    return part.open() if kind is Sealed or kind is Bare else part
