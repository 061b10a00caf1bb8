"""One live session: build, serve, watch, and build again, until it is stopped."""

import asyncio
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop

from site_builder.build import Builder, Options, Report, no_progress
from site_builder.content import CONTENT, TEMPLATES, packaged_templates
from site_builder.serve.live import Live
from site_builder.serve.rebuild import Rebuilder
from site_builder.serve.server import application
from site_builder.serve.watch import Watcher

_PORTS_TO_TRY = 50
_LARGEST_BODY = 64 * 1024
_IDLE = 300


class PortError(Exception):
    """There is no port to serve on; the message is for the user."""


class Serving(Struct, frozen=True, kw_only=True):
    """How to serve: `poll` is for mounts that send no events."""

    options: Options
    host: str = "127.0.0.1"
    port: int = 8000
    poll: bool = False


class Told(Struct, frozen=True, kw_only=True):
    """Who is told what.

    `built`: a build's report, or why there was none, and seconds; `listening`: an address, whenever
    the site begins to stand there, and whether the port is another than was asked for; `unwatched`:
    why the system sends no events of changes, so that files are looked at instead.
    """

    built: Callable[[Report | Exception, float], None]
    listening: Callable[[str, bool], None]
    unwatched: Callable[[Exception], None]


def serve(serving: Serving, told: Told) -> None:
    """Serve a site until the process is told to stop.

    Raises `PortError` where no port is free, and what keeps the first build from its work, such as
    `files.OutputError`.
    """
    asyncio.run(_serve(serving, told))


async def _serve(serving: Serving, told: Told) -> None:
    sockets, port = _bind(serving.host, serving.port)
    stopped = _stopped_by_signal()
    session = _Session(serving, told, port)
    try:
        await _first_of(session.first, stopped)
        if not stopped.is_set():
            session.listen(sockets)
        await stopped.wait()
    finally:
        session.stop()
        for each in sockets:
            each.close()


class _Session:
    """What runs while a site is served: a watcher and a builder in threads, a server in the loop."""

    def __init__(self, serving: Serving, told: Told, port: int) -> None:
        options = serving.options
        loop = asyncio.get_running_loop()
        self._serving = serving
        self._told = told
        self._port = port
        self._published = Published(options.output)
        self._live = Live(self._published, options.root)
        self._server: HTTPServer | None = None
        self.first = loop.create_future()
        self._rebuilder = Rebuilder(
            lambda: Builder(options),
            options.root,
            lambda found, seconds: soon(self._built, found, seconds),
        )
        self._watcher = Watcher()

def _folders(root: Path) -> dict[Path, str]:
    return {
        root / CONTENT: CONTENT,
        root / TEMPLATES: TEMPLATES,
        packaged_templates(): TEMPLATES,
    }


async def _until_stopped() -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    await stopped.wait()


def _bind(host: str, port: int) -> tuple[list[socket.socket], int]:
    """Listening sockets on the first free port from `port` on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port, port + _PORTS_TO_TRY) if port else (0,):
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.setblocking(False)
        try:
            listening.bind((host, candidate))
            listening.listen(128)
        except OSError as error:
            listening.close()
            last = error
            continue
        return [listening], listening.getsockname()[1]
    message = (
        f"no port from {port} to {port + _PORTS_TO_TRY - 1} is free on {host}: {last.strerror}"
    )
    raise PortError(message)
