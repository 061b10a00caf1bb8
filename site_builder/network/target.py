"""An address as it goes over the network: in ASCII, without its fragment, and nothing to hide in.

What is written in content, or sent by a server as the place to go on to, may hold anything.
"""

import re
from urllib.parse import quote, urljoin, urlsplit

from msgspec import Struct

PORTS = {"http": 80, "https": 443}
"""The schemes that are asked, and their ports."""

_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*|[0-9a-f:.]*:[0-9a-f:.]*")
"""A name whose labels are none of them empty or too long (RFC 1035, section 2.3.4), or IPv6."""

_SAFE = "!$%&'()*+,;=:@/?[]~"
"""Signs of a path or query that stand for themselves, besides letters, digits, `_`, `.` and `-`."""


class Target(Struct, frozen=True, kw_only=True):
    """Whom to ask for what: `path` begins with a slash and holds the query too."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Host and port as the `Host` field has them (RFC 9110, section 7.2)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def address(self) -> str:
        """The whole address, in one form for all ways in which it may be written."""
        return f"{self.scheme}://{self.authority}{self.path}"


def target_of(address: str) -> Target | None:
    """What an address asks for; None where it is no address, or none that is asked."""
    try:
        parts = urlsplit(address)
        host = _ascii(parts.hostname or "").removesuffix(".")
        port = parts.port or PORTS[parts.scheme]
        path = quote(parts.path or "/", safe=_SAFE)
        query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    except (KeyError, ValueError):  # UnicodeError is one
        return None
    if not _HOST.fullmatch(host) or "\\" in parts.netloc:  # which browsers take for a slash
        return None
    return Target(scheme=parts.scheme, host=host, port=port, path=path + query)


def followed(target: Target, location: str) -> Target | None:
    """Where an answer sends on to; `location` may be relative (RFC 9110, section 10.2.2)."""
    try:
        return target_of(urljoin(target.address, location))
    except ValueError:
        return None


def _ascii(host: str) -> str:
    return host if host.isascii() else host.encode("idna").decode()
