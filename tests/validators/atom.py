"""The grammar of Atom (RFC 4287, appendix B), its rules, and what the W3C's feed validator asks beyond.

The validator itself is in no package. The section of the standard that a rule comes from stands
beside it.
"""

import datetime
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree

SCHEMAS = Path(__file__).parent / "schemas"

NAMESPACE = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

Bounds = dict[str, tuple[int, int]]
MANY = 1_000_000
FEED: Bounds = {  # 4.1.1
    "author": (0, MANY),
    "category": (0, MANY),
    "contributor": (0, MANY),
    "generator": (0, 1),
    "icon": (0, 1),
    "id": (1, 1),
    "link": (1, MANY),
    "logo": (0, 1),
    "rights": (0, 1),
    "subtitle": (0, 1),
    "title": (1, 1),
    "updated": (1, 1),
    "entry": (0, MANY),
}
ENTRY: Bounds = {  # 4.1.2
    "author": (0, MANY),
    "category": (0, MANY),
    "content": (0, 1),
    "contributor": (0, MANY),
    "id": (1, 1),
    "link": (0, MANY),
    "published": (0, 1),
    "rights": (0, 1),
    "source": (0, 1),
    "summary": (0, 1),
    "title": (1, 1),
    "updated": (1, 1),
}
PERSON: Bounds = {"name": (1, 1), "uri": (0, 1), "email": (0, 1)}  # 3.2
TEXTS = {"title", "subtitle", "summary", "rights", "content"}  # 3.1, 4.1.3
DATES = {"updated", "published"}  # 3.3
VOID = {"br", "hr", "img"}
NO_PLACE = {"script", "style", "iframe", "object", "embed", "form", "meta", "link"}

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_MEDIA_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+")
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def atom_faults(text: str) -> list[str]:
    """What breaks the grammar or the rules in a feed."""
    try:
        feed = ET.fromstring(text.encode())  # noqa: S314 (our own)
    except ET.ParseError as error:
        return [f"not well-formed: {error}"]
    if feed.tag != f"{NAMESPACE}feed":
        return [f"<{feed.tag}> is no feed"]
    return [*_feed_faults(feed), *schema_faults(text)]


def schema_faults(text: str) -> list[str]:
    """What breaks the grammar in a well-formed feed."""
    grammar = _grammar()
    grammar.validate(etree.fromstring(text.encode()))
    return [str(error.message) for error in grammar.error_log]


@cache
def _grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))


def _feed_faults(feed: ET.Element) -> Iterator[str]:
    yield from _children(feed, FEED, "feed")
    yield from _links(feed, "feed")
    entries = _all(feed, "entry")
    if not _all(feed, "author") and not all(_all(entry, "author") for entry in entries):
        yield "feed: no author, and entries without one"  # 4.1.1
    if not any(link.get("rel") == "self" for link in _all(feed, "link")):
        yield "feed: no link to itself"  # 4.1.1, should
    if not _TAG.fullmatch(feed.get(LANGUAGE, "")):
        yield "feed: no language"  # 2, and BCP 47
    ids = [_text(each, "id") for each in (feed, *entries)]
    for id, times in Counter(ids).items():
        if times > 1:
            yield f"{id} stands {times} times"  # 4.2.6
    for entry in entries:
        yield from _entry_faults(entry)
        if _text(entry, "updated") > _text(feed, "updated"):
            yield f"{_text(entry, 'id')}: updated after its feed"  # 4.2.15


def _entry_faults(entry: ET.Element) -> Iterator[str]:
    name = _text(entry, "id")
    yield from _children(entry, ENTRY, name)
    yield from _links(entry, name)
    alternates = [link for link in _all(entry, "link") if link.get("rel") == "alternate"]
    if not _all(entry, "content") and not alternates:
        yield f"{name}: neither content nor an alternate"  # 4.1.2
    if _text(entry, "published") > _text(entry, "updated"):
        yield f"{name}: published after it was updated"
    if not _text(entry, "title").strip():
        yield f"{name}: an empty title"


