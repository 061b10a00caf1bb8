"""An untrusted mapping to a typed value, all faults at once.

msgspec converts and checks in one step but stops at the first fault. So the whole is converted
first, and only where that fails is the type walked field by field to find every fault.
"""

import contextlib
import datetime
import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import inspect

from site_builder import model
from site_builder.diagnostics import Fault, Key, one_of, shown, suggest

T = TypeVar("T")

_MOST = 1.7976931348623157e308
"""The largest number that a field may have; infinity is none."""

_LOOSE = re.compile("|null|true|false|[01]|\\+?inf(inity)?", re.IGNORECASE)
_LONGEST_LOOSE = len("+infinity")

_NOUNS: dict[type, str] = {
    model.ClaimCard: "a claim card",
    model.QuoteEntry: "a quote",
    model.Via: "a hand in “via”",
    model.Related: "a relation",
    model.RatingEntry: "a rating",
    model.ChangeEntry: "a change",
    model.Gone: "“gone”",
    model.Translation: "a translation",
    model.Media: "“media”",
    model.PersonCard: "a person",
    model.OrganisationCard: "an organisation",
    model.UnnamedCard: "an unnamed source",
    model.SourceCard: "a source",
    model.Archive: "an archived copy",
    model.TopicCard: "a topic",
    model.PageCard: "a page",
    model.SiteSettings: "site.yaml",
    model.SitePublisher: "“publisher”",
    model.ScalePoint: "a point of the rating scale",
}

_PATTERNS = {
    model.ID_PATTERN: (
        "bad-id",
        "“{}” cannot be an id",
        "an id has lower-case letters a to z and digits, in words joined by single hyphens",
    ),
    model.ALIAS_PATTERN: (
        "bad-id",
        "“{}” cannot be an alias",
        "an alias is an earlier id; before that of another kind stands its folder: people/some-id",
    ),
    model.PARTIAL_DATE_PATTERN: (
        "bad-date",
        "“{}” is not a date",
        "write YYYY, YYYY-MM or YYYY-MM-DD; the source’s own words for the time go into “when”",
    ),
    model.CONTACT_PATTERN: (
        "bad-contact",
        "“{}” is neither an e-mail address nor a web address",
        "write it as name@example.org or https://example.org/",
    ),
    model.URL_PATTERN: (
        "bad-url",
        "“{}” is not a web address",
        "write the whole address, with http:// or https://",
    ),
    model.LANGUAGE_PATTERN: (
        "bad-language",
        "“{}” is not a language tag",
        "write a BCP 47 tag, such as en, pt-BR or ar",
    ),
    model.SHA256_PATTERN: (
        "bad-sha256",
        "“{}” is not a SHA-256 sum",
        "64 hexadecimal digits, in lower case",
    ),
}


def validate(value: dict[str, Any], kind: type[T], file: str) -> T | list[Fault]:
    """The typed value of what an author wrote, or everything that is wrong with it."""
    if not _may_be_mistaken(value):
        with contextlib.suppress(msgspec.ValidationError):
            return msgspec.convert(value, kind, strict=False)
    faults = list(_Walk(file).faults(value, inspect.type_info(kind), ()))
    return faults or msgspec.convert(value, kind, strict=False)


def _may_be_mistaken(value: Any) -> bool:
    """Whether msgspec could take words for more than they say: `null`, `TRUE`, `1`, a blank."""
    if isinstance(value, dict):
        return any(map(_may_be_mistaken, value.values()))
    if isinstance(value, list):
        return any(map(_may_be_mistaken, value))
    if value is None or value.isspace():
        return True
    return len(value) <= _LONGEST_LOOSE and _LOOSE.fullmatch(value) is not None


