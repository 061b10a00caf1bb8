"""Grammars: how a language tells in one sentence through whose hands words came.

A grammar has a whole sentence for each case, so that none is put together of parts that may not
agree. A language that has a catalogue and no grammar has no sentences: it lists who stands where.
"""

from collections.abc import Mapping

from msgspec import Struct

from site_builder.model import Speech


class Grammar(Struct, frozen=True, kw_only=True):
    """The sentences of one language.

    They name `publisher`, `speaker`, `addressee` and `hands`; none may depend on whether a voice is
    one or many, or on gender. In `citing` ones others stand between, in `to` ones somebody is told.
    """

    said: Mapping[Speech, str]
    told: Mapping[Speech, str]
    said_citing: Mapping[Speech, str]
    told_citing: Mapping[Speech, str]
    own_voice: str
    own_voice_to: str
    unsaid_citing: str
    unsaid_citing_to: str
    itself: str
    itself_to: str
    in_person: str
    in_person_to: str
    unnamed: (
        str  # a voice that is not named: the source's own words for it, and that they are no name
    )
    inner: Mapping[int, int]  # quotation marks within those of `unnamed`
    person_had_it: str
    organisation_had_it: str
    hands: str
    it: str | None  # the publisher, where it is named a second time; None: by its name again
