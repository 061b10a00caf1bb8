"""The rules of Frictionless Table Schema, for a descriptor and for a table of CSV."""

import csv
import datetime
import io
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

Schema = dict[str, Any]

_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_CONSTRAINTS = {"required", "enum", "pattern", "minimum"}


def _is_date(cell: str) -> bool:
    try:
        return datetime.date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False


_TYPES: dict[str, Callable[[str], bool]] = {
    "string": lambda _: True,
    "integer": lambda cell: re.fullmatch(r"-?\d+", cell) is not None,
    "number": lambda cell: _NUMBER.fullmatch(cell) is not None,
    "boolean": lambda cell: cell in {"true", "false"},
    "date": _is_date,
}


def descriptor_faults(schema: Schema) -> Iterator[str]:
    """What breaks the rules in a Table Schema itself; each field must say what it is."""
    names = [field.get("name") for field in schema.get("fields", [])]
    if not names or len(set(names)) < len(names):
        yield "there are no fields, or two of one name"
    keys = schema.get("primaryKey", [])
    if not set([keys] if isinstance(keys, str) else keys) <= set(names):
        yield f"the key {keys} is no field"
    for field in schema.get("fields", []):
        if field.get("type") not in _TYPES:
            yield f"{field.get('name')} is of no type"
        if not field.get("description"):
            yield f"{field.get('name')} is not described"
        if field.keys() - {"name", "type", "format", "description", "constraints"}:
            yield f"{field.get('name')} has more than a field has"
        if field.get("constraints", {}).keys() - _CONSTRAINTS:
            yield f"{field.get('name')} has a constraint that there is not"


def table_faults(schema: Schema, text: str) -> Iterator[str]:
    """What breaks a Table Schema in a table."""
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    fields = schema["fields"]
    if header != [field["name"] for field in fields]:
        yield "the header has other names than the schema"
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            yield f"row {number} has {len(row)} cells"
        for field, cell in zip(fields, row, strict=False):
            yield from (f"row {number}, {field['name']}: {fault}" for fault in _cell(field, cell))
    key = header.index(schema["primaryKey"])
    if len({row[key] for row in rows}) < len(rows):
        yield "two rows have one key"


def _cell(field: Schema, cell: str) -> Iterator[str]:
    rules = field.get("constraints", {})
    if cell == "":
        if rules.get("required"):
            yield "it is empty"
        return
    if not _TYPES[field["type"]](cell):
        yield f"{cell} is no {field['type']}"
    elif float(cell if "minimum" in rules else 0) < rules.get("minimum", 0):
        yield f"{cell} is too small"
    if "enum" in rules and cell not in rules["enum"]:
        yield f"{cell} is none of its words"
    if "pattern" in rules and not re.search(rules["pattern"], cell):
        yield f"{cell} does not have its form"
    if field.get("format") == "uri" and not urlsplit(cell).scheme:
        yield f"{cell} is no address"
