"""Pagefind, as a program of its own that is asked over pipes: records in, files out.

Its service reads and writes JSON in Base64, a comma after each message. What the Python package
`pagefind` does beyond that is not used: it waits a tenth of a second before each answer.
"""

import base64
import os
import selectors
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from site_builder.search.record import Record

PROGRAM = "PAGEFIND_BINARY_PATH"
"""The environment variable that names another binary."""

UNKNOWN_FORM = "the search index cannot be made: Pagefind answers in a form that is not known"

_PIECE = 1 << 16
_LISTEN = 0.2
"""Seconds after which whoever waits is told that there is no answer yet."""


class IndexingError(Exception):
    """There is no index, and why; the message is for the user."""


class _File(Struct, frozen=True):
    path: str
    content: bytes  # msgspec reads Base64


class _Payload(Struct, frozen=True):
    type: str
    message: str = ""
    files: tuple[_File, ...] = ()


class _Answer(Struct, frozen=True):
    payload: _Payload


_ANSWER = msgspec.json.Decoder(_Answer)


def files_of(
    records: Iterable[Record], language: str, waiting: Callable[[], object]
) -> dict[str, bytes]:
    """What Pagefind makes of records in one language; `waiting` is called now and then.

    Raises `IndexingError` where it does not do its work, and whatever `waiting` raises.
    """
    messages = [*_messages(records, language)]
    program = binary()
    try:
        with subprocess.Popen(  # noqa: S603  # a program of ours, or the one that the user names
            [program, "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                answers = _talk(process, b"".join(messages), len(messages), waiting)
            finally:
                process.kill()
    except OSError as error:
        message = f"the search index cannot be made: {program}: {error.strerror or error}{_WAY_OUT}"
        raise IndexingError(message) from error
    return _files(answers)


def binary() -> str:
    """The path of the program; raises `IndexingError` where there is none."""
    named = os.environ.get(PROGRAM)
    if named:
        return named
    spec = find_spec("pagefind_bin")
    if spec is None or spec.origin is None:
        message = (
            f"the search index cannot be made: the package pagefind-bin is not there{_WAY_OUT}"
        )
        raise IndexingError(message)
    return str(Path(spec.origin).parent / "pagefind")


_WAY_OUT = (
    f"; install it, name a binary in {PROGRAM}, or do without: `search: false` in content/site.yaml"
)


def _messages(records: Iterable[Record], language: str) -> Iterator[bytes]:
    yield _message(0, {"type": "NewIndex", "config": {}})
    number = 0
    for number, record in enumerate(records, 1):  # it is the last one's below
        said = {"url": record.url, "content": record.content, "language": language}
        rest = {"meta": {}, "filters": record.filters, "sort": {}}
        yield _message(number, {"type": "AddRecord", "index_id": 0, **said, **rest})
    yield _message(number + 1, {"type": "GetFiles", "index_id": 0})


def _message(number: int, payload: Mapping[str, Any]) -> bytes:
    raw = msgspec.json.encode({"message_id": number, "payload": payload})
    return base64.b64encode(raw) + b","


def _talk(
    process: "subprocess.Popen[bytes]", said: bytes, wanted: int, waiting: Callable[[], object]
) -> bytes:
    """Say everything, and hear so many answers. What is said has to be open until then."""
    if process.stdin is None or process.stdout is None:
        raise IndexingError
    left = memoryview(said)
    heard: list[bytes] = []
    with selectors.DefaultSelector() as ready:
        ready.register(process.stdout, selectors.EVENT_READ)
        ready.register(process.stdin, selectors.EVENT_WRITE)
        while wanted:
            waiting()
            for key, _ in ready.select(_LISTEN):
                if key.fileobj is process.stdin:
                    left = left[_taken(key.fd, left[:_PIECE]) :]
                    if not left:
                        ready.unregister(process.stdin)
                else:
                    heard.append(os.read(key.fd, _PIECE * 16))
                    wanted -= heard[-1].count(b",")
                    if not heard[-1]:
                        message = f"the search index cannot be made: Pagefind ended{_WAY_OUT}"
                        raise IndexingError(message)
    return b"".join(heard)


def _taken(pipe: int, piece: memoryview) -> int:
    """How much of a piece a pipe took: all, where nobody listens any more, as what is heard says then."""
    try:
        return os.write(pipe, piece)
    except BrokenPipeError:
        return len(piece)


def _files(answers: bytes) -> dict[str, bytes]:
    """The files that the last of some answers holds."""
    for raw in answers.rstrip(b",").split(b","):
        try:
            payload = _ANSWER.decode(base64.b64decode(raw)).payload
        except (ValueError, msgspec.MsgspecError) as error:
            raise IndexingError(UNKNOWN_FORM) from error
        if payload.type == "Error":
            message = f"the search index cannot be made: Pagefind says: {payload.message}"
            raise IndexingError(message)
    return {file.path: file.content for file in payload.files}
