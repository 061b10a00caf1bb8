"""What is derived of a claim, in plain sentences, where no template stands between: feeds, citations.

Pages say the same in their components; tests hold the two together.
"""

import datetime

from site_builder.library import Claim, ClaimBrief, Quote, VoiceRef
from site_builder.model import AttributionLevel, ChangeKind

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
    return f"{said_by(claim.brief)} {level.capitalize()}: {words}{chain_sentence(quote)}"


def said_by(brief: ClaimBrief) -> str:
    """Who made the statement, and to whom."""
    speaker, addressee = brief.speaker, brief.addressee
    who = "the source, in its own voice" if speaker is None else named(speaker)
    return f"Said by {who}{f' to {named(addressee)}' if addressee else ''}."


def chain_sentence(quote: Quote) -> str:
    """From the speaker through each hand to the site, and how many hands that are."""
    if quote.distance == 0:
        return (
            "The speaker published this in person: nobody stands between the speaker and this site."
        )
    first, *hands = (named(hand.voice) for hand in quote.chain)
    if not hands:
        return f"{first} says this in its own voice and names nobody who told it."
    *others, last = hands
    through = f"{', '.join(others)} and {last}" if others else last
    count = "1 hand" if quote.distance == 1 else f"{quote.distance} hands"
    return f"From {first} through {through} to this site: {count} in between."


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
