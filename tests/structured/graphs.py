"""What the pages of a built site say to machines."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.page_text import Element, parse_pages

Graph = list[dict[str, Any]]


def graphs(folder: Path) -> dict[str, Graph]:
    """The JSON-LD graph of every page that has one, by the page's file."""
    found = {file: graph_of(page) for file, page in parse_pages(folder).items()}
    return {file: graph for file, graph in found.items() if graph is not None}


def graph_of(page: Element) -> Graph | None:
    """The graph that a page carries; more than one is an error."""
    scripts = [element.script for element in page.walk() if element.is_structured]
    assert len(scripts) <= 1
    if not scripts:
        return None
    read: dict[str, Any] = json.loads(scripts[0])
    assert read.keys() == {"@context", "@graph"}
    graph: Graph = read["@graph"]
    return graph


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every node in a value, outermost first."""
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from nodes(each)
    elif isinstance(value, list):
        for each in value:
            yield from nodes(each)


def of_type(graph: Any, name: str) -> list[dict[str, Any]]:
    """The nodes of a graph that have a type."""
    return [node for node in nodes(graph) if node.get("@type") == name]
