"""What the quotations of one claim are together: a graph of their chains, wordings side by side."""

from site_builder.library import SourceRef, Value, VoiceRef
from site_builder.model import AttributionLevel


class GraphEnd(Value, frozen=True, kw_only=True):
    """Where a chain of a graph ends: a quotation of the page, by its number from 1."""

    number: int
    anchor: str
    level: AttributionLevel
    verified: bool


class GraphHand(Value, frozen=True, kw_only=True):
    """A hand of several chains, and those that follow on it."""

    voice: VoiceRef
    level: AttributionLevel  # the strongest of the chains through it
    cues: tuple[str, ...]  # the words that handed on to it
    ends: tuple[GraphEnd, ...]
    hands: "tuple[GraphHand, ...]"


class WordRun(Value, frozen=True, kw_only=True):
    """Words of a wording that all compared have, or that differ."""

    text: str
    differs: bool


class Wording(Value, frozen=True, kw_only=True):
    """A quotation as one source words it, to be held against other wordings."""

    source: SourceRef
    anchor: str
    lang: str | None
    runs: tuple[WordRun, ...]
