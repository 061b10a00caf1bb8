"""One question and the head of its answer, over a connection of their own.

No body is ever read, so none can be too large or never end. The time-out holds for the whole:
a server that sends a byte now and then wins nothing.
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Sequence

import msgspec
from msgspec import Struct

from site_builder.network.head import Head, ends, may_be_http, parse_head
from site_builder.network.public import is_public
from site_builder.network.target import Target
from site_builder.network.trace import Problem

LARGEST_HEAD = 65_536
_CHUNK = 4096

_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


async def look_up(host: str, port: int) -> Sequence[str]:
    """The internet addresses of a host's name, as numbers."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


class Line(Struct, frozen=True, kw_only=True):
    """How the network is reached: whom it takes for whom, trusts, and waits how long for.

    Tests have lines of their own, on which every name is this machine.
    """

    agent: str
    seconds: float = 20.0
    look_up: Callable[[str, int], Awaitable[Sequence[str]]] = look_up
    may_reach: Callable[[str], bool] = is_public
    tls: ssl.SSLContext = msgspec.field(default_factory=ssl.create_default_context)


class NoAnswerError(Exception):
    """Why there was no answer."""

    def __init__(self, problem: Problem, detail: str = "") -> None:
        super().__init__(problem)
        self.problem: Problem = problem
        self.detail = detail


async def exchange(line: Line, method: str, target: Target) -> Head:
    """Ask for the target by HTTP/1.1; raises `NoAnswerError`."""
    try:
        async with asyncio.timeout(line.seconds):
            return await _exchange(line, method, target)
    except TimeoutError:
        raise NoAnswerError("silent") from None
    except socket.gaierror as error:
        problem: Problem = "name" if error.errno in _NO_SUCH_NAME else "unreachable"
        raise NoAnswerError(problem, error.strerror or "") from None
    except ssl.SSLCertVerificationError as error:
        raise NoAnswerError("certificate", error.verify_message) from None
    except ssl.SSLError as error:
        raise NoAnswerError("tls", error.reason or "") from None
    except ConnectionResetError:
        raise NoAnswerError("closed") from None
    except OSError as error:
        raise NoAnswerError("unreachable", error.strerror or "") from None


async def _exchange(line: Line, method: str, target: Target) -> Head:
    reader, writer = await _connect(line, target)
    try:
        writer.write(_question(line.agent, method, target))
        return await _read_head(reader)
    finally:
        writer.transport.abort()
        await asyncio.sleep(0)  # in which the connection is let go


async def _connect(line: Line, target: Target) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection to the first of a host's public addresses that takes it."""
    found = [a for a in await line.look_up(target.host, target.port) if line.may_reach(a)]
    if not found:
        raise NoAnswerError("private")
    *others, last = found
    for address in others:
        try:
            return await _open(line, address, target)
        except ssl.SSLError:
            raise
        except OSError:
            continue
    return await _open(line, last, target)


async def _open(
    line: Line, address: str, target: Target
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    if target.scheme == "http":
        return await asyncio.open_connection(address, target.port)
    return await asyncio.open_connection(
        address, target.port, ssl=line.tls, server_hostname=target.host
    )


def _question(agent: str, method: str, target: Target) -> bytes:
    lines = [
        f"{method} {target.path} HTTP/1.1",
        f"Host: {target.authority}",
        f"User-Agent: {agent}",
        "Accept: */*",
        "Connection: close",
        *(["Range: bytes=0-0"] if method == "GET" else []),
    ]
    return "\r\n".join([*lines, "", ""]).encode()


async def _read_head(reader: asyncio.StreamReader) -> Head:
    """The head of the answer; those of status 1xx come before it (RFC 9110, section 15.2)."""
    raw = b""
    while True:
        while (end := ends(raw)) is None:
            more = await reader.read(_CHUNK)
            raw += more
            if not may_be_http(raw) or len(raw) > LARGEST_HEAD:
                raise NoAnswerError("no-http")
            if not more:
                raise NoAnswerError("closed")
        head = parse_head(raw[:end])
        if head is None:
            raise NoAnswerError("no-http")
        if head.status >= 200:  # noqa: PLR2004 (the first status of a final answer)
            return head
        raw = raw[end:]
