"""One question, against servers that answer in every wrong way."""

import asyncio
import socket
import time
from collections.abc import Callable

import pytest

from site_builder.network.exchange import Line, NoAnswerError, exchange, look_up
from site_builder.network.head import Head
from site_builder.network.target import target_of
from tests.network.awkward import Awkward, awkward, local, trusting

Way = Callable[[socket.socket], None]


def answer(address: str, line: Line | None = None, method: str = "GET") -> Head:
    target = target_of(address)
    assert target is not None
    return asyncio.run(exchange(line or local(), method, target))


def problem(address: str, line: Line | None = None) -> str:
    with pytest.raises(NoAnswerError) as caught:
        answer(address, line)
    return caught.value.problem


def slowly(raw: bytes, pause: float) -> Way:
    def way(connection: socket.socket) -> None:
        for number in raw:
            connection.sendall(bytes([number]))
            time.sleep(pause)

    return way


def endlessly(head: bytes, more: bytes) -> Way:
    def way(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(more)

    return way


def silently(connection: socket.socket) -> None:
    connection.recv(1)


@pytest.mark.parametrize(
    "way",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot chunked",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot gzip",
        b"HTTP/1.0 200 OK\r\n\r\nuntil the end",
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        slowly(b"HTTP/1.1 200 OK\r\nX: y\r\n\r\nbody", 0.002),
        endlessly(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65536),
        endlessly(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n", b"x" * 65536),
        endlessly(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    ],
)
def test_a_head_is_enough_whatever_follows(server: Awkward, way: bytes | Way) -> None:
    started = time.monotonic()
    assert answer(server.say("/", way)) == Head(status=200)
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        (b"", "closed"),
        (b"HTTP/1.1 200", "closed"),
        (b"HTTP/1.1 200 OK\r\nX: y\r\n", "closed"),
        (b"HTTP/1.1 100 Continue\r\n\r\n", "closed"),
        (b"220 smtp.example ready\r\n", "no-http"),
        (b"<html>hello</html>", "no-http"),
        (b"HTTP/1.1 fine\r\n\r\n", "no-http"),
        (b"\x16\x03\x01\x00\x00", "no-http"),
        (endlessly(b"", b"never an end "), "no-http"),
        (endlessly(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), "no-http"),
        (endlessly(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "silent"),
        (silently, "silent"),
        (slowly(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500, 0.01), "silent"),
    ],
)
def test_what_is_no_answer_is_told_apart(server: Awkward, way: bytes | Way, expected: str) -> None:
    patience = (
        0.5 if expected == "silent" else 1.9
    )  # a busy machine may take a while to say a thing
    started = time.monotonic()
    assert problem(server.say("/", way), local(seconds=patience)) == expected
    assert time.monotonic() - started < 2


def test_a_connection_that_is_reset_has_ended_without_an_answer(server: Awkward) -> None:
    def reset(connection: socket.socket) -> None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        connection.close()

    assert problem(server.say("/", reset)) == "closed"


def test_a_port_at_which_nobody_listens_cannot_be_reached() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        assert problem(f"http://there.example:{port}/") == "unreachable"


def test_a_name_that_does_not_exist_is_not_a_network_that_is_down() -> None:
    assert problem("http://nobody.example/") == "name"
    assert problem("http://offline.example/") == "unreachable"


def test_a_question_is_whole_and_says_who_asks(server: Awkward) -> None:
    answer(server.at("/a/b?c=d"), local(agent="a test/1"))
    answer(server.at("/"), method="HEAD")
    got, head = server.seen
    assert (got.method, got.path) == ("GET", "/a/b?c=d")
    assert got.fields.split("\r\n") == [
        f"Host: there.example:{server.port}",
        "User-Agent: a test/1",
        "Accept: */*",
        "Connection: close",
        "Range: bytes=0-0",
        "",
        "",
    ]
    assert (head.method, "Range" in head.fields) == ("HEAD", False)


def test_a_certificate_that_is_trusted_is_not_in_the_way(secure_server: Awkward) -> None:
    address = secure_server.at("/", "secure.example", "https")
    assert answer(address, local(tls=trusting())) == Head(status=200)


def test_a_self_made_certificate_is_not_trusted(secure_server: Awkward) -> None:
    assert problem(secure_server.at("/", "secure.example", "https")) == "certificate"
    assert secure_server.asked == []


def test_a_certificate_for_another_name_is_not_trusted(secure_server: Awkward) -> None:
    address = secure_server.at("/", "other.example", "https")
    assert problem(address, local(tls=trusting())) == "certificate"


def test_a_server_that_speaks_no_tls_is_told_apart() -> None:
    def plainly(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 400 This port speaks no TLS\r\n\r\n")

    with awkward(before=plainly) as plain:
        assert problem(plain.at("/", "secure.example", "https")) == "tls"


def test_a_private_address_is_not_even_connected_to() -> None:
    with awkward(address="127.0.0.2") as inside:
        assert problem(inside.at("/", "inside.example")) == "private"
        assert problem(inside.at("/", "127.0.0.2")) == "private"
        assert inside.seen == []


def test_of_a_name_with_public_and_private_addresses_the_public_ones_are_asked(
    server: Awkward,
) -> None:
    assert answer(server.at("/", "half.example")).status == 200


def test_without_a_line_of_a_test_this_machine_is_private(server: Awkward) -> None:
    for host in ("127.0.0.1", "127.1", "0x7f000001", "2130706433", "localhost"):
        assert problem(server.at("/", host), Line(agent="a test", seconds=5.0)) == "private"
    assert server.seen == []


def test_the_next_address_of_a_name_is_tried_where_one_does_not_answer(server: Awkward) -> None:
    async def two(host: str, port: int) -> list[str]:
        del host, port
        return ["127.0.0.3", "127.0.0.1"]

    line = local(look_up=two, may_reach=lambda _: True)
    assert answer(server.at("/"), line).status == 200


def test_a_name_is_looked_up_by_the_system() -> None:
    assert "127.0.0.1" in asyncio.run(look_up("127.0.0.1", 80))
