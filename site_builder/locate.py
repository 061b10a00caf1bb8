"""Faults to diagnostics: the line and column of each, looked up in the files' texts."""

import html
import re
from collections.abc import Callable, Iterable
from functools import cached_property

from site_builder import front_matter
from site_builder.diagnostics import Diagnostic, Fault, Key, Offset, Words

ReadText = Callable[[str], str]
"""Gives the text of a file by its name, or an empty text where it cannot be read."""

_BEFORE_ADDRESS = r"""(?:\]\(\s*<?|\]:\s*<?|<|(?i:href)\s*=\s*["']?)"""
_BEHIND_ADDRESS = r"""(?=[\s)>"'\]]|\Z)"""
"""What stands around the address of a link, in Markdown and in HTML."""

_LONG_LINE, _BEHIND = 2000, 200
"""Code points of a line that is kept whole, and of a longer one what is kept behind the place."""


def locate(faults: Iterable[Fault], read_text: ReadText) -> list[Diagnostic]:
    """The diagnostics of faults, in the order of files and places."""
    return [diagnostic for _, diagnostic in located(faults, read_text)]


def located(faults: Iterable[Fault], read_text: ReadText) -> list[tuple[Fault, Diagnostic]]:
    """Each fault with its diagnostic, in the order of files and places."""
    by_file: dict[str, list[Fault]] = {}
    for fault in faults:
        by_file.setdefault(fault.file, []).append(fault)
    found = [
        pair
        for file, group in sorted(by_file.items())
        for pair in zip(group, _File(read_text(file)).diagnostics(group), strict=True)
    ]
    return sorted(found, key=lambda pair: _place(pair[1]))


def _place(d: Diagnostic) -> tuple[str, int, int, str, str]:
    return d.file, d.line, d.column, d.code, d.message


class _File:
    """One file's text, and where its keys and values stand."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _places(self) -> tuple[int, dict[tuple[str | int, ...], front_matter.Place]]:
        """Where the fields begin, and where each key and value of them does."""
        parts = front_matter.split(self._text, "")
        if isinstance(parts, Fault):
            return 0, front_matter.positions(self._text)
        return parts.front_start, front_matter.positions(parts.front)

    def diagnostics(self, faults: Iterable[Fault]) -> list[Diagnostic]:
        """The faults of this file with their places."""
        return [self._diagnostic(fault) for fault in faults]

    def _diagnostic(self, fault: Fault) -> Diagnostic:
        offset = min(self._offset(fault.where), len(self._text))
        line_start = self._text.rfind("\n", 0, offset) + 1
        line_end = self._text.find("\n", offset)
        line_end = len(self._text) if line_end < 0 else line_end
        if line_end - line_start > _LONG_LINE:
            line_end = min(line_end, offset + _BEHIND)
        line = self._text[line_start:line_end]
        return Diagnostic(
            file=fault.file,
            line=self._text.count("\n", 0, offset) + 1,
            column=offset - line_start + 1,
            severity=fault.severity,
            code=fault.code,
            message=fault.message,
            source_line=line.rstrip("\r") if self._text else None,
            hint=fault.hint,
            notes=fault.notes,
        )

    def _find(self, words: str) -> int:
        """Where words stand in the notes, as a whole if they do: an address may begin a longer one."""
        parts = front_matter.split(self._text, "")
        notes = 0 if isinstance(parts, Fault) else parts.body_start
        spelt = "|".join(map(re.escape, dict.fromkeys((words, html.escape(words, quote=False)))))
        for before in (_BEFORE_ADDRESS, ""):
            whole = re.compile(rf"{before}(?P<words>{spelt}){_BEHIND_ADDRESS}")
            if (found := whole.search(self._text, notes)) is not None:
                return found.start("words")
        return max(0, self._text.find(words, notes), self._text.find(words))

    def _offset(self, where: Key | Offset | Words) -> int:
        if isinstance(where, Offset):
            return where.start
        if isinstance(where, Words):
            return self._find(where.words)
        path = where.path
        start, places = self._places
        while path and path not in places:
            path = path[:-1]
        place = places.get(path)
        if place is None:
            return 0
        on_key = where.on == "key" or path != where.path
        return start + (place.key if on_key else place.value)
