"""The sentences of English."""

from site_builder.language.grammar import Grammar

ENGLISH = Grammar(
    said={
        "direct": "{publisher} quotes {speaker} as saying this.",
        "mixed": "{publisher} quotes {speaker} in part as saying this.",
        "indirect": "{publisher} reports that {speaker} said this.",
        "reported": "{publisher} reports that {speaker} spoke about this.",
        "free_indirect": "{publisher} tells this in its own voice, as {speaker} saw it.",
    },
    told={
        "direct": "{publisher} quotes {speaker} as telling {addressee} this.",
        "mixed": "{publisher} quotes {speaker} in part as telling {addressee} this.",
        "indirect": "{publisher} reports that {speaker} told {addressee} this.",
        "reported": "{publisher} reports that {speaker} spoke to {addressee} about this.",
        "free_indirect": "{publisher} tells this in its own voice, as {speaker} put it to {addressee}.",
    },
    said_citing={
        "direct": "{publisher}, citing {hands}, quotes {speaker} as saying this.",
        "mixed": "{publisher}, citing {hands}, quotes {speaker} in part as saying this.",
        "indirect": "{publisher} reports, citing {hands}, that {speaker} said this.",
        "reported": "{publisher} reports, citing {hands}, that {speaker} spoke about this.",
        "free_indirect": "{publisher}, citing {hands}, tells this in its own voice, as {speaker} saw it.",
    },
    told_citing={
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
    },
    own_voice="{publisher} says this in its own voice and names nobody who told it.",
    own_voice_to=(
        "{publisher} says this to {addressee}, in its own voice, and names nobody who told it."
    ),
    unsaid_citing="{publisher} reports this, citing {hands}.",
    unsaid_citing_to="{publisher} reports this as told to {addressee}, citing {hands}.",
    itself="{publisher} says this itself.",
    itself_to="{publisher} says this itself, to {addressee}.",
    in_person="{speaker} published this in person: nobody stands in between.",
    in_person_to="{speaker} published this in person, addressed to {addressee}: nobody stands in between.",
    unnamed="“{name}” (unnamed)",
    inner=str.maketrans("“”", "‘’"),
    person_had_it="{hand}, who had it from {before}",
    organisation_had_it="{hand}, which had it from {before}",
    hands="{count} hands stand between the statement and the reader.",
    it="it",
)
