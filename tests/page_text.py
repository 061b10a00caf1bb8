"""A built page as a parser reads it: its elements, their attributes, and the text between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)


@dataclass(eq=False)
class Element:
    """An element: its tag, its attributes, and what it holds, in order.

    What a script holds is no text of the page, and is kept apart.
    """

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: "Element | None" = None
    children: "list[Element | str]" = field(default_factory=list)
    script: str = ""

    def walk(self) -> "Iterator[Element]":
        """This element and all below it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def find(self, tag: str) -> "list[Element]":
        """All elements with a tag."""
        return [element for element in self.walk() if element.tag == tag]

    def texts(self) -> "Iterator[tuple[Element, str]]":
        """Every piece of text and the element that it stands in."""
        for child in self.children:
            if isinstance(child, str):
                yield self, child
            else:
                yield from child.texts()

    @property
    def text(self) -> str:
        """All text, white space as one space."""
        return " ".join("".join(text for _, text in self.texts()).split())

    @property
    def ids(self) -> list[str]:
        """All ids, in order."""
        return [each.attributes["id"] for each in self.walk() if "id" in each.attributes]

    @property
    def is_structured(self) -> bool:
        """Whether this holds JSON-LD, which no browser runs."""
        return self.tag == "script" and self.attributes == {"type": "application/ld+json"}

    def up(self) -> "Iterator[Element]":
        """This element and those that it stands in, innermost first."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.here = Element("")
        self.others: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), f"<{tag}> has an attribute twice: {names}"
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(element)
        if tag not in _VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        if self.here.tag == "script":
            self.here.script += data
        else:
            self.here.children.append(data)

    def handle_comment(self, data: str) -> None:
        self.others.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.others.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.others.append(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self.others.append(f"<![{data}]>")


def parse_page(html: str) -> Element:
    """The elements of a page; one that is not well-formed, or has comments, is an error."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.here is reader.root, f"<{reader.here.tag}> is not closed"
    assert reader.others == ["<!doctype html>"]
    return reader.root


def parse_pages(folder: Path) -> dict[str, Element]:
    """The elements of every page of a built site, by the page's file."""
    return {
        path.relative_to(folder).as_posix(): parse_page(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.html"))
    }


def is_own_script(element: Element) -> bool:
    """Whether an element is a script that pages bring, or JSON-LD, which never runs."""
    name = re.sub(r"^(?:\.\./|\./)*assets/", "", element.attributes.get("src", ""))
    brought = {"copy.js": {"src", "defer"}, "redirect.js": {"src", "data-to"}}
    brought |= {"search.js": {"src", "type", "blocking"}, "filter.js": {"src", "defer", "blocking"}}
    return element.is_structured or (
        element.tag == "script"
        and element.attributes.keys() == brought.get(name)
        and not element.script
    )
