"""The HTTP server: the published folder under its sub-path, and the socket that reloads tabs.

livereload gives the socket's protocol and the browser's side of it. What its server does beyond
that is not used: pages get their scripts here, in one piece, and only from this host.
"""

import ipaddress
import mimetypes
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import msgspec
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from msgspec import Struct
from tornado.concurrent import Future
from tornado.web import Application, HTTPError, RequestHandler, StaticFileHandler
from tornado.websocket import WebSocketClosedError

from site_builder.digest import digest
from site_builder.policy import NOTHING
from site_builder.search.index import FOLDER
from site_builder.serve.live import Live, Shown
from site_builder.serve.published import Answer, Published
from site_builder.serve.searching import Searching

OVERLAY = Path(__file__).parent / "overlay.js"

_NOTHING = NOTHING.encode()
_OWN = b"default-src 'self'"
"""What takes its place in a page's policy, so that scripts and the socket of this server may work."""

_LARGEST_MESSAGE = 64 * 1024
_PING = 30
_RECONNECT = {"mindelay": 200, "maxdelay": 2000}
"""Milliseconds after which a tab looks for the server again, at first and at most."""


def application(live: Live, published: Published, searching: Searching, host: str) -> Application:
    """The server of a built folder; `host` is the name it was started under."""
    folder = str(published.folder)
    site = {"published": published, "searching": searching, "host": host, "path": folder}
    return Application(
        [
            (r"/livereload", Socket, {"live": live, "host": host}),
            (r"/livereload\.js", Client, {"host": host}),
            (r"/_site-builder/overlay\.js", Overlay, {"host": host}),
            (r"/(.*)", SiteFiles, site),
        ],
        websocket_max_message_size=_LARGEST_MESSAGE,
        websocket_ping_interval=_PING,
    )


def is_own_host(name: str, started_under: str) -> bool:
    """Whether a Host header names this machine by address: a strange name may be rebound to it."""
    host = _hostname(name)
    if host in {"localhost", started_under.lower()}:
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _hostname(name: str) -> str:
    """The host of a Host header, or "" where that or its port cannot be one."""
    try:
        place = urlsplit(f"//{name}")
        possible = place.port != 0
    except ValueError:
        return ""
    return (place.hostname or "") if possible else ""


class _Guarded(RequestHandler):
    """Answers only requests that name this machine."""

    def initialize(self, host: str, **_: Any) -> None:
        """Take in the name under which the server was started."""
        self._host = host

    def prepare(self) -> None:
        """Refuse a strange Host header."""
        if not is_own_host(self.request.host, self._host):
            raise HTTPError(421, "this server answers to its own address only")

    def set_default_headers(self) -> None:
        """Nothing is kept by browsers, or read by other sites."""
        self.set_header("Cache-Control", "no-cache")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.clear_header("Server")


class Client(_Guarded, LiveReloadJSHandler):
    """livereload.js."""


class Overlay(_Guarded):
    """The script that shows faults."""

    def get(self) -> None:
        """Send the script."""
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.finish(OVERLAY.read_bytes())


