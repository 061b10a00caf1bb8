"""Every address of a built site that points into the site itself: what it names must be there.

Nothing here knows how the site was made. A file is read as what it is (HTML, JSON, XML, CSV, CSS or
text), and an address found in it is looked up among the files, as a web host would.
"""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from tests.page_text import Element, parse_page

ADDRESSES = (
    *("href", "src", "cite", "action", "formaction", "poster", "data", "background", "longdesc"),
    *("xlink:href", "manifest"),
)
LISTS = {"srcset": ",", "imagesrcset": ",", "ping": " "}
"""Attributes of several addresses, and what parts them; behind each may stand a size."""

OF_IDS = {
    *("aria-controls", "aria-describedby", "aria-details", "aria-labelledby", "aria-owns"),
    *("for", "form", "headers", "list", "popovertarget"),
}
"""Attributes that name other elements of their page."""

FORMS = {
    "application/atom+xml": ".xml",
    "application/feed+json": ".json",
    "application/json": ".json",
    "application/json+oembed": ".json",
    "application/ld+json": ".json",
    "application/vnd.citationstyles.csl+json": ".json",
    "application/x-bibtex": ".bib",
    "application/x-research-info-systems": ".ris",
    "image/svg+xml": ".svg",
    "text/csv": ".csv",
    "text/css": ".css",
    "text/html": ".html",
}
"""The forms that a link may promise, and how the name of such a file ends."""

_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_REFRESH = re.compile(r"\s*\d+\s*;\s*url=\s*[\"']?([^\"']+)", re.IGNORECASE)
_NAMES = {"id", "guid"}
"""Fields that hold a name in the form of an address: it may be that of an earlier time."""


class Found(NamedTuple):
    """An address where it was found. An address that is a `name` has a fragment of its own kind."""

    where: str
    address: str
    is_name: bool = False