class _Walk:
    """Finds the faults of one file's mapping."""

    def __init__(self, file: str) -> None:
        self._file = file

    def faults(
        self, value: Any, kind: inspect.Type, path: tuple[str | int, ...]
    ) -> Iterator[Fault]:
        """Every fault of a value that should be of a type."""
        kind = _bare(kind, value)
        if value is None or (isinstance(value, str) and not value.strip()):
            whose = "an entry of " if isinstance(path[-1], int) else ""
            yield self._fault(
                "empty-value",
                f"{whose}“{_name(path)}” has no value",
                path,
                "give it a value or leave the field out",
            )
        elif isinstance(kind, inspect.StructType):
            yield from self._struct(value, kind, path)
        elif isinstance(kind, inspect.VarTupleType):
            yield from self._list(value, kind, path)
        elif isinstance(value, dict | list):
            shape = "fields" if isinstance(value, dict) else "a list"
            yield self._fault("wrong-type", f"expected text, not {shape}", path, None)
        else:
            yield from self._scalar(value, kind, path)

    def _fault(
        self,
        code: str,
        message: str,
        path: tuple[str | int, ...],
        hint: str | None,
        on: Any = "value",
    ) -> Fault:
        return Fault(code=code, message=message, file=self._file, where=Key(path, on), hint=hint)

    def _struct(
        self, value: Any, kind: inspect.StructType, path: tuple[str | int, ...]
    ) -> Iterator[Fault]:
        noun = _NOUNS.get(kind.cls, "this")
        if not isinstance(value, dict):
            yield self._fault(
                "wrong-type",
                f"expected the fields of {noun}",
                path,
                "write them as “name: value”, indented below",
            )
            return
        fields = {field.encode_name: field for field in kind.fields}
        for name in value:
            if name not in fields:
                hint = suggest(name, fields) or f"the fields are {', '.join(fields)}"
                yield self._fault(
                    "unknown-field",
                    f"“{shown(name)}” is not a field of {noun}",
                    (*path, name),
                    hint,
                    "key",
                )
        for name, field in fields.items():
            if name in value:
                yield from self.faults(value[name], field.type, (*path, name))
            elif field.required:
                yield self._fault("missing-field", f"{noun} needs “{name}”", path, None, "key")

    def _list(
        self, value: Any, kind: inspect.VarTupleType, path: tuple[str | int, ...]
    ) -> Iterator[Fault]:
        if not isinstance(value, list):
            name = _name(path)
            hint = "put each entry on a line of its own, after a hyphen"
            if isinstance(value, str):
                hint = f"write it as “{name}: [{shown(value)}]”, or {hint}"
            yield self._fault("wrong-type", f"“{name}” is a list", path, hint)
            return
        if not value and kind.min_length:
            yield self._fault("empty-list", f"“{_name(path)}” needs at least one entry", path, None)
        for index, entry in enumerate(value):
            yield from self.faults(entry, kind.item_type, (*path, index))

    def _scalar(
        self, value: str, kind: inspect.Type, path: tuple[str | int, ...]
    ) -> Iterator[Fault]:
        if isinstance(kind, inspect.LiteralType):
            if value not in kind.values:
                words = [str(word) for word in kind.values]
                yield self._fault(
                    "unknown-word",
                    f"“{shown(value)}” is not a value of “{_name(path)}”",
                    path,
                    suggest(value, words) or f"it is {one_of(words)}",
                )
            return
        try:
            msgspec.convert(value, _python_type(kind), strict=False)
        except msgspec.ValidationError:
            code, message, hint = _explain(value, kind)
            yield self._fault(code, message, path, hint)


def _bare(kind: inspect.Type, value: Any) -> inspect.Type:
    """The type without its description and None; of an id or a mapping, the one that `value` is."""
    while isinstance(kind, inspect.Metadata):
        kind = kind.type
    if not isinstance(kind, inspect.UnionType):
        return kind
    options = [_bare(option, value) for option in kind.types]
    options = [option for option in options if not isinstance(option, inspect.NoneType)]
    for option in options:
        if isinstance(option, inspect.StructType) == isinstance(value, dict):
            return option
    return options[0]


def _name(path: tuple[str | int, ...]) -> str:
    names = [part for part in path if isinstance(part, str)]
    return names[-1] if names else "this"


def _python_type(kind: inspect.Type) -> Any:
    if isinstance(kind, inspect.StrType):
        meta = msgspec.Meta(pattern=kind.pattern, min_length=kind.min_length)
        return Annotated[str, meta]
    if isinstance(kind, inspect.IntType):
        return Annotated[int, msgspec.Meta(ge=kind.ge, le=kind.le)]
    if isinstance(kind, inspect.FloatType):
        return Annotated[float, msgspec.Meta(ge=kind.ge, le=kind.le or _MOST)]
    return {inspect.BoolType: Literal["true", "false"], inspect.DateType: datetime.date}[type(kind)]


def _explain(value: str, kind: inspect.Type) -> tuple[str, str, str | None]:
    if isinstance(kind, inspect.StrType):
        code, message, hint = _PATTERNS[kind.pattern or ""]
        if code == "bad-id" and len(value) > model.LONGEST_ID:
            hint = f"it has {len(value):,} characters; the most is {model.LONGEST_ID}"
        return code, message.format(shown(value)), hint
    if isinstance(kind, inspect.DateType):
        if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return "bad-date", f"“{value}” is not a date of the calendar", None
        return "bad-date", f"“{shown(value)}” is not a date", "write it as YYYY-MM-DD"
    if isinstance(kind, inspect.BoolType):
        return "bad-boolean", f"“{shown(value)}” is neither true nor false", None
    return "bad-number", f"“{shown(value)}” is not {_numbers(kind)}", None


def _numbers(kind: Any) -> str:
    noun = "a whole number" if isinstance(kind, inspect.IntType) else "a number"
    if kind.ge is None:
        return noun
    least = f"{kind.ge:g}"
    return f"{noun} of {least} or more" if kind.le is None else f"{noun} from {least} to {kind.le}"
