"""What a file was made of, as short hashes: engine, template, frame, and each of its parts."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from types import NoneType
from typing import Any

from site_builder.digest import digest, digest_value
from site_builder.library import Citation, ClaimBrief, Sealed, Source, Stored, Voice
from site_builder.manifest import STALE
from site_builder.plan import Page
from site_builder.plan.page import Bare, Each, Flat, Glance, Words
from site_builder.render import Templates
from site_builder.styles import Sheet
from site_builder.views import Frame

_SHARED = frozenset({Citation, ClaimBrief, Sheet, Source, Voice, bool, NoneType})
"""Types whose values stand in many pages, so that their digests are worth keeping."""

_SEALED: dict[type, Callable[[Any], bytes]] = {
    Sealed: attrgetter("digest"),
    Stored: attrgetter("digest"),
    Bare: attrgetter("whole.bare"),
    Glance: attrgetter("whole.outline"),
    Words: attrgetter("whole.words"),
}
"""How much of a claim each part shows, by the digest that was made of so much when it was sealed."""


class Fingerprints:
    """Fingerprints of one site's pages; those of pages and parts seen before are remembered."""

    def __init__(self, engine: bytes) -> None:
        self._engine = engine.hex()
        self._values: dict[int, tuple[Any, bytes]] = {}
        self._pages: Mapping[str, Page] = {}
        self._found: Mapping[str, str] = {}
        self._recipes: dict[str, str] = {}
        self._frame: tuple[Frame, str] | None = None
        self._templates: Templates | None = None

    def of(
        self, pages: Mapping[str, Page], frame: Frame, templates: Templates
    ) -> Mapping[str, str]:
        """The fingerprint of each page by its file: hashes in hexadecimal, joined by dots."""
        if self._templates is not templates or self._frame is None or self._frame[0] is not frame:
            self._templates, self._frame = templates, (frame, digest_value(frame).hex())
            self._recipes.clear()
            self._pages = {}
        before = self._pages
        others = [file for file, page in pages.items() if before.get(file) is not page]
        anew = {
            file: self._fingerprint(pages[file])
            for file in others
            if file not in before or not _alike(before[file], pages[file])
        }
        found = {**self._found, **anew}
        self._pages = pages
        self._found = (
            {file: found[file] for file in pages} if found.keys() != pages.keys() else found
        )
        self._forget_unused()
        return self._found

    def apart(self, made_of: Page) -> str:
        """The fingerprint of what is no page, has no template and shows nothing of the frame."""
        return ".".join((self._engine, "", "", *(self._digest(p).hex() for p in made_of.parts)))

    def _fingerprint(self, page: Page) -> str:
        parts = [self._digest(part).hex() for part in page.parts]
        frame = self._frame[1] if self._frame and page.framed else ""
        return ".".join((self._engine, self._recipe(page.template), frame, *parts))

    def _recipe(self, template: str) -> str:
        if template not in self._recipes and self._templates is not None:
            texts = "\0".join((template, *self._templates.closure(template)))
            self._recipes[template] = digest(texts.encode()).hex()
        return self._recipes[template]

    def _digest(self, part: Any) -> bytes:
        return digest(self._mark(part)) if type(part) is tuple else self._mark(part)

    def _mark(self, part: Any) -> bytes:
        """A digest; of a tuple its length and the marks of what it holds, one after the other.

        Of the parts of one function each place holds one type, so no two values have one mark.
        """
        known = self._values.get(id(part))
        if known is not None:
            return known[1]
        kind = type(part)
        if kind is tuple:
            return b"".join((len(part).to_bytes(4), *map(self._mark, part)))
        if kind in _SHARED:
            return self._shared(part)
        if kind in _SEALED:
            return _SEALED[kind](part)
        return self._mark(part.claims) if kind is Each else digest_value(_plain(part))

    def _shared(self, value: Any) -> bytes:
        found = digest_value(value)
        self._values[id(value)] = (value, found)  # as long as it is here, no other has its id
        return found

    def _forget_unused(self) -> None:
        """Keep the memory bounded by the site: values that no page of it holds are let go."""
        most = 4 * len(self._pages) + 1000
        if len(self._values) > most:
            self._values.clear()


def _plain(part: Any) -> Any:
    return part.value if type(part) is Flat else part


def _alike(before: Page, after: Page) -> bool:
    """Whether two pages of one file are made of the same: values that are shared cost no look."""
    return before is after or (
        before.parts == after.parts
        and before.compose is after.compose
        and before.template == after.template
    )


def differences(old: str | None, new: str, page_parts: Iterable[str]) -> str:
    """In words, why a file with an old fingerprint (None: there is no such file) is made anew."""
    if old is None:
        return "new"
    if old == STALE:
        return "the last build did not finish it"
    names = ["the engine", "its template", "the site's frame", *page_parts]
    before, after = old.split("."), new.split(".")
    if len(before) != len(after):
        return "made in another way"
    changed = [name for name, a, b in zip(names, before, after, strict=False) if a != b]
    return f"changed: {', '.join(changed)}"


def part_names(compose: Callable[..., object]) -> list[str]:
    """The names of the parts that a page is composed of."""
    return [name.replace("_", " ") for name in list(inspect.signature(compose).parameters)[2:]]
