"""What a build need not work out again: each card's outcome, by the content it came from.

Nothing is trusted by time or size of a file: an outcome is used again only where the card's bytes
and everything that the card names are the same. In a running server the memory lives on from build
to build; between processes the outcomes are kept in the output folder, in a form that any damage
turns into a cold build.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from site_builder.diagnostics import Fault
from site_builder.library import Indexed, Sealed, Stored
from site_builder.mentions import Loose
from site_builder.tombstone import Tombstone

T = TypeVar("T")

_HINTED = "topic-without-file"
"""The code of the one fault of a claim whose hint depends on topics that the card does not name."""


class Outcome(Struct, frozen=True, kw_only=True):
    """What became of one card: a claim, a tombstone, a reason to leave it out, or faults alone.

    Of a card that can be read but not resolved, `loose` is what it says of other entries. `content` is the digest of the card's bytes, `uses` names what the card refers to (`voice:id`,
    `source:id` …) and `named` is the digest of all that.
    """

    file: str
    id: str
    content: bytes
    uses: tuple[str, ...] = ()
    named: bytes = b""
    claim: Indexed | None = None
    faults: tuple[Fault, ...] = ()
    left_out: str | None = None
    gone: Tombstone | None = None
    loose: Loose | None = None
    draft: bool = False

    @property
    def steady(self) -> bool:
        """Whether it hangs on nothing but the card and what the card names."""
        return self.claim is not None and all(fault.code != _HINTED for fault in self.faults)

    @property
    def lasting(self) -> bool:
        """Whether a later process may use it: drafts are kept out of the output folder."""
        return self.steady and not self.draft


class Kept(Struct, frozen=True, kw_only=True):
    """What a process keeps for later ones: outcomes, and the vault in which their claims are."""

    engine: bytes
    vault: str = ""
    outcomes: tuple[Outcome, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of the vault that are of use."""
        return sum(_size(outcome) for outcome in self.outcomes)

    def moved(
        self, vault: str, fetch: Callable[[Stored], Sealed], put: Callable[[Sealed], Stored]
    ) -> "Kept":
        """The same with its claims in another vault; raises `DamagedError`."""

        def move(outcome: Outcome) -> Outcome:
            claim = outcome.claim
            if claim is None or not isinstance(claim.whole, Stored):
                return outcome
            stored = put(fetch(claim.whole).checked())
            return replace(outcome, claim=replace(claim, whole=stored))

        return replace(self, vault=vault, outcomes=tuple(map(move, self.outcomes)))

    @property
    def by_file(self) -> dict[str, Outcome]:
        """The outcomes by file."""
        return {outcome.file: outcome for outcome in self.outcomes}


def _size(outcome: Outcome) -> int:
    whole = outcome.claim.whole if outcome.claim else None
    return whole.size + whole.notes if isinstance(whole, Stored) else 0


_DECODER = msgspec.msgpack.Decoder(Kept)
_OUTCOMES = msgspec.msgpack.Decoder(tuple[Outcome, ...])


class Sharing:
    """Lets outcomes hold one value in common where they would each hold one of their own.

    It takes a moment for each, and a fifth of their memory.
    """

    def __init__(self) -> None:
        self._known: dict[Any, Any] = {}

    def shared(self, outcome: Outcome) -> Outcome:
        """An equal outcome."""
        one = self._one
        uses = tuple(map(one, outcome.uses))
        if outcome.claim is None:
            return replace(outcome, uses=uses)
        brief, facts = outcome.claim.brief, outcome.claim.facts
        claim = replace(
            outcome.claim,
            brief=replace(
                brief,
                speaker=one(brief.speaker),
                addressee=one(brief.addressee),
                topics=tuple(map(one, brief.topics)),
            ),
            facts=replace(
                facts,
                sources=tuple(map(one, facts.sources)),
                topics=tuple(map(one, facts.topics)),
                hands=tuple(map(one, facts.hands)),
            ),
        )
        return replace(outcome, uses=uses, claim=claim)

    def _one(self, value: T) -> T:
        found: T = self._known.setdefault(value, value)
        return found


def encode_outcomes(outcomes: Iterable[Outcome]) -> bytes:
    """Outcomes on their way from one process to another."""
    return msgspec.msgpack.encode(tuple(outcomes))


def decode_outcomes(raw: bytes) -> tuple[Outcome, ...]:
    """Outcomes that another process has sent."""
    return _OUTCOMES.decode(raw)


def encode_kept(outcomes: Iterable[Outcome], engine: bytes, vault: str) -> bytes:
    """What a later process may use of outcomes, sorted by file."""
    lasting = sorted((o for o in outcomes if o.lasting), key=lambda outcome: outcome.file)
    return msgspec.msgpack.encode(Kept(engine=engine, vault=vault, outcomes=tuple(lasting)))


def decode_kept(raw: bytes, engine: bytes) -> Kept:
    """What the same engine kept; nothing where the form is not right."""
    try:
        kept = _DECODER.decode(raw)
    except msgspec.MsgspecError:
        return Kept(engine=engine)
    return kept if kept.engine == engine else Kept(engine=engine)
