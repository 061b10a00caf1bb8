"""One live session: build, serve, watch, and build again, until it is stopped."""

import asyncio
import errno
import signal
import socket
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import ParamSpec

from msgspec import Struct
from tornado.httpserver import HTTPServer

from site_builder.build import Builder, Options, Report
from site_builder.content import CONTENT, LOCALE, TEMPLATES, Folder, packaged_templates
from site_builder.model import SiteSettings
from site_builder.parse import SETTINGS, parse_settings
from site_builder.serve.live import Live
from site_builder.serve.published import Published
from site_builder.serve.rebuild import Rebuilder
from site_builder.serve.searching import Searching
from site_builder.serve.server import application
from site_builder.serve.watch import SWEEP, Watcher

P = ParamSpec("P")

_PORTS_TO_TRY = 50
_PORTS = 65_536
_LARGEST_BODY = 64 * 1024
_IDLE = 300


class PortError(Exception):
    """There is no port to serve on; the message is for the user."""


class Serving(Struct, frozen=True, kw_only=True):
    """How to serve: `poll` is for mounts that send no events; `sweep` in seconds as in `watch`."""

    options: Options
    host: str = "127.0.0.1"
    port: int = 8000
    poll: bool = False
    sweep: float = SWEEP


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
    stopped = _stopped_by_signal()
    sockets, port = _bind(serving.host, serving.port)
    session = _Session(serving, told, port)
    try:
        session.start()
        await _first_of(session.first, stopped)
        if not stopped.done():
            session.listen(sockets)
        await stopped
    finally:
        session.stop()
        for each in sockets:
            each.close()


class _Session:
    """What runs while a site is served: a watcher and a builder in threads, a server in the loop."""

    def __init__(self, serving: Serving, told: Told, port: int) -> None:
        options = serving.options
        self._serving = serving
        self._told = told
        self._port = port
        self._settings = b""
        self._loop = asyncio.get_running_loop()
        self.first: asyncio.Future[None] = self._loop.create_future()
        self._published = Published(options.output)
        self._live = Live(self._published, options.root)
        self._searching = Searching(lambda error: told.built(error, 0.0))
        self._server = HTTPServer(
            application(self._live, self._published, self._searching, serving.host),
            max_body_size=_LARGEST_BODY,
            max_header_size=_LARGEST_BODY,
            idle_connection_timeout=_IDLE,
        )
        self._rebuilder = Rebuilder(
            lambda: Builder(options), options.root, self._in_loop(self._built)
        )
        self._watcher = Watcher(
            _folders(options.root),
            self._rebuilder.changed,
            self._in_loop(told.unwatched),
            poll=serving.poll,
            sweep=serving.sweep,
        )

    def start(self) -> None:
        """Begin to watch, and then to build, so that no change goes unseen."""
        self._watcher.start()
        self._rebuilder.start()

    def listen(self, sockets: Sequence[socket.socket]) -> None:
        """Answer requests."""
        self._server.add_sockets(sockets)
        self._tell_address()

    def stop(self) -> None:
        """Answer nothing any more, and end both threads."""
        self._server.stop()
        self._searching.stop()
        self._watcher.stop()
        self._rebuilder.stop()

    def _in_loop(self, callback: Callable[P, object]) -> Callable[P, None]:
        """What a thread calls for a callback to be called in the loop's."""

        def call(*arguments: P.args, **options: P.kwargs) -> None:
            self._loop.call_soon_threadsafe(partial(callback, *arguments, **options))

        return call

    def _built(self, found: Report | Exception, seconds: float) -> None:
        """Tell of a build: tabs before the terminal, which may be there no more."""
        first = not self.first.done()
        if isinstance(found, Exception):
            if first:
                self.first.set_exception(found)
                return
            self._live.troubled(f"{type(found).__name__}: {found}")
        else:
            if first or not found.failed:
                self._stand_where_settings_say()
            if not found.failed:
                self._searching.built(found.left)
            self._live.built(found)
            if first:
                self.first.set_result(None)
        self._told.built(found, seconds)

    def _stand_where_settings_say(self) -> None:
        before, raw = self._settings, _read_settings(self._serving.options.root)
        self._settings = raw
        settings = parse_settings(raw, SETTINGS) if raw != before else None
        if not isinstance(settings, SiteSettings):
            return
        moved = self._published.stand_under(settings.base_url)
        if moved and self.first.done():
            self._tell_address()

    def _tell_address(self) -> None:
        host, asked = self._serving.host, self._serving.port
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{self._port}{self._published.prefix}"
        self._told.listening(address, asked not in {0, self._port})


def _read_settings(root: Path) -> bytes:
    try:
        return Folder(root).read(SETTINGS)
    except OSError:
        return b""


def _folders(root: Path) -> dict[Path, str]:
    return {
        root / CONTENT: CONTENT,
        root / TEMPLATES: TEMPLATES,
        root / LOCALE: LOCALE,
        packaged_templates(): TEMPLATES,
    }


def _stopped_by_signal() -> "asyncio.Future[None]":
    loop = asyncio.get_running_loop()
    stopped = loop.create_future()

    signals = signal.SIGINT, signal.SIGTERM

    def stop() -> None:
        if stopped.done():
            return  # forked workers pass on what they hear
        stopped.set_result(None)
        for number in signals:
            loop.remove_signal_handler(number)  # so that who is impatient is heard

    for number in signals:
        loop.add_signal_handler(number, stop)
    return stopped


async def _first_of(wanted: "asyncio.Future[None]", stopped: "asyncio.Future[None]") -> None:
    """Wait for one of two; raises what the wanted one failed with."""
    await asyncio.wait({wanted, stopped}, return_when=asyncio.FIRST_COMPLETED)
    if wanted.done():
        wanted.result()


def _bind(host: str, port: int) -> tuple[list[socket.socket], int]:
    """Listening sockets on the first free port from `port` on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    last = min(port + _PORTS_TO_TRY, _PORTS) - 1
    for candidate in range(port, last + 1) if port else (0,):
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.setblocking(False)
        try:
            listening.bind((host, candidate))
            listening.listen(128)
        except OSError as error:
            listening.close()
            if error.errno == errno.EADDRINUSE:
                continue
            message = f"cannot listen on {host}, port {candidate}: {error.strerror}"
            raise PortError(message) from error
        return [listening], listening.getsockname()[1]
    message = f"no port from {port} to {last} is free on {host}"
    raise PortError(message)
