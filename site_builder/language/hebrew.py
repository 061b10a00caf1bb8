"""The sentences of Hebrew.

Its verbs have gender and number, which a card does not know of a voice. So the sentences have none
that a voice would govern: they are nominal, or their subject is “the words” that were said.
"""

from site_builder.language.grammar import Grammar

HEBREW = Grammar(
    said={
        "direct": "לפי {publisher}, אלה דברי {speaker} כלשונם.",
        "mixed": "לפי {publisher}, אלה דברי {speaker}, בחלקם כלשונם.",
        "indirect": "לפי {publisher}, אלה דברי {speaker}, בניסוח המקור.",
        "reported": "לפי {publisher}, הנושא עלה בדברי {speaker}.",
        "free_indirect": "כך כתוב אצל {publisher}, בלשון המקור, מנקודת המבט של {speaker}.",
    },
    told={
        "direct": "לפי {publisher}, אלה דברי {speaker} אל {addressee} כלשונם.",
        "mixed": "לפי {publisher}, אלה דברי {speaker} אל {addressee}, בחלקם כלשונם.",
        "indirect": "לפי {publisher}, אלה דברי {speaker} אל {addressee}, בניסוח המקור.",
        "reported": "לפי {publisher}, הנושא עלה בדברי {speaker} אל {addressee}.",
        "free_indirect": (
            "כך כתוב אצל {publisher}, בלשון המקור, מנקודת המבט של {speaker} בדברים אל {addressee}."
        ),
    },
    said_citing={
        "direct": "לפי {publisher}, בהסתמך על {hands}, אלה דברי {speaker} כלשונם.",
        "mixed": "לפי {publisher}, בהסתמך על {hands}, אלה דברי {speaker}, בחלקם כלשונם.",
        "indirect": "לפי {publisher}, בהסתמך על {hands}, אלה דברי {speaker}, בניסוח המקור.",
        "reported": "לפי {publisher}, בהסתמך על {hands}, הנושא עלה בדברי {speaker}.",
        "free_indirect": (
            "כך כתוב אצל {publisher}, בהסתמך על {hands}, בלשון המקור, מנקודת המבט של {speaker}."
        ),
    },
    told_citing={
        "direct": "לפי {publisher}, בהסתמך על {hands}, אלה דברי {speaker} אל {addressee} כלשונם.",
        "mixed": (
            "לפי {publisher}, בהסתמך על {hands}, אלה דברי {speaker} אל {addressee}, בחלקם כלשונם."
        ),
        "indirect": (
            "לפי {publisher}, בהסתמך על {hands}, אלה דברי {speaker} אל {addressee}, בניסוח המקור."
        ),
        "reported": "לפי {publisher}, בהסתמך על {hands}, הנושא עלה בדברי {speaker} אל {addressee}.",
        "free_indirect": (
            "כך כתוב אצל {publisher}, בהסתמך על {hands}, בלשון המקור,"
            " מנקודת המבט של {speaker} בדברים אל {addressee}."
        ),
    },
    own_voice="כך כתוב אצל {publisher}, בלשון המקור עצמו, בלי לציין מפי מי.",
    own_voice_to="כך כתוב אצל {publisher} בפנייה אל {addressee}, בלשון המקור עצמו, בלי לציין מפי מי.",
    unsaid_citing="כך כתוב אצל {publisher}, בהסתמך על {hands}.",
    unsaid_citing_to="כך כתוב אצל {publisher}, בהסתמך על {hands}, כדברים שנאמרו אל {addressee}.",
    itself="המקור הוא גם הדובר: {publisher}.",
    itself_to="המקור הוא גם הדובר: {publisher}. הדברים נאמרו אל {addressee}.",
    in_person="הדברים פורסמו ישירות בידי {speaker}, בלי מתווכים.",
    in_person_to="הדברים פורסמו ישירות בידי {speaker}, אל {addressee}, בלי מתווכים.",
    unnamed="”{name}” (ללא שם)",
    inner=str.maketrans("“”„", "’’’"),
    person_had_it="{hand}, על סמך {before}",
    organisation_had_it="{hand}, על סמך {before}",
    hands="בין הדברים לקוראים עומדים {count} מתווכים.",
    it=None,
)
