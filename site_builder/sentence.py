"""The chain of a quotation as one plain sentence: who reports it, on whose word, and how.

Sentences stand whole in tables, so that they can be put into another language, and no word in them
depends on whether a voice is one or many.
"""

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup, escape

from site_builder.library import Hand, Quote, VoiceRef
from site_builder.model import Speech

Namer = Callable[[VoiceRef], str]

SAID: Mapping[Speech, str] = {
    "direct": "{publisher} quotes {speaker} as saying this.",
    "mixed": "{publisher} quotes {speaker} in part as saying this.",
    "indirect": "{publisher} reports that {speaker} said this.",
    "reported": "{publisher} reports that {speaker} spoke about this.",
    "free_indirect": "{publisher} tells this in its own voice, as {speaker} saw it.",
}
"""What a publisher says a speaker said."""

TOLD: Mapping[Speech, str] = {
    "direct": "{publisher} quotes {speaker} as telling {addressee} this.",
    "mixed": "{publisher} quotes {speaker} in part as telling {addressee} this.",
    "indirect": "{publisher} reports that {speaker} told {addressee} this.",
    "reported": "{publisher} reports that {speaker} spoke to {addressee} about this.",
    "free_indirect": "{publisher} tells this in its own voice, as {speaker} put it to {addressee}.",
}
"""The same where it was said to somebody."""

SAID_CITING: Mapping[Speech, str] = {
    "direct": "{publisher}, citing {hands}, quotes {speaker} as saying this.",
    "mixed": "{publisher}, citing {hands}, quotes {speaker} in part as saying this.",
    "indirect": "{publisher} reports, citing {hands}, that {speaker} said this.",
    "reported": "{publisher} reports, citing {hands}, that {speaker} spoke about this.",
    "free_indirect": "{publisher}, citing {hands}, tells this in its own voice, as {speaker} saw it.",
}
"""What a publisher has from others that a speaker said."""

TOLD_CITING: Mapping[Speech, str] = {
    "direct": "{publisher}, citing {hands}, quotes {speaker} as telling {addressee} this.",
    "mixed": "{publisher}, citing {hands}, quotes {speaker} in part as telling {addressee} this.",
    "indirect": "{publisher} reports, citing {hands}, that {speaker} told {addressee} this.",
    "reported": (
        "{publisher} reports, citing {hands}, that {speaker} spoke to {addressee} about this."
    ),
    "free_indirect": (
        "{publisher}, citing {hands}, tells this in its own voice,"
        " as {speaker} put it to {addressee}."
    ),
}
"""The same where it was said to somebody."""

OWN_VOICE = "{publisher} says this in its own voice and names nobody who told it."
OWN_VOICE_TO = (
    "{publisher} says this to {addressee}, in its own voice, and names nobody who told it."
)
UNSAID_CITING = "{publisher} reports this, citing {hands}."
UNSAID_CITING_TO = "{publisher} reports this as told to {addressee}, citing {hands}."
ITSELF = "{publisher} says this itself."
ITSELF_TO = "{publisher} says this itself, to {addressee}."
IN_PERSON = "{speaker} published this in person: nobody stands in between."
IN_PERSON_TO = "{speaker} published this in person, for {addressee}: nobody stands in between."

UNNAMED = "“{name}” (unnamed)"
"""A voice that is not named: the source's own words for it, and that they are no name."""

PERSON_HAD_IT = "{hand}, who had it from {before}"
ORGANISATION_HAD_IT = "{hand}, which had it from {before}"

HANDS = "{count} hands stand between the statement and the reader."


_INNER = str.maketrans("“”", "‘’")
"""Quotation marks within others."""


def chain_sentence(quote: Quote, addressee: VoiceRef | None) -> str:
    """Who reports a quotation, on whose word, and how, as text; then through how many hands."""
    return _told(quote, addressee, _in_text)


def chain_markup(quote: Quote, addressee: VoiceRef | None) -> Markup:
    """The same as HTML, in which each name keeps its own direction of writing."""
    return Markup(_told(quote, addressee, _in_markup))  # noqa: S704 (names are escaped)


def _told(quote: Quote, addressee: VoiceRef | None, namer: Namer) -> str:
    sentence = _sentence(quote, addressee, namer)
    if not quote.between:
        return sentence
    count = len(quote.between) + 1
    return f"{sentence} {HANDS.format(count=count)}"


def _sentence(quote: Quote, addressee: VoiceRef | None, namer: Namer) -> str:
    publisher = quote.source.publisher
    others = {
        part: "it" if voice == publisher else namer(voice)
        for part, voice in (("speaker", quote.speaker), ("addressee", addressee))
        if voice is not None
    }
    between = quote.between
    pattern = _pattern(quote, told=addressee is not None, cited=bool(between))
    if pattern in {IN_PERSON, IN_PERSON_TO} and quote.speaker is not None:
        others["speaker"] = namer(quote.speaker)
    hands = _hands(between, namer) if between else ""
    return pattern.format(publisher=namer(publisher), hands=hands, **others)


def _pattern(quote: Quote, *, told: bool, cited: bool) -> str:
    """The sentence that fits: by who speaks, whether to somebody, and whether through others."""
    if quote.speaker is None:
        if cited:
            return UNSAID_CITING_TO if told else UNSAID_CITING
        return OWN_VOICE_TO if told else OWN_VOICE
    if cited:
        return (TOLD_CITING if told else SAID_CITING)[quote.speech]
    if quote.distance == 0:
        return IN_PERSON_TO if told else IN_PERSON
    if quote.speaker == quote.source.publisher:
        return ITSELF_TO if told else ITSELF
    return (TOLD if told else SAID)[quote.speech]


def _hands(between: Sequence[Hand], namer: Namer) -> str:
    """The hands between, the publisher's own first, each with the one it had the statement from."""
    first, *rest = between
    words = namer(first.voice)
    for hand in rest:
        organisation = hand.voice.kind == "organisation"
        pattern = ORGANISATION_HAD_IT if organisation else PERSON_HAD_IT
        words = pattern.format(hand=namer(hand.voice), before=words)
    return words


def _in_text(voice: VoiceRef) -> str:
    if voice.kind != "unnamed":
        return voice.name
    return UNNAMED.format(name=voice.name.translate(_INNER))


def _in_markup(voice: VoiceRef) -> str:
    if voice.kind != "unnamed":
        return f"<bdi>{escape(voice.name)}</bdi>"
    return UNNAMED.format(name=f"<bdi>{escape(voice.name.translate(_INNER))}</bdi>")
