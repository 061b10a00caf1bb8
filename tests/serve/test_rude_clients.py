"""Clients that say too much, too little or nothing keep nobody else from reading."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.serve.served import Served, serving

SOON = 3.0
"""Seconds within which a polite reader has an answer, on a machine that is busy."""


@pytest.fixture(scope="module")
def served(built: Path) -> Iterator[Served]:
    """One server for all tests; it is whole at their end."""
    with serving(built) as served:
        yield served
        assert served.process.poll() is None, "the server has ended"
        assert served.trouble == []


def answers_soon(served: Served) -> bool:
    began = time.monotonic()
    return served.ask("").status == 200 and time.monotonic() - began < SOON


def opened(served: Served, connections: ExitStack) -> socket.socket:
    return connections.enter_context(socket.create_connection(("127.0.0.1", served.port), 10))


@pytest.mark.parametrize("count", [100, pytest.param(1000, marks=pytest.mark.soak)])
@pytest.mark.parametrize("word", [b"", b"GET / HTTP/1.1\r\nHost: 127.0", b"GET"])
def test_idle_sockets_keep_nobody_out(count: int, word: bytes, served: Served) -> None:
    with ExitStack() as connections:
        for _ in range(count):
            opened(served, connections).sendall(word)
        assert answers_soon(served)
    assert answers_soon(served)


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /" + b"a" * 1_000_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200_000 + b"\r\n",
        b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999999\r\n\r\n"
        + b"x" * 100_000,
        b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFF\r\nx",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500),
        b"\x00" * 100_000,
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
    ids=range(11),
)
def test_what_is_too_large_or_no_request_is_refused(request_: bytes, served: Served) -> None:
    with ExitStack() as connections:
        connection = opened(served, connections)
        connection.settimeout(5)
        answer = b""
        try:
            connection.sendall(request_)
            connection.shutdown(socket.SHUT_WR)
            answer = connection.recv(4096)
        except OSError:
            pass
        assert not answer or answer.split()[1][:1] in b"45", answer
    assert answers_soon(served)


def test_a_reader_that_takes_nothing_in_keeps_nobody_waiting(served: Served) -> None:
    with ExitStack() as connections:
        for _ in range(50):
            slow = opened(served, connections)
            slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
            slow.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 50)
        assert answers_soon(served)
