"""What `data/claims.json` and `data/claims.csv` hold, for programs: JSON Schema and Table Schema."""

from collections.abc import Collection

import msgspec

from site_builder.model import Output
from site_builder.twins.columns import COLUMNS
from site_builder.twins.records import ClaimsFile
from site_builder.views import Frame, View

_JSON_SCHEMA = "https://json-schema.org/draft/2020-12/schema"
_TABLE_SCHEMA = "https://specs.frictionlessdata.io/schemas/table-schema.json"

SCHEMAS: dict[Output, str] = {
    "claims_json": "data/claims.schema.json",
    "claims_csv": "data/claims.table-schema.json",
}
"""Where the schema of each output that has one stands."""


class Schema(View, frozen=True, kw_only=True):
    """A schema and its own address."""

    url: str


def schemas_of(outputs: Collection[Output]) -> tuple[str, ...]:
    """The paths of the schemas of what a site emits, if it emits any."""
    return tuple(path for name, path in SCHEMAS.items() if {name, "schemas"} <= set(outputs))


def compose_schema(site: Frame, path: str) -> Schema:
    """A schema of the site's data."""
    return Schema(url=site.base_url + path)


def json_schema(view: Schema) -> bytes:
    """`data/claims.schema.json` (JSON Schema, draft 2020-12)."""
    made = msgspec.json.schema(ClaimsFile)
    return _written({"$schema": _JSON_SCHEMA, "$id": view.url, **made})


def table_schema(view: Schema) -> bytes:
    """`data/claims.table-schema.json` (Frictionless Table Schema)."""
    fields = [column.described() for column in COLUMNS]
    rest = {"primaryKey": "quote_anchor", "missingValues": [""]}
    return _written({"$schema": _TABLE_SCHEMA, "fields": fields, **rest})


def _written(schema: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"
