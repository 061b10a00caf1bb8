"""A host is asked one thing at a time, with pauses, and as seldom as it wants."""

from email.utils import formatdate
from itertools import pairwise

import pytest

from site_builder.network.lanes import Manners
from tests.network.awkward import HURRIED, NOON, Awkward, ask_one, asked

BUSY = b"HTTP/1.1 429 Too Many Requests\r\n%s\r\n"
FINE = b"HTTP/1.1 200 OK\r\n\r\n"


def test_a_host_is_asked_one_thing_at_a_time(server: Awkward) -> None:
    server.slowness = 0.02
    asked(*(server.at(f"/{number}") for number in range(10)))
    assert server.most_at_once == {"there.example": 1}
    assert len(server.seen) == 10


def test_several_hosts_are_asked_at_once_but_not_all(server: Awkward) -> None:
    server.slowness = 0.1
    hosts = [f"host-{number}.example" for number in range(12)]
    manners = Manners(hosts=4, pause=0.0)
    asked(*(server.at(path, host) for host in hosts for path in ("/a", "/b")), manners=manners)
    assert set(server.most_at_once.values()) == {1}
    assert 2 <= server.most_in_all <= 4
    assert len(server.seen) == 24


def test_between_two_questions_to_a_host_there_is_a_pause(server: Awkward) -> None:
    server.send_on("/0", "/away")
    manners = Manners(pause=0.1)
    asked(*(server.at(f"/{number}") for number in range(3)), manners=manners)
    assert len(server.seen) == 4
    assert all(b.at - a.at >= 0.1 for a, b in pairwise(server.seen))


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_host_that_asks_to_wait_is_asked_again_after_that(
    server: Awkward, status: int, form: str
) -> None:
    value = "1" if form == "seconds" else formatdate(NOON + 1, usegmt=True)
    answers = [f"HTTP/1.1 {status} Wait\r\nRetry-After: {value}\r\n\r\n".encode(), FINE]
    address = server.say("/", lambda connection: connection.sendall(answers.pop(0)))
    trace = ask_one(address)
    first, second = server.seen
    assert [hop.status for hop in trace.hops] == [200]
    assert (first.method, second.method) == ("HEAD", "HEAD")
    assert second.at - first.at >= 1


@pytest.mark.parametrize("value", [b"", b"Retry-After: soon\r\n", b"Retry-After: -1\r\n"])
def test_a_host_that_does_not_say_how_long_is_given_the_usual_wait(
    server: Awkward, value: bytes
) -> None:
    answers = [BUSY % value, FINE]
    address = server.say("/", lambda connection: connection.sendall(answers.pop(0)))
    assert [hop.status for hop in ask_one(address).hops] == [200]
    first, second = server.seen
    assert second.at - first.at >= HURRIED.usual_wait


def test_the_wait_holds_for_all_questions_to_the_host(server: Awkward) -> None:
    answers = [BUSY % b"Retry-After: 1\r\n", FINE]
    busy = server.say("/a", lambda connection: connection.sendall(answers.pop(0)))
    asked(busy, server.at("/b"))
    first, *rest = sorted(server.seen, key=lambda seen: seen.at)
    assert all(seen.at - first.at >= 1 for seen in rest)
    assert len(rest) == 2


def test_a_host_that_asks_for_too_long_a_wait_is_left_alone(server: Awkward) -> None:
    busy = server.say("/a", BUSY % b"Retry-After: 3600\r\n")
    found = asked(busy, server.at("/b"), server.at("/c", "else.example"))
    assert [hop.status for hop in found[busy].hops] == [429]
    assert found[server.at("/b")].problem == "left-alone"
    assert found[server.at("/c", "else.example")].problem is None
    assert sorted(server.asked) == ["HEAD /a", "HEAD /c"]


def test_a_host_that_is_still_busy_after_its_wait_is_left_alone(server: Awkward) -> None:
    busy = server.say("/a", BUSY % b"Retry-After: 0\r\n")
    found = asked(busy, server.at("/b"))
    assert [hop.status for hop in found[busy].hops] == [429]
    assert found[server.at("/b")].problem in {None, "left-alone"}
    assert server.asked.count("HEAD /a") == 2
    assert "GET /a" not in server.asked
