"""Heads of answers, well and badly formed."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from site_builder.network.head import Head, ends, may_be_http, parse_head, seconds_to_wait

NOON = 1_750_000_000  # 2025-06-15 15:06:40 UTC


def test_a_head_is_its_status_and_the_fields_that_matter() -> None:
    raw = (
        b"HTTP/1.1 301 Moved Permanently\r\nlocation: /x\r\nRETRY-AFTER:  7 \r\n"
        b"Set-Cookie: a=b\r\n\r\n"
    )
    assert parse_head(raw) == Head(status=301, location="/x", retry_after="7", sets_cookie=True)


@pytest.mark.parametrize(
    "raw",
    [
        b"HTTP/1.0 200 OK\r\n\r\n",
        b"HTTP/1.1 200\r\n\r\n",
        b"HTTP/1.1 200 \n\n",
        b"HTTP/2 200 \r\n\r\n",
        b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        b"HTTP/1.1 200 \xff\xfe\r\nX-\xff: \xff\r\n\r\n",
    ],
)
def test_servers_that_are_careless_are_understood(raw: bytes) -> None:
    assert parse_head(raw) == Head(status=200)


def test_a_place_may_be_given_in_utf_8() -> None:
    head = parse_head("HTTP/1.1 302 Found\r\nLocation: /é\r\n\r\n".encode())
    assert head is not None
    assert head.location == "/é"


@pytest.mark.parametrize(
    "raw", [b"SSH-2.0-x\r\n\r\n", b"HTTP/1.1 OK\r\n\r\n", b"HTTP/1.1 20 O\r\n\r\n", b"\r\n\r\n"]
)
def test_what_is_no_http_has_no_head(raw: bytes) -> None:
    assert parse_head(raw) is None


def test_a_head_ends_at_the_first_empty_line() -> None:
    assert ends(b"HTTP/1.1 200 OK\r\n\r\nbody") == 19
    assert ends(b"HTTP/1.1 200 OK\n\nbody") == 17
    assert ends(b"HTTP/1.1 200 OK\r\n") is None


def test_it_is_seen_early_that_something_will_be_no_http() -> None:
    assert [may_be_http(raw) for raw in (b"", b"HT", b"HTTP/1.1 2", b"<html>", b"HX")] == [
        True,
        True,
        True,
        False,
        False,
    ]


@given(st.binary())
def test_whatever_comes_is_a_head_or_none(raw: bytes) -> None:
    assert parse_head(raw) is None
    head = parse_head(b"HTTP/1.1 200 OK\r\n" + raw)
    assert head is not None
    assert head.status == 200
    assert ends(raw) is None or b"\n" in raw


@given(st.text())
@example("Sun, 15 Jun 2025 15:07:40 +99999999999999999999")
@example("Sun, 15 Jun 99999999999 15:07:40 GMT")
@example("Fri, 31 Dec 9999 23:59:59 -2300")
def test_whatever_is_asked_for_is_a_wait_or_none(value: str) -> None:
    seconds = seconds_to_wait(value, NOON)
    assert seconds is None or seconds >= 0


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        ("Sun, 15 Jun 2025 15:07:40 GMT", 60),
        ("Sun, 15 Jun 2025 15:07:40 -0000", 60),
        ("Sunday, 15-Jun-25 15:07:40 GMT", 60),
        ("Sun, 15 Jun 2025 14:00:00 GMT", 0),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        ("99999999999", None),
    ],
)
def test_a_wait_is_given_in_seconds_or_as_a_date(value: str, seconds: int | None) -> None:
    assert seconds_to_wait(value, NOON) == seconds
