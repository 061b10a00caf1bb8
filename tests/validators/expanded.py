"""JSON-LD as a processor understands it (PyLD, JSON-LD 1.1), without asking the network.

The context is schema.org's own in brief: every word belongs to it, and what only things or
addresses are taken for (by its vocabulary) is an address.
"""

from typing import Any

from pyld import jsonld

from tests.validators.schema_org import vocabulary

WORDS = "https://schema.org/"


def expanded(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The nodes of a document, every word of it a whole address."""
    found: list[dict[str, Any]] = jsonld.expand(document, _options())
    return found


def triples(document: dict[str, Any]) -> int:
    """How many statements a document makes, as RDF."""
    dataset = jsonld.to_rdf(document, _options())
    return sum(len(graph) for graph in dataset.values())


def _options() -> Any:
    return {"documentLoader": _load}


def _load(url: str, _asked: dict[str, Any]) -> dict[str, Any]:
    assert url.rstrip("/") == WORDS.rstrip("/"), f"{url} is asked for"
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": _context()},
    }


def _context() -> dict[str, Any]:
    taken: dict[str, frozenset[str]] = {}
    for properties in vocabulary().properties.values():
        for name, values in properties.items():
            taken[name] = taken.get(name, frozenset()) | values
    literal = {"Text", "Date", "DateTime", "Time", "Number", "Integer", "Float", "Boolean"}
    addresses = (name for name, values in taken.items() if not values & literal)
    return {"@vocab": WORDS} | {name: {"@type": "@id"} for name in addresses}
