"""What to think of an address, by the way that was taken from it."""

import pytest

from site_builder.links.verdict import judge
from site_builder.network.trace import Hop, Problem, Trace

A, B, C = "https://a.example/", "https://b.example/", "https://c.example/"

GONE = {404, 410}


def way(*statuses: int, problem: Problem | None = None, cookie: bool = False) -> Trace:
    """A way over A, B and C, with these answers."""
    hops = (Hop(address, status) for address, status in zip((A, B, C), statuses, strict=False))
    return Trace(hops=tuple(hops), problem=problem, cookie=cookie)


@pytest.mark.parametrize("status", [200, 203, 204, 206, 226, 299, 416])
def test_what_answers_is_ok(status: int) -> None:
    verdict = judge(way(status))
    assert (verdict.word, verdict.message) == ("ok", f"answers {status}")


@pytest.mark.parametrize("status", sorted(GONE))
def test_only_what_says_so_is_gone(status: int) -> None:
    assert judge(way(status)).word == "gone"
    assert judge(way(301, status)).word == "gone"
    assert judge(way(302, status)).message.startswith(f"leads to {B}, which answers {status}: ")


@pytest.mark.parametrize(
    "status",
    sorted(
        {100, *range(300, 312), *range(400, 432), 451, *range(499, 512), 530, 599, 777, 999}
        - {*GONE, 416}
    ),
)
def test_an_unclear_answer_is_held_against_nobody(status: int) -> None:
    assert judge(way(status)).word == "unknown"
    assert judge(way(301, status)).word == "unknown"


@pytest.mark.parametrize("status", [301, 308])
def test_a_permanent_redirect_says_that_an_address_has_moved(status: int) -> None:
    verdict = judge(way(status, 200))
    assert (verdict.word, verdict.leads_to) == ("moved", B)
    assert verdict.message == f"has moved to {B}"


@pytest.mark.parametrize("status", [300, 302, 303, 307])
def test_after_any_other_redirect_the_address_is_still_the_right_one(status: int) -> None:
    verdict = judge(way(status, 200))
    assert (verdict.word, verdict.leads_to) == ("ok", None)
    assert verdict.message == f"leads to {B}, which answers 200"


def test_an_address_has_moved_as_far_as_redirects_are_permanent() -> None:
    assert judge(way(301, 308, 200)).leads_to == C
    assert judge(way(301, 302, 200)).leads_to == B
    assert judge(way(302, 301, 200)).word == "ok"


@pytest.mark.parametrize(
    "problem", ["certificate", "circle", "far", "name", "no-http", "nowhere", "private", "scheme"]
)
def test_what_no_reader_can_open_is_broken(problem: Problem) -> None:
    assert judge(way(problem=problem)).word == "broken"
    assert judge(way(301, problem=problem)).word == "broken"


@pytest.mark.parametrize("problem", ["closed", "left-alone", "silent", "tls", "unreachable"])
def test_what_may_be_an_accident_is_unknown(problem: Problem) -> None:
    assert judge(way(problem=problem)).word == "unknown"


@pytest.mark.parametrize("problem", ["circle", "far"])
def test_where_a_cookie_was_set_a_browser_may_get_further(problem: Problem) -> None:
    assert judge(way(302, 302, problem=problem, cookie=True)).word == "unknown"


def test_details_and_the_way_are_told() -> None:
    trace = Trace(problem="certificate", detail="self-signed certificate")
    assert judge(trace).message.endswith("(self-signed certificate)")
    assert judge(way(302, 301, problem="name")).message.startswith(f"leads to {B} and on, and then")
