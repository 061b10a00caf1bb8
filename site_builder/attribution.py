"""What follows from who speaks, through whom and how: level, distance, origin (DESIGN, section 3)."""

from collections.abc import Sequence

from site_builder.library import VoiceRef
from site_builder.model import LEVELS, AttributionLevel, Speech

_SPEAKERS_WORDS = ("direct", "mixed")


def attribution_level(
    speaker: VoiceRef | None, via: Sequence[VoiceRef], speech: Speech
) -> AttributionLevel:
    """The level of a quotation: the first rule that holds."""
    if speaker is None and not via:
        return "unattributed"
    if any(voice is not None and voice.kind == "unnamed" for voice in (speaker, *via)):
        return "unnamed"
    if via:
        return "relayed"
    return "quoted" if speech in _SPEAKERS_WORDS else "paraphrased"


def strongest(levels: Sequence[AttributionLevel]) -> AttributionLevel:
    """The level of a claim, given those of its quotations."""
    return min(levels, key=LEVELS.index)


def quote_distance(via: Sequence[VoiceRef], *, primary: bool) -> int:
    """Through how many hands a quotation reached its source; 0 where the speaker published it."""
    return 0 if primary else len(via) + 1


def quote_origin(via: Sequence[VoiceRef], publisher: VoiceRef) -> VoiceRef:
    """The first hand after the speaker."""
    return via[0] if via else publisher
