"""Each rule of the Web Annotation Data Model finds what breaks it."""

import copy
from typing import Any

import pytest

from tests.validators.web_annotation import CONTEXT, MEDIA_FRAGMENTS, web_annotation_faults

ANNOTATION: dict[str, Any] = {
    "id": "https://site.example/a.json#one",
    "type": "Annotation",
    "motivation": "linking",
    "creator": {"id": "https://us.example/", "name": "Us"},
    "created": "2025-01-02T00:00:00Z",
    "modified": "2025-01-03T00:00:00Z",
    "body": [
        {"id": "https://site.example/", "type": "Text", "format": "text/html", "language": "en"},
        {
            "type": "TextualBody",
            "value": "a",
            "format": "text/plain",
            "language": "en",
            "purpose": "describing",
        },
    ],
    "target": {
        "source": "https://paper.example/",
        "state": {"type": "TimeState", "sourceDate": "2025-01-01T00:00:00Z"},
        "selector": [
            {"type": "TextQuoteSelector", "exact": "no", "prefix": "a", "suffix": ""},
            {"type": "TextPositionSelector", "start": 1, "end": 3},
            {"type": "FragmentSelector", "conformsTo": MEDIA_FRAGMENTS, "value": "t=1.5,3"},
        ],
    },
}
PAGE = "https://site.example/a.json#page-1"
COLLECTION: dict[str, Any] = {
    "@context": CONTEXT,
    "id": "https://site.example/a.json",
    "type": "AnnotationCollection",
    "label": "All",
    "total": 1,
    "first": {"id": PAGE, "type": "AnnotationPage", "startIndex": 0, "items": [ANNOTATION]},
    "last": PAGE,
}
ITEM = ("first", "items", 0)
GONE = object()

BROKEN = [
    (("@context",), "https://schema.org/", "@context"),
    (("id",), "a.json", "no IRI"),
    (("label",), GONE, "no label"),
    (("total",), 0, "the total is 0"),
    (("total",), 2, "next page"),
    (("last",), "https://site.example/a/2.json", "the last page is the first"),
    (("first", "prev"), PAGE, "has none before it"),
    (("first", "startIndex"), -1, "startIndex"),
    (("first", "items"), [], "no annotations"),
    (("first", "items"), [ANNOTATION, ANNOTATION], "one id"),
    ((*ITEM, "id"), "#one", "no IRI"),
    ((*ITEM, "type"), "oa:Annotation", "no Annotation"),
    ((*ITEM, "motivation"), "quoting", "no motivation"),
    ((*ITEM, "created"), "2025-01-02", "not in UTC"),
    ((*ITEM, "modified"), "2025-01-01T00:00:00Z", "before it was created"),
    ((*ITEM, "creator"), {"id": "https://us.example/"}, "no name"),
    ((*ITEM, "bodyValue"), "a", "cannot have bodyValue"),
    ((*ITEM, "body", 0, "language"), "in English", "no language"),
    ((*ITEM, "body", 0, "format"), "html", "no media type"),
    ((*ITEM, "body", 0, "purpose"), "linking", "cannot have purpose"),
    ((*ITEM, "body", 1, "value"), GONE, "no value"),
    ((*ITEM, "body", 1, "purpose"), "quoting", "no motivation"),
    ((*ITEM, "target"), [], "no target"),
    ((*ITEM, "target", "source"), "sources/a/", "no whole resource"),
    ((*ITEM, "target", "source"), "https://paper.example/#a", "no whole resource"),
    ((*ITEM, "target", "state", "sourceDate"), "2025", "not in UTC"),
    ((*ITEM, "target", "selector", 0, "exact"), "", "no text"),
    ((*ITEM, "target", "selector", 0, "exact"), GONE, "no exact"),
    ((*ITEM, "target", "selector", 1, "start"), 3, "no place"),
    ((*ITEM, "target", "selector", 1, "type"), "Position", "no selector"),
    ((*ITEM, "target", "selector", 2, "value"), "t=a", "no time"),
    ((*ITEM, "target", "selector", 2, "conformsTo"), "https://w3.org/", "no time"),
]


def broken(path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    """The sound collection with one value in place of another, or without it."""
    made = copy.deepcopy(COLLECTION)
    thing: Any = made
    for step in path[:-1]:
        thing = thing[step]
    if value is GONE:
        del thing[path[-1]]
    else:
        thing[path[-1]] = value
    return made


def test_a_sound_collection_has_no_faults() -> None:
    assert web_annotation_faults(COLLECTION) == []


def test_a_page_by_itself_says_what_it_is_part_of() -> None:
    page = {"@context": CONTEXT, **COLLECTION["first"]}
    assert web_annotation_faults(page) == ["the page is part of no collection"]
    assert web_annotation_faults({**page, "partOf": COLLECTION["id"]}) == []


@pytest.mark.parametrize(("path", "value", "fault"), BROKEN)
def test_what_breaks_a_rule_is_found(path: tuple[str | int, ...], value: Any, fault: str) -> None:
    assert any(fault in found for found in web_annotation_faults(broken(path, value)))
