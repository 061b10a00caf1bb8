"""Whatever readers can do on a site they can do by keyboard alone, and see where they are."""

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.open_page import OpenPage
from tests.conftest import BuiltSite, ServeFolder


@pytest.fixture(scope="module")
def sample(built_site: BuiltSite, serve_folder: ServeFolder) -> str:
    """Where the sample site is served."""
    return serve_folder(built_site("sample"), "/said/")


@pytest.mark.parametrize("width", [320, 1280])
def test_from_home_to_a_claim_to_its_words_in_the_source_and_back(
    sample: str, open_page: OpenPage, width: int
) -> None:
    page = open_page(sample, width=width)
    keyboard = Keyboard(page)
    keyboard.follow("The Trump administration is having discussions with Hamas.")
    assert page.locator("h1").inner_text().startswith("The Trump administration is having")
    claim = page.url
    keyboard.follow("of the source")
    assert "/sources/" in page.url
    keyboard.follow("The Trump administration is having discussions with Hamas.")
    assert page.url.startswith(f"{claim}#")
    keyboard.go_to("Link to this quotation")


def test_the_first_step_of_every_page_leads_past_its_head(sample: str, open_page: OpenPage) -> None:
    page = open_page(f"{sample}claims/")
    keyboard = Keyboard(page)
    keyboard.follow("Skip to the content")
    assert keyboard.steps == 1
    keyboard.go_to("Home")
    assert keyboard.steps == 2


def test_the_map_leads_to_its_voices(sample: str, open_page: OpenPage) -> None:
    page = open_page(sample, width=320)
    keyboard = Keyboard(page)
    keyboard.follow("Map")
    keyboard.follow("Donald Trump")
    assert page.url.endswith("/people/donald-trump/")
    page.go_back()
    keyboard.follow("publisher", back=True)
    assert "/organisations/" in page.url


def test_the_search_takes_words_and_filters_and_leads_to_what_it_finds(
    sample: str, open_page: OpenPage
) -> None:
    page = open_page(sample)
    keyboard = Keyboard(page)
    keyboard.follow("Search")
    keyboard.go_to("Words")
    page.keyboard.type("hostages")
    expect(page.get_by_role("status")).to_have_text("12 claims found.")
    keyboard.go_to("Narrow down")
    page.keyboard.press("Enter")
    expect(page.locator("select").first).to_be_enabled()
    keyboard.go_to("Attribution")
    page.keyboard.type("Quoted")
    expect(page.get_by_role("status")).to_have_text("5 claims found.")
    keyboard.go_to("Given as")
    keyboard.follow("hostages")
    assert "/claims/" in page.url


def test_what_is_folded_away_opens_and_is_copied(sample: str, open_page: OpenPage) -> None:
    page = open_page(
        f"{sample}claims/us-signal-of-broader-discussions/", permissions=["clipboard-write"]
    )
    keyboard = Keyboard(page)
    keyboard.go_to("Copy with attribution")
    page.keyboard.press("Enter")
    expect(page.locator(".copy-text").first).to_be_visible()
    keyboard.go_to("Copy")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Copied").first).to_be_visible()
