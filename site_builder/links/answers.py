"""What addresses answered, kept so that they need not be asked again too soon.

How long an answer holds depends on what it says: what may have been an accident is asked about
again sooner. Whatever is wrong with what was kept, the addresses are simply asked again.
"""

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from site_builder.links.verdict import Word, judge
from site_builder.network.trace import Trace

_VERSION = 1
_HOUR = 3600
_DAY = 24 * _HOUR

LIFETIMES: dict[Word, int] = {
    "ok": 7 * _DAY,
    "moved": 7 * _DAY,
    "gone": _DAY,
    "broken": _DAY,
    "unknown": _HOUR,
}
"""Seconds for which an answer is not asked for again."""


class Answer(Struct, frozen=True, kw_only=True):
    """What became of asking an address, and when, in seconds since 1970."""

    asked: int
    trace: Trace


class _Kept(Struct, frozen=True, kw_only=True):
    version: int
    answers: dict[str, Answer]


_DECODER = msgspec.json.Decoder(_Kept)


def decode(raw: bytes, now: int) -> dict[str, Answer]:
    """The answers by address that still hold; none where what was kept is damaged."""
    try:
        kept = _DECODER.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return {}
    if kept.version != _VERSION:
        return {}
    return {address: answer for address, answer in kept.answers.items() if _holds(answer, now)}


def encode(answers: Mapping[str, Answer]) -> bytes:
    """Answers to keep, sorted, an address after the other for whoever looks into the file."""
    lasting = {
        address: answer
        for address, answer in sorted(answers.items())
        if answer.trace.problem not in {"left-alone", "offline"}
    }
    raw = msgspec.json.encode(_Kept(version=_VERSION, answers=lasting))
    return msgspec.json.format(raw, indent=1) + b"\n"


def _holds(answer: Answer, now: int) -> bool:
    trace = answer.trace
    if not trace.hops and trace.problem is None:
        return False
    return 0 <= now - answer.asked < LIFETIMES[judge(trace).word]
