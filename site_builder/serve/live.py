"""What browsers are told: which tabs to reload, which style sheet to swap, which faults to show.

A tab says what it shows by digests, and reloads when its address answers with something else: it
does not matter who has written the files, or when the tab has connected. Tabs speak the LiveReload
protocol 7 with `livereload.js`; faults travel in the free field of a `reload` command to the plugin
in `overlay.js`.
"""

import os
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

import msgspec
from msgspec import Struct

from site_builder.build import Report
from site_builder.diagnostics import Diagnostic
from site_builder.serve.published import Published
from site_builder.update import STYLES

OVERLAY = "site-builder:diagnostics"

_ASSETS = "assets/"

EDITORS = {
    "vscode": "vscode://file",
    "vscodium": "vscodium://file",
    "cursor": "cursor://file",
    "zed": "zed://file",
}
"""How links open a file in an editor; SITE_BUILDER_EDITOR names one."""


class Shown(Struct, frozen=True, kw_only=True):
    """What a tab shows: the digests of its page and its style sheet, if it could tell."""

    url: str = ""
    page: str = ""
    styles: str = ""


class Tab(Protocol):
    """A browser's tab with an open socket."""

    shown: Shown

    def send(self, command: dict[str, Any]) -> None:
        """Send a command of the LiveReload protocol."""


class Live:
    """The tabs of a site while it is served; used from the server's thread alone."""

    def __init__(self, published: Published, root: Path) -> None:
        self._published = published
        self._root = root.resolve()
        self._faults: list[dict[str, Any]] = []
        self._tabs: set[Tab] = set()

    def enter(self, tab: Tab) -> None:
        """Take in a tab, and make up for what has changed since its page was sent."""
        self._tabs.add(tab)
        self._refresh(tab, self._published.digest_of_styles())
        if self._faults:
            tab.send(self._overlay())

    def leave(self, tab: Tab) -> None:
        """Let a tab go."""
        self._tabs.discard(tab)

    def built(self, report: Report) -> None:
        """Tell every tab what a build means for it."""
        everywhere = {file for file in report.changed if file.startswith(_ASSETS)} - {STYLES}
        styles = self._published.digest_of_styles()
        for tab in list(self._tabs):
            if everywhere:
                tab.send(_reload(tab.shown.url))
            else:
                self._refresh(tab, styles)
        errors = [found for found in report.diagnostics if found.severity == "error"]
        self._show([*map(self._fault, errors)])

    def troubled(self, message: str) -> None:
        """Tell every tab that there was no build, and why."""
        self._show([{"severity": "error", "message": message, "notes": []}])

    def _refresh(self, tab: Tab, styles: str) -> None:
        """Reload a tab, or swap its style sheet, where they are not what they should be."""
        page = self._published.digest_at(tab.shown.url)
        before = tab.shown
        tab.shown = Shown(url=before.url, page=page, styles=styles)
        if before.page not in {"", page}:
            tab.send(_reload(before.url))
        elif before.styles not in {"", styles}:
            tab.send({"command": "reload", "path": STYLES, "liveCSS": True})

    def _show(self, faults: list[dict[str, Any]]) -> None:
        before, self._faults = self._faults, faults
        if before or faults:
            for tab in list(self._tabs):
                tab.send(self._overlay())

    def _overlay(self) -> dict[str, Any]:
        faults = msgspec.json.encode(self._faults).decode()
        return {"command": "reload", "path": OVERLAY, "originalPath": faults}

    def _fault(self, diagnostic: Diagnostic) -> dict[str, Any]:
        """A diagnostic as the overlay shows it, with a link that opens the editor at its place."""
        place = f"{self._root / diagnostic.file}:{diagnostic.line}:{diagnostic.column}"
        editor = EDITORS.get(os.environ.get("SITE_BUILDER_EDITOR", "vscode"), EDITORS["vscode"])
        return {**msgspec.structs.asdict(diagnostic), "editor": editor + quote(place, safe="/:")}


def _reload(url: str) -> dict[str, Any]:
    return {"command": "reload", "path": url, "liveCSS": False}
