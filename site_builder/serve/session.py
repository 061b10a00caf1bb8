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
    """Who is told what: a build's report and seconds, and the address once it answers."""

    built: Callable[[Report | Exception, float], None]
    listening: Callable[[str, bool], None]


def serve(serving: Serving, told: Told) -> None:
    """Serve a site until the process is told to stop.

    Raises `PortError` where no port is free, and `files.OutputError` where nothing can be built.
    """
    asyncio.run(_serve(serving, told))


async def _serve(serving: Serving, told: Told) -> None:
    options = serving.options
    builder = Builder(options)
    live: Live | None = None
    loop = IOLoop.current()

    def built(report: Report | Exception, seconds: float) -> None:
        loop.add_callback(told.built, report, seconds)
        if isinstance(report, Report) and live is not None:
            loop.add_callback(live.built, report)

    sockets, port = _bind(serving.host, serving.port)
    first = builder.build(no_progress)
    told.built(first, sum(first.seconds.values()))
    live = Live(urlsplit(builder.base_url).path or "/", options.root)
    live.built(first)
    server = HTTPServer(
        application(live, options.output, serving.host),
        max_body_size=_LARGEST_BODY,
        max_header_size=_LARGEST_BODY,
        idle_connection_timeout=_IDLE,
    )
    server.add_sockets(sockets)
    rebuilder = Rebuilder(builder, options.root, built)
    watcher = Watcher(_folders(options.root), rebuilder.changed, poll=serving.poll)
    rebuilder.start()
    watcher.start()
    shown = f"[{serving.host}]" if ":" in serving.host else serving.host
    told.listening(f"http://{shown}:{port}{live.prefix}", port != serving.port)
    try:
        await _until_stopped()
    finally:
        server.stop()
        watcher.stop()
        rebuilder.stop()


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
