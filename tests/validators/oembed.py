"""The rules of oEmbed 1.0 (oembed.com) for a response in JSON, of which its authors publish no schema."""

import json
import re
from collections.abc import Iterator
from typing import Any

from tests.page_text import parse_page

TYPES = {"photo", "video", "link", "rich"}
TEXTS = {"title", "author_name", "provider_name"}
ADDRESSES = {"author_url", "provider_url", "thumbnail_url"}
SIZES = {"width", "height", "thumbnail_width", "thumbnail_height"}
THUMBNAIL = {"thumbnail_url", "thumbnail_width", "thumbnail_height"}
REQUIRED = {
    "photo": {"url", "width", "height"},
    "video": {"html", "width", "height"},
    "rich": {"html", "width", "height"},
    "link": set[str](),
}
"""What a response of each type must have (sections 2.3.4.1 to 2.3.4.4)."""


def oembed_faults(text: str) -> list[str]:
    """What breaks the rules of oEmbed 1.0 in a response in JSON; [] is good."""
    said = json.loads(text)
    return [*_faults(said)] if isinstance(said, dict) else ["not an object"]


def _faults(said: dict[str, Any]) -> Iterator[str]:
    if said.get("version") != "1.0":
        yield "version is not 1.0"
    if said.get("type") not in TYPES:
        yield f"type is {said.get('type')}"
    yield from (
        f"{name} is missing" for name in REQUIRED.get(said.get("type", ""), set()) - {*said}
    )
    for name, value in said.items():
        if name in TEXTS and not (isinstance(value, str) and value.strip()):
            yield f"{name} is no text"
        if name in ADDRESSES and not (isinstance(value, str) and _is_address(value)):
            yield f"{name} is no address"
        if name in SIZES and not (type(value) is int and value > 0):
            yield f"{name} is no number of pixels"
        if name == "cache_age" and not (type(value) is int and value >= 0):
            yield "cache_age is no number of seconds"
        if name == "html":
            yield from _faults_of_html(value)
    if 0 < len(THUMBNAIL & {*said}) < len(THUMBNAIL):
        yield "a part of the thumbnail is missing"


def _is_address(value: str) -> bool:
    return re.fullmatch(r"https?://[!-~]+", value) is not None


def _faults_of_html(value: Any) -> Iterator[str]:
    if not isinstance(value, str):
        yield "html is no text"
        return
    frames = [e for e in parse_page(f"<!doctype html>{value}").walk() if e.tag]
    if [e.tag for e in frames] != ["iframe"]:
        yield f"html is not one frame: {[e.tag for e in frames]}"
    for frame in (e for e in frames if e.tag == "iframe"):
        if not _is_address(frame.attributes.get("src", "")):
            yield "the frame has no whole address"
        if not frame.attributes.get("title", "").strip():
            yield "the frame has no title"
