"""Bytes become text, or a fault that says which byte or character is in the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.diagnostics import Fault, Offset
from site_builder.text import FORBIDDEN, LARGEST_FILE, decode, decode_lines


def fault_of(found: str | Fault) -> Fault:
    assert isinstance(found, Fault)
    return found


def test_utf_8_is_read_as_it_is() -> None:
    assert decode("“é”\r\n".encode(), "x.txt") == "“é”\r\n"


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decode("\ufeffa\ufeffb".encode(), "x.txt") == "a\ufeffb"


def test_every_line_end_of_a_content_file_is_one_line_feed() -> None:
    assert decode_lines(b"a\r\nb\rc\nd", "x.md") == "a\nb\nc\nd"


def test_a_byte_that_is_not_utf_8_is_named_with_its_place() -> None:
    fault = fault_of(decode("é: ".encode() + b"\xe9t\xe9", "x.md"))
    assert (fault.code, fault.where) == ("not-utf-8", Offset(3))
    assert "0xe9" in fault.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "latin-1"])
def test_other_encodings_are_faults(encoding: str) -> None:
    assert isinstance(decode_lines("Zoë".encode(encoding), "x.md"), Fault)


def test_a_file_may_be_as_large_as_the_limit_and_no_larger() -> None:
    assert decode(b"a" * LARGEST_FILE, "x.md") == "a" * LARGEST_FILE
    assert fault_of(decode(b"a" * (LARGEST_FILE + 1), "x.md")).code == "file-too-large"
    assert decode(b"four", "x.txt", largest=4) == "four"


@pytest.mark.parametrize("character", ["\0", "\x0b", "\x1b", "\x7f", "\x85", "\ufdd0", "\ufffe"])
def test_a_character_that_no_page_can_carry_is_named_with_its_place(character: str) -> None:
    fault = fault_of(decode_lines(f"one\r\n{character}two".encode(), "x.md"))
    assert (fault.code, fault.where) == ("control-character", Offset(4))
    assert f"U+{ord(character):04X}" in fault.message


@pytest.mark.parametrize("character", ["\t", "\n", "\xa0", "\u2028", "\u200f", "\U0001f54a"])
def test_other_characters_are_welcome(character: str) -> None:
    assert decode_lines(character.encode(), "x.md") == character


@given(st.binary(max_size=50))
def test_any_bytes_give_clean_text_or_a_fault_within_the_file(raw: bytes) -> None:
    found = decode_lines(raw, "x.md")
    if isinstance(found, Fault):
        assert isinstance(found.where, Offset)
        assert 0 <= found.where.start < len(raw)
    else:
        assert "\r" not in found
        assert not FORBIDDEN.search(found)


@given(st.text(st.characters(codec="utf-8")))
def test_text_without_carriage_returns_or_controls_is_read_back(text: str) -> None:
    clean = FORBIDDEN.sub("", text.replace("\r", "").replace("\ufeff", ""))
    assert decode_lines(clean.encode(), "x.md") == clean
