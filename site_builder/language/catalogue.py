"""Catalogues of messages: GNU gettext's .po files, read by Babel.

A site's own catalogue comes before the one of the program. It is read when its words are first
needed, so that a build that changes nothing need not wait for it.
"""

import importlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from gettext import c2py
from typing import Any

from site_builder.diagnostics import Fault, Offset
from site_builder.digest import digest_value

Messages = dict[tuple[str | None, str], tuple[str, ...]]
"""What a language has for a context and an English message: as many forms as it has plurals."""

_PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
_PAIRS = re.compile(r"\(?n ?!= ?1\)?")
_SUBTAG = re.compile(r"[A-Za-z0-9]{2,8}")
_SCRIPT = 4


class UnusableCatalogueError(Exception):
    """A catalogue that cannot be used, as a fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


class Catalogue:
    """The messages of one language, out of the files that are given, the first first."""

    def __init__(self, files: Sequence[tuple[str, bytes]]) -> None:
        self._files = files
        self.mark = digest_value([*files]).hex()

    @cached_property
    def _read(self) -> list[Any]:
        return [_read(name, raw) for name, raw in self._files]

    def check(self) -> None:
        """Read it now. Raises `UnusableCatalogueError`, as does whatever else needs it read."""
        rules = {each.plural_expr for each in self._read}
        if len(rules) > 1:
            name, raw = self._files[0]
            words = f"its plural forms are not those of the program’s own: {self._read[-1].plural_forms}"
            raise _unusable(name, raw, 1, words)

    @cached_property
    def messages(self) -> Messages:
        """All messages. Raises `UnusableCatalogueError`."""
        found: Messages = {}
        for catalogue in reversed(self._read):
            found.update(_messages(catalogue))
        return found

    @cached_property
    def plural(self) -> Callable[[int], int]:
        """Which form a number takes."""
        rule: Callable[[int], int] = c2py(self._read[0].plural_expr)
        return rule

    @cached_property
    def pairs(self) -> bool:
        """Whether the language tells one from all other numbers, and no more."""
        return _PAIRS.fullmatch(self._read[0].plural_expr) is not None


def tags(language: str) -> Iterator[str]:
    """The folders whose catalogues serve a language (BCP 47), the nearest first: pt_BR, pt."""
    primary, *subtags = language.split("-")
    parts = [primary.lower()]
    for tag in subtags:
        if not _SUBTAG.fullmatch(tag):
            break
        parts.append(tag.capitalize() if len(tag) == _SCRIPT else tag.upper())
    while parts:
        yield "_".join(parts)
        parts.pop()


def _read(name: str, raw: bytes) -> Any:
    po: Any = importlib.import_module("site_builder.language.cldr.po")
    try:
        catalogue = po.read(raw)
    except po.UnreadableError as error:
        raise _unusable(name, raw, error.line, str(error)) from error
    for message in catalogue:
        wrong = _wrong(message, catalogue.num_plurals) if message.id else None
        if wrong is not None:
            raise _unusable(name, raw, message.lineno or 1, wrong)
    return catalogue


def _unusable(name: str, raw: bytes, line: int, words: str) -> UnusableCatalogueError:
    before = raw.decode("utf-8", "replace").splitlines(keepends=True)[: max(line - 1, 0)]
    return UnusableCatalogueError(
        Fault(
            code="catalogue",
            message=f"this catalogue cannot be used: {words}",
            file=name,
            where=Offset(sum(map(len, before))),
            hint="its message says which names it has, and its header how many forms",
        )
    )


def _wrong(message: Any, plurals: int) -> str | None:
    """What is wrong with a translation: a name that the message does not have, a missing form."""
    asked, given = _texts(message.id), _texts(message.string)
    if not any(given) or message.fuzzy:
        return None
    if len(asked) > 1 and (len(given) != plurals or not all(given)):
        return f"“{asked[0]}” needs {plurals} forms"
    known = set(_names(asked))
    unknown = sorted(set(_names(given)) - known)
    return f"“{asked[0]}” has no “{unknown[0]}”" if unknown else None


def _names(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        yield from (first or second for first, second in _PLACEHOLDER.findall(text))


def _texts(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _messages(catalogue: Any) -> Mapping[tuple[str | None, str], tuple[str, ...]]:
    return {
        (message.context, _texts(message.id)[0]): _texts(message.string)
        for message in catalogue
        if message.id and message.string and not message.fuzzy and all(_texts(message.string))
    }
