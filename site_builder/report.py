"""Diagnostics for people, for programs and for GitHub's annotations."""

import re
from collections.abc import Callable, Iterable

import msgspec

from site_builder.diagnostics import Diagnostic

_WIDEST = 120
_BEFORE = 40
_COMMANDS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that would steer a terminal or turn its text around."""


def as_text(diagnostics: Iterable[Diagnostic]) -> str:
    """`file:line:column: severity[code]: message`, the line with a caret, notes and a hint."""
    lines = (line for diagnostic in diagnostics for line in _lines(diagnostic))
    return "".join(f"{tamed(line)}\n" for line in lines)


def tamed(line: str) -> str:
    """A line with pictures in place of characters that would steer a terminal."""
    return _COMMANDS.sub(_picture, line)


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """One JSON object a line."""
    return "".join(f"{msgspec.json.encode(diagnostic).decode()}\n" for diagnostic in diagnostics)


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """GitHub workflow commands, which annotate the lines of a pull request."""
    return "".join(
        f"::{d.severity} file={_property(d.file)},line={d.line},col={d.column},"
        f"title={_property(d.code)}::{_message(d)}\n"
        for d in diagnostics
    )


FORMATS: dict[str, Callable[[Iterable[Diagnostic]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}


def _lines(diagnostic: Diagnostic) -> Iterable[str]:
    d = diagnostic
    yield f"{d.file}:{d.line}:{d.column}: {d.severity}[{d.code}]: {d.message}"
    if d.source_line:
        line, column = _window(d.source_line.replace("\t", " "), d.column)
        number = str(d.line)
        yield f"  {number} | {line}"
        yield f"  {' ' * len(number)} | {' ' * (column - 1)}^"
    for note in d.notes:
        yield f"    {note}"
    if d.hint:
        yield f"  hint: {d.hint}"


def _window(line: str, column: int) -> tuple[str, int]:
    """A long line's part around a column, and the column in it."""
    if len(line) <= _WIDEST:
        return line, column
    start = max(0, min(column - 1 - _BEFORE, len(line) - _WIDEST))
    before = "…" if start else ""
    after = "…" if start + _WIDEST < len(line) else ""
    return f"{before}{line[start : start + _WIDEST]}{after}", column - start + len(before)


def _picture(command: re.Match[str]) -> str:
    """One character that stands for another, so that the caret keeps its place."""
    return chr(0x2400 + ord(command[0])) if command[0] < " " else "\ufffd"


def _message(diagnostic: Diagnostic) -> str:
    text = diagnostic.message
    if diagnostic.notes:
        text += "\n" + "\n".join(diagnostic.notes)
    if diagnostic.hint:
        text += f"\nhint: {diagnostic.hint}"
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped.replace(":", "%3A").replace(",", "%2C")
