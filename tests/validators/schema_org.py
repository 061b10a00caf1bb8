"""Holds JSON-LD against the vocabulary of schema.org: types, properties, domains and ranges.

The vocabulary is that of npm's `schema-dts`, by Google, which is generated from schema.org's own
releases: TypeScript declarations of every type with its properties, and of what values they take.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

DECLARATIONS = Path(__file__).parents[1] / "tools/node_modules/schema-dts/dist/schema.d.ts"
MISSING = (
    "The vocabulary of schema.org needs tests/tools/node_modules (made by `make browser`); "
    "SITE_BUILDER_NO_BROWSER=1 leaves out the tests that need it."
)

_INTERFACE = re.compile(
    r"^(?:export )?interface (\w+) extends ([^{]+)\{\n(.*?)^\}", re.MULTILINE | re.DOTALL
)
_PROPERTY = re.compile(r'^    "(\w+)"\?: SchemaValue<(.+), "\w+">;$', re.MULTILINE)
_TYPE = re.compile(r'^    "@type": "(\w+)";$', re.MULTILINE)
_UNION = re.compile(r"^export type (\w+) = (.+);$", re.MULTILINE)

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_DATA = {"Text", "URL", "Date", "DateTime", "Number", "Integer", "Float", "Boolean"}

Types = Mapping[str, frozenset[str]]
"""The types of things, by their `@id`."""


@dataclass(frozen=True)
class Vocabulary:
    """Types with the properties that they may have, and what each property takes."""

    properties: Mapping[str, Mapping[str, frozenset[str]]]
    narrower: Mapping[str, frozenset[str]]

    def fits(self, kind: str, wanted: frozenset[str]) -> bool:
        """Whether things of a type may stand where one of some types is wanted."""
        return any(kind == each or kind in self._below(each) for each in wanted)

    def _below(self, kind: str) -> frozenset[str]:
        below = self.narrower.get(kind, frozenset())
        return below.union(*(self._below(each) for each in below))


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary as the package has it."""
    text = DECLARATIONS.read_text(encoding="utf-8")
    bases: dict[str, list[str]] = {}
    own: dict[str, dict[str, frozenset[str]]] = {}
    named: dict[str, str] = {}
    for name, above, body in _INTERFACE.findall(text):
        bases[name] = re.findall(r"\w+Base", above)
        own[name] = {p: frozenset(v.split(" | ")) for p, v in _PROPERTY.findall(body)}
        named |= dict.fromkeys(_TYPE.findall(body), name)

    def every(name: str) -> dict[str, frozenset[str]]:
        found = dict(own.get(name, {}))
        for base in bases.get(name, ()):
            found |= every(base)
        return found

    unions = {name: frozenset(v.split(" | ")) for name, v in _UNION.findall(text)}
    return Vocabulary(
        properties={kind: every(name) for kind, name in named.items()},
        narrower={name: members & named.keys() for name, members in unions.items()},
    )


def things(graph: Any) -> Iterator[dict[str, Any]]:
    """Every node of a graph that says what it is, or that is only named."""
    if isinstance(graph, dict):
        yield graph
        for value in graph.values():
            yield from things(value)
    elif isinstance(graph, list):
        for value in graph:
            yield from things(value)


def types_of(graphs: Any) -> Types:
    """The types that graphs give to things with a name."""
    found: dict[str, frozenset[str]] = {}
    for thing in things(graphs):
        if "@id" in thing and "@type" in thing:
            found[thing["@id"]] = found.get(thing["@id"], frozenset()) | {thing["@type"]}
    return found


def schema_org_findings(graph: Any, types: Types | None = None) -> list[str]:
    """What a graph says that schema.org has no words for, or that its words do not allow.

    `types` are those of all things that may be named in the graph without being described there.
    """
    known = types_of(graph) if types is None else types
    return [
        finding
        for thing in things(graph)
        if thing.keys() != {"@id"}
        for finding in _of_thing(thing, known)
    ]


def _of_thing(thing: dict[str, Any], types: Types) -> Iterator[str]:
    kind = thing.get("@type")
    allowed = vocabulary().properties.get(str(kind))
    if allowed is None:
        yield f"{kind} is no type"
        return
    for name, value in thing.items():
        if name == "@id":
            yield from [] if _is_url(value) else [f"{kind}: @id {value} is no whole address"]
        elif name == "@type":
            continue
        elif name not in allowed:
            yield f"{kind} has no {name}"
        else:
            values = value if isinstance(value, list) else [value]
            yield from [] if values else [f"{kind}: {name} is empty"]
            for each in values:
                if not _takes(allowed[name], each, types):
                    yield f"{kind}: {name} does not take {_shown(each)}"


def _takes(wanted: frozenset[str], value: Any, types: Types) -> bool:
    if isinstance(value, dict):
        kinds = types.get(value.get("@id", ""), frozenset())
        kinds = frozenset([value["@type"]]) if "@type" in value else kinds
        return any(vocabulary().fits(kind, wanted - _DATA) for kind in kinds)
    if isinstance(value, bool):
        return "Boolean" in wanted
    if isinstance(value, int | float):
        return bool(wanted & {"Number", "Integer", "Float"})
    if not isinstance(value, str) or not value.strip():
        return False
    if "Text" in wanted or ("URL" in wanted and _is_url(value)):
        return True
    return bool(wanted & {"Date", "DateTime"}) and bool(_DATE.fullmatch(value))


def _is_url(value: str) -> bool:
    parts = urlsplit(value)
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _shown(value: Any) -> str:
    return str(value.get("@type") or value.get("@id")) if isinstance(value, dict) else repr(value)
