"""What is derived of a claim, in plain sentences, where no template stands between: feeds, citations.

Pages say the same in their components; tests hold the two together.
"""

from collections.abc import Sequence

from site_builder.language.words import ENGLISH, Words, marked
from site_builder.library import Claim, ClaimBrief, Quote, VoiceRef
from site_builder.model import AttributionLevel, ChangeKind
from site_builder.sentence import chain_sentence
from site_builder.tombstone import Tombstone

LEVEL_NAMES: dict[AttributionLevel, str] = {
    "quoted": marked("Quoted"),
    "paraphrased": marked("Paraphrased"),
    "relayed": marked("Relayed"),
    "unnamed": marked("Unnamed"),
    "unattributed": marked("Unattributed"),
}
"""What each attribution level is called."""

LEVEL_WORDS: dict[AttributionLevel, str] = {
    "quoted": marked("The source gives the speaker’s own words, in whole or in part."),
    "paraphrased": marked(
        "The source names the speaker and puts the statement into its own words."
    ),
    "relayed": marked("The statement reached the source through others, all of them named."),
    "unnamed": marked("Someone who said this, or who handed it on, is not named."),
    "unattributed": marked("The source says this in its own voice and names nobody who told it."),
}
"""What each attribution level means."""

CHANGE_WORDS: dict[ChangeKind, str] = {
    "correction": marked("Correction"),
    "update": marked("Update"),
    "clarification": marked("Clarification"),
    "retraction": marked("Retraction"),
}
"""What each kind of change is called."""

_OPENING = ("“", "„", "«", "‘", "״", "”", '"')
_CLOSING = ("”", "“", "»", "’", "״", '"')
"""What a text begins and ends with that brings its own quotation marks."""

_SINGLE = str.maketrans("“”„«»", "\u2018\u2019\u201a\u2039\u203a")

_BRIEF = 160
"""Code points of a quotation that stand in a description."""


def attribution(claim: Claim, words: Words = ENGLISH) -> str:
    """Who said it, how strongly it is attributed, and through whose hands it came.

    The hands are those of the quotation that gives the claim its level.
    """
    brief, level = claim.brief, claim.brief.attribution
    quote = next(quote for quote in claim.quotes if quote.attribution == level)
    parts = [chain_sentence(quote, brief.addressee, words)]
    if level != "unattributed":  # the chain says the same
        parts.insert(0, words.say(LEVEL_WORDS[level]))
    return f"{said_by(brief, words)} {words.say(LEVEL_NAMES[level])}: {' '.join(parts)}"


def verdict(claim: Claim, words: Words = ENGLISH) -> str | None:
    """What the site itself says of a statement in a word or two: that it took it back, or its rating."""
    if claim.retraction:
        return words.say("Retracted")
    if claim.rating:
        return words.say("Rated “{verdict}”").format(verdict=claim.rating.label)
    return None


def headline(claim: Claim, words: Words = ENGLISH) -> str:
    """The statement as it is shown away from its page: behind the verdict on it, if there is one."""
    said, statement = verdict(claim, words), claim.brief.statement
    if said is None:
        return statement
    return words.say("{verdict}: {statement}").format(verdict=said, statement=statement)


def withdrawn(gone: Tombstone, words: Words = ENGLISH) -> str:
    """What was withdrawn: what it was called, if that is still said, or else its address."""
    return words.say("Withdrawn: {path}").format(path=gone.called or f"/{gone.path}")


def summary(claim: Claim, words: Words = ENGLISH) -> str:
    """The verdict, if there is one, and who said it, how and through whom."""
    said = verdict(claim, words)
    told = attribution(claim, words)
    return told if said is None else f"{said}. {told}"


def in_brief(claim: Claim, words: Words = ENGLISH) -> str:
    """What a link to a claim shows below its statement: verdict, speaker, and what it is about."""
    said = verdict(claim, words)
    parts = [] if said is None else [f"{said}."]
    if claim.context:
        parts += [said_by(claim.brief, words), claim.context]
    else:
        parts.append(quoted_in_brief(claim.quotes[0], words))
    return " ".join(parts)


def pictured(claim: Claim, words: Words = ENGLISH) -> str:
    """What the image of a claim shows, for those who do not see it."""
    level = words.say(LEVEL_NAMES[claim.brief.attribution])
    return f"{headline(claim, words)} {said_by(claim.brief, words)} {level}."


def said_by(brief: ClaimBrief, words: Words = ENGLISH) -> str:
    """Who made the statement, and to whom."""
    speaker, addressee = brief.speaker, brief.addressee
    if speaker is None:
        if addressee is None:
            return words.say("Said by the source, in its own voice.")
        pattern = words.say("Said by the source, in its own voice to {addressee}.")
        return pattern.format(addressee=named(addressee, words))
    if addressee is None:
        return words.say("Said by {speaker}.").format(speaker=named(speaker, words))
    pattern = words.say("Said by {speaker} to {addressee}.")
    return pattern.format(speaker=named(speaker, words), addressee=named(addressee, words))


def quoted_in_brief(quote: Quote, words: Words = ENGLISH) -> str:
    """The first words of a quotation, and whose they are: the speaker's own, or the publisher's."""
    text = _cut(quote.text)
    own_marks = text.startswith(_OPENING) and text.endswith(_CLOSING)
    shown = text if own_marks else in_marks(_within(text), words)
    return f"{shown} – {_whose(quote, words)}"


def _within(text: str) -> str:
    """Words as they stand within quotation marks: their own double ones are single there."""
    return text.translate(_SINGLE)


def _whose(quote: Quote, words: Words) -> str:
    speaker, publisher = quote.speaker, quote.source.publisher
    hands = [hand.voice for hand in quote.between]
    if speaker is not None and quote.speech == "direct":
        who = named(speaker, words)
        hands += [] if publisher == speaker or quote.distance == 0 else [publisher]
    elif speaker is None or speaker == publisher:
        who = publisher.name
    else:
        pattern = words.say("{publisher} on {speaker}")
        who = pattern.format(publisher=publisher.name, speaker=named(speaker, words))
    if not hands:
        return who
    return words.say("{who}, through {hands}").format(who=who, hands=_listed(hands, words))


def _cut(text: str) -> str:
    """Words from the beginning of a text, as many as a description has room for."""
    words = " ".join(text.split())
    if len(words) <= _BRIEF:
        return words
    whole, space, _ = words[: _BRIEF + 1].rpartition(" ")
    return f"{whole if space else words[:_BRIEF]} …"


def _listed(voices: Sequence[VoiceRef], words: Words) -> str:
    """Voices as a list in words."""
    *others, last = (named(voice, words) for voice in voices)
    if not others:
        return last
    return words.say("{others} and {last}").format(others=", ".join(others), last=last)


def in_marks(text: str, words: Words = ENGLISH) -> str:
    """A text within the quotation marks of the language."""
    return words.say("“{words}”").format(words=text)


def named(voice: VoiceRef, words: Words = ENGLISH) -> str:
    """A voice by its name; one that the source does not name says so."""
    if voice.kind != "unnamed":
        return voice.name
    return words.say("{name} (unnamed)").format(name=voice.name)
