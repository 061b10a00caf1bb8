"""Who speaks in a synthetic site: outlets that publish, and people, organisations and unnamed."""

from collections.abc import Sequence
from random import Random

from benchmarks import words
from benchmarks.entries import Voice
from site_builder.addresses import path_of
from site_builder.library import VoiceRef
from site_builder.model import VoiceKind

KINDS: tuple[VoiceKind, ...] = (
    *("person", "person", "organisation", "unnamed", "person"),
    *("organisation", "person", "unnamed", "organisation", "person"),
)
"""The kinds of ten voices in turn."""


def outlet(number: int) -> Voice:
    """An organisation that publishes; no two numbers have the same name."""
    rounds, place = divmod(number, len(words.PLACES))
    edition, paper = divmod(rounds, len(words.OUTLETS))
    name = f"{words.PLACES[place]} {words.OUTLETS[paper]}" + (f" {edition + 1}" if edition else "")
    note = "It publishes every day but Sunday."
    return Voice(ref=_ref("organisation", name), role="outlet", affiliation=None, note=note)


def voice(random: Random, number: int, outlets: Sequence[Voice]) -> Voice:
    """Somebody who publishes nothing; no two numbers have the same name."""
    kind = KINDS[number % len(KINDS)]
    affiliated = kind != "organisation" and words.chance(random, 30)
    return Voice(
        ref=_ref(kind, _name(random, kind, number)),
        role=_role(random, kind),
        affiliation=random.choice(outlets).ref.id if affiliated else None,
        note=" ".join(random.sample(words.REMARKS, 2)),
    )


def _name(random: Random, kind: VoiceKind, number: int) -> str:
    if kind == "person":
        rounds, first = divmod(number, len(words.FIRST_NAMES))
        again, last = divmod(rounds, len(words.LAST_NAMES))
        # Two steps a number, so that neighbours differ in both names and no pair comes twice.
        last = (last + 2 * number) % len(words.LAST_NAMES)
        initial = f" {chr(ord('A') + again - 1)}." if again else ""
        return f"{words.FIRST_NAMES[first]}{initial} {words.LAST_NAMES[last]}"
    if kind == "organisation":
        return words.filled(random, f"{{place}} {{body}}, district {number}")
    return f"{words.filled(random, random.choice(words.DESCRIPTIONS))} in district {number}"


def _role(random: Random, kind: VoiceKind) -> str:
    if kind == "person":
        return random.choice(words.OFFICES)
    return "other" if kind == "organisation" else "several"


def _ref(kind: VoiceKind, name: str) -> VoiceRef:
    id = words.slug(name)
    return VoiceRef(kind=kind, id=id, name=name, path=path_of(kind, id))
