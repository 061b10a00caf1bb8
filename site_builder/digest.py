"""Short hashes of values, by which builds know what has changed."""

import hashlib
from typing import Any

import msgspec

SIZE = 6
"""Bytes of a digest: of 10,000 changes, one goes unseen with a probability below 4e-11."""

_encode = msgspec.msgpack.Encoder().encode


def digest(raw: bytes) -> bytes:
    """The BLAKE2b hash (RFC 7693) of bytes."""
    return hashlib.blake2b(raw, digest_size=SIZE).digest()


def digest_value(value: Any) -> bytes:
    """The digest of a value that msgspec can encode."""
    return digest(_encode(value))
