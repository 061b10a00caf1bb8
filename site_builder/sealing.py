"""A claim put away, with digests of how much of it pages show: all, all but notes, a glance, what is searched."""

import msgspec
from msgspec.structs import replace

from site_builder.digest import digest
from site_builder.library import Claim, Document, Sealed, Value
from site_builder.model import AttributionLevel, VoiceKind
from site_builder.search.record import words

_ENCODER = msgspec.msgpack.Encoder()


class Outline(Value, frozen=True, kw_only=True):
    """What can be told of a claim at a glance: the statement, its level, and from whom it comes.

    `hands` are the (name, kind) of each hand of the strongest quotation's chain; `spoken` says that
    the first of them is the speaker. `rating` is the word of the site's verdict, if there is one.
    """

    statement: str
    attribution: AttributionLevel
    hands: tuple[tuple[str, VoiceKind], ...]
    spoken: bool
    rating: str | None = None
    retracted: bool = False


def seal(claim: Claim) -> Sealed:
    """Put a claim away."""
    raw = _ENCODER.encode(replace(claim, notes=Document()))
    bare = digest(raw)
    notes = claim.notes.html.encode()
    return Sealed(
        digest=digest(bare + notes),
        bare=bare,
        outline=digest(_ENCODER.encode(outline(claim))),
        words=words(claim),
        raw=raw,
        notes=notes,
    )


def outline(claim: Claim) -> Outline:
    """What can be told of a claim at a glance."""
    brief = claim.brief
    strongest = next(q for q in claim.quotes if q.attribution == brief.attribution)
    return Outline(
        statement=brief.statement,
        attribution=brief.attribution,
        hands=tuple((hand.voice.name, hand.voice.kind) for hand in strongest.chain),
        spoken=strongest.speaker is not None,
        rating=brief.rating,
        retracted=claim.retraction is not None,
    )
