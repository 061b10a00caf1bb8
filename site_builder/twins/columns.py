"""The columns of `data/claims.csv`: what each takes from a record, and how it is described.

Types and descriptions are those of the records, so the Table Schema cannot differ from the data.
"""

from functools import cache
from typing import Any, Literal

import msgspec
from msgspec import Struct

from site_builder.twins.records import ClaimRecord, QuoteRecord, Record

Of = Literal["claim", "quote"]

_RECORDS: dict[Of, type[Record]] = {"claim": ClaimRecord, "quote": QuoteRecord}
_ATTRIBUTES = {"as": "kind"}
"""Fields whose names in the data Python does not allow."""

_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""With what a cell begins that a spreadsheet may take for a formula, full-width forms included."""


class Column(Struct, frozen=True):
    """A column: what it holds, as the way there from a claim or a quotation (`speaker.id`).

    Of a list, the cell has every entry, joined.
    """

    name: str
    of: Of
    way: str
    joined: str = " "

    def cell(self, record: Record) -> str:
        """What stands in the row of a record of its kind."""
        found = _at_end(record, _steps(self.way))
        return _cell(self.joined.join(map(str, found)) if type(found) in (list, tuple) else found)

    def described(self) -> dict[str, Any]:
        """The column's field descriptor (Table Schema, "Field Descriptors")."""
        return _Description(self).field()


def _ways(of: Of, prefix: str, ways: str) -> list[Column]:
    """Columns named for what they hold."""
    return [Column(prefix + way.replace(".", "_"), of, way) for way in ways.split()]


COLUMNS: tuple[Column, ...] = (
    Column("claim_id", "claim", "id"),
    Column("claim_url", "claim", "url"),
    *_ways("claim", "", "claim claim_type speaker.id"),
    Column("speaker", "claim", "speaker.name"),
    Column("addressee_id", "claim", "addressee.id"),
    Column("addressee", "claim", "addressee.name"),
    *_ways("claim", "", "made_on when occasion topics attribution distance"),
    Column("origins", "claim", "origins.id"),
    Column("rating", "claim", "rating.label"),
    *_ways("claim", "", "published updated"),
    *_ways("quote", "quote_", "source text speech cue attribution distance"),
    Column("quote_chain", "quote", "chain.id", " > "),
    *_ways("quote", "quote_", "verified start end paragraph prefix suffix anchor fragment"),
    *_ways("claim", "", "context rating.id rating.value rating.best rating.worst"),
    *_ways("claim", "", "rating.explanation rating.reviewed_on rating.reviewed_by aliases"),
    Column("related", "claim", "related.claim"),
    Column("related_as", "claim", "related.as"),
    *_ways("quote", "quote_", "id lang"),
    Column("quote_translation", "quote", "translation.text"),
    *_ways("quote", "quote_", "translation.lang translation.by media.start media.end"),
    Column("quote_snapshot", "quote", "snapshot.url"),
    Column("quote_snapshot_date", "quote", "snapshot.date"),
    Column("changed_on", "claim", "changes.date"),
    Column("changed_as", "claim", "changes.kind"),
    Column("changes", "claim", "changes.note", " | "),
)
"""New columns come last, so that those who count columns go on counting right."""


@cache
def _steps(way: str) -> tuple[str, ...]:
    return tuple(_ATTRIBUTES.get(name, name) for name in way.split("."))


def _at_end(value: Any, steps: tuple[str, ...]) -> Any:
    for number, name in enumerate(steps):
        if value is None:
            return None
        if type(value) is tuple:
            return [_at_end(entry, steps[number:]) for entry in value]
        value = getattr(value, name)
    return value


def _cell(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value).lower() if isinstance(value, bool) else str(value)
    # An apostrophe of the text's own before such a sign gets another, so that none is in doubt.
    return f"'{value}" if value.lstrip("'").startswith(_FORMULA) else value


class _Description:
    """What the schema of the records says of a column."""

    def __init__(self, column: Column) -> None:
        self._column = column
        self._may_be_empty = self._is_list = False
        self._words: list[str] = []
        self._schema = _schemas()[_RECORDS[column.of].__name__]
        for name in column.way.split("."):
            self._schema = self._value(self._schema["properties"][name])

    def _value(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The schema of a field's value, or of its entries where they are many."""
        self._words += [schema["description"]] if "description" in schema else []
        options = schema.get("anyOf", [schema])
        self._may_be_empty |= {"type": "null"} in options
        value = next(option for option in options if option != {"type": "null"})
        if value.get("type") == "array":
            self._is_list = self._may_be_empty = True
            value = value["items"]
        return _schemas()[value["$ref"].rpartition("/")[2]] if "$ref" in value else value

    def field(self) -> dict[str, Any]:
        """A field descriptor."""
        value, column = self._schema, self._column
        words = ": ".join(self._words)
        if self._is_list:
            words += f" (all of them, with “{column.joined}” between)"
            value = {"type": "string"}
        constraints = {"required": not self._may_be_empty}
        constraints |= {key: value[key] for key in ("enum", "pattern", "minimum") if key in value}
        kind = value.get("format", value.get("type", "string"))
        type_ = {"type": "string", "format": "uri"} if kind == "uri" else {"type": kind}
        return {"name": column.name, **type_, "description": words, "constraints": constraints}


@cache
def _schemas() -> dict[str, dict[str, Any]]:
    return msgspec.json.schema_components([ClaimRecord])[1]
