"""Addresses followed to their end: every status, redirects of all kinds, second chances."""

import pytest

from site_builder.network.ask import MOST_REDIRECTS
from site_builder.network.trace import Hop
from tests.network.awkward import Awkward, ask_one, asked, awkward, local

PERMANENT, TEMPORARY = (301, 308), (302, 303, 307)


@pytest.mark.parametrize("status", [200, 201, 202, 204, 205, 206, 226, 300, 304, 305, 306])
def test_head_is_enough_where_it_is_answered(server: Awkward, status: int) -> None:
    address = server.at(f"/status/{status}")
    assert ask_one(address).hops == (Hop(address, status),)
    assert server.asked == [f"HEAD /status/{status}"]


@pytest.mark.parametrize(
    "status",
    [400, 401, 402, 403, 404, 405, 406, 408, 410, 418, 451, 499, 500, 501, 502, 503, 504, 599, 999],
)
def test_what_head_refuses_is_asked_for_with_get(server: Awkward, status: int) -> None:
    address = server.at(f"/status/{status}")
    assert ask_one(address).hops == (Hop(address, status),)
    assert server.asked == [f"HEAD /status/{status}", f"GET /status/{status}"]


@pytest.mark.parametrize("status", [403, 404, 405, 500, 501])
def test_a_server_that_answers_get_alone_is_heard(server: Awkward, status: int) -> None:
    server.answers["HEAD", "/"] = f"HTTP/1.1 {status} No\r\n\r\n".encode()
    server.answers["GET", "/"] = b"HTTP/1.1 206 Partial Content\r\n\r\nx"
    assert ask_one(server.at("/")).hops == (Hop(server.at("/"), 206),)


@pytest.mark.parametrize("way", [b"", b"what is HEAD?"])
def test_a_server_that_does_not_understand_head_is_asked_with_get(
    server: Awkward, way: bytes
) -> None:
    server.answers["HEAD", "/"] = way
    assert ask_one(server.at("/")).hops == (Hop(server.at("/"), 200),)


@pytest.mark.parametrize("status", [300, *PERMANENT, *TEMPORARY])
def test_a_redirect_is_followed(server: Awkward, status: int) -> None:
    start = server.send_on("/a", "/b", status)
    assert ask_one(start).hops == (Hop(start, status), Hop(server.at("/b"), 200))


def test_a_chain_of_redirects_is_followed_across_hosts_and_forms(server: Awkward) -> None:
    start = server.send_on("/one/a", "b", 301)
    server.send_on("/one/b", "../c?d=e#f", 302)
    server.send_on("/c?d=e", f"//else.example:{server.port}/status/404", 308)
    assert ask_one(start).hops == (
        Hop(start, 301),
        Hop(server.at("/one/b"), 302),
        Hop(server.at("/c?d=e"), 308),
        Hop(server.at("/status/404", "else.example"), 404),
    )


@pytest.mark.parametrize("length", [1, 2, 3])
def test_redirects_in_a_circle_are_noticed(server: Awkward, length: int) -> None:
    for number in range(length):
        server.send_on(f"/{number}", f"/{(number + 1) % length}")
    trace = ask_one(server.at("/0"))
    assert (trace.problem, trace.cookie, len(trace.hops)) == ("circle", False, length)


def test_a_circle_that_a_cookie_might_break_is_noted(server: Awkward) -> None:
    trace = ask_one(server.send_on("/", "/", more="Set-Cookie: seen=1\r\n"))
    assert (trace.problem, trace.cookie) == ("circle", True)


def test_redirects_are_followed_so_far_and_no_farther(server: Awkward) -> None:
    for number in range(MOST_REDIRECTS + 5):
        server.send_on(f"/{number}", f"/{number + 1}")
    trace = ask_one(server.at("/0"))
    assert (trace.problem, len(server.seen)) == ("far", MOST_REDIRECTS + 1)
    assert ask_one(server.at("/5")).problem is None


@pytest.mark.parametrize(
    ("location", "problem"),
    [
        ("", "nowhere"),
        ("mailto:us@there.example", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("http://[", "scheme"),
        ("http://nobody.example/", "name"),
        ("http://inside.example/", "private"),
        ("http://127.0.0.2/", "private"),
        ("http://[::1]/", "private"),
    ],
)
def test_a_redirect_that_leads_nowhere_keeps_its_way(
    server: Awkward, location: str, problem: str
) -> None:
    start = server.send_on("/a", location)
    trace = ask_one(start)
    assert (trace.hops, trace.problem) == ((Hop(start, 302),), problem)


def test_no_redirect_leads_into_a_private_network(server: Awkward) -> None:
    with awkward(address="127.0.0.2") as inside:
        start = server.send_on("/a", f"http://inside.example:{inside.port}/secret")
        direct = server.send_on("/b", f"http://127.0.0.2:{inside.port}/secret")
        found = asked(start, direct)
        assert [trace.problem for trace in found.values()] == ["private", "private"]
        assert inside.seen == []


def test_a_name_is_looked_up_for_each_question_and_only_what_was_found_is_asked(
    server: Awkward,
) -> None:
    """A name that stands for a public address first and a private one then gains nothing."""
    with awkward(address="127.0.0.2") as inside:
        answers = [["127.0.0.1"], ["127.0.0.2"]]

        async def changing(host: str, port: int) -> list[str]:
            del host, port
            return answers.pop(0)

        start = server.send_on("/a", "/b")
        assert ask_one(start, line=local(look_up=changing)).problem == "private"
        assert (inside.seen, server.asked) == ([], ["HEAD /a"])


def test_what_follows_a_redirect_is_asked_in_its_own_lane(server: Awkward) -> None:
    server.slowness = 0.02
    starts = [server.at(f"/{number}", f"host-{number}.example") for number in range(6)]
    for number in range(6):
        server.send_on(f"/{number}", server.at(f"/end/{number}", "end.example"))
    asked(*starts)
    assert server.most_at_once["end.example"] == 1


def test_nothing_is_asked_of_nobody() -> None:
    assert asked() == {}
