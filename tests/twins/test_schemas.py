"""The schemas describe every field of the data, and the data of every site keep to them."""

import copy
import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.built import ROOTS
from tests.conftest import BuiltSite
from tests.site_text import Site
from tests.validators.table import descriptor_faults, table_faults


@pytest.fixture(scope="module", params=["small", *ROOTS])
def data(
    request: pytest.FixtureRequest, built_site: BuiltSite, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder of data that the build of a site wrote."""
    if request.param in ROOTS:
        return built_site(request.param) / "data"
    site = Site.at(tmp_path_factory.mktemp("small"))
    site.rebuild()
    return site.output / "data"


def read(data: Path, name: str) -> Any:
    return json.loads((data / name).read_bytes())


def table(data: Path) -> str:
    return (data / "claims.csv").read_bytes().decode()


def faults(data: Path, document: Any) -> list[str]:
    validator = Draft202012Validator(
        read(data, "claims.schema.json"), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    return [error.message for error in validator.iter_errors(document)]


def properties(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for kind, definition in schema["$defs"].items():
        for name, field in definition["properties"].items():
            yield f"{kind}.{name}", field


def test_the_json_keeps_to_its_schema(data: Path) -> None:
    schema = read(data, "claims.schema.json")
    Draft202012Validator.check_schema(schema)
    assert schema["$id"].endswith("/data/claims.schema.json")
    assert faults(data, read(data, "claims.json")) == []


def test_every_field_of_the_json_is_described_and_none_is_ever_left_out(data: Path) -> None:
    schema = read(data, "claims.schema.json")
    assert [name for name, field in properties(schema) if not field.get("description")] == []
    for definition in schema["$defs"].values():
        assert set(definition["required"]) == definition["properties"].keys()
        assert definition["additionalProperties"] is False


def test_the_csv_keeps_to_its_schema(data: Path) -> None:
    schema = read(data, "claims.table-schema.json")
    assert [*descriptor_faults(schema)] == []
    assert [*table_faults(schema, table(data))] == []


def altered(document: Any, way: tuple[Any, ...], value: Any) -> Any:
    """A document with another value at the end of a way, or (`...`) without it."""
    made = copy.deepcopy(document)
    thing = made
    for step in way[:-1]:
        thing = thing[step]
    if value is ...:
        del thing[way[-1]]
    else:
        thing[way[-1]] = value
    return made


@pytest.mark.parametrize(
    ("way", "value"),
    [
        (("site", "title"), ...),
        (("claims", 0, "claim_type"), "rumour"),
        (("claims", 0, "id"), "Not an id"),
        (("claims", 0, "published"), "yesterday"),
        (("claims", 0, "made_on"), "2024-2"),
        (("claims", 0, "gone"), True),
        (("claims", 0, "rating"), ...),
        (("claims", 0, "quotes"), []),
        (("claims", 0, "quotes", 0, "start"), -1),
        (("claims", 0, "quotes", 0, "verified"), "true"),
        (("claims", 0, "quotes", 0, "chain"), None),
        (("claims", 0, "quotes", 0, "chain", 0, "kind"), "robot"),
        (("claims", 0, "quotes", 0, "attribution"), "certain"),
    ],
)
def test_what_breaks_the_json_schema_is_found(data: Path, way: tuple[Any, ...], value: Any) -> None:
    assert len(faults(data, altered(read(data, "claims.json"), way, value))) >= 1


def test_what_breaks_the_table_schema_is_found(data: Path) -> None:
    schema, rows = read(data, "claims.table-schema.json"), [*csv.reader(io.StringIO(table(data)))]
    wrong = {
        "claim": ("", "it is empty"),
        "claim_id": ("Not an id", "does not have its form"),
        "claim_url": ("claims/", "no address"),
        "claim_type": ("rumour", "none of its words"),
        "distance": ("-1", "too small"),
        "quote_start": ("first", "no integer"),
        "quote_verified": ("yes", "no boolean"),
        "published": ("2024-02-30", "no date"),
        "quote_media_start": ("1:30", "no number"),
    }
    for name, (cell, fault) in wrong.items():
        made = altered(rows, (1, rows[0].index(name)), cell)
        assert any(fault in found for found in table_faults(schema, written(made))), name
    assert any(
        "header" in found for found in table_faults(schema, written(altered(rows, (0, 0), "id")))
    )
    assert any("one key" in found for found in table_faults(schema, written([*rows, rows[1]])))
    assert any("cells" in found for found in table_faults(schema, written([*rows, rows[1][:-1]])))


def written(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize(
    ("way", "value"),
    [
        (("fields", 0, "type"), "text"),
        (("fields", 0, "description"), ""),
        (("fields", 0, "name"), "claim"),
        (("fields", 0, "nullable"), True),
        (("fields", 0, "constraints", "needed"), True),
        (("primaryKey",), "address"),
    ],
)
def test_what_breaks_the_rules_of_table_schemas_is_found(
    data: Path, way: tuple[Any, ...], value: Any
) -> None:
    schema = read(data, "claims.table-schema.json")
    assert len([*descriptor_faults(altered(schema, way, value))]) == 1


def test_a_schema_stands_only_beside_its_data(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    site.edit("content/site.yaml", "per_page: 2", "per_page: 2\noutputs: [claims_csv, schemas]")
    site.rebuild()
    found = {path.name for path in (site.output / "data").iterdir()}
    assert found == {"claims.csv", "claims.table-schema.json"}


def test_a_value_below_zero_is_a_number_and_no_formula(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    site.edit("content/site.yaml", "value: 1}", "value: -1}")
    site.rebuild()
    (row, *_) = [
        r for r in csv.DictReader(io.StringIO(site.text("data/claims.csv"))) if r["rating"]
    ]
    assert (row["rating_value"], row["rating_worst"]) == ("3", "-1")
