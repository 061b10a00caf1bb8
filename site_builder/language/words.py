"""The words of pages in one language: looked up by those that English has for them.

Messages are gettext's. English is what stands in templates and modules, so that it needs no
catalogue and no look-up.
"""

from msgspec import Struct

from site_builder.language.catalogue import Catalogue

_CATALOGUES: dict[str, Catalogue] = {}
"""The catalogues that this process has words of, by the digests of their files."""


class Words(Struct, frozen=True):
    """The words of one language.

    They are compared, hashed and encoded as a language and the digest of a catalogue, as they are a
    part of every page. English as it stands has no catalogue.
    """

    language: str = "en"
    mark: str = ""
    written: str = ""  # the language of the content, where it is another: pages have both then

    @property
    def english(self) -> bool:
        """Whether dates and sentences are those of English."""
        return self.language == "en" or self.language.startswith("en-")

    def tag(self, language: str) -> str:
        """What pages are in but for what authors wrote: a site's language, if these words are in it."""
        return self.language if self.written else language

    def say(self, message: str, context: str | None = None) -> str:
        """What the language has for an English message."""
        return self.forms(message, None, context)[0] if self.mark else message

    def say_many(self, one: str, many: str, number: int) -> str:
        """What it has for a message that counts, with the number put into it as `count`."""
        form = self.forms(one, many)[self.plural(number)]
        return form.format(count=number)

    def forms(self, one: str, many: str | None, context: str | None = None) -> tuple[str, ...]:
        """All that it has for a message: a form for each kind of number, where it counts."""
        english = (one,) if many is None else (one, many)
        if not self.mark:
            return english
        found = _CATALOGUES[self.mark].messages.get((context, one), english)
        if many is None and len(found) > 1:
            return (found[self.plural(1)],)
        return english if many is not None and len(found) == 1 else found

    def plural(self, number: int) -> int:
        """Which form, from 0, a number takes."""
        return _CATALOGUES[self.mark].plural(number) if self.mark else int(number != 1)

    @property
    def pairs(self) -> bool:
        """Whether there is one form for one and another for all other numbers, as in English."""
        return not self.mark or _CATALOGUES[self.mark].pairs


ENGLISH = Words()


def words_of(language: str, catalogue: Catalogue | None) -> Words:
    """The words of a catalogue; English as it stands where there is none."""
    if catalogue is None:
        return ENGLISH
    _CATALOGUES[catalogue.mark] = catalogue
    return Words(language, catalogue.mark)


def marked(message: str) -> str:
    """A message that is looked up elsewhere."""
    return message


def counted(one: str, many: str) -> tuple[str, str]:
    """A message that counts, likewise."""
    return one, many
