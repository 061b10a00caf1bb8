"""Each grammar has a sentence for all that can be, and no language mixes its own with English."""

import re
from string import Formatter
from typing import get_args

import pytest

from site_builder.language.english import ENGLISH
from site_builder.language.grammar import Grammar
from site_builder.language.hebrew import HEBREW
from site_builder.language.words import Words
from site_builder.model import Speech
from site_builder.sentence import chain_markup, chain_sentence
from tests.test_sentence import LEDGER, MOSS, OKRI, SOURCES, WIRE, every, quote

GRAMMARS = {"english": ENGLISH, "hebrew": HEBREW}
FRENCH = Words("fr")


def names(pattern: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(pattern) if name}


@pytest.mark.parametrize("grammar", GRAMMARS.values(), ids=GRAMMARS)
def test_a_grammar_has_every_case_and_names_all_in_it(grammar: Grammar) -> None:
    parts = (
        (grammar.said, {"publisher", "speaker"}),
        (
            grammar.told,
            {"publisher", "speaker", "addressee"},
        ),
    )
    for cases, named in parts:
        assert cases.keys() == set(get_args(Speech))
        assert all(names(pattern) == named for pattern in cases.values())
    for cases, named in (
        (grammar.said_citing, {"publisher", "speaker", "hands"}),
        (grammar.told_citing, {"publisher", "speaker", "hands", "addressee"}),
    ):
        assert cases.keys() == set(get_args(Speech))
        assert all(names(pattern) == named for pattern in cases.values())
    assert names(grammar.own_voice) == {"publisher"}
    assert names(grammar.own_voice_to) == {"publisher", "addressee"}
    assert names(grammar.unsaid_citing) == {"publisher", "hands"}
    assert names(grammar.unsaid_citing_to) == {"publisher", "hands", "addressee"}
    assert names(grammar.in_person) == {"speaker"}
    assert names(grammar.in_person_to) == {"speaker", "addressee"}
    assert names(grammar.unnamed) == {"name"}
    assert names(grammar.hands) == {"count"}


def test_no_hebrew_sentence_has_english_besides_names() -> None:
    known = {LEDGER.name, MOSS.name, OKRI.name, WIRE.name}
    told = {chain_sentence(each, to, Words("he")) for each, to in every()}
    assert len(told) > 200
    for sentence in told:
        plain = re.sub("”[^”]*”", "א", sentence)
        for name in known:
            plain = plain.replace(name, "א")
        assert not re.search("[A-Za-z{}]|  | [,.]", plain), sentence
        assert sentence.endswith("."), sentence


def test_hebrew_tells_a_chain() -> None:
    told = quote(MOSS, (SOURCES, WIRE))
    assert chain_sentence(told, OKRI, Words("he-IL")) == (
        "לפי The Ledger, בהסתמך על Northwire, על סמך ”Sources familiar with the talks” (ללא שם),"
        " אלה דברי Ana Moss אל Ben Okri, בניסוח המקור. בין הדברים לקוראים עומדים 3 מתווכים."
    )


def test_a_language_without_a_grammar_lists_who_stands_where() -> None:
    told = quote(MOSS, (SOURCES,))
    assert chain_sentence(told, OKRI, FRENCH) == (
        "Said by: Ana Moss · Said to: Ben Okri · Passed on by: Sources familiar with the talks"
        " (unnamed) · Published by: The Ledger"
    )
    assert "<bdi>The Ledger</bdi>" in chain_markup(told, None, FRENCH)
