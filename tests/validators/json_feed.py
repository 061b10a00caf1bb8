"""SchemaStore's schema of JSON Feed 1.1, and the rules of jsonfeed.org/version/1.1 beyond it.

The authors of the format publish no schema of their own.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft4Validator
from referencing import Registry
from referencing.jsonschema import DRAFT4

from tests.validators.atom import SCHEMAS, html_faults

VERSION_1 = "https://json.schemastore.org/feed-1"
"""The name by which the schema refers to that of version 1."""

Fields = dict[str, type]
FEED: Fields = {
    "version": str,
    "title": str,
    "home_page_url": str,
    "feed_url": str,
    "description": str,
    "user_comment": str,
    "next_url": str,
    "icon": str,
    "favicon": str,
    "authors": list,
    "language": str,
    "expired": bool,
    "hubs": list,
    "items": list,
}
ITEM: Fields = {
    "id": str,
    "url": str,
    "external_url": str,
    "title": str,
    "content_html": str,
    "content_text": str,
    "summary": str,
    "image": str,
    "banner_image": str,
    "date_published": str,
    "date_modified": str,
    "authors": list,
    "tags": list,
    "language": str,
    "attachments": list,
}
AUTHOR: Fields = {"name": str, "url": str, "avatar": str}

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_ADDRESS = re.compile(r"(https?://[^\s/]+/?\S*|mailto:\S+)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def json_feed_faults(raw: bytes | str) -> list[str]:
    """What breaks the schema or the rules in a feed."""
    feed = json.loads(raw)
    faults = [*schema_faults(feed), *_fields(feed, FEED, ("version", "title", "items"), "feed")]
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        faults.append(f"feed: the version “{feed.get('version')}”")
    faults += _authors(feed, "feed")
    items = feed.get("items", [])
    ids = [item.get("id") for item in items]
    faults += [f"{id} stands twice" for id in {*ids} if ids.count(id) > 1]
    for number, item in enumerate(items):
        faults += _item_faults(item, f"item {number}")
    return faults


def schema_faults(feed: Any) -> Iterator[str]:
    """What breaks the schema in a feed, each with its place."""
    for error in _validator().iter_errors(feed):
        yield f"{error.json_path}: {error.message}"


@cache
def _validator() -> Draft4Validator:
    schema, version_1 = (
        json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
        for name in ("feed.json", "feed-1.json")
    )
    registry = Registry[Any]().with_resource(VERSION_1, DRAFT4.create_resource(version_1))
    return Draft4Validator(schema, registry=registry)


def _item_faults(item: dict[str, Any], name: str) -> Iterator[str]:
    yield from _fields(item, ITEM, ("id",), name)
    yield from _authors(item, name)
    if not item.get("id"):
        yield f"{name}: an empty id"
    if not item.keys() & {"content_html", "content_text"}:
        yield f"{name}: no content"
    if not all(isinstance(tag, str) for tag in item.get("tags", ())):
        yield f"{name}: a tag that is no text"
    yield from (f"{name}: {fault}" for fault in html_faults(str(item.get("content_html", ""))))


def _authors(value: dict[str, Any], name: str) -> Iterator[str]:
    for author in value.get("authors", ()):
        yield from _fields(author, AUTHOR, (), f"{name}: author")
        if not author:
            yield f"{name}: an author without anything"


def _fields(
    value: dict[str, Any], known: Fields, required: tuple[str, ...], name: str
) -> Iterator[str]:
    yield from (f"{name}: no {field}" for field in required if field not in value)
    for field, held in value.items():
        if field not in known:
            if not field.startswith("_"):
                yield f"{name}: {field} is no field"
        elif type(held) is not known[field]:
            yield f"{name}: {field} is a {type(held).__name__}"
        elif isinstance(held, str):
            yield from (f"{name}: {fault}" for fault in _text_faults(field, held))


def _text_faults(field: str, text: str) -> Iterator[str]:
    if field.startswith("date_") and not _TIME.fullmatch(text):
        yield f"{field} “{text}” is no time"
    if field.endswith("url") and not _ADDRESS.fullmatch(text):
        yield f"{field} “{text}” is no address"
    if field == "language" and not _LANGUAGE.fullmatch(text):
        yield f"“{text}” is no language"
