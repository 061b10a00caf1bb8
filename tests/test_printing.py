"""On paper a claim's page is a citation: all that leads back is written out, and no more."""

import pytest

from tests.browser.open_page import OpenPage
from tests.conftest import ServeFolder
from tests.site_text import Site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, serve_folder: ServeFolder) -> str:
    """Where the small site is served."""
    site = Site.at(tmp_path_factory.mktemp("printed"))
    site.rebuild()
    return serve_folder(site.output)


WRITTEN = [
    "The port stays open all winter.",
    "“We will not close it,”",
    "The Small Record, published by Harbour Readers on 1 March 2024, changed on 2 May 2024. "
    "https://small.example/record/claims/port-stays-open/",
    "Winter at the port\nThe Daily Ledger",
    "By C. Reed and D. Vale, February 2024. https://ledger.example/winter#top, read on 20 February "
    "2024, archived on 21 February 2024 at https://archive.example/winter",
    "paragraph 1 of the source",
]
FOR_SCREENS = [
    "Copy with attribution",
    "Embed",
    "BibTeX",
    "Open at the publisher",
    "Link to",
    "Skip",
]


def test_statement_address_dates_and_the_source_with_its_authors_and_copy_are_written_out(
    root: str, open_page: OpenPage
) -> None:
    page = open_page(f"{root}claims/port-stays-open/")
    page.emulate_media(media="print")
    printed = page.locator("body").inner_text()
    assert [words for words in WRITTEN if words not in printed] == []
    assert [words for words in FOR_SCREENS if words in printed] == []


def test_on_a_screen_addresses_stand_behind_their_links(root: str, open_page: OpenPage) -> None:
    page = open_page(f"{root}claims/port-stays-open/")
    assert "archive.example" not in page.locator("main").inner_text()
    assert not page.locator(".quotation-written").first.is_visible()
