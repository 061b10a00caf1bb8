"""A server that answers in every awkward way, and lines on which all names are this machine."""

import contextlib
import socket
import socketserver
import ssl
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from site_builder.network.ask import Asking, ask
from site_builder.network.exchange import Line
from site_builder.network.lanes import Manners
from site_builder.network.target import Target, target_of
from site_builder.network.trace import Trace

CERTIFICATE = Path(__file__).with_name("certificate.pem")
"""Key and self-made certificate of `secure.example`, for this test alone."""

Conversation = Callable[[socket.socket], None]
"""Sends whatever it likes to whoever has asked."""

NOON = 1_750_000_000

_TLS = ssl.create_default_context()
"""What the system trusts, read once."""

HURRIED = Manners(pause=0.0, usual_wait=0.05, longest_wait=2.0)


@dataclass(frozen=True)
class Seen:
    """A question as the server got it, and when, in seconds on a clock that only runs forward."""

    method: str
    path: str
    host: str
    fields: str
    at: float


@dataclass
class Awkward:
    """The server: what it says to which path, and what it was asked.

    Unless told otherwise, it answers `/status/NNN` with that status and everything else with 200.
    """

    port: int = 0
    answers: dict[tuple[str, str], bytes | Conversation] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    most_at_once: Counter[str] = field(default_factory=Counter)
    most_in_all: int = 0
    slowness: float = 0.0
    _now: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def at(self, path: str, host: str = "there.example", scheme: str = "http") -> str:
        """The address of a path."""
        return f"{scheme}://{host}:{self.port}{path}"

    def say(self, path: str, answer: bytes | Conversation, method: str = "HEAD") -> str:
        """Answer so from now on, unless `method` is GET also to HEAD; the address of the path."""
        for each in {method, "GET"}:
            self.answers[each, path] = answer
        return self.at(path)

    def send_on(self, path: str, location: str, status: int = 302, more: str = "") -> str:
        """Redirect from now on; the address of the path."""
        head = f"HTTP/1.1 {status} Elsewhere\r\nLocation: {location}\r\n{more}\r\n"
        return self.say(path, head.encode())

    @property
    def asked(self) -> list[str]:
        """The questions so far, as method and path."""
        return [f"{seen.method} {seen.path}" for seen in self.seen]

    @contextlib.contextmanager
    def counted(self, host: str) -> Iterator[None]:
        """Count a question as being answered until the block ends."""
        with self._lock:
            self._now[host] += 1
            self.most_at_once[host] = max(self.most_at_once[host], self._now[host])
            self.most_in_all = max(self.most_in_all, self._now.total())
        try:
            time.sleep(self.slowness)
            yield
        finally:
            with self._lock:
                self._now[host] -= 1

    def converse(self, connection: socket.socket) -> None:
        """Hear one question and answer it."""
        raw = b""
        while b"\r\n\r\n" not in raw:
            more = connection.recv(4096)
            if not more:
                return
            raw += more
        first, _, fields = raw.decode().partition("\r\n")
        method, path, _ = first.split(" ")
        host = fields.split("Host: ")[1].split("\r\n")[0].split(":")[0]
        with self.counted(host):
            with self._lock:
                self.seen.append(Seen(method, path, host, fields, time.monotonic()))
            answer = self.answers.get((method, path), _plain(path))
            if callable(answer):
                answer(connection)
            else:
                connection.sendall(answer)


def _plain(path: str) -> bytes:
    status = path.removeprefix("/status/") if path.startswith("/status/") else "200"
    return f"HTTP/1.1 {status} So\r\nContent-Length: 0\r\n\r\n".encode()


@contextlib.contextmanager
def awkward(
    *, secure: bool = False, address: str = "127.0.0.1", before: Conversation | None = None
) -> Iterator[Awkward]:
    """A server that runs until the block ends; it may speak before it is asked."""
    server = Awkward()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            # Whoever asks may hang up at any time.
            with contextlib.suppress(OSError):
                if before is not None:
                    before(self.request)
                if not secure:
                    server.converse(self.request)
                    return
                with context.wrap_socket(self.request, server_side=True) as wrapped:
                    server.converse(wrapped)

    class Threads(socketserver.ThreadingTCPServer):
        daemon_threads = True
        request_queue_size = 64

    with Threads((address, 0), Handler) as threads:
        server.port = threads.server_address[1]
        thread = threading.Thread(target=threads.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            threads.shutdown()
            thread.join()


async def here(host: str, port: int) -> Sequence[str]:
    """Every name is this machine, but for some."""
    del port
    if host in {"nobody.example", "no-one.example"}:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    if host == "offline.example":
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
    return {"inside.example": ["127.0.0.2"], "half.example": ["127.0.0.2", "127.0.0.1"]}.get(
        host, [host] if host[0].isdigit() or ":" in host else ["127.0.0.1"]
    )


def local(**changed: Any) -> Line:
    """A line on which 127.0.0.1 stands for the public network, and 127.0.0.2 for a private one."""
    options: dict[str, Any] = {"agent": "a test", "seconds": 5.0, "look_up": here, "tls": _TLS}
    return Line(**(options | {"may_reach": lambda a: a == "127.0.0.1"} | changed))


def trusting() -> ssl.SSLContext:
    """A context that trusts the self-made certificate."""
    return ssl.create_default_context(cafile=str(CERTIFICATE))


def asked(
    *addresses: str, line: Line | None = None, manners: Manners = HURRIED, now: float = NOON
) -> dict[str, Trace]:
    """What becomes of asking addresses, by address."""
    targets: dict[Target, list[str]] = defaultdict(list)
    for address in addresses:
        target = target_of(address)
        assert target is not None
        targets[target].append(address)
    found: dict[str, Trace] = {}

    def told(target: Target, trace: Trace) -> None:
        found.update(dict.fromkeys(targets[target], trace))

    ask(targets, Asking(line=line or local(), now=lambda: now, manners=manners), told)
    return found


def ask_one(address: str, **options: Any) -> Trace:
    """What becomes of asking one address."""
    return asked(address, **options)[address]
