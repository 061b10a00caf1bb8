"""The chain of a quotation is told in one grammatical sentence, whatever the model combines."""

import itertools
import re
from collections.abc import Callable, Iterator
from typing import get_args

import pytest

from site_builder.attribution import attribution_level, quote_distance, quote_origin
from site_builder.library import Hand, Quote, SourceRef, VoiceRef
from site_builder.model import Commitment, Speech, Stance, VoiceKind
from site_builder.sentence import chain_markup, chain_sentence


def voice(kind: VoiceKind, name: str) -> VoiceRef:
    id = "-".join(re.findall("[a-z]+", name.lower()))
    return VoiceRef(kind=kind, id=id, name=name, path=f"{kind}/{id}/")


LEDGER = voice("organisation", "The Ledger")
WIRE = voice("organisation", "Northwire")
MOSS = voice("person", "Ana Moss")
OKRI = voice("person", "Ben Okri")
PILOT = voice("unnamed", "a pilot called “Finn”")
SOURCES = voice("unnamed", "Sources familiar with the talks")
SPEAKERS = (None, MOSS, SOURCES, LEDGER)
ADDRESSEES = (None, OKRI, LEDGER, PILOT)
HANDS = (WIRE, OKRI, SOURCES)
CHAINS = [(), *((hand,) for hand in HANDS), *itertools.permutations(HANDS, 2), HANDS]


def quote(
    speaker: VoiceRef | None,
    via: tuple[VoiceRef, ...] = (),
    speech: Speech = "indirect",
    *,
    primary: bool = False,
    stance: Stance = "neutral",
    commitment: Commitment | None = None,
) -> Quote:
    hands = [Hand(voice=hand, cue="told", stance=stance, commitment=commitment) for hand in via]
    first = [Hand(voice=speaker, cue="said")] if speaker else []
    return Quote(
        anchor="q",
        former_anchors=(),
        path="claims/a/#q",
        source=SourceRef(id="r", title="R", path="sources/r/", url=None, publisher=LEDGER),
        text="Words.",
        segments=(),
        speech=speech,
        cue=None,
        speaker=speaker,
        chain=(*first, *hands, Hand(voice=LEDGER)),
        attribution=attribution_level(speaker, via, speech),
        distance=quote_distance(via, primary=primary),
        origin=quote_origin(via, LEDGER),
        place=None,
        place_path="sources/r/#a",
        fragment=None,
        snapshot=None,
        lang=None,
        translation=None,
        media=None,
    )


def every() -> Iterator[tuple[Quote, VoiceRef | None]]:
    """Every speech by every kind of speaker to every kind of listener through every chain."""
    for speaker, addressee, via, speech, primary in itertools.product(
        SPEAKERS, ADDRESSEES, CHAINS, get_args(Speech), (False, True)
    ):
        if addressee != speaker or speaker is None:
            yield quote(speaker, via, speech, primary=primary), addressee


EVERY = {chain_sentence(each, to): (each, to) for each, to in every()}
_NAMES = ("The Ledger", "Ana Moss", "Ben Okri", "Northwire")
_VERB = re.compile(r"\b(reports|quotes|tells|says|published)\b")
_DOUBLED = re.compile(r"\b(\w+) \1\b", re.IGNORECASE)


def first_of(sentence: str) -> str:
    """The first sentence of two, without names and without what the source calls somebody."""
    for name in _NAMES:
        sentence = sentence.replace(name, "N")
    return re.sub("“[^”]*”", "N", sentence).partition(". ")[0].rstrip(".")


RULES: dict[str, Callable[[str], bool]] = {
    "it begins with a name and ends with a stop": lambda s: (
        re.match(r"N\b", first_of(s)) is not None and s.endswith(".")
    ),
    "one verb carries it": lambda s: len(_VERB.findall(first_of(s))) == 1,
    "no word stands twice in a row": lambda s: not _DOUBLED.search(first_of(s)),
    "only names are capitalised": lambda s: not re.search(r"[A-MO-Z]", first_of(s)),
    "no space or stop is missing or too many": lambda s: (
        not re.search(r"  | [,.;:]|,,|\.\.|,\.|[{}]", s)
    ),
    "what is not named says so": lambda s: s.count("(unnamed)") == s.count("“"),
    "quotation marks are closed, not nested in their like": lambda s: (
        s.count("“") == s.count("”") and not re.search("“[^”]*“", s)
    ),
    "an insertion has a comma at either end": lambda s: (
        "citing" not in s or re.search(r", citing .+(, (that|quotes|tells)\b|\.)", s) is not None
    ),
    "nothing hangs on whether a voice is one or many": lambda s: (
        not re.search(r"\b(is|are|was|were|has|have)\b", first_of(s))
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_every_combination_of_the_model_makes_a_grammatical_sentence(rule: str) -> None:
    assert len(EVERY) > 200
    assert [sentence for sentence in EVERY if not RULES[rule](sentence)] == []


def test_a_sentence_names_each_who_has_a_part_in_it() -> None:
    for sentence, (each, to) in EVERY.items():
        voices = [hand.voice for hand in each.chain] + ([to] if to else [])
        for name in {voice.name.replace("“", "‘").replace("”", "’") for voice in voices}:
            passed_on = name == LEDGER.name and (" it " in sentence or "in person" in sentence)
            assert name in sentence or passed_on, sentence


@pytest.mark.parametrize(
    ("told", "to", "sentence"),
    [
        (quote(MOSS), OKRI, "The Ledger reports that Ana Moss told Ben Okri this."),
        (quote(MOSS, speech="direct"), None, "The Ledger quotes Ana Moss as saying this."),
        (
            quote(MOSS, (SOURCES, WIRE)),
            OKRI,
            "The Ledger reports, citing Northwire, which had it from “Sources familiar with the"
            " talks” (unnamed), that Ana Moss told Ben Okri this. 3 hands stand between the"
            " statement and the reader.",
        ),
        (
            quote(MOSS, primary=True),
            None,
            "Ana Moss published this in person: nobody stands in between.",
        ),
        (
            quote(MOSS, primary=True),
            LEDGER,
            "Ana Moss published this in person, addressed to The Ledger: nobody stands in between.",
        ),
        (quote(LEDGER), None, "The Ledger says this itself."),
        (quote(MOSS), LEDGER, "The Ledger reports that Ana Moss told it this."),
    ],
)
def test_sentences_read_as_people_write(told: Quote, to: VoiceRef | None, sentence: str) -> None:
    assert chain_sentence(told, to) == sentence


def test_stance_and_certainty_are_told_beside_the_sentence_not_in_it() -> None:
    plain = chain_sentence(quote(MOSS, (WIRE,)), None)
    for stance, commitment in itertools.product(get_args(Stance), get_args(Commitment)):
        told = quote(MOSS, (WIRE,), stance=stance, commitment=commitment)
        assert chain_sentence(told, None) == plain


def test_on_a_page_each_name_keeps_its_direction_and_no_name_is_markup() -> None:
    told = quote(voice("person", "<b>هدى</b>"))
    assert chain_markup(told, None) == (
        "<bdi>The Ledger</bdi> reports that <bdi>&lt;b&gt;هدى&lt;/b&gt;</bdi> said this."
    )
