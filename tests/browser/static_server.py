"""Serves a folder as a plain static host would: under a sub-path, with its own 404 page.

A host that reads `_headers` is had by saying which fields go with a path.
"""

import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

Fields = Callable[[str], Mapping[str, list[str]]]
"""Says by a path below the prefix what a host sends with it: values by lower-case name."""


def no_fields(_path: str) -> Mapping[str, list[str]]:
    """What a host sends that reads no `_headers`."""
    return {}


class _StaticHost(SimpleHTTPRequestHandler):
    def __init__(self, *args: object, directory: Path, prefix: str, fields: Fields) -> None:
        self.prefix = prefix
        self.fields = fields
        self.asked = ""
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]  # as called by the server

    def send_head(self):  # type: ignore[no-untyped-def]  # the base class names a private type
        if not self.path.startswith(self.prefix):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        self.path = self.asked = "/" + self.path.removeprefix(self.prefix)
        return super().send_head()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_header(self, keyword: str, value: str) -> None:
        if keyword.lower() not in self.fields(self.asked):
            super().send_header(keyword, value)

    def end_headers(self) -> None:
        for name, values in self.fields(self.asked).items():
            super().send_header(name, ", ".join(values))
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Says nothing: a test's output is the test runner's."""


class _StaticServer(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing of readers that went away, as browsers do that are led elsewhere."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # as called by the server


@contextmanager
def serving(folder: Path, prefix: str = "/", fields: Fields = no_fields) -> Iterator[str]:
    """The address of `folder`, served at `prefix` on a free loopback port until the end."""
    prefix = f"/{prefix.strip('/')}/" if prefix.strip("/") else "/"
    host = partial(_StaticHost, directory=folder, prefix=prefix, fields=fields)
    with _StaticServer(("127.0.0.1", 0), host) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
        server.shutdown()
        thread.join()
