"""What is kept of an entry that was withdrawn."""

import datetime

from msgspec import Struct


class Tombstone(Struct, frozen=True, kw_only=True):
    """What stands at the address of an entry that was withdrawn; `called` is what it was called."""

    kind: str
    id: str
    path: str
    called: str | None
    reason: str
    on: datetime.date
    published: datetime.date | None
    aliases: tuple[str, ...]
    merged: int = 0
