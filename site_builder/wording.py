"""What is derived of a claim, in plain sentences, where no template stands between: feeds, citations.

Pages say the same in their components; tests hold the two together.
"""

import datetime
from collections.abc import Sequence

from site_builder.library import Claim, ClaimBrief, Quote, VoiceRef
from site_builder.model import AttributionLevel, ChangeKind
from site_builder.sentence import chain_sentence

LEVEL_WORDS: dict[AttributionLevel, str] = {
    "quoted": "The source gives the speaker’s own words, in whole or in part.",
    "paraphrased": ("The source names the speaker and puts the statement into its own words."),
    "relayed": "The statement reached the source through others, all of them named.",
    "unnamed": "Someone who said this, or who handed it on, is not named.",
    "unattributed": "The source says this in its own voice and names nobody who told it.",
}
"""What each attribution level means."""

CHANGE_WORDS: dict[ChangeKind, str] = {
    "correction": "Correction",
    "update": "Update",
    "clarification": "Clarification",
    "retraction": "Retraction",
}
"""What each kind of change is called."""

_OPENING = ("“", "„", "«", "‘", '"')
_CLOSING = ("”", "“", "»", "’", '"')
"""What a text begins and ends with that brings its own quotation marks."""

_BRIEF = 160
"""Code points of a quotation that stand in a description."""

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def attribution(claim: Claim) -> str:
    """Who said it, how strongly it is attributed, and through whose hands it came.

    The hands are those of the quotation that gives the claim its level.
    """
    level = claim.brief.attribution
    quote = next(quote for quote in claim.quotes if quote.attribution == level)
    words = f"{LEVEL_WORDS[level]} " if level != "unattributed" else ""  # the chain says the same
    return f"{said_by(claim.brief)} {level.capitalize()}: {words}{chain_sentence(quote, claim.brief.addressee)}"


def said_by(brief: ClaimBrief) -> str:
    """Who made the statement, and to whom."""
    speaker, addressee = brief.speaker, brief.addressee
    who = "the source, in its own voice" if speaker is None else named(speaker)
    return f"Said by {who}{f' to {named(addressee)}' if addressee else ''}."


def quoted_in_brief(quote: Quote) -> str:
    """The first words of a quotation, and whose they are: the speaker's own, or the publisher's."""
    words = _cut(quote.text)
    own_marks = words.startswith(_OPENING) and words.endswith(_CLOSING)
    shown = words if own_marks else f"“{words}”"
    return f"{shown} – {_whose(quote)}"


def _whose(quote: Quote) -> str:
    speaker, publisher = quote.speaker, quote.source.publisher
    hands = [hand.voice for hand in quote.between]
    if speaker is not None and quote.speech == "direct":
        who = named(speaker)
        hands += [] if publisher == speaker or quote.distance == 0 else [publisher]
    elif speaker is None or speaker == publisher:
        who = publisher.name
    else:
        who = f"{publisher.name} on {named(speaker)}"
    return f"{who}, through {_listed(hands)}" if hands else who


def _cut(text: str) -> str:
    """Words from the beginning of a text, as many as a description has room for."""
    words = " ".join(text.split())
    if len(words) <= _BRIEF:
        return words
    whole, space, _ = words[: _BRIEF + 1].rpartition(" ")
    return f"{whole if space else words[:_BRIEF]} …"


def _listed(voices: Sequence[VoiceRef]) -> str:
    """Voices as a list in words."""
    *others, last = ["", *map(named, voices)]
    return f"{', '.join(others[1:])} and {last}" if len(others) > 1 else last


def named(voice: VoiceRef) -> str:
    """A voice by its name; one that the source does not name says so."""
    return f"{voice.name} (unnamed)" if voice.kind == "unnamed" else voice.name


def day_in_words(value: datetime.date | str) -> str:
    """A date, or a part of one, in words: 22 November 2026, February 2026, 2026."""
    if isinstance(value, datetime.date):
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    year, *rest = value.split("-")
    words = [year]
    if rest:
        words.insert(0, _MONTHS[int(rest[0]) - 1])
    if len(rest) > 1:
        words.insert(0, str(int(rest[1])))
    return " ".join(words)
