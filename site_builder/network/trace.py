"""What became of asking an address."""

from typing import Literal

from msgspec import Struct

Problem = Literal[
    "certificate",
    "circle",
    "closed",
    "far",
    "left-alone",
    "name",
    "no-http",
    "nowhere",
    "offline",
    "private",
    "scheme",
    "silent",
    "tls",
    "unreachable",
]
"""Why there is no answer, or none to go by.

The certificate is not trusted; redirects lead in a circle; the connection was closed without an
answer; too many redirects; the host asked to be left alone; there is no such name; what came is no
HTTP; a redirect names no place; no name of any host was known, so that there may be no network; it leads into a private network; it leads to something that is not
asked; nothing came in time; TLS failed otherwise; the host cannot be reached.
"""


class Hop(Struct, frozen=True, array_like=True):
    """An address that was asked, and the status of its answer."""

    address: str
    status: int


class Trace(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All answers on the way from an address, in order, and the problem at the end, if any.

    `detail` says more of a problem; `cookie` tells that an answer set one, which this program never
    sends back: a browser may get further.
    """

    hops: tuple[Hop, ...] = ()
    problem: Problem | None = None
    detail: str = ""
    cookie: bool = False
