"""The sources of a synthetic site, with archived texts that hold every sentence a card may quote."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from benchmarks import words
from benchmarks.entries import Source, Utterance, Voice
from site_builder.library import VoiceRef
from site_builder.model import Speech

QUOTABLE = range(80, 251)
"""How many characters a quotation may have."""

UTTERANCES = 60
CAST = 10


def source(random: Random, number: int, publisher: VoiceRef, voices: Sequence[Voice]) -> Source:
    """A source; a few of the voices, the first of them more often, are its cast."""
    places = [number % len(voices)]
    places += [words.skewed(random, len(voices)) for _ in range(CAST - 1)]
    cast = tuple(dict.fromkeys(voices[place].ref for place in places))
    moment = random.choice(words.MOMENTS)
    text, utterances = _laid_out(random, _opening(random, cast, moment), _utterances(random, cast))
    published = words.day(random)
    return Source(
        id=f"{words.slug(publisher.name)}-{number}",
        title=words.capital(words.clause(random)),
        publisher=publisher,
        published=published,
        url=f"https://news.example/{published:%Y/%m/%d}/{number}",
        moment=moment,
        cast=cast,
        utterances=utterances,
        text=text,
        note=" ".join(random.sample(words.REMARKS, 2)),
    )


def _opening(random: Random, cast: Sequence[VoiceRef], moment: str) -> str:
    people = ", ".join(voice.name for voice in cast)
    return f"{words.capital(words.clause(random))}, as emerged {moment}. This account rests on {people}."


def _utterances(random: Random, cast: Sequence[VoiceRef]) -> list[Utterance]:
    """What the source quotes and tells, no sentence twice."""
    found: dict[str, Utterance] = {}
    while len(found) < UTTERANCES:
        speaker = None if words.chance(random, 10) else random.choice(cast)
        made = _utterance(random, speaker)
        if len(made.text) in QUOTABLE:
            found.setdefault(made.text, made)
    return list(found.values())


def _utterance(random: Random, speaker: VoiceRef | None) -> Utterance:
    clause, reason = words.clause(random), random.choice(words.REASONS)
    if speaker is None:
        text = f"{words.capital(clause)}."
        return Utterance(text=text, speech="indirect", cue=None, speaker=None)
    name = words.capital(speaker.name)
    forms: list[tuple[Speech, str, str]] = [
        ("direct", "said", f"“{words.capital(clause)},” {speaker.name} said."),
        ("mixed", "stressed that", f"{name} stressed that {clause} “{reason}”."),
        ("indirect", "told reporters that", f"{name} told reporters that {clause}."),
        ("reported", "spoke of how", f"{name} spoke of how {clause}."),
    ]
    speech, cue, text = random.choice(forms)
    return Utterance(text=text, speech=speech, cue=cue, speaker=speaker)


def _laid_out(
    random: Random, opening: str, utterances: Sequence[Utterance]
) -> tuple[str, tuple[Utterance, ...]]:
    """The archived text, and the utterances with their places in it."""
    text, paragraph = opening, 1
    placed = []
    for utterance in utterances:
        if words.chance(random, 40) or paragraph == 1:
            text, paragraph = text + "\n\n", paragraph + 1
        else:
            text += " "
        placed.append(replace(utterance, start=len(text), paragraph=paragraph))
        text += utterance.text
    return text + "\n", tuple(placed)
