"""Which characters a font file has a picture for, read from its `cmap` table (OpenType 1.9)."""

import struct
from bisect import bisect_right
from itertools import pairwise

from msgspec import Struct

_UNICODE = {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}
"""Platform and encoding of the subtables that map Unicode."""


_LAST_SEGMENT = 0xFFFF
"""The code point that ends every list of segments; it is no character."""


class Coverage(Struct, frozen=True):
    """A set of code points as sorted ranges, ends included."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __contains__(self, char: str) -> bool:
        """Whether there is a picture for a character."""
        code = ord(char)
        at = bisect_right(self.starts, code) - 1
        return at >= 0 and code <= self.ends[at]


def coverage(raw: bytes, index: int = 0) -> Coverage:
    """The coverage of a font file; `index` counts the fonts of a collection."""
    font = struct.unpack_from(">I", raw, 12 + 4 * index)[0] if raw[:4] == b"ttcf" else 0
    table = _table(raw, font, b"cmap")
    starts = {
        table + offset
        for number in range(struct.unpack_from(">H", raw, table + 2)[0])
        for *encoding, offset in [struct.unpack_from(">HHI", raw, table + 4 + 8 * number)]
        if tuple(encoding) in _UNICODE
    }
    formats = {struct.unpack_from(">H", raw, start)[0]: start for start in sorted(starts)}
    full = formats.get(12)
    ranges = _segments(raw, formats[4]) if full is None else _groups(raw, full)
    merged = _merged(sorted(ranges))
    return Coverage(tuple(start for start, _ in merged), tuple(end for _, end in merged))


def _table(raw: bytes, font: int, tag: bytes) -> int:
    """The offset of a table of the font that begins at an offset."""
    for number in range(struct.unpack_from(">H", raw, font + 4)[0]):
        name, _, offset, _ = struct.unpack_from(">4sIII", raw, font + 12 + 16 * number)
        if name == tag:
            return int(offset)
    message = f"the font has no table {tag.decode()}"
    raise ValueError(message)


def _groups(raw: bytes, start: int) -> list[tuple[int, int]]:
    """Format 12: groups of code points that follow one another."""
    count = struct.unpack_from(">I", raw, start + 12)[0]
    numbers = struct.unpack_from(f">{3 * count}I", raw, start + 16)
    return [*zip(numbers[::3], numbers[1::3], strict=True)]


def _segments(raw: bytes, start: int) -> list[tuple[int, int]]:
    """Format 4: segments of the Basic Multilingual Plane, without characters that have no glyph."""
    count = struct.unpack_from(">H", raw, start + 6)[0] // 2
    column = f">{count}H"
    ends = struct.unpack_from(column, raw, start + 14)
    starts = struct.unpack_from(column, raw, start + 16 + 2 * count)
    offsets_at = start + 16 + 6 * count
    offsets = struct.unpack_from(column, raw, offsets_at)
    found = []
    for number, (first, last, offset) in enumerate(zip(starts, ends, offsets, strict=True)):
        if offset == 0:
            found.append((first, last))
            continue
        glyphs = struct.unpack_from(f">{last - first + 1}H", raw, offsets_at + 2 * number + offset)
        found += [(first + at, first + at) for at, glyph in enumerate(glyphs) if glyph]
    return [(first, last) for first, last in found if first != _LAST_SEGMENT]


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted ranges with those joined that touch."""
    if not ranges:
        return []
    breaks = [0, *(at for at, (a, b) in enumerate(pairwise(ranges), 1) if b[0] > a[1] + 1)]
    ends = [*breaks[1:], len(ranges)]
    return [(ranges[a][0], ranges[b - 1][1]) for a, b in zip(breaks, ends, strict=True)]
