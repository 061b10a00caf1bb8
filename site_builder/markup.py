"""Markdown to HTML that is safe to publish.

Python-Markdown passes raw HTML through, so all of its output goes through nh3, and only what is
listed here comes out. Links to entries are written `[text](claim:some-id)`; they come out as they
are and are made relative when the page is known (`resolve_links`).
"""

import functools
import html
import re
import unicodedata
from typing import Any
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    IMAGE_REFERENCE_RE,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    InlineProcessor,
    ShortImageReferenceInlineProcessor,
)

from site_builder.addresses import FOLDERS, path_of
from site_builder.prose import prose_html
from site_builder.text import FORBIDDEN

KINDS = (*FOLDERS, "page")

TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "cite",
        "code",
        "dd",
        "del",
        "dfn",
        "dl",
        "dt",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "var",
    ]
)
ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "title", "hreflang"},
    "abbr": {"title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
SCHEMES = frozenset({"http", "https", "mailto", *KINDS})

_CLEANER = nh3.Cleaner(
    tags=set(TAGS), attributes=ATTRIBUTES, url_schemes=set(SCHEMES), link_rel=None
)

_IMAGE = re.compile(r"(?:(?<!<)!\[|!\[(?!CDATA\[))|<img(?=[\s/>])", re.IGNORECASE)
"""What begins an image, unless it stands in code or a comment."""

_NUMBER = "data-number"
_BEFORE_NUMBER, _BEHIND_NUMBER = "\x0e\x0f"
"""What stands around the number of what may be an image: no content file can hold either."""

_NOTHING_BUT_IMAGES = nh3.Cleaner(tags={"img"}, attributes={"img": {_NUMBER}})
_NUMBERED = re.compile(rf'<img {_NUMBER}="(\d+)"')

_SCHEME = re.compile(
    r"""(?:\]\(|\]:|<|href\s*+=)\s*+["'<]?+\s*+([a-z][a-z0-9+.-]*):(?=[^\s)>])""", re.IGNORECASE
)
"""What an address begins with, wherever a link can have one."""

_HREF = re.compile(r'(<a [^<>]*?href=")([^"]*)"')
_INTERNAL = re.compile(rf"({'|'.join(KINDS)}):([^#]*)(#.*)?", re.DOTALL)
_WEB = re.compile(r"https?://", re.IGNORECASE)
_HEADING = re.compile(r"<(/?)h([1-6])([^<>]*)>")
_TAG = re.compile(r"<[^>]*>")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


_INLINE = {
    "backtick": "`",
    "escape": "\\",
    "reference": "]:",
    "short_reference": "]:",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "html": "<",
    "linebreak": "  \n",
    "entity": "&",
}
_BLOCK = {"hashheader": "#", "quote": ">", "reference": "]:", "table": "|"}
_TREE = {"unescape": "\\"}
_BEFORE = {"html_block": "<"}
"""Steps of a conversion, and what must stand in a text for them to find anything in it."""

_SIGNS = tuple({*_INLINE.values(), *_BLOCK.values(), *_TREE.values(), *_BEFORE.values()})


_LEFT_OVER = re.compile("[\x02\x03]")
"""What stands around the number of a piece that is made already, while a text is converted."""


class _Numbered(InlineProcessor):
    """Makes an image that says which of the numbered signs it began with."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 (as Python-Markdown has it)
        self, m: re.Match[str], data: str
    ) -> tuple[Any, int | None, int | None]:
        """The image and where it stands, if it is one."""
        made, start, end = super().handleMatch(m, data)
        if isinstance(made, Element):
            before, _, _ = data[: m.start()].rpartition(_BEHIND_NUMBER)
            made.set(_NUMBER, before.rpartition(_BEFORE_NUMBER)[2])
        return made, start, end


class _Image(_Numbered, ImageInlineProcessor):
    """An image as `![words](address)`."""


class _ImageByReference(_Numbered, ImageReferenceInlineProcessor):
    """An image as `![words][name]`."""


class _ImageByName(_Numbered, ShortImageReferenceInlineProcessor):
    """An image as `![name]`."""


@functools.cache
def _converter(
    present: tuple[bool, ...], *, emphasis: bool = True, numbered: bool = False
) -> markdown.Markdown:
    """A converter for texts that have these signs and no others: the fewer, the faster.

    Of texts whose signs of images are `numbered`, it makes images that have these numbers.
    """
    made = markdown.Markdown(extensions=["sane_lists", "tables"], output_format="html")
    made.treeprocessors.deregister("prettify")
    if numbered:
        made.inlinePatterns.register(_Image(IMAGE_LINK_RE, made), "image_link", 150)
        made.inlinePatterns.register(
            _ImageByReference(IMAGE_REFERENCE_RE, made), "image_reference", 140
        )
        made.inlinePatterns.register(_ImageByName(IMAGE_REFERENCE_RE, made), "short_image_ref", 125)
    absent = {sign for sign, there in zip(_SIGNS, present, strict=True) if not there}
    for registry, needs in (
        (made.inlinePatterns, _INLINE),
        (made.parser.blockprocessors, _BLOCK),
        (made.treeprocessors, _TREE),
        (made.preprocessors, _BEFORE),
    ):
        for name, sign in needs.items():
            if sign in absent:
                registry.deregister(name)
    if not emphasis:
        made.inlinePatterns.deregister("em_strong")
    return made


def to_html(text: str, top: int, *, anchors: bool = False) -> str:
    """Safe HTML of a Markdown text, whose headings begin at level `top`, with ids if asked for."""
    if not text.strip():
        return ""
    safe = _CLEANER.clean(_converted(text))
    if "&#" in text or _LEFT_OVER.search(safe) is not None:
        # A character reference must not bring in what the file itself may not hold.
        safe = FORBIDDEN.sub("\ufffd", safe)
    return _Headings(top, anchors).placed(safe) if "<h" in safe else safe


def _converted(text: str, *, numbered: bool = False) -> str:
    """The HTML of a Markdown text, in which anything may stand."""
    plain = prose_html(text)
    if plain is not None:
        return plain
    present = tuple(sign in text for sign in _SIGNS)
    made = _converter(present, numbered=numbered).reset().convert(text)
    if _LEFT_OVER.search(made) is not None:
        # Emphasis that ends in the midst of another can swallow the code behind it.
        made = _converter(present, emphasis=False, numbered=numbered).reset().convert(text)
    return made


def images(text: str) -> list[int]:
    """Where the images of a Markdown text begin, in code points; `to_html` leaves them out."""
    if "![" not in text and "<" not in text:
        return []
    signs = [match.start() for match in _IMAGE.finditer(text)]
    if not signs:
        return []
    found = _NOTHING_BUT_IMAGES.clean(_converted(_with_numbers(text, signs), numbered=True))
    return sorted({signs[int(number)] for number in _NUMBERED.findall(found)})


def _with_numbers(text: str, signs: list[int]) -> str:
    """A text that says the number of each sign: in the tag, or in front of it and what escapes it."""
    pieces: list[str] = []
    done = 0
    for number, sign in enumerate(signs):
        at = sign
        if text[sign] == "<":
            at += len("<img")
            mark = f" {_NUMBER}={number} "
        else:
            while at > done and text[at - 1] in "\\<":
                at -= 1
            mark = f"{_BEFORE_NUMBER}{number}{_BEHIND_NUMBER}"
        pieces += text[done:at], mark
        done = at
    return "".join((*pieces, text[done:]))


def links(safe: str) -> list[str]:
    """The addresses that safe HTML links to, in order."""
    return [html.unescape(href) for _, href in _HREF.findall(safe)]


def links_left_out(text: str) -> list[str]:
    """The addresses that a Markdown text links to and `to_html` leaves out, for what they begin with."""
    if "](" not in text and "]:" not in text and "<" not in text:
        return []
    unknown = {scheme.lower() for scheme in _SCHEME.findall(text)} - SCHEMES
    if not unknown:
        return []
    let_in = nh3.Cleaner(tags={"a"}, attributes={"a": {"href"}}, url_schemes=unknown, link_rel=None)
    found = links(let_in.clean(_converted(text)))
    return [href for href in found if href.partition(":")[0].lower() in unknown]


def internal(href: str) -> tuple[str, str] | None:
    """Kind and id of a link to an entry, or None."""
    match = _INTERNAL.fullmatch(href)
    return (match[1], match[2]) if match else None


def own(href: str, base_url: str) -> str | None:
    """What an address of the site itself, secure or not, has behind its root; None for any other."""
    site, address = (_WEB.sub("", each, count=1) for each in (base_url.rstrip("/"), href))
    if address == href or not address.startswith(site):
        return None
    below = address[len(site) :]
    return below.removeprefix("/") if not below or below[0] in "/?#" else None


def resolve_links(safe: str, root: str, base_url: str | None = None) -> str:
    """Safe HTML with links to entries as links from a page to the site's root and on.

    So are links by the site's own whole addresses, where those are said to begin with `base_url`.
    """
    return _HREF.sub(lambda match: f'{match[1]}{_address(match[2], root, base_url)}"', safe)


def _address(href: str, root: str, base_url: str | None) -> str:
    match = _INTERNAL.fullmatch(href)
    if match:
        return f"{root}{path_of(match[1], match[2])}{match[3] or ''}"
    below = None if base_url is None else own(href, html.escape(base_url))
    return href if below is None else f"{root}{below}"


class _Headings:
    """Moves headings to where they stand in the page's outline, without gaps."""

    def __init__(self, top: int, anchors: bool) -> None:
        self._top = top
        self._anchors = anchors
        self._last = top - 1
        self._shift = 0
        self._used: set[str] = set()
        self._numbers: dict[str, int] = {}  # the last that each id was tried with

    def placed(self, safe: str) -> str:
        """HTML with its headings moved. One within another has no id: it is no place of its own."""
        tags = [*_HEADING.finditer(safe)]
        self._shift = self._top - min((int(tag[2]) for tag in tags), default=1)
        pieces: list[str] = []
        opened: list[tuple[int, int]] = []
        done = 0
        for tag in tags:
            pieces.append(safe[done : tag.start()])
            done = tag.end()
            if not tag[1]:
                opened.append((self._level(int(tag[2])), len(pieces)))
                pieces.append(tag[3])
                continue
            level, at = opened.pop()
            id = self._id("".join(pieces[at + 1 :])) if self._anchors and not opened else ""
            pieces[at] = f"<h{level}{pieces[at]}{id}>"
            pieces.append(f"</h{level}>")
        return "".join((*pieces, safe[done:]))

    def _level(self, level: int) -> int:
        self._last = min(level + self._shift, self._last + 1, 6)
        return self._last

    def _id(self, inner: str) -> str:
        return f' id="{self._slug(inner)}"'

    def _slug(self, inner: str) -> str:
        plain = unicodedata.normalize("NFKD", html.unescape(_TAG.sub("", inner))).lower()
        slug = base = _NOT_WORD.sub("-", plain).strip("-") or "section"
        number = self._numbers.get(base, 1)
        while slug in self._used:
            number += 1
            slug = f"{base}-{number}"
        self._numbers[base] = number
        self._used.add(slug)
        return slug
