"""Sites that were built, and what their pages are: for tests of all pages of a site."""

import fcntl
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from site_builder import __file__ as package
from site_builder.build import Options, build
from site_builder.files import OWN
from tests.page_text import Element, parse_pages

ROOT = Path(package).parents[1]
ROOTS = {"sample": ROOT, "synthetic": ROOT / "tests/synthetic"}
"""The sample content, and the site that uses every field."""

ELSEWHERE = re.compile(r"(?:https?|mailto):")


@dataclass(frozen=True)
class Built:
    """A site's root and where it was built."""

    root: Path
    folder: Path

    @cached_property
    def pages(self) -> dict[str, Element]:
        """Every page, by file."""
        return parse_pages(self.folder)

    @cached_property
    def published(self) -> dict[str, Any]:
        """What `data/claims.json` says."""
        read: dict[str, Any] = json.loads((self.folder / "data/claims.json").read_text())
        return read

    @property
    def base_url(self) -> str:
        """The address at which the site is published."""
        found: str = self.published["site"]["base_url"]
        return found


def built_once(name: str, folder: Path) -> Path:
    """Where one of `ROOTS` was built, below a folder that processes share: the first builds it.

    What the builder keeps for itself is not there: no host should send it.
    """
    output = folder / name
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not output.exists():
            unfinished = folder / f"{name}.unfinished"
            report = build(Options(root=ROOTS[name], output=unfinished))
            assert not report.failed, report.diagnostics
            shutil.rmtree(unfinished / OWN)
            unfinished.rename(output)
    return output


def links(page: Element) -> Iterator[tuple[Element, str]]:
    """Every address that a page names, and the element that names it."""
    for element in page.walk():
        for name in ("href", "src", "cite", "action", "srcset", "poster", "data"):
            if name in element.attributes:
                yield element, element.attributes[name]


def leads_on(page: Element) -> str | None:
    """Where a page at a former address leads, or None where a page is no such."""
    for element in page.find("meta"):
        if element.attributes.get("http-equiv") == "refresh":
            return element.attributes["content"].removeprefix("0; url=")
    return None


def is_listed(page: Element) -> bool:
    """Whether a page is one that readers should find: not one that has moved, is gone, or missing."""
    return not any(e.attributes.get("name") == "robots" for e in page.find("meta"))


def is_for_machines(element: Element) -> bool:
    """Whether an element gives a whole address, for programs that read it out of its page."""
    kinds = element.attributes.get("rel"), element.attributes.get("type")
    return element.tag == "link" and ("canonical" in kinds or "application/json+oembed" in kinds)


def is_embed(file: str) -> bool:
    return file.endswith("/embed/index.html")
