"""What a font covers is read from its file alone."""

import struct

import pytest

from site_builder.picture.coverage import Coverage, coverage


def font(subtable: bytes, encoding: tuple[int, int] = (3, 1)) -> bytes:
    """A font that has a cmap table of one subtable, and nothing else."""
    cmap = struct.pack(">HHHHI", 0, 1, *encoding, 12) + subtable
    return struct.pack(">IHHHH4sIII", 0x00010000, 1, 0, 0, 0, b"cmap", 0, 28, len(cmap)) + cmap


SEGMENTS = struct.pack(
    ">HHH HHHH 3H H 3H 3h 3H 2H",
    *(4, 0, 0),
    *(6, 0, 0, 0),
    *(0x42, 0x52, 0xFFFF),
    0,
    *(0x41, 0x51, 0xFFFF),
    *(0, 0, 1),
    *(0, 4, 0),
    *(0, 7),
)
"""A and B as a range, Q without a glyph, R with one, and the segment that ends the list."""

GROUPS = struct.pack(">HHIII", 12, 0, 0, 0, 2) + struct.pack(
    ">6I", 0x41, 0x43, 1, 0x1F600, 0x1F600, 9
)


def test_segments_of_the_basic_plane_are_read() -> None:
    found = coverage(font(SEGMENTS))
    assert [char for char in "@ABCQRS\uffff" if char in found] == ["A", "B", "R"]


def test_groups_of_all_planes_are_read() -> None:
    found = coverage(font(GROUPS, (3, 10)))
    assert found == Coverage((0x41, 0x1F600), (0x43, 0x1F600))


def test_a_font_of_a_collection_is_found_by_its_number() -> None:
    inner = bytearray(font(GROUPS, (0, 4)))
    inner[20:24] = struct.pack(">I", 28 + 16)  # offsets count from the beginning of the file
    collection = struct.pack(">4sIII", b"ttcf", 0x00010000, 1, 16) + bytes(inner)
    assert "A" in coverage(collection, 0)


def test_a_file_without_the_table_is_refused() -> None:
    with pytest.raises(ValueError, match="no table cmap"):
        coverage(font(GROUPS).replace(b"cmap", b"glyf", 1))
