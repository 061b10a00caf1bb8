"""The rules of the Web Annotation Data Model (W3C Recommendation, 23 February 2017).

Rules with MUST and SHOULD of sections 3 to 5, as far as they concern collections, pages, annotations
with textual or outside bodies, and targets chosen by their words or their place.

The model has no schema of its own. The W3C's tests of implementations (web-annotation-tests) are in
JSON Schema, a rule a file; no package of PyPI, npm or Debian has them.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOTIVATIONS = set(
    """
    assessing bookmarking classifying commenting describing editing highlighting identifying
    linking moderating questioning replying tagging
    """.split()  # noqa: SIM905 (a text is easier to read than a list of strings)
)
_INSTANT = re.compile(r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d(\.\d+)?Z")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
MEDIA_FRAGMENTS = "http://www.w3.org/TR/media-frags/"
_TIMES = re.compile(r"t=\d+(?:\.\d+)?(?:,\d+(?:\.\d+)?)?")
_FORMAT = re.compile(r"[a-z]+/[a-z0-9.+-]+")

Thing = dict[str, Any]


def web_annotation_faults(document: Thing) -> list[str]:
    """What breaks the model in a collection, a page or an annotation that stands by itself."""
    faults = (
        [] if document.get("@context") == CONTEXT else ["its @context is not that of the model"]
    )
    rest = {name: value for name, value in document.items() if name != "@context"}
    kind = rest.get("type")
    if kind == "AnnotationCollection":
        return [*faults, *_collection(rest)]
    if kind == "AnnotationPage":
        whole = "partOf" in rest
        return [*faults, *_page(rest), *([] if whole else ["the page is part of no collection"])]
    return [*faults, *_annotation(rest)]


def _keys(thing: Thing, needed: str, allowed: str = "") -> Iterator[str]:
    name = thing.get("id") or thing.get("type")
    missing = set(needed.split()) - thing.keys()
    unknown = thing.keys() - {*needed.split(), *allowed.split()}
    yield from (f"{name} has no {key}" for key in sorted(missing))
    yield from (f"{name} cannot have {key}" for key in sorted(unknown))
    if "id" in thing and not is_iri(thing["id"]):
        yield f"{thing['id']} is no IRI"


def is_iri(value: Any) -> bool:
    """Whether a value is a whole address."""
    return isinstance(value, str) and bool(urlsplit(value).netloc) and not re.search(r"\s", value)


def _collection(thing: Thing) -> Iterator[str]:
    yield from _keys(thing, "id type label total first last", "creator")
    first = thing.get("first", {})
    yield from _page(first)
    total, items = thing.get("total"), first.get("items", [])
    if not isinstance(total, int) or total < len(items):
        yield f"the total is {total}, but there are {len(items)}"
    if ("next" in first) == (total == len(items)):
        yield "there is a next page if and only if some are on no page before it"
    if "next" not in first and thing.get("last") != first.get("id"):
        yield "the last page is the first where there is no other"
    if "prev" in first or first.get("startIndex") != 0:
        yield "the first page has none before it"


def _page(thing: Thing) -> Iterator[str]:
    yield from _keys(thing, "id type items startIndex", "partOf next prev")
    if thing.get("type") != "AnnotationPage":
        yield "the page is of no type"
    for name in ("partOf", "next", "prev"):
        if name in thing and not is_iri(thing[name]):
            yield f"{name} is no IRI"
    index = thing.get("startIndex")
    if not isinstance(index, int) or index < 0:
        yield "startIndex is no count"
    items = thing.get("items") or []
    if not items:
        yield "the page has no annotations"
    if len({item.get("id") for item in items}) < len(items):
        yield "two annotations have one id"
    for item in items:
        yield from _annotation(item)


def _annotation(thing: Thing) -> Iterator[str]:
    name = thing.get("id")
    yield from _keys(thing, "id type target", "body motivation creator created modified")
    if thing.get("type") != "Annotation":
        yield f"{name} is no Annotation"
    if thing.get("motivation") not in MOTIVATIONS:
        yield f"{name} has no motivation of the model"
    for key in ("created", "modified"):
        if key in thing and not _INSTANT.fullmatch(str(thing[key])):
            yield f"{name}: {key} is not in UTC"
    if thing.get("modified", "~") < thing.get("created", ""):
        yield f"{name} was modified before it was created"
    if "creator" in thing:
        yield from _keys(thing["creator"], "name", "id type")
    for body in _listed(thing.get("body", [])):
        yield from _body(body)
    targets = _listed(thing.get("target", []))
    if not targets:
        yield f"{name} has no target"
    for target in targets:
        yield from _target(target)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _body(thing: Thing) -> Iterator[str]:
    if thing.get("type") == "TextualBody":
        yield from _keys(thing, "type value format language", "purpose")
        if not isinstance(thing.get("value"), str):
            yield "a textual body has no text"
        if thing.get("purpose", "linking") not in MOTIVATIONS:
            yield "a body has a purpose that is no motivation"
    else:
        yield from _keys(thing, "id type format language")
    if not _LANGUAGE.fullmatch(str(thing.get("language"))):
        yield f"{thing.get('language')} is no language"
    if not _FORMAT.fullmatch(str(thing.get("format"))):
        yield f"{thing.get('format')} is no media type"


def _target(thing: Thing) -> Iterator[str]:
    yield from _keys(thing, "source selector", "state")
    source = thing.get("source")
    if not is_iri(source) or "#" in str(source):
        yield f"{source} is no whole resource"
    if "state" in thing:
        yield from _keys(thing["state"], "type", "sourceDate cached")
        if not _INSTANT.fullmatch(thing["state"].get("sourceDate", "2000-01-01T00:00:00Z")):
            yield "sourceDate is not in UTC"
    selectors = _listed(thing.get("selector", []))
    for selector in selectors:
        yield from _selector(selector)


def _selector(thing: Thing) -> Iterator[str]:
    if thing.get("type") == "TextQuoteSelector":
        yield from _keys(thing, "type exact", "prefix suffix")
        texts = [thing.get(name, "") for name in ("exact", "prefix", "suffix")]
        if not all(isinstance(text, str) for text in texts) or not texts[0]:
            yield "a quotation is no text"
    elif thing.get("type") == "TextPositionSelector":
        yield from _keys(thing, "type start end")
        start, end = thing.get("start"), thing.get("end")
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
            yield f"{start} to {end} is no place"
    elif thing.get("type") == "FragmentSelector":
        yield from _keys(thing, "type conformsTo value")
        if thing.get("conformsTo") != MEDIA_FRAGMENTS or not _TIMES.fullmatch(
            str(thing.get("value"))
        ):
            yield f"{thing.get('value')} is no time in a recording"
    else:
        yield f"{thing.get('type')} is no selector"
