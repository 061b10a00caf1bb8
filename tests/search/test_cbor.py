"""CBOR as far as Pagefind uses it; examples are those of RFC 8949, appendix A."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.search.cbor import Cbor, UnknownFormError, decode, encode

EXAMPLES: list[tuple[Cbor, str]] = [
    (0, "00"),
    (23, "17"),
    (24, "1818"),
    (1000, "1903e8"),
    (1000000, "1a000f4240"),
    (1000000000000, "1b000000e8d4a51000"),
    (-1, "20"),
    (-1000, "3903e7"),
    ("", "60"),
    ("IETF", "6449455446"),
    ("\u6c34", "63e6b0b4"),
    ([], "80"),
    ([1, [2, 3], [4, 5]], "8301820203820405"),
]

values = st.recursive(st.integers(-(2**64), 2**64 - 1) | st.text(), st.lists, max_leaves=20)


@pytest.mark.parametrize(("value", "written"), EXAMPLES)
def test_a_value_is_written_as_the_rfc_has_it(value: Cbor, written: str) -> None:
    assert encode(value).hex() == written
    assert decode(bytes.fromhex(written)) == value


@given(values)
def test_what_is_written_is_read_back(value: Cbor) -> None:
    assert decode(encode(value)) == value


@pytest.mark.parametrize("raw", ["", "18", "82", "6161ff", "f6", "a0", "9f", "61ff"])
def test_what_is_cut_short_or_of_another_kind_is_refused(raw: str) -> None:
    with pytest.raises(UnknownFormError):
        decode(bytes.fromhex(raw))
