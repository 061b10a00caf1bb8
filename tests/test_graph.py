"""Several chains of a claim are joined where they share hands, from the speaker on."""

from collections.abc import Sequence

from msgspec.structs import replace

from site_builder.graph import DEEPEST, joined_chains
from site_builder.joined import GraphHand
from site_builder.library import Hand, Quote, SourceRef, VoiceRef
from tests.test_sentence import LEDGER, MOSS, OKRI, PILOT, WIRE, quote

GAZETTE = VoiceRef(kind="organisation", id="gazette", name="Gazette", path="organisations/gazette/")


def chained(*voices: VoiceRef, cue: str = "said") -> Quote:
    """A quotation that passed through these hands, the speaker's first, the publisher's last."""
    source = SourceRef(id="r", title="R", path="sources/r/", url=None, publisher=voices[-1])
    hands = tuple(Hand(voice=voice, cue=cue) for voice in voices)
    return replace(quote(voices[0]), source=source, chain=hands, anchor=f"q-{len(voices)}")


def outline(hands: Sequence[GraphHand]) -> list[object]:
    """Names with what follows on them; a chain's end is the number of its quotation."""
    return [
        (hand.voice.name, [*outline(hand.hands), *(end.number for end in hand.ends)])
        for hand in hands
    ]


def test_one_chain_is_no_graph() -> None:
    assert joined_chains([chained(MOSS, LEDGER)]) == ()
    assert joined_chains([chained(MOSS, LEDGER), chained(MOSS, LEDGER)]) == ()


def test_what_echoes_one_origin_hangs_on_it() -> None:
    quotes = [chained(MOSS, WIRE, LEDGER), chained(MOSS, GAZETTE), chained(MOSS, WIRE, GAZETTE)]
    wire = ("Northwire", [("The Ledger", [1]), ("Gazette", [3])])
    assert outline(joined_chains(quotes)) == [("Ana Moss", [wire, ("Gazette", [2])])]


def test_a_publisher_whom_others_cite_ends_one_chain_and_hands_on_another() -> None:
    quotes = [chained(MOSS, WIRE), chained(MOSS, WIRE, LEDGER)]
    assert outline(joined_chains(quotes)) == [
        ("Ana Moss", [("Northwire", [("The Ledger", [2]), 1])])
    ]


def test_without_a_speaker_each_origin_begins_a_graph_of_its_own() -> None:
    assert outline(joined_chains([chained(LEDGER), chained(OKRI, GAZETTE)])) == [
        ("The Ledger", [1]),
        ("Ben Okri", [("Gazette", [2])]),
    ]


def test_an_arrow_has_the_words_of_all_that_go_along_it_and_the_strongest_level() -> None:
    one, other = chained(MOSS, LEDGER, cue="said"), chained(MOSS, LEDGER, cue="told")
    (root,) = joined_chains([one, replace(other, attribution="quoted")])
    assert root.hands[0].cues == ("said", "told")
    assert root.hands[0].level == "quoted"
    assert [end.level for end in root.hands[0].ends] == ["paraphrased", "quoted"]


def test_a_chain_too_long_to_draw_is_left_to_itself() -> None:
    long = chained(MOSS, *[PILOT] * DEEPEST, LEDGER)
    assert joined_chains([long, chained(MOSS, LEDGER)]) == ()
