"""The HTTP server: the published folder under its sub-path, and the socket that reloads tabs.

livereload gives the socket's protocol and the browser's side of it. What its server does beyond
that is not used: pages get their scripts here, in one piece, and only from this host.
"""

import ipaddress
import json
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.web import Application, HTTPError, RequestHandler, StaticFileHandler

from site_builder.serve.live import NOT_FOUND, Live

OVERLAY = Path(__file__).parent / "overlay.js"

_LARGEST_MESSAGE = 64 * 1024
_NOTHING_YET = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>No site yet</title>"
    "<body><h1>There is no site yet</h1><p>Mend what is wrong; this page will follow."
)


def application(live: Live, output: Path, host: str) -> Application:
    """The server of a built folder; `host` is the name it was started under."""
    shared = {"live": live, "host": host}
    return Application(
        [
            (r"/livereload", Socket, shared),
            (r"/livereload\.js", Client, {"host": host}),
            (r"/_site-builder/overlay\.js", Overlay, {"host": host}),
            (r"/(.*)", SiteFiles, {**shared, "path": str(output)}),
        ],
        websocket_max_message_size=_LARGEST_MESSAGE,
        websocket_ping_interval=30,
    )


def is_own_host(name: str, started_under: str) -> bool:
    """Whether a Host header names this machine by address: a strange name may be rebound to it."""
    host = urlsplit(f"//{name}").hostname or ""
    if host in {"localhost", started_under.lower()}:
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


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

    def initialize(self, live: Live, path: str, host: str) -> None:  # type: ignore[override]  # one more
        """Take in the state of the site and the folder."""
        _Guarded.initialize(self, host)
        StaticFileHandler.initialize(self, path)
        self._live = live

    async def get(self, path: str, include_body: bool = True) -> None:
        """Send a file, or the page for addresses without one."""
        del path  # percent-decoded in another way; `_file` looks at the address itself
        file = self._file()
        if file is None and f"{self.request.path.rstrip('/')}/" in {"/", self._live.prefix}:
            self.redirect(self._live.prefix)
        elif file is None:
            self._send_html(NOT_FOUND, HTTPStatus.NOT_FOUND)
        elif (Path(self.root) / file).is_dir():
            self.redirect(f"{self._live.prefix}{file}/")
        elif not self._is_published(file):
            self._send_html(NOT_FOUND, HTTPStatus.NOT_FOUND)
        elif file.endswith(".html"):
            self._send_html(file, HTTPStatus.OK)
        else:
            await super().get(file, include_body)

    def compute_etag(self) -> str | None:
        """The digest of what is sent, which is more than what the file holds."""
        return RequestHandler.compute_etag(self)

    def _file(self) -> str | None:
        """The file that is asked for; None where the address lies outside the site."""
        path = unquote(self.request.path)
        if "\0" in path or "\\" in path or any(part.startswith(".") for part in path.split("/")):
            return None
        return self._live.file_of(self.request.path)

    def _is_published(self, file: str) -> bool:
        """Whether there is such a regular file in the folder, with no link on the way."""
        path = Path(self.root).resolve() / file
        return path.is_file() and path.resolve() == path

    def _send_html(self, file: str, status: HTTPStatus) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        try:
            raw = (Path(self.root) / file).read_bytes()
        except OSError:
            raw = _NOTHING_YET.encode()
        missing = " data-missing" if status == HTTPStatus.NOT_FOUND else ""
        scripts = (
            f'<script src="/_site-builder/overlay.js" data-build="{self._live.build}"{missing}>'
            '</script><script src="/livereload.js" async></script>'
        ).encode()
        head, end, rest = raw.partition(b"</head>")
        self.finish(head + scripts + end + rest if end else raw + scripts)


class Socket(LiveReloadHandler):
    """The socket of one tab."""

    def initialize(self, live: Live, host: str) -> None:
        """Take in the state of the site."""
        self._live = live
        self._host = host
        self.url = ""
        self.build = 0
        self.missing = False

    def check_origin(self, origin: str) -> bool:
        """Only pages of this server may listen."""
        asked = self.request.host
        return is_own_host(asked, self._host) and urlsplit(origin).netloc.lower() == asked.lower()

    def on_message(self, message: str | bytes) -> None:
        """Answer the greeting; on `info`, take in which page the tab shows and of which build."""
        try:
            command = json.loads(message)
            kind = command["command"]
            if kind == "info":
                self._enter(command)
                return
        except (ValueError, TypeError, KeyError, AttributeError):
            self.close(1003, "not the LiveReload protocol")
            return
        if kind == "hello":
            super().on_message(message)  # type: ignore[no-untyped-call]  # livereload has no types

    def on_close(self) -> None:
        """Let the tab go."""
        self._live.leave(self)

    def send(self, command: dict[str, Any]) -> None:
        """Send a command of the LiveReload protocol."""
        self.send_message(command)  # type: ignore[no-untyped-call]  # as above

    def _enter(self, command: dict[str, Any]) -> None:
        page = command.get("plugins", {}).get("site-builder", {})
        self.url = str(command["url"])
        self.build = int(page.get("build", 0))
        self.missing = bool(page.get("missing"))
        self._live.enter(self)
