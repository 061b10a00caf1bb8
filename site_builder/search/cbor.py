"""The part of CBOR (RFC 8949) that Pagefind's files are written in: integers, texts, lists."""

from collections.abc import Iterator
from typing import TypeAlias

Cbor: TypeAlias = "int | str | list[Cbor]"

_UNSIGNED, _NEGATIVE, _TEXT, _LIST = 0, 1, 3, 4
_SMALL = 24
"""From here on the first byte says how long the number is that follows."""

_LENGTHS = {24: 1, 25: 2, 26: 4, 27: 8}


class UnknownFormError(ValueError):
    """Bytes that are no such CBOR."""


def decode(raw: bytes) -> Cbor:
    """The value that bytes stand for; raises `UnknownFormError`."""
    try:
        value, end = _value(raw, 0)
    except (IndexError, KeyError, UnicodeDecodeError) as error:
        raise UnknownFormError from error
    if end != len(raw):
        raise UnknownFormError
    return value


def encode(value: Cbor) -> bytes:
    """The bytes of a value, in the shortest form."""
    return b"".join(_encoded(value))


def _value(raw: bytes, at: int) -> tuple[Cbor, int]:
    kind, number = raw[at] >> 5, raw[at] & 31
    at += 1
    if number >= _SMALL:
        length = _LENGTHS[number]
        number = int.from_bytes(raw[at : at + length])
        at += length
    if kind == _LIST:
        values = []
        for _ in range(number):
            value, at = _value(raw, at)
            values.append(value)
        return values, at
    if kind == _TEXT:
        return raw[at : at + number].decode(), at + number
    return {_UNSIGNED: number, _NEGATIVE: -1 - number}[kind], at


def _encoded(value: Cbor) -> Iterator[bytes]:
    if isinstance(value, int):
        yield _head(_UNSIGNED, value) if value >= 0 else _head(_NEGATIVE, -1 - value)
    elif isinstance(value, str):
        text = value.encode()
        yield _head(_TEXT, len(text)) + text
    else:
        yield _head(_LIST, len(value))
        for each in value:
            yield from _encoded(each)


def _head(kind: int, number: int) -> bytes:
    if number < _SMALL:
        return bytes([kind << 5 | number])
    form, length = next((form, size) for form, size in _LENGTHS.items() if number < 1 << 8 * size)
    return bytes([kind << 5 | form]) + number.to_bytes(length)
