"""What browsers are told: which tabs to reload, which style sheet to swap, which faults to show.

Tabs speak the LiveReload protocol 7 with `livereload.js`; faults travel in the free field of a
`reload` command to the plugin in `overlay.js`.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote, unquote, urlsplit

import msgspec

from site_builder.addresses import output_file
from site_builder.build import Report
from site_builder.diagnostics import Diagnostic
from site_builder.update import STYLES

DIAGNOSTICS = "site-builder:diagnostics"
NOT_FOUND = "404.html"

EDITORS = {
    "vscode": "vscode://file",
    "vscodium": "vscodium://file",
    "cursor": "cursor://file",
    "zed": "zed://file",
}
"""How links open a file in an editor; SITE_BUILDER_EDITOR names one."""


class Tab(Protocol):
    """A browser's tab with an open socket."""

    url: str
    build: int
    missing: bool  # it shows the page for addresses without one

    def send(self, command: dict[str, Any]) -> None:
        """Send a command of the LiveReload protocol."""


class Live:
    """The state of a site while it is served; used from the server's thread alone."""

    def __init__(self, prefix: str, root: Path) -> None:
        self.prefix = prefix
        self._root = root.resolve()
        self.build = 0
        self.diagnostics: list[Diagnostic] = []
        self._tabs: set[Tab] = set()
        self._changed: dict[str, int] = {}

    def enter(self, tab: Tab) -> None:
        """Take in a tab; what has changed since its page was sent is made up for."""
        self._tabs.add(tab)
        self._refresh(tab, {file for file, build in self._changed.items() if build > tab.build})
        if self.diagnostics:
            tab.send(self._overlay())

    def leave(self, tab: Tab) -> None:
        """Let a tab go."""
        self._tabs.discard(tab)

    def built(self, report: Report) -> None:
        """Tell every tab what a build means for it."""
        before = self.diagnostics
        self.diagnostics = list(report.diagnostics) if report.failed else []
        if not report.failed:
            self.build += 1
            changed = {*report.changed, *report.gone}
            self._changed.update(dict.fromkeys(changed, self.build))
            for tab in list(self._tabs):
                self._refresh(tab, changed)
        if before or self.diagnostics:
            for tab in list(self._tabs):
                tab.send(self._overlay())

    def file_of(self, url: str) -> str | None:
        """The file that answers for an address, or None where it lies outside the site."""
        path = unquote(urlsplit(url).path)
        if not path.startswith(self.prefix):
            return None
        return output_file(path[len(self.prefix) :])

    def _refresh(self, tab: Tab, changed: Iterable[str]) -> None:
        changed = set(changed)
        if self.file_of(tab.url) in changed or (tab.missing and NOT_FOUND in changed):
            tab.send({"command": "reload", "path": tab.url, "liveCSS": False})
        elif STYLES in changed:
            tab.send({"command": "reload", "path": STYLES, "liveCSS": True})

    def _overlay(self) -> dict[str, Any]:
        return {
            "command": "reload",
            "path": DIAGNOSTICS,
            "originalPath": msgspec.json.encode([*map(self._shown, self.diagnostics)]).decode(),
        }

    def _shown(self, diagnostic: Diagnostic) -> dict[str, Any]:
        """A diagnostic as the overlay shows it, with a link that opens the editor at its place."""
        place = f"{self._root / diagnostic.file}:{diagnostic.line}:{diagnostic.column}"
        editor = EDITORS.get(os.environ.get("SITE_BUILDER_EDITOR", "vscode"), EDITORS["vscode"])
        return {**msgspec.structs.asdict(diagnostic), "editor": editor + quote(place, safe="/:")}