class SiteFiles(_Guarded, StaticFileHandler):
    """The files of the site; HTML with the scripts that keep it live."""

    def initialize(  # type: ignore[override]  # tornado gives every route its own arguments
        self, published: Published, searching: Searching, path: str, host: str
    ) -> None:
        """Take in the folder, and what is not in it."""
        _Guarded.initialize(self, host)
        StaticFileHandler.initialize(self, path)
        self._published = published
        self._searching = searching

    async def get(self, path: str, include_body: bool = True) -> None:
        """Send a file, or the page for addresses without one."""
        del path  # percent-decoded, so that it does not tell a slash from a letter
        name = self._published.name(self.request.path)
        if name.startswith(FOLDER) and self._searching.pending:
            self._send_piece(name, (await self._searching.files()).get(name))
            return
        answer = self._published.answer(self.request.path)
        if answer.leads_to is not None:
            query = f"?{self.request.query}" if self.request.query else ""
            self.redirect(answer.leads_to + query)
        elif answer.file is None or answer.file.suffix == ".html":
            self._send_html(answer)
        else:
            await super().get(str(answer.file.relative_to(self.root)), include_body)

    def compute_etag(self) -> str | None:
        """The digest of what is sent; a page is more than its file holds."""
        if self._write_buffer or self.absolute_path is None:
            return RequestHandler.compute_etag(self)
        return f'"{self.get_content_version(self.absolute_path)}"'

    def _send_piece(self, name: str, raw: bytes | None) -> None:
        """Send a file of the search index that is not in the folder."""
        if raw is None:
            raise HTTPError(404)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        self.set_header("Content-Type", kind)
        self.finish(raw)

    def _send_html(self, answer: Answer) -> None:
        self.set_status(answer.status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        page = self._published.page(answer)
        scripts = self._scripts(digest(page).hex()).encode()
        page = page.replace(_NOTHING, _OWN, 1)
        head, end, rest = page.partition(b"</head>")
        self.finish(head + scripts + end + rest if end else page + scripts)

    def _scripts(self, page: str) -> str:
        """The scripts of a page, which are told what it shows and where the socket is."""
        own = urlsplit(f"//{self.request.host}")
        host = f"[{own.hostname}]" if ":" in (own.hostname or "") else own.hostname
        place = urlencode({"host": host, "port": own.port or 80, **_RECONNECT}, safe="[:]")
        return (
            f'<script src="/_site-builder/overlay.js" data-page="{page}"'
            f' data-styles="{self._published.digest_of_styles()}"></script>'
            f'<script src="/livereload.js?{place.replace("&", "&amp;")}" async></script>'
        )


class _Page(Struct, frozen=True):
    """What `overlay.js` tells of its page: digests."""

    page: str = ""
    styles: str = ""


class _Plugins(Struct, frozen=True, rename="kebab"):
    site_builder: _Page = _Page()


class _Said(Struct, frozen=True):
    """A command of the LiveReload protocol, as far as it matters here."""

    command: str
    url: str = ""
    plugins: _Plugins = _Plugins()


class Socket(_Guarded, LiveReloadHandler):
    """The socket of one tab."""

    def initialize(self, live: Live, host: str) -> None:  # type: ignore[override]  # tornado gives every route its own arguments
        """Take in the state of the site."""
        _Guarded.initialize(self, host)
        self._live = live
        self.shown = Shown()

    def prepare(self) -> None:
        """Refuse the pages of other sites, too.

        A program that names no origin may listen: it is no browser, and could name any.
        """
        super().prepare()
        origin = self.request.headers.get("Origin")
        if origin is not None and not self.check_origin(origin):
            raise HTTPError(403, "the socket is for pages of this server only")

    def check_origin(self, origin: str) -> bool:
        """Whether an origin is this server."""
        try:
            return urlsplit(origin).netloc.lower() == self.request.host.lower()
        except ValueError:
            return False

    def on_message(self, message: str | bytes) -> None:
        """Answer the greeting; on `info`, take in what the tab shows."""
        try:
            said = msgspec.json.decode(message, type=_Said)
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            self.close(1003, "not the LiveReload protocol")
            return
        if said.command == "hello":
            super().on_message(message)  # type: ignore[no-untyped-call]  # livereload has no types
        elif said.command == "info":
            page = said.plugins.site_builder
            self.shown = Shown(url=said.url, page=page.page, styles=page.styles)
            self._live.enter(self)

    def on_close(self) -> None:
        """Let the tab go."""
        self._live.leave(self)

    def send(self, command: dict[str, Any]) -> None:
        """Send a command of the LiveReload protocol; a tab that has gone needs none."""
        with suppress(WebSocketClosedError):
            self.write_message(command).add_done_callback(_forget)

    def send_message(self, message: dict[str, Any]) -> None:
        """What livereload calls to answer the greeting."""
        self.send(message)


def _forget(sent: "Future[None]") -> None:
    """Take note of an error that nobody waits for: the tab has gone."""
    if not sent.cancelled():
        sent.exception()
