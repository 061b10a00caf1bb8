"""Which words a site has, given its language and the catalogues that there are."""

from site_builder.diagnostics import Fault, Key
from site_builder.language.catalogue import Catalogue, UnusableCatalogueError, tags
from site_builder.language.words import ENGLISH, Words, words_of

SETTINGS = "content/site.yaml"


def spoken(
    language: str, own: tuple[str, bytes | Fault] | None, packaged: bytes | None
) -> tuple[Words, list[Fault]]:
    """The words of a language, and what is wrong with them.

    English needs no catalogue; a language that has none is told of, and gets the words of English.
    A site's own catalogue (its name and what it holds) goes before that of the program, which is
    read when its words are first needed, as nothing is wrong with it.
    """
    files = [] if packaged is None else [("site.po", packaged)]
    if own is None:
        if files:
            return words_of(language, Catalogue(files)), []
        english = language.lower().partition("-")[0] == "en"
        return (ENGLISH, []) if english else (Words(written=language), [_wordless(language)])
    file, raw = own
    if isinstance(raw, Fault):
        return ENGLISH, [raw]
    catalogue = Catalogue([(file, raw), *files])
    try:
        catalogue.check()
    except UnusableCatalogueError as error:
        return ENGLISH, [error.fault]
    return words_of(language, catalogue), []


def _wordless(language: str) -> Fault:
    tag = next(tags(language))
    return Fault(
        code="no-catalogue",
        message=f"there is no catalogue for “{language}”: what pages say around the content is in English",
        file=SETTINGS,
        where=Key(("language",)),
        hint=f"put translations into locale/{tag}/LC_MESSAGES/site.po beside content/",
        severity="warning",
    )
