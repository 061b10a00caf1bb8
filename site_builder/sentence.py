"""The chain of a quotation as one plain sentence: who reports it, on whose word, and how.

Where a language has no grammar, there is a list of who stands where instead.
"""

from collections.abc import Callable, Iterator, Sequence

from markupsafe import Markup, escape

from site_builder.language.grammar import Grammar
from site_builder.language.sentences import grammar_of
from site_builder.language.words import ENGLISH, Words, marked
from site_builder.library import Hand, Quote, VoiceRef

Namer = Callable[[VoiceRef], str]

_PARTS = (
    marked("Said by: {name}"),
    marked("Said to: {name}"),
    marked("Passed on by: {name}"),
    marked("Published by: {name}"),
)
_UNNAMED = marked("{name} (unnamed)")


def chain_sentence(quote: Quote, addressee: VoiceRef | None, words: Words = ENGLISH) -> str:
    """Who reports a quotation, on whose word, and how, as text; then through how many hands."""
    return _told(quote, addressee, words, str)


def chain_markup(quote: Quote, addressee: VoiceRef | None, words: Words = ENGLISH) -> Markup:
    """The same as HTML, in which each name keeps its own direction of writing."""
    told = _told(quote, addressee, words, _in_markup)
    return Markup(told)  # noqa: S704 (names are escaped)


def _told(
    quote: Quote, addressee: VoiceRef | None, words: Words, written: Callable[[str], str]
) -> str:
    grammar = grammar_of(words)
    if grammar is None:
        return " · ".join(_listed(quote, addressee, words, written))
    sentence = _sentence(quote, addressee, grammar, _namer(grammar, written))
    if not quote.between:
        return sentence
    return f"{sentence} {grammar.hands.format(count=len(quote.between) + 1)}"


def _sentence(quote: Quote, addressee: VoiceRef | None, grammar: Grammar, namer: Namer) -> str:
    publisher = quote.source.publisher
    between = quote.between
    pattern = _pattern(quote, grammar, told=addressee is not None, cited=bool(between))
    named = "{publisher}" in pattern
    others = {
        part: grammar.it if named and voice == publisher and grammar.it else namer(voice)
        for part, voice in (("speaker", quote.speaker), ("addressee", addressee))
        if voice is not None
    }
    hands = _hands(between, grammar, namer) if between else ""
    return pattern.format(publisher=namer(publisher), hands=hands, **others)


def _pattern(quote: Quote, grammar: Grammar, *, told: bool, cited: bool) -> str:
    """The sentence that fits: by who speaks, whether to somebody, and whether through others."""
    if quote.speaker is None:
        if cited:
            return grammar.unsaid_citing_to if told else grammar.unsaid_citing
        return grammar.own_voice_to if told else grammar.own_voice
    if cited:
        return (grammar.told_citing if told else grammar.said_citing)[quote.speech]
    if quote.distance == 0:
        return grammar.in_person_to if told else grammar.in_person
    if quote.speaker == quote.source.publisher:
        return grammar.itself_to if told else grammar.itself
    return (grammar.told if told else grammar.said)[quote.speech]


def _hands(between: Sequence[Hand], grammar: Grammar, namer: Namer) -> str:
    """The hands between, the publisher's own first, each with the one it had the statement from."""
    first, *rest = between
    words = namer(first.voice)
    for hand in rest:
        organisation = hand.voice.kind == "organisation"
        pattern = grammar.organisation_had_it if organisation else grammar.person_had_it
        words = pattern.format(hand=namer(hand.voice), before=words)
    return words


def _namer(grammar: Grammar, written: Callable[[str], str]) -> Namer:
    """How a voice is called in a sentence; one that is not named says so."""

    def name(voice: VoiceRef) -> str:
        if voice.kind != "unnamed":
            return written(voice.name)
        return grammar.unnamed.format(name=written(voice.name.translate(grammar.inner)))

    return name


def _listed(
    quote: Quote, addressee: VoiceRef | None, words: Words, written: Callable[[str], str]
) -> Iterator[str]:
    """Who stands where, from the speaker on."""
    hands = [hand.voice for hand in quote.between]
    said_by, said_to, passed_on, published = map(words.say, _PARTS)
    parts = [(said_by, quote.speaker), (said_to, addressee)]
    parts += [(passed_on, hand) for hand in hands]
    for pattern, voice in (*parts, (published, quote.source.publisher)):
        if voice is not None:
            name = written(voice.name)
            unnamed = voice.kind == "unnamed"
            yield pattern.format(name=words.say(_UNNAMED).format(name=name) if unnamed else name)


def _in_markup(name: str) -> str:
    return f"<bdi>{escape(name)}</bdi>"
