"""What a file was made of, as short hashes: engine, template, frame, and each of its parts."""

import hashlib
import inspect
from collections.abc import Callable, Iterable

import msgspec

from site_builder.plan import Page
from site_builder.render import Templates
from site_builder.views import Frame

_DIGITS = 12


def digest(*raw: bytes) -> str:
    """Twelve hexadecimal digits of a BLAKE2b hash (RFC 7693)."""
    return hashlib.blake2b(b"\0".join(raw), digest_size=_DIGITS // 2).hexdigest()


class Fingerprints:
    """Fingerprints of one site's pages."""

    def __init__(self, engine: str, templates: Templates, frame: Frame) -> None:
        self._engine = engine
        self._templates = templates
        self._frame = digest(msgspec.msgpack.encode(frame))
        self._recipes: dict[str, str] = {}

    def of(self, page: Page) -> str:
        """The fingerprint of a page: hashes joined by dots."""
        parts = [digest(msgspec.msgpack.encode(part)) for part in page.parts]
        return ".".join((self._engine, self._recipe(page.template), self._frame, *parts))

    def _recipe(self, template: str) -> str:
        if template not in self._recipes:
            texts = [text.encode() for text in self._templates.closure(template)]
            self._recipes[template] = digest(template.encode(), *texts)
        return self._recipes[template]


def differences(old: str | None, new: str, page_parts: Iterable[str]) -> str:
    """In words, why a file with an old fingerprint (None: there is no such file) is made anew."""
    if old is None:
        return "new"
    names = ["the engine", "its template", "the site's frame", *page_parts]
    before, after = old.split("."), new.split(".")
    if len(before) != len(after):
        return "the last build did not finish it" if old == "" else "made in another way"
    changed = [name for name, a, b in zip(names, before, after, strict=False) if a != b]
    return f"changed: {', '.join(changed)}"


def part_names(compose: Callable[..., object]) -> list[str]:
    """The names of the parts that a page is composed of."""
    return [name.replace("_", " ") for name in list(inspect.signature(compose).parameters)[2:]]
