"""A running `site-builder serve`, and a tab that is open on it without a browser."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

PATIENCE = 15.0
"""Seconds after which whatever is waited for will not come."""

BUILT = re.compile(r" claims?: \d+ \w+ written, \d+ unchanged, \d+ removed in ")
HELLO = {"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}


@dataclass(frozen=True)
class Response:
    """What the server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Served:
    """A running server; what it says on the terminal is kept by line."""

    process: "subprocess.Popen[str]"
    said: list[str] = field(default_factory=list)
    address: str = ""

    def __post_init__(self) -> None:
        self._more = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def port(self) -> int:
        return int(urlsplit(self.address).port or 0)

    @property
    def builds(self) -> int:
        """How many builds there have been, those with faults included."""
        return sum(bool(BUILT.search(line)) or line.endswith("as it was") for line in self.said)

    def wait_for(self, words: str, times: int = 1) -> str:
        """The line that has these words, once it has been said that many times."""
        found: list[str] = []
        with self._more:
            until = time.monotonic() + PATIENCE
            while len(found := [line for line in self.said if words in line]) < times:
                left = until - time.monotonic()
                assert self._more.wait(max(0, left)), f"not said: {words}; said: {self.said}"
        return found[times - 1]

    def wait_for_builds(self, count: int) -> None:
        """Wait until there have been this many builds at least."""
        until = time.monotonic() + PATIENCE
        while self.builds < count:
            assert time.monotonic() < until, f"{self.builds} builds; said: {self.said}"
            time.sleep(0.01)

    def settle(self, quiet: float = 0.4) -> int:
        """Wait until nothing has been built for a while; how many builds there have been."""
        builds, since = self.builds, time.monotonic()
        until = since + PATIENCE
        while time.monotonic() < since + quiet:
            time.sleep(0.02)
            if self.builds != builds:
                builds, since = self.builds, time.monotonic()
            assert time.monotonic() < until, self.said
        return builds

    def ask(
        self, path: str, method: str = "GET", headers: Mapping[str, str] | None = None
    ) -> Response:
        """Ask for a path, sent as it is; one that begins without a slash is below the site's."""
        place = urlsplit(self.address)
        connection = HTTPConnection(place.netloc, timeout=PATIENCE)
        headers = {"Host": place.netloc, **(headers or {})}
        full = path if path.startswith("/") else place.path + path
        connection.putrequest(method, full, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        response = Response(answer.status, found, answer.read())
        connection.close()
        return response

    @property
    def trouble(self) -> list[str]:
        """What has been said that no user should see."""
        words = ("Traceback", "Aborted", "Interrupt", "never retrieved", "Uncaught", "mistake in")
        return [line for line in self.said if any(word in line for word in words)]

    def text(self, path: str) -> str:
        return self.ask(path).body.decode()

    @contextmanager
    def tab(self, path: str) -> Iterator["Tab"]:
        """A tab that shows a page and has connected its socket."""
        with connected(self.address) as tab:
            tab.show(self, path)
            yield tab

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Ask the server to end; its exit code."""
        self.process.send_signal(number)
        return self.ended()

    def ended(self) -> int:
        """Wait for the server's end; its exit code."""
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return code

    def close(self) -> None:
        """Hear no more."""
        self._reader.join(PATIENCE)
        if self.process.stderr is not None:
            self.process.stderr.close()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            with self._more:
                self.said.append(line.rstrip("\n"))
                self._more.notify_all()


PROGRAM = ("-m", "site_builder")


@contextmanager
def launched(
    root: Path, *options: str, program: Sequence[str] = PROGRAM, **environment: str
) -> Iterator[Served]:
    """`site-builder serve` on a free port, stopped at the end with all that it started."""
    port = () if "--port" in options else ("--port", "0")
    process = subprocess.Popen(
        [sys.executable, *program, "serve", str(root), *port, *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        start_new_session=True,
    )
    served = Served(process)
    try:
        yield served
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(PATIENCE)
        served.close()


@contextmanager
def serving(
    root: Path, *options: str, program: Sequence[str] = PROGRAM, **environment: str
) -> Iterator[Served]:
    """The same once it answers."""
    with launched(root, *options, program=program, **environment) as served:
        served.address = served.wait_for("serving http://").split()[1]
        yield served


class Tab:
    """The browser's side of the socket."""

    def __init__(self, loop: asyncio.AbstractEventLoop, socket: WebSocketClientConnection) -> None:
        self._loop = loop
        self._socket = socket

    def show(self, served: Served, path: str) -> None:
        """Ask for a page, greet, and say what the page says of itself."""
        html = served.text(path)
        digests = dict(re.findall(r'data-(page|styles)="(\w*)"', html))
        url = served.address + path
        self.say(HELLO)
        assert self.hear()["command"] == "hello"
        self.say({"command": "info", "url": url, "plugins": {"site-builder": digests}})

    def say(self, message: object) -> None:
        """Send a message: text and bytes as they are, all else as JSON."""
        raw = message if isinstance(message, str | bytes) else json.dumps(message)
        self._run(lambda: self._socket.write_message(raw, binary=isinstance(raw, bytes)))

    def hear(self, patience: float = PATIENCE) -> dict[str, Any]:
        """The next command."""
        raw = self._read(patience)
        assert raw is not None, f"the socket was closed: {self._socket.close_code}"
        found: dict[str, Any] = json.loads(raw)
        return found

    def hears_nothing(self, patience: float = 0.3) -> bool:
        """Whether no command comes for a while."""
        try:
            self.hear(patience)
        except TimeoutError:
            return True
        return False

    def close_code(self) -> int | None:
        """Why the server closes the socket, which it must."""
        while self._read(PATIENCE) is not None:
            pass
        return self._socket.close_code

    def drop(self) -> None:
        """Break the connection off."""
        stream = getattr(self._socket.protocol, "stream", None)
        assert stream is not None
        stream.close()

    def _read(self, patience: float) -> str | bytes | None:
        read: str | bytes | None = self._run(
            lambda: asyncio.wait_for(self._socket.read_message(), patience)
        )
        return read

    def _run(self, step: Callable[[], Awaitable[Any]]) -> Any:
        async def wait() -> Any:
            return await step()

        return self._loop.run_until_complete(wait())


@contextmanager
def connected(address: str, headers: Mapping[str, str] | None = None) -> Iterator[Tab]:
    """An open socket to a server; raises tornado's `HTTPClientError` where it is refused."""
    place = urlsplit(address)
    sent = {"Origin": f"http://{place.netloc}", **(headers or {})}
    sent = {name: value for name, value in sent.items() if value}
    request = HTTPRequest(f"ws://{place.netloc}/livereload", headers=sent)
    loop = asyncio.new_event_loop()
    try:

        async def connect() -> WebSocketClientConnection:
            return await asyncio.wait_for(websocket_connect(request), PATIENCE)

        socket = loop.run_until_complete(connect())

        async def close() -> None:
            socket.close()
            await asyncio.sleep(0.01)

        try:
            yield Tab(loop, socket)
        finally:
            loop.run_until_complete(close())
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
