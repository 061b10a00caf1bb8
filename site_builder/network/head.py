"""The head of an HTTP answer: all that is ever read of one."""

import datetime
import re
from email.parser import HeaderParser
from email.utils import parsedate_to_datetime

from msgspec import Struct

_START = re.compile(rb"HTTP/[0-9](?:\.[0-9])? ([1-9][0-9]{2})(?: [^\n]*)?\r?\n")
_END = re.compile(rb"\r?\n\r?\n")
_BEGINNING = b"HTTP/"


class Head(Struct, frozen=True, kw_only=True):
    """An answer's status, and the fields that say what to do next."""

    status: int
    location: str | None = None
    retry_after: str | None = None
    sets_cookie: bool = False


def ends(raw: bytes) -> int | None:
    """Where the head that stands at the beginning of the bytes ends; None where it goes on."""
    end = _END.search(raw)
    return end.end() if end else None


def may_be_http(raw: bytes) -> bool:
    """Whether bytes may become an answer in HTTP, once more have come."""
    return raw[: len(_BEGINNING)] == _BEGINNING[: len(raw)]


def parse_head(raw: bytes) -> Head | None:
    """The head that bytes hold; None where they are no HTTP (RFC 9112, section 4)."""
    start = _START.match(raw)
    if start is None:
        return None
    # Servers send addresses in UTF-8 too, although fields are to be ASCII.
    fields = HeaderParser().parsestr(raw[start.end() :].decode("utf-8", "replace"))
    location, retry = fields.get("Location"), fields.get("Retry-After")
    return Head(
        status=int(start[1]),
        location=str(location).strip() if location else None,
        retry_after=str(retry).strip() if retry else None,
        sets_cookie="Set-Cookie" in fields,
    )


def seconds_to_wait(retry_after: str, now: float) -> float | None:
    """What `Retry-After` asks for in either of its forms (RFC 9110, section 10.2.3); else None.

    `now` is the time in seconds since 1970, for the form that names a date.
    """
    if re.fullmatch(r"[0-9]{1,9}", retry_after):
        return float(retry_after)
    try:
        until = parsedate_to_datetime(retry_after)
        if until.tzinfo is None:
            until = until.replace(tzinfo=datetime.UTC)
        return max(0.0, until.timestamp() - now)
    except (ValueError, OverflowError):
        return None
