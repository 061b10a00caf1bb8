"""JSON Schemas of the front matter, for editors that complete and check while one types.

To the build every value is text; an editor's YAML parser makes numbers and truth values of some.
So wherever the build takes text that looks like one of those, the schemas take it in either form.
"""

from typing import Any

import msgspec

from site_builder.model import ALIAS_PATTERN, ID_PATTERN, PARTIAL_DATE_PATTERN, SiteSettings
from site_builder.parse import CARDS

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_NULL = {"type": "null"}

_TEXTS: dict[str | None, dict[str, Any]] = {
    None: {"type": ["string", "number"], "pattern": r"\S"},
    ALIAS_PATTERN: {"type": ["string", "integer"], "minimum": 0},
    ID_PATTERN: {"type": ["string", "integer"], "minimum": 0},
    PARTIAL_DATE_PATTERN: {"type": ["string", "integer"], "minimum": 1000, "maximum": 9999},
}
"""In what form a text may also come, by its pattern."""

_OTHERS: dict[str, dict[str, Any]] = {
    "boolean": {"type": ["boolean", "string"], "pattern": "^(true|false)$"},
    "integer": {"type": ["integer", "string"], "pattern": "^(0|-?[1-9][0-9]*)$"},
    "number": {"type": ["number", "string"], "pattern": r"^(0|[1-9][0-9]*)(\.[0-9]+)?$"},
}
"""In what form a value of another type may also come: in quotation marks."""


def schemas() -> dict[str, dict[str, Any]]:
    """A schema for the files of each folder of `content/`, and for `site.yaml`."""
    kinds = {**CARDS, "site.yaml": SiteSettings}
    return {name: _schema(kind) for name, kind in kinds.items()}


def _schema(kind: Any) -> dict[str, Any]:
    made = msgspec.json.schema(kind)
    types = {name: _as_read(each) for name, each in made["$defs"].items()}
    return {"$schema": DRAFT, **made, "$defs": types}


def _as_read(schema: dict[str, Any]) -> dict[str, Any]:
    """What a schema of values allows of what an editor reads; a field without a value is none."""
    options = [_as_read(each) for each in schema.get("anyOf", []) if each != _NULL]
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    if rest.get("default", _NULL) is None:
        del rest["default"]
    if len(options) == 1:
        return options[0] | rest
    if options:
        return rest | {"anyOf": options}
    if "properties" in rest:
        fields = {name: _as_read(each) for name, each in rest["properties"].items()}
        return _or_gone(rest | {"properties": fields})
    if "items" in rest:
        return rest | {"items": _as_read(rest["items"])}
    if rest.get("type") == "string" and "format" not in rest:
        return rest | _TEXTS.get(rest.get("pattern"), {})
    return rest | _OTHERS.get(rest.get("type", ""), {})


def _or_gone(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema of fields of which an entry that was withdrawn needs none but “gone”."""
    if "gone" not in schema["properties"]:
        return schema
    rest = {key: value for key, value in schema.items() if key != "required"}
    return rest | {"anyOf": [{"required": schema["required"]}, {"required": ["gone"]}]}