class Crawl:
    """One built site, published at a base URL, and where its addresses lead."""

    def __init__(self, folder: Path, base_url: str) -> None:
        self.base_url = base_url
        self.files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and ".site-builder" not in path.parts
        }
        end = re.escape(base_url.rstrip("/"))
        self._own = re.compile(rf"""{end}(?![\w.:-])[^\s"'<>\\`{{}}|^“”‘’()\[\]]*""")

    @cached_property
    def pages(self) -> dict[str, Element]:
        """Every page, by file."""
        return {
            name: parse_page(raw.decode("utf-8"))
            for name, raw in self.files.items()
            if name.endswith(".html")
        }

    @cached_property
    def found(self) -> list[Found]:
        """Every address in every file, with those of other sites."""
        return [found for name in self.files for found in self._in_file(name)]

    def faults(self) -> list[str]:
        """Everything that leads nowhere or to the wrong thing, in the order of files."""
        return [
            *(fault for found in self.found for fault in self._fault(found)),
            *(fault for name, page in self.pages.items() for fault in self._of_page(name, page)),
            *self._of_sitemaps(),
        ]

    def target(self, name: str, address: str) -> str | None:
        """The file that an address in a file leads to, there or not; None outside the site."""
        base = urlsplit(self.base_url)
        whole = urljoin(f"{self.base_url}{name.removesuffix('index.html')}", address)
        parts = urlsplit(whole)
        if (parts.scheme, parts.netloc) != (base.scheme, base.netloc):
            return None
        if not f"{parts.path}/".startswith(base.path):
            return None
        path = unquote(parts.path.removeprefix(base.path.rstrip("/")).removeprefix("/"))
        return f"{path}index.html" if path == "" or path.endswith("/") else path

    def unnamed(self) -> list[str]:
        """The files that no other file of the site names."""
        named = {
            target
            for found in self.found
            if (target := self.target(name := _file(found), found.address)) != name
        }
        return sorted(self.files.keys() - named)

    def _in_file(self, name: str) -> Iterator[Found]:
        form = name.rpartition(".")[2]
        if name.startswith("pagefind/"):
            return  # files of another program, which a search alone loads
        if form == "html":
            yield from self._in_page(name, self.pages[name])
        elif form == "svg":
            yield from _in_svg(name, self.files[name])
        elif form in {"png", "ico", "woff2"}:
            return
        elif form == "css":
            yield from _in_css(name, self.files[name].decode())
        elif form == "json":
            yield from self._in_value(name, json.loads(self.files[name]))
        elif form == "xml":
            yield from self._in_xml(name, ET.fromstring(self.files[name]))  # noqa: S314 (our own)
        elif form == "csv":
            for row in csv.reader(io.StringIO(self.files[name].decode("utf-8-sig"))):
                yield from (found for cell in row for found in self._in_text(name, cell))
        elif name == "_redirects":
            yield from _in_redirects(name, self.files[name].decode())
        else:
            yield from self._in_text(name, self.files[name].decode())

    def _in_page(self, name: str, page: Element) -> Iterator[Found]:
        for element in page.walk():
            place = f"{name}: <{element.tag}>"
            for attribute, value in element.attributes.items():
                if attribute in ADDRESSES:
                    yield Found(f"{place} {attribute}", value)
                elif attribute in LISTS:
                    for part in value.split(LISTS[attribute]):
                        yield Found(f"{place} {attribute}", part.split()[0])
                elif attribute == "style":
                    yield from _in_css(place, value)
                elif element.tag == "meta" and (refresh := _REFRESH.match(value)):
                    yield Found(f"{place} refresh", refresh[1])
                else:
                    yield from self._in_text(f"{place} {attribute}", value)
            yield from self._in_element(place, element)

    def _in_element(self, place: str, element: Element) -> Iterator[Found]:
        text = "".join(child for child in element.children if isinstance(child, str))
        if element.tag == "style":
            yield from _in_css(place, text)
        elif element.tag == "script" and "json" in element.attributes.get("type", ""):
            yield from self._in_value(place, json.loads(element.script))
        else:
            yield from self._in_text(place, text)

    def _in_value(self, place: str, value: Any) -> Iterator[Found]:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key == "@id" and isinstance(inner, str):
                    yield Found(f"{place}: {key}", inner, is_name=True)
                elif key not in _NAMES:
                    yield from self._in_value(f"{place.partition(': ')[0]}: {key}", inner)
        elif isinstance(value, list):
            for inner in value:
                yield from self._in_value(place, inner)
        elif isinstance(value, str):
            yield from self._in_text(place, value)

    def _in_xml(self, name: str, root: ET.Element) -> Iterator[Found]:
        for element in root.iter():
            tag = element.tag.rpartition("}")[2]
            for attribute, value in element.attrib.items():
                if attribute in {"href", "src"}:
                    yield Found(f"{name}: <{tag}> {attribute}", value)
            if tag not in _NAMES:
                yield from self._in_text(f"{name}: <{tag}>", element.text or "")

    def _in_text(self, place: str, text: str) -> Iterator[Found]:
        """Addresses below the base URL, written out in full."""
        for match in self._own.finditer(text):
            yield Found(place, match[0].rstrip(".,;:!?*"))

    def _fault(self, found: Found) -> Iterator[str]:
        target = self.target(_file(found), found.address)
        if target is None:
            if found.address.startswith("/") or not urlsplit(found.address).scheme:
                yield f"{found.where}: {found.address} leads out of the site"
        elif target not in self.files:
            yield f"{found.where}: there is no {found.address}"
        elif target in self.pages and not found.is_name:
            fragment = unquote(urlsplit(found.address).fragment).partition(":~:")[0]
            if fragment not in {"", "top", *self.pages[target].ids}:
                yield f"{found.where}: {found.address} has no such place"

    def _of_page(self, name: str, page: Element) -> Iterator[str]:
        ids = set(page.ids)
        for element in page.walk():
            for attribute in OF_IDS & element.attributes.keys():
                for id in element.attributes[attribute].split():
                    if id not in ids:
                        yield f"{name}: <{element.tag}> {attribute}: there is no #{id}"
            if element.tag == "link":
                yield from self._of_link(name, element)

    def _of_link(self, name: str, link: Element) -> Iterator[str]:
        address, relations = link.attributes["href"], link.attributes.get("rel", "").split()
        target = self.target(name, address)
        if "canonical" in relations:
            yield from self._of_canonical(name, address, target)
        form = FORMS.get(link.attributes.get("type", "").partition(";")[0], "")
        as_promised = form and target is not None and target.endswith(form)
        if target is not None and "type" in link.attributes and not as_promised:
            yield f"{name}: {address} is not of the form {link.attributes['type']}"

    def _of_canonical(self, name: str, address: str, target: str | None) -> Iterator[str]:
        if not address.startswith(self.base_url):
            yield f"{name}: the canonical address {address} is not below {self.base_url}"
        elif target in self.pages and _canonical(self.pages[target]) != address:
            yield f"{name}: the canonical address {address} says that another is"

    def _of_sitemaps(self) -> Iterator[str]:
        for name, raw in self.files.items():
            if not re.fullmatch(r"sitemap(?:-\d+)?\.xml", name):
                continue
            for entry in ET.fromstring(raw).iter():  # noqa: S314 (our own)
                if entry.tag.endswith("}loc"):
                    yield from self._of_entry(name, entry.text or "")

    def _of_entry(self, name: str, address: str) -> Iterator[str]:
        target = self.target(name, address)
        if target is None:
            yield f"{name}: {address} is not of this site"
        elif target in self.pages and _canonical(self.pages[target]) not in {None, address}:
            yield f"{name}: {address} is not the canonical address of its page"


def _file(found: Found) -> str:
    return found.where.partition(":")[0]


def _canonical(page: Element) -> str | None:
    links = (link for link in page.find("link") if link.attributes.get("rel") == "canonical")
    return next((link.attributes["href"] for link in links), None)


def _in_css(place: str, text: str) -> Iterator[Found]:
    for match in _CSS_URL.finditer(text):
        yield Found(place, match[1] or match[2])


def _in_svg(name: str, raw: bytes) -> Iterator[Found]:
    for element in ET.fromstring(raw).iter():  # noqa: S314 (our own)
        for attribute, value in element.attrib.items():
            if attribute.rpartition("}")[2] == "href" and not value.startswith("#"):
                yield Found(name, value)


def _in_redirects(name: str, text: str) -> Iterator[Found]:
    """The second column of each line: where the first leads to."""
    for line in text.splitlines():
        columns = line.split("#")[0].split() if line.startswith("#") else line.split()
        if len(columns) > 1:
            yield Found(name, columns[1])
