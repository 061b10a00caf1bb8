"""CSS that a page carries in itself: cut out of the site's style sheet, and named in a policy."""

import base64
import hashlib
import re
from collections.abc import Collection

from msgspec import Struct

_COMMENT = re.compile(
    r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\burl\([^"')]*\))|/\*(?!!).*?\*/""", re.DOTALL
)
"""A comment; in the first group what may hold the signs of one and is none."""

_LAYER = re.compile(r"@layer\s+([\w-]+)\s*\{")
_BRACE = re.compile(r""""[^"\n]*"|'[^'\n]*'|([{}])""")


class Sheet(Struct, frozen=True):
    """CSS, and what allows a page to carry it: a hash source (CSP Level 3, section 2.3.1)."""

    css: str
    source: str


def sheet(css: str) -> Sheet:
    """A sheet of CSS. A parser of HTML sees each end of a line as LF, and so does the hash."""
    css = css.replace("\r\n", "\n").replace("\r", "\n").strip()
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return Sheet(css=css, source=f"'sha256-{digest}'")


def bare(css: str) -> str:
    """A style sheet without its comments (but `/*! … */`, such as a licence) and empty lines."""
    return re.sub(r"\n\s*\n", "\n", _COMMENT.sub(lambda match: match[1] or " ", css))


def layers(css: str, names: Collection[str]) -> str:
    """The blocks of some cascade layers of a style sheet, in its order and without comments."""
    css = bare(css)
    blocks = [
        css[match.start() : _end(css, match.end())]
        for match in _LAYER.finditer(css)
        if match[1] in names
    ]
    return re.sub(r"\s*\n\s*", " ", re.sub(r"(?<=[{};,])\s*\n\s*", "", "".join(blocks)))


def _end(css: str, start: int) -> int:
    """Where a block ends whose content begins at `start`."""
    depth = 1
    for match in _BRACE.finditer(css, start):
        depth += {"{": 1, "}": -1}.get(match[1], 0)
        if depth == 0:
            return match.end()
    return len(css)
