"""What to think of an address, given what became of asking it.

An answer that may mean anything (a refusal, a server in trouble, silence) is never held against an
address: it is unknown.
"""

from itertools import pairwise
from typing import Literal

from msgspec import Struct

from site_builder.network.trace import Hop, Problem, Trace

Word = Literal["ok", "moved", "gone", "broken", "unknown"]


class Verdict(Struct, frozen=True, kw_only=True):
    """A word, what to say after the address, and where an address that has moved is now."""

    word: Word
    message: str
    leads_to: str | None = None


UNUSABLE = Verdict(word="broken", message="is not a whole web address, so it cannot be asked")

_PERMANENT = {301, 308}
_RANGE = 416
"""A page without a first byte: it is empty, but there."""

_GONE = {404: "there is nothing", 410: "what stood there was taken away"}
_UNCLEAR = {
    401: "it asks for a password",
    402: "it asks for money",
    403: "it refuses to say",
    406: "it does not like the question",
    408: "it took too long",
    429: "it is asked too often",
    451: "it may not show it, for legal reasons",
}

_PROBLEMS: dict[Problem, tuple[Word, str]] = {
    "certificate": ("broken", "has a certificate that is not to be trusted"),
    "circle": ("broken", "leads in a circle"),
    "closed": ("unknown", "ends the connection without an answer"),
    "far": ("broken", "leads on and on"),
    "left-alone": ("unknown", "was not asked, as its host wants fewer questions"),
    "name": ("broken", "names a host that does not exist"),
    "no-http": ("broken", "answers in a language that is not HTTP"),
    "nowhere": ("broken", "leads on without saying where"),
    "offline": ("unknown", "was not found, and nor was any other host: there may be no network"),
    "private": ("broken", "leads into a private network"),
    "scheme": ("broken", "leads to something that is no web page"),
    "silent": ("unknown", "does not answer in time"),
    "tls": ("unknown", "does not agree on how to encrypt"),
    "unreachable": ("unknown", "cannot be reached"),
}


def judge(trace: Trace) -> Verdict:
    """The verdict on the address that a trace begins at."""
    if trace.problem is not None:
        return _on_problem(trace, trace.problem)
    *_, last = trace.hops
    moved_to = _moved_to(trace.hops)
    through = f"leads to {last.address}, which " if len(trace.hops) > 1 else ""
    answers = f"{through}answers {last.status}"
    if last.status in _GONE:
        return Verdict(word="gone", message=f"{answers}: {_GONE[last.status]}")
    if not _is_success(last.status):
        return Verdict(word="unknown", message=f"{answers}: {_unclear(last.status)}")
    if moved_to is not None:
        return Verdict(word="moved", message=f"has moved to {moved_to}", leads_to=moved_to)
    return Verdict(word="ok", message=answers)


def _on_problem(trace: Trace, problem: Problem) -> Verdict:
    word, message = _PROBLEMS[problem]
    if problem in {"circle", "far"} and trace.cookie:
        word, message = "unknown", f"{message} without cookies"
    if trace.detail:
        message = f"{message} ({trace.detail})"
    if len(trace.hops) > 1 and problem not in {"circle", "far"}:
        message = f"leads to {trace.hops[-1].address} and on, and then {message}"
    return Verdict(word=word, message=message)


def _moved_to(hops: tuple[Hop, ...]) -> str | None:
    """The address that stands for the first one now: as far as redirects are permanent."""
    now = None
    for hop, onward in pairwise(hops):
        if hop.status not in _PERMANENT:
            break
        now = onward.address
    return now


def _is_success(status: int) -> bool:
    return 200 <= status < 300 or status == _RANGE  # noqa: PLR2004 (RFC 9110, section 15.3)


def _unclear(status: int) -> str:
    if status in _UNCLEAR:
        return _UNCLEAR[status]
    if 500 <= status < 600:  # noqa: PLR2004 (RFC 9110, section 15.6)
        return "its server is in trouble"
    return "which may mean anything"
