"""Addresses as they go over the network."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.network.target import followed, target_of


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://a.example/b?c=d", "https://a.example/b?c=d"),
        ("https://a.example", "https://a.example/"),
        ("HTTPS://A.Example:443/B", "https://a.example/B"),
        ("http://a.example:80/", "http://a.example/"),
        ("http://a.example:8080/", "http://a.example:8080/"),
        ("https://a.example/b#c", "https://a.example/b"),
        ("https://user:secret@a.example/", "https://a.example/"),
        ("https://a.example/é/“b”?ü", "https://a.example/%C3%A9/%E2%80%9Cb%E2%80%9D?%C3%BC"),
        ("https://a.example/%C3%A9%2F?a=%26", "https://a.example/%C3%A9%2F?a=%26"),
        ("https://a.example/b c", "https://a.example/b%20c"),
        ("https://a.example./", "https://a.example/"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://[2001:db8::1]:8443/", "https://[2001:db8::1]:8443/"),
    ],
)
def test_an_address_has_one_form_in_ascii(written: str, address: str) -> None:
    target = target_of(written)
    assert target is not None
    assert target.address == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/only/a/path",
        "mailto:us@a.example",
        "ftp://a.example/",
        "https:///path",
        "https://a.example:99999/",
        "https://a.example:port/",
        "https://[::1/",
        "https://a..example-ü/",
        f"https://{'a' * 300}.example/",
        "https://a.example\\@b.example/",
        "https://a b.example/",
        "https://.example/",
        "https://a..example/",
        "https://a.example../",
        f"https://{'a' * 64}.example/",
        "https://fe80::1/",
        "https://[fe80::1%25eth0]/",
        "https://a.example/\ud800",
    ],
)
def test_what_cannot_be_asked_has_no_target(address: str) -> None:
    assert target_of(address) is None


@pytest.mark.parametrize(
    ("location", "address"),
    [
        ("https://b.example/x", "https://b.example/x"),
        ("//b.example/x", "https://b.example/x"),
        ("/x", "https://a.example/x"),
        ("x", "https://a.example/one/x"),
        ("../x", "https://a.example/x"),
        ("?x", "https://a.example/one/two?x"),
        ("/x#y", "https://a.example/x"),
        ("/é b", "https://a.example/%C3%A9%20b"),
    ],
)
def test_a_redirect_is_followed_from_where_it_stands(location: str, address: str) -> None:
    start = target_of("https://a.example/one/two")
    assert start is not None
    onward = followed(start, location)
    assert onward is not None
    assert onward.address == address


@pytest.mark.parametrize("location", ["ftp://a.example/", "javascript:1", "https://[", "data:,x"])
def test_a_redirect_to_no_web_address_leads_nowhere(location: str) -> None:
    start = target_of("https://a.example/one/two")
    assert start is not None
    assert followed(start, location) is None


@given(st.text(), st.text(st.characters(categories=["Cs", "Cc", "Lu", "Po"])))
def test_whatever_is_written_is_a_target_or_none(host: str, rest: str) -> None:
    start = target_of("https://a.example/")
    assert start is not None
    for found in (target_of(f"https://{host}/{rest}"), followed(start, f"{host}{rest}")):
        if found is not None:
            assert found.address.isascii()
            assert found.address.isprintable()
            assert " " not in found.address
            assert target_of(found.address) == found


def test_nothing_in_an_address_can_add_lines_to_a_question() -> None:
    target = target_of("https://a.example/x\r\nEvil: 1\x00\x7f")
    assert target is not None
    assert (target.path.isascii(), target.path.isprintable()) == (True, True)
