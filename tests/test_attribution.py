"""What follows from speaker, hands and speech: the table of the content reference, row by row."""

from itertools import product
from typing import get_args

import pytest

from site_builder.attribution import attribution_level, quote_distance, quote_origin, strongest
from site_builder.library import VoiceRef
from site_builder.model import LEVELS, AttributionLevel, Speech, VoiceKind


def voice(kind: VoiceKind, id: str = "v") -> VoiceRef:
    return VoiceRef(kind=kind, id=id, name=id.title(), path=f"{kind}/{id}/")


PERSON, OUTLET, UNNAMED = voice("person"), voice("organisation"), voice("unnamed")
PAPER = voice("organisation", "paper")
SPEAKERS = (None, PERSON, OUTLET, UNNAMED)
CHAINS = [via for length in range(3) for via in product((PERSON, OUTLET, UNNAMED), repeat=length)]


def expected(speaker: VoiceRef | None, via: tuple[VoiceRef, ...], speech: Speech) -> str:
    """The table, rule by rule, the first that holds."""
    rules = {
        "unattributed": speaker is None and not via,
        "unnamed": UNNAMED in (speaker, *via),
        "relayed": bool(via),
        "quoted": speech in {"direct", "mixed"},
        "paraphrased": True,
    }
    return next(level for level, holds in rules.items() if holds)


@pytest.mark.parametrize("speech", get_args(Speech))
@pytest.mark.parametrize("via", CHAINS, ids=lambda via: "-".join(v.kind for v in via) or "none")
@pytest.mark.parametrize("speaker", SPEAKERS, ids=lambda voice: voice.kind if voice else "none")
def test_the_level_is_that_of_the_first_rule_that_holds(
    speaker: VoiceRef | None, via: tuple[VoiceRef, ...], speech: Speech
) -> None:
    assert attribution_level(speaker, via, speech) == expected(speaker, via, speech)


@pytest.mark.parametrize(
    ("speaker", "via", "speech", "level"),
    [
        (None, (), "direct", "unattributed"),
        (None, (OUTLET,), "direct", "relayed"),
        (None, (UNNAMED,), "indirect", "unnamed"),
        (UNNAMED, (), "direct", "unnamed"),
        (PERSON, (OUTLET, UNNAMED), "direct", "unnamed"),
        (PERSON, (OUTLET,), "direct", "relayed"),
        (PERSON, (), "mixed", "quoted"),
        (OUTLET, (), "reported", "paraphrased"),
        (PERSON, (), "free_indirect", "paraphrased"),
    ],
)
def test_the_level_of_an_example(
    speaker: VoiceRef | None, via: tuple[VoiceRef, ...], speech: Speech, level: AttributionLevel
) -> None:
    assert attribution_level(speaker, via, speech) == level


def test_a_claim_has_the_level_of_its_strongest_quotation() -> None:
    for weak, strong in [(weak, strong) for weak in LEVELS for strong in LEVELS]:
        stronger = min(weak, strong, key=LEVELS.index)
        assert strongest([weak, strong, weak]) == stronger
    assert LEVELS == ("quoted", "paraphrased", "relayed", "unnamed", "unattributed")


def test_distance_counts_the_hands_and_the_publisher() -> None:
    assert quote_distance((), primary=False) == 1
    assert quote_distance((OUTLET, UNNAMED), primary=False) == 3


def test_what_the_speaker_published_in_person_is_at_no_distance() -> None:
    assert quote_distance((OUTLET,), primary=True) == 0


def test_a_quotation_comes_from_the_first_hand_after_its_speaker() -> None:
    assert quote_origin((), PAPER) == PAPER
    assert quote_origin((UNNAMED, OUTLET), PAPER) == UNNAMED