def _children(element: ET.Element, bounds: Bounds, name: str) -> Iterator[str]:
    """What stands where it must not, too often or not at all, and what is wrong with the rest."""
    counts = Counter(child.tag.removeprefix(NAMESPACE) for child in element)
    yield from (f"{name}: <{tag}> has no place here" for tag in counts.keys() - bounds.keys())
    for tag, (least, most) in bounds.items():
        if not least <= counts[tag] <= most:
            yield f"{name}: {counts[tag]} times <{tag}>"
    for child in element:
        yield from _child(child, child.tag.removeprefix(NAMESPACE), name)


def _child(child: ET.Element, tag: str, name: str) -> Iterator[str]:
    text = child.text or ""
    if tag == "id" and not _is_address(text):
        yield f"{name}: the id “{text}” is no absolute address"  # 4.2.6
    if tag in DATES and not _is_time(text):
        yield f"{name}: {tag} “{text}” is no time"  # 3.3
    if tag in TEXTS:
        yield from _text_faults(child, f"{name}: {tag}")
    if tag in {"author", "contributor"}:
        yield from _children(child, PERSON, f"{name}: {tag}")
    if tag == "name" and not text.strip():
        yield f"{name}: an empty name"  # 3.2.1
    if tag == "uri" and not _is_address(text):
        yield f"{name}: the uri “{text}” is no address"  # 3.2.2
    if tag == "email" and not re.fullmatch(r"[^@\s]+@[^@\s]+", text):
        yield f"{name}: “{text}” is no e-mail address"  # 3.2.3
    if tag == "category" and not child.get("term"):
        yield f"{name}: a category without a term"  # 4.2.2.1
    if tag == "category" and not _is_address(child.get("scheme", "x:y")):
        yield f"{name}: a scheme that is no address"  # 4.2.2.2


def _text_faults(element: ET.Element, name: str) -> Iterator[str]:
    kind = element.get("type", "text")
    if kind not in {"text", "html", "xhtml"}:
        yield f"{name} has the type “{kind}”"  # 3.1.1
    if kind != "xhtml" and len(element):
        yield f"{name} has elements within"  # 3.1.1.1, 3.1.1.2
    if kind == "html":
        yield from (f"{name}: {fault}" for fault in html_faults(element.text or ""))


def _links(element: ET.Element, name: str) -> Iterator[str]:
    seen = Counter[tuple[str | None, ...]]()
    for link in _all(element, "link"):
        if not _is_address(link.get("href", "")):
            yield f"{name}: a link to “{link.get('href')}”"  # 4.2.7.1; relative only with xml:base
        if not _MEDIA_TYPE.fullmatch(link.get("type", "a/b")):
            yield f"{name}: a link of the type “{link.get('type')}”"  # 4.2.7.3
        if link.get("rel", "alternate") == "alternate":
            seen[link.get("type"), link.get("hreflang")] += 1
    if max(seen.values(), default=0) > 1:
        yield f"{name}: two alternates of one type and language"  # 4.1.1, 4.1.2


class _Html(HTMLParser):
    """Finds elements that are not closed, have no place in a feed, or lead to relative addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        if tag in NO_PLACE:
            self.faults.append(f"<{tag}> in a feed")
        for key, value in attrs:
            if key in {"href", "src", "cite"} and not _is_address(value or ""):
                self.faults.append(f"a relative address, “{value}”")
            if key.startswith("on") or key == "style":
                self.faults.append(f"the attribute {key}")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


def html_faults(text: str) -> list[str]:
    """What is wrong with HTML in a feed."""
    parser = _Html()
    parser.feed(text)
    parser.close()
    return parser.faults + [f"<{tag}> is not closed" for tag in parser.open]


def _is_address(text: str) -> bool:
    parts = urlsplit(text)
    return bool(parts.scheme) and bool(parts.netloc or parts.path) and not re.search(r"\s", text)


def _is_time(text: str) -> bool:
    """Whether a text is a date-time of RFC 3339 that there is."""
    if not _TIME.fullmatch(text):
        return False
    try:
        datetime.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _all(element: ET.Element, tag: str) -> list[ET.Element]:
    return element.findall(f"{NAMESPACE}{tag}")


def _text(element: ET.Element, tag: str) -> str:
    return element.findtext(f"{NAMESPACE}{tag}") or ""
