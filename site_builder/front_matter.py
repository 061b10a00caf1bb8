"""YAML front matter without YAML's surprises.

Every scalar is text; a duplicate key, an anchor, an alias, a merge key, a tag or a second document
is a fault. Values are made straight from libyaml's events, without recursion, so neither deep
nesting nor an alias bomb costs anything. Places are looked up (`positions`) only once a fault has
to be shown.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import yaml
from msgspec import Struct

from site_builder.diagnostics import Fault, Offset, shown
from site_builder.text import FORBIDDEN

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_FENCE = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)
DEEPEST = 12
LARGEST = 1_000_000
"""Code points of YAML that one file may have."""

MOST_VALUES = 10_000
"""Texts, lists and mappings that one file may have, keys included."""

_CUT = re.compile(r"[ \t]+(#[^\s#][^\n]*)")
"""What looks like more of a text and is a comment to YAML; a comment begins with “# ”."""

_QUOTE_IT = "leave it out, or put the text in quotation marks"

_TAB = {"": "indent with spaces: YAML does not allow tabs"}
_SYNTAX = {
    "mapping values are not allowed": "put text with a colon in quotation marks, or write it below"
    " after “>-”; begin all fields in one column",
    "did not find expected key": "put the whole of a text in quotation marks, or write it below"
    " after “>-”; begin all fields in one column",
    "cannot start any token": "put the text in quotation marks",
    "expected alphabetic or numeric": "put the text in quotation marks",
    "unexpected end of stream": "close the quotation marks",
    "']'": "close the list with “]”; put a text that has [ ] { } or a comma in quotation marks",
    "'}'": "close the fields with “}”; put a text that has [ ] { } or a comma in quotation marks",
}
"""What to do about a problem, by words of libyaml's or PyYAML's message."""


class Parts(Struct, frozen=True):
    """A content file cut at its fences; starts are in code points of the file."""

    front: str
    body: str
    front_start: int
    body_start: int


class Place(Struct, frozen=True):
    """Where a key and its value begin, as offsets into the YAML text."""

    key: int
    value: int


class _Problem(Struct, frozen=True):
    code: str
    message: str
    offset: int
    hint: str | None = None


def split(text: str, file: str) -> Parts | Fault:
    """Cut a content file into front matter and body at its two `---` lines."""
    opening = _FENCE.match(text)
    if opening is None:
        return Fault(
            code="front-matter-missing",
            message="the file does not begin with front matter",
            file=file,
            where=Offset(0),
            hint="begin with a line of three hyphens, then the fields, then three hyphens again",
        )
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        return Fault(
            code="front-matter-open",
            message="the front matter is not closed",
            file=file,
            where=Offset(0),
            hint="put a line of three hyphens after the last field",
        )
    front = text[opening.end() : closing.start()]
    return Parts(front, text[closing.end() :], opening.end(), closing.end())


def read_mapping(text: str, file: str, start: int = 0) -> tuple[dict[str, Any], list[Fault]]:
    """The mapping that a YAML text holds, and its faults; `start` is its place in the file."""
    builder = _Builder()
    try:
        if len(text) > LARGEST:
            builder.report("yaml-too-large", f"more than {LARGEST:,} characters of YAML", 0)
        elif len(text) > 2 * MOST_VALUES and _has_too_many_values(text):
            builder.report("yaml-too-large", f"more than {MOST_VALUES:,} values", 0)
        else:
            builder.build(text)
    except yaml.YAMLError as error:
        builder.problems.append(_syntax_problem(text, error))
    mapping = builder.mapping()
    faults = [
        Fault(
            code=p.code, message=p.message, file=file, where=Offset(start + p.offset), hint=p.hint
        )
        for p in builder.problems
    ]
    return mapping, faults


def _has_too_many_values(text: str) -> bool:
    kinds = (yaml.ScalarEvent, yaml.CollectionStartEvent)
    events = yaml.parse(text, Loader=Loader)
    values = (event for event in events if isinstance(event, kinds))
    return next(islice(values, MOST_VALUES, None), None) is not None


def positions(text: str) -> dict[tuple[str | int, ...], Place]:
    """Where each key and value of a YAML text begins, as far as the text can be read."""
    found: dict[tuple[str | int, ...], Place] = {}
    try:
        for path, key, value in _walk(text):
            found.setdefault(path, Place(key, value))
    except yaml.YAMLError:
        return found
    return found


