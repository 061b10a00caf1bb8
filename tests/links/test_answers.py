"""Answers are kept for as long as they hold, and lost without harm."""

import msgspec
import pytest

from site_builder.links.answers import LIFETIMES, Answer, decode, encode
from site_builder.network.trace import Hop, Problem, Trace

NOW = 1_750_000_000
A = "https://a.example/"


def answered(status: int, asked: int = NOW) -> Answer:
    return Answer(asked=asked, trace=Trace(hops=(Hop(A, status),)))


def failed(problem: Problem) -> Answer:
    return Answer(asked=NOW, trace=Trace(problem=problem, detail="so", cookie=True))


@pytest.mark.parametrize("answer", [answered(200), answered(999), failed("name"), failed("circle")])
def test_an_answer_comes_back_as_it_was(answer: Answer) -> None:
    assert decode(encode({A: answer}), NOW) == {A: answer}


@pytest.mark.parametrize(
    ("answer", "lifetime"),
    [
        (answered(200), LIFETIMES["ok"]),
        (answered(404), LIFETIMES["gone"]),
        (answered(503), LIFETIMES["unknown"]),
        (failed("name"), LIFETIMES["broken"]),
    ],
)
def test_an_answer_holds_for_as_long_as_its_verdict_is_good_for(
    answer: Answer, lifetime: int
) -> None:
    raw = encode({A: answer})
    assert decode(raw, NOW + lifetime - 1)
    assert decode(raw, NOW + lifetime) == {}


def test_what_may_be_an_accident_is_asked_again_sooner() -> None:
    assert LIFETIMES["ok"] > LIFETIMES["gone"] > LIFETIMES["unknown"]


def test_an_answer_from_the_future_does_not_hold() -> None:
    assert decode(encode({A: answered(200, NOW + 1)}), NOW) == {}


def test_that_a_host_was_left_alone_is_no_answer_to_keep() -> None:
    assert decode(encode({A: failed("left-alone")}), NOW) == {}


def test_the_file_is_sorted_and_can_be_read_by_people() -> None:
    answers = {f"https://{name}.example/": answered(200) for name in "cab"}
    raw = encode(answers)
    assert raw == encode(dict(reversed(answers.items())))
    assert list(msgspec.json.decode(raw)["answers"]) == sorted(answers)
    assert len(raw.splitlines()) > len(answers)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"\xff\xfe",
        b"[1]",
        b'{"version": 2, "answers": {}}',
        b'{"version": 1, "answers": []}',
        b'{"version": 1, "answers": {"a": {"asked": "then", "trace": {}}}}',
        b'{"version": 1, "answers": {"a": {"asked": 1749999999, "trace": {}}}}',
        b'{"version": 1, "answers": {"a": {"asked": 1749999999, "trace": {"hops": [["a"]]}}}}',
        b'{"version": 1, "answers": {"a": {"asked": 1749999999, "trace": {"problem": "x"}}}}',
        b'{"version": 1, "answers": {"a": {"asked": 99999999999999999999999, "trace": {}}}}',
        b"[" * 100_000,
    ],
)
def test_whatever_is_damaged_counts_as_nothing_kept(raw: bytes) -> None:
    assert decode(raw, NOW) == {}


def test_a_file_that_was_cut_short_anywhere_counts_as_nothing_kept() -> None:
    raw = encode({A: answered(200)}).rstrip()
    for length in range(len(raw)):
        assert decode(raw[:length], NOW) == {}
