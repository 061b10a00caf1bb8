"""A site in a language without a catalogue has English pages that mark what its authors wrote.

WCAG 2.2, 3.1.1 and 3.1.2: programs can tell the language of a page, and that of its parts.
"""

from collections.abc import Iterator

import pytest

from tests.language.test_hebrew_site import english
from tests.page_text import Element, parse_pages
from tests.site_text import Site

AUTHORED = (
    "The port stays open all winter.",
    "What was said about one harbour.",
    "head of the ministry",
    "Open or closed",
    "We read",
)


@pytest.fixture(scope="module", params=["mi-NZ", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    """One that runs as English does, and one that does not."""
    tag: str = request.param
    return tag


@pytest.fixture(scope="module")
def pages(language: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Element]:
    site = Site.at(tmp_path_factory.mktemp("wordless"))
    site.edit("content/site.yaml", "per_page: 2", f"per_page: 2\nlanguage: {language}")
    site.build()
    return parse_pages(site.output)


def texts(pages: dict[str, Element]) -> Iterator[tuple[str, str, str]]:
    """Each text that shows: its page, its words, and the language that it is said to be in."""
    for name, page in pages.items():
        for element, text in page.find("body")[0].texts():
            if text.strip() and not any(each.tag == "pre" for each in element.up()):
                tagged = (
                    each.attributes["lang"] for each in element.up() if "lang" in each.attributes
                )
                yield name, " ".join(text.split()), next(tagged)


def test_every_page_is_an_english_one(pages: dict[str, Element]) -> None:
    for page in pages.values():
        (root,) = page.find("html")
        assert (root.attributes["lang"], root.attributes["dir"]) == ("en", "ltr")


def test_what_authors_wrote_is_marked_wherever_it_stands(
    pages: dict[str, Element], language: str
) -> None:
    found = {
        (authored, tag)
        for _, text, tag in texts(pages)
        for authored in AUTHORED
        if authored in text
    }
    assert found == {(authored, language) for authored in AUTHORED}


def test_what_is_marked_is_none_of_the_words_around_it(
    pages: dict[str, Element], language: str
) -> None:
    known = english()
    wrong = {(name, text) for name, text, tag in texts(pages) if tag == language and text in known}
    assert wrong == set()