class _Builder:
    """Makes plain values from the event stream and notes what is not allowed in it."""

    def __init__(self) -> None:
        self.problems: list[_Problem] = []
        self._root: list[Any] = []
        self._stack: list[Any] = [self._root]
        self._keys: list[str | None] = [None]

    def build(self, text: str) -> None:
        """Read a YAML text; stops at what makes the rest unreadable."""
        escapes, numbers = "\\" in text, "#" in text
        event: Any
        next_event = Loader(text).get_event
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                if event.anchor is not None or event.tag is not None:
                    self._forbid(event)
                if escapes:
                    self._check_characters(event)
                if numbers and not event.style:
                    self._check_end(event, text)
                self._put(event.value or (None if event.implicit[0] else ""), event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._open({} if kind is yaml.MappingStartEvent else [], event)
                if len(self._stack) > DEEPEST:
                    self.report("yaml-too-deep", "nested too deep", event.start_mark.index)
                    return
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._stack.pop()
                self._keys.pop()
            elif kind is yaml.AliasEvent:
                self._forbid(event)
                self._put("", event)
            elif kind is yaml.DocumentStartEvent and self._root:
                message = "a second YAML document begins here"
                hint = "delete the line of hyphens"
                self.report("yaml-documents", message, event.start_mark.index, hint)
                return

    def mapping(self) -> dict[str, Any]:
        """What was read, which is empty where it is no mapping."""
        if self._root and isinstance(self._root[0], dict):
            return self._root[0]
        if self._root and self._root[0] is not None and not self.problems:
            self.report("yaml-not-mapping", "expected fields (“name: value”)", 0)
        return {}

    def report(self, code: str, message: str, offset: int, hint: str | None = None) -> None:
        """Note a problem at an offset into the text."""
        self.problems.append(_Problem(code, message, offset, hint))

    def _put(self, value: Any, event: Any) -> None:
        into, keys = self._stack[-1], self._keys
        if type(into) is list:
            into.append(value)
        elif (key := keys[-1]) is None:
            unusual = not value or value in into or value == "<<"
            keys[-1] = self._key(value, into, event) if unusual else value
        else:
            into[key] = value
            keys[-1] = None

    def _open(self, made: Any, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._forbid(event)
        if type(self._stack[-1]) is dict and self._keys[-1] is None:
            self.report("yaml-key", "a key must be text", event.start_mark.index)
            self._keys[-1] = ""
        else:
            self._put(made, event)
        self._stack.append(made)
        self._keys.append(None)

    def _key(self, value: Any, mapping: dict[str, Any], event: Any) -> str:
        offset = event.start_mark.index
        if value is None:
            self.report("yaml-key", "a key must be text", offset)
        elif value == "<<":
            self.report("yaml-merge", "merge keys are not allowed", offset, "write the keys out")
        elif value in mapping:
            self.report("yaml-duplicate-key", f"the key “{value}” stands here twice", offset)
        return value or ""

    def _check_characters(self, event: Any) -> None:
        r"""An escape such as `\0` must not bring in what the file itself may not hold."""
        found = FORBIDDEN.search(event.value)
        if found is not None:
            message = f"the character U+{ord(found[0]):04X} cannot stand on a page"
            self.report("control-character", message, event.start_mark.index, "delete it")

    def _check_end(self, event: Any, text: str) -> None:
        """Words behind “ #” must not be lost without a word."""
        cut = _CUT.match(text, event.end_mark.index)
        if cut is not None:
            message = f"“{shown(cut[1])}” is a comment to YAML, so that it is no part of the text"
            hint = "put the whole text in quotation marks; or, if this is a comment, begin it with “# ”"
            self.report("yaml-comment", message, cut.start(1), hint)

    def _forbid(self, event: Any) -> None:
        offset = event.start_mark.index
        if type(event) is yaml.AliasEvent:
            self.report(
                "yaml-alias", f"the alias “*{event.anchor}” is not allowed", offset, _QUOTE_IT
            )
        elif event.anchor is not None:
            message = f"the anchor “&{event.anchor}” is not allowed"
            self.report("yaml-anchor", message, offset, _QUOTE_IT)
        else:
            self.report("yaml-tag", f"the tag “{event.tag}” is not allowed", offset, _QUOTE_IT)


def _syntax_problem(text: str, error: yaml.YAMLError) -> _Problem:
    if not isinstance(error, yaml.MarkedYAMLError):
        message = str(error).splitlines()[0]
        read = text.encode()[: getattr(error, "position", 0)]  # libyaml counts bytes
        return _Problem(
            "yaml-syntax", f"this is not YAML: {message}", len(read.decode("utf-8", "ignore"))
        )
    mark = error.problem_mark or error.context_mark
    offset = mark.index if mark else 0
    hints = _TAB if text[offset : offset + 1] == "\t" else _SYNTAX
    hint = next((hint for words, hint in hints.items() if words in str(error.problem)), None)
    return _Problem("yaml-syntax", f"this is not YAML: {error.problem}", offset, hint)


def _walk(text: str) -> Iterator[tuple[tuple[str | int, ...], int, int]]:
    """Yield (path, offset of the key, offset of the value) for each value, outermost first.

    Ends where a key is not text or a value is an alias, both of which `read_mapping` refuses.
    """
    path: list[str | int] = []
    counters: list[int | None] = []  # an index for a sequence, None for a mapping
    key_offset: int | None = None
    event: Any
    for event in yaml.parse(text, Loader=Loader):
        kind = type(event)
        if kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            counters.pop()
            path[-1:] = []
            continue
        if kind is yaml.AliasEvent:
            return
        if kind not in (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent):
            continue
        offset = event.start_mark.index
        if counters and counters[-1] is None and key_offset is None:
            if kind is not yaml.ScalarEvent:
                return
            path.append(event.value)
            key_offset = offset
            continue
        if counters and counters[-1] is not None:
            path.append(counters[-1])
            counters[-1] += 1
        yield tuple(path), offset if key_offset is None else key_offset, offset
        key_offset = None
        if kind is yaml.ScalarEvent:
            path[-1:] = []
        else:
            counters.append(None if kind is yaml.MappingStartEvent else 0)
