"""A site in Hebrew says nothing in English but what its authors wrote."""

import re
from pathlib import Path

import pytest

from tests.language.test_catalogues import messages, read, texts
from tests.site_text import Site
from tools.messages import TEMPLATE

_PARTS = re.compile(r"<[^>]*>|%\(\w+\)s|\{\w+\}|%%")
_AROUND = " .,;:()“”‘’1\n"
_UNSHOWN = re.compile(r"<script.*?</script>|<style.*?</style>", re.DOTALL)
_SHOWN = re.compile(r'>([^<]+)<|(?:aria-label|title|alt)="([^"]*)"')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site.at(tmp_path_factory.mktemp("site"))
    site.edit("content/site.yaml", "per_page: 2", "per_page: 2\nlanguage: he")
    site.edit("content/pages/about.md", "title: About", "title: על אודות")
    site.build()
    return site


def english() -> set[str]:
    """What messages say in English, without what is put into them."""
    parts = (
        part.strip(_AROUND)
        for message in messages(read(TEMPLATE))
        for text in texts(message.id)
        for part in _PARTS.split(text)
    )
    return {part for part in parts if len(part) > 1}


def pages(site: Site) -> dict[str, str]:
    folder: Path = site.output
    return {
        path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.html")
    }


def test_no_page_has_an_english_message(site: Site) -> None:
    known = english()
    found = {
        (name, shown.strip(_AROUND))
        for name, page in pages(site).items()
        for pair in _SHOWN.findall(_UNSHOWN.sub("", page))
        for shown in pair
        if " ".join(shown.split()).strip(_AROUND) in known
    }
    assert found == set()


def test_every_page_says_its_language_and_direction(site: Site) -> None:
    assert all('<html lang="he" dir="rtl">' in page for page in pages(site).values())


def test_feeds_and_citations_speak_it_too(site: Site) -> None:
    page = "claims/port-stays-open"
    assert "מפי Ana Moss" in (site.output / "feed.xml").read_text()
    assert "מפי Ana Moss" in (site.output / page / "cite.ris").read_text()
    assert 'data-copied="הועתק"' in (site.output / page / "index.html").read_text()


def test_feeds_quote_as_hebrew_does(site: Site) -> None:
    assert "<title>”an official at the port” – " in site.text("unnamed/port-official/feed.xml")


def test_dates_are_hebrew(site: Site) -> None:
    assert "בפברואר 2024" in (site.output / "sources/ledger-report/index.html").read_text()


def test_a_change_of_the_catalogue_is_seen_by_all_that_shows_words_and_nothing_else(
    site: Site,
) -> None:
    own = site.root / "locale/he/LC_MESSAGES/site.po"
    own.parent.mkdir(parents=True)
    header = (
        "Content-Type: text/plain; charset=utf-8\\n\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"
    )
    lines = "\n".join(f'"{line}"' for line in header.splitlines())
    own.write_text(f'msgid ""\nmsgstr ""\n{lines}\n\nmsgid "Said by"\nmsgstr "כה אמר"\n')
    report = site.build()
    assert "claims/port-stays-open/index.html" in report.changed
    assert not [name for name in report.changed if name.endswith((".png", ".css", ".json"))]
    assert "כה אמר" in (site.output / "claims/port-stays-open/index.html").read_text()
    assert site.build().rendered == 0
