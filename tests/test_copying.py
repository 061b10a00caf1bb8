"""A quotation is copied with its attribution and address: by hand, and by a button where scripts run."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from site_builder import __file__ as package
from site_builder.jinja import environment
from tests.browser.accessibility import axe_findings
from tests.browser.open_page import OpenPage
from tests.conftest import ServeFolder
from tests.site_text import Site

TEMPLATES = Path(package).parents[1] / "templates"
SCRIPT = TEMPLATES / "assets/copy.js"
WORDS = (
    "“We will not close it,” — Ana Moss, as quoted in “Winter at the port” (The Daily Ledger),"
    " https://small.example/record/claims/port-stays-open/#refusal"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve_folder: ServeFolder) -> str:
    site = Site.at(tmp_path_factory.mktemp("copied"))
    site.rebuild()
    return f"{serve_folder(site.output, '/record/')}claims/port-stays-open/"


def first(page: Page) -> Locator:
    return page.locator("#refusal .copy")


def test_the_script_is_small() -> None:
    assert len(SCRIPT.read_bytes()) <= 1024


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("We will not close it", "“We will not close it”"),
        ("“We will not close it”", "“We will not close it”"),
        ("„Wir schließen nicht“", "„Wir schließen nicht“"),
        ("« Nous ne fermons pas »", "« Nous ne fermons pas »"),
        ("״לא נסגור״", "״לא נסגור״"),
        ("“No,” she said, “never”", "‘“No,” she said, “never”’"),
        ("Sie sagte „nie“ dazu", "‘Sie sagte „nie“ dazu’"),
    ],
)
def test_quotation_marks_of_any_language_are_kept_and_not_doubled(text: str, shown: str) -> None:
    component = "components/copy/copy.html"
    macro = (
        f'{{% import "{component}" as copy %}}{{{{ copy.marked({{"text": text, "lang": none}}) }}}}'
    )
    texts = {
        f"components/{name}/{name}.html": (TEMPLATES / f"components/{name}/{name}.html").read_text()
        for name in ("copy", "chain", "voice")
    }
    made = environment({**texts, "t": macro}).get_template("t").render(text=text)
    assert made.strip() == f"<bdi>{shown}</bdi>"


def test_without_scripts_the_words_are_at_hand_and_there_is_no_button(
    address: str, open_page: OpenPage
) -> None:
    page = open_page(address, javascript=False)
    first(page).locator("summary").click()
    assert first(page).locator(".copy-text").inner_text() == WORDS
    assert first(page).locator("button").count() == 0


def test_one_touch_selects_all_that_is_to_be_copied(address: str, open_page: OpenPage) -> None:
    page = open_page(address)
    first(page).locator("summary").click()
    first(page).locator(".copy-text").click()
    assert page.evaluate("getSelection().toString()").strip() == WORDS


def test_by_keyboard_alone_a_quotation_is_copied_and_that_is_said(
    address: str, open_page: OpenPage
) -> None:
    page = open_page(address, permissions=["clipboard-read", "clipboard-write"])
    first(page).locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Copy"
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Copied", exact=True).wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == WORDS
    assert open_page.guard.console == []


def test_where_a_page_may_not_copy_the_words_are_selected_instead(
    address: str, open_page: OpenPage
) -> None:
    page = open_page(address)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    first(page).locator("summary").click()
    first(page).get_by_role("button", name="Copy").click()
    page.get_by_text("Selected: copy it as you would any text").wait_for()
    assert page.evaluate("getSelection().toString()").strip() == WORDS


def test_the_html_of_an_embed_is_copied_as_it_is(address: str, open_page: OpenPage) -> None:
    page = open_page(address, permissions=["clipboard-read", "clipboard-write"])
    embed = page.locator("footer .copy")
    embed.locator("summary").click()
    embed.get_by_role("button", name="Copy").click()
    embed.get_by_role("status").get_by_text("Copied", exact=True).wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(
        '<iframe src="https://small.example/record/claims/port-stays-open/embed/"'
    )
    assert copied.endswith("></iframe>")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_opened_to_copy_can_be_read_by_everybody(
    address: str, open_page: OpenPage, scheme: str
) -> None:
    page = open_page(address, width=320, scheme=scheme)  # type: ignore[arg-type]  # light or dark
    page.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")
    assert axe_findings(page) == []
