"""Keeps a page at home: what it asks from outside the local server is refused and written down."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Route, WebSocketRoute

LOCAL_HOSTS = {"127.0.0.1", "localhost", "::1"}
FOREIGN = re.compile(r"^(?!https?://(127\.0\.0\.1|localhost|\[::1\])(:[0-9]+)?(/|$))")
"""What is not plainly an address of the local server; all others are let through at once."""


@dataclass
class Guard:
    """What the pages of a test did that a reader's browser should not see."""

    outside: list[str] = field(default_factory=list)
    exceptions: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Watches all pages of `context` from now on."""
        context.route(FOREIGN, self._request)
        context.route_web_socket("**/*", self._web_socket)
        context.on("page", self._page)

    def forget(self) -> None:
        """Clears what was written down, for a test that provoked it."""
        for written in (self.outside, self.exceptions, self.console):
            written.clear()

    def _request(self, route: Route) -> None:
        if urlsplit(route.request.url).hostname in LOCAL_HOSTS:
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def _web_socket(self, socket: WebSocketRoute) -> None:
        if urlsplit(socket.url).hostname in LOCAL_HOSTS:
            socket.connect_to_server()
        else:
            self.outside.append(socket.url)
            socket.close()

    def _page(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.exceptions.append(str(error)))
        page.on("console", self._console)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.console.append(message.text)
