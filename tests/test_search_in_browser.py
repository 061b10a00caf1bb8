"""Readers find claims in a real browser: by words and filters, by keyboard alone, wherever a site stands."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.accessibility import axe_findings
from tests.browser.moved import moved
from tests.browser.open_page import OpenPage
from tests.browser.overflow import overflow
from tests.conftest import BuiltSite, ServeFolder
from tests.test_published import as_sent_by, base_url_of

PLACES = [("/", "cloudflare"), ("/a/b/", "netlify")]
"""At a root and below a path, as one host sends it and as another does."""
ONE = PLACES[1:]

LATE = 700
"""Milliseconds after which what moves is no longer laid to what a reader typed (500)."""

Search = Callable[..., Page]


@pytest.fixture(scope="module")
def folder(built_site: BuiltSite) -> Path:
    """The sample site."""
    return built_site("sample")


@pytest.fixture(scope="module", params=PLACES)
def address(request: pytest.FixtureRequest, folder: Path, serve_folder: ServeFolder) -> str:
    """Where the site stands."""
    prefix, host = request.param
    return serve_folder(folder, prefix, as_sent_by(host, folder, base_url_of(folder)))


@pytest.fixture
def search(address: str, open_page: OpenPage) -> Search:
    """`search("?q=words")`: the search page, which must break no policy."""

    def opened(query: str = "", **options: Any) -> Page:
        page = open_page(f"{address}search/{query}", **options)
        expect(page.get_by_label("Words")).to_be_visible()
        return page

    return opened


def narrowed(page: Page, way: str, choice: str) -> None:
    """Choose by what to narrow down, as a reader does who has not done so before."""
    if not page.get_by_label(way).is_visible():
        page.get_by_text("Narrow down").click()
    page.get_by_label(way).select_option(choice)


def status(page: Page) -> str:
    return page.get_by_role("status").inner_text()


def test_words_are_found_in_statements_and_quotations_and_marked(
    search: Search, open_page: OpenPage
) -> None:
    page = search()
    page.get_by_label("Words").fill("hostages")
    expect(page.get_by_role("status")).to_have_text("12 claims found.")
    entries = page.locator(".entry:not(template *)")
    expect(entries).to_have_count(10)
    assert set(page.locator("mark").all_inner_texts()) == {"hostage", "hostages"}
    page.get_by_role("button", name="Show more").click()
    expect(entries).to_have_count(12)
    expect(page.locator("li.entry a:focus")).to_have_count(1)
    assert open_page.guard.console == []


def test_a_quotation_that_is_found_leads_to_its_own_place(search: Search) -> None:
    page = search("?q=forthright")
    expect(page.get_by_role("status")).to_have_text("2 claims found.")
    page.locator(".search-quotes a").first.click()
    anchor = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert "forthright" in page.locator(f"[id='{anchor}']").inner_text()


def test_what_is_found_is_narrowed_down_and_kept_in_the_address(search: Search) -> None:
    page = search("?q=hostages")
    narrowed(page, "Attribution", "quoted")
    expect(page.get_by_role("status")).to_have_text("5 claims found.")
    assert page.url.endswith("?q=hostages&level=quoted")
    narrowed(page, "Said by", "people/steve-witkoff/")
    expect(page.get_by_role("status")).to_have_text("2 claims found.")
    assert "voice=people%2Fsteve-witkoff%2F" in page.url
    page.get_by_label("Words").fill("")
    expect(page.get_by_role("status")).to_have_text("5 claims found.")


@pytest.mark.parametrize("address", ONE, indirect=True)
def test_who_goes_back_finds_the_search_as_it_was(search: Search) -> None:
    page = search()
    page.get_by_label("Words").fill("hostages")
    narrowed(page, "Attribution", "unnamed")
    expect(page.locator(".entry-statement")).to_have_count(2)
    page.locator(".entry-statement").first.click()
    page.wait_for_url("**/claims/**")
    page.go_back()
    expect(page.locator(".entry-statement")).to_have_count(2)
    assert page.get_by_label("Words").input_value() == "hostages"
    assert page.get_by_label("Attribution").input_value() == "unnamed"


@pytest.mark.parametrize("address", ONE, indirect=True)
def test_where_nothing_is_found_that_is_said(search: Search) -> None:
    page = search("?q=zeppelin")
    expect(page.get_by_role("status")).to_have_text("Nothing found.")
    assert page.locator(".entry").count() == 0


def test_by_keyboard_alone_a_claim_is_found_and_opened(search: Search) -> None:
    page = search()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "_query":
            break
    page.keyboard.type("ultimatum")
    page.keyboard.press("Enter")
    expect(page.locator(".entry-statement")).not_to_have_count(0)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Narrow down"
    page.keyboard.press("Enter")
    expect(page.locator("select").first).to_be_enabled()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "voice"
    for _ in range(5):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/**")


def test_without_script_the_page_says_so_and_leads_on(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}search/", javascript=False)
    assert "needs a script" in page.locator("main").inner_text()
    assert not page.get_by_label("Words").is_visible()
    page.locator("main").get_by_role("link", name="Voices").click()
    assert page.url.endswith("/voices/")


@pytest.mark.parametrize("address", ONE, indirect=True)
def test_where_the_index_cannot_be_loaded_that_is_said(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}404.html")
    page.route("**/pagefind.js", lambda route: route.abort())
    page.goto(f"{address}search/?q=hostages")
    expect(page.get_by_role("status")).to_contain_text("could not be loaded")


@pytest.mark.parametrize("address", ONE, indirect=True)
def test_nothing_of_the_index_is_loaded_before_it_is_needed(
    address: str, open_page: OpenPage
) -> None:
    page = open_page(f"{address}404.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(f"{address}search/")
    expect(page.get_by_label("Words")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert not [path for path in asked if "/pagefind/" in path]
    page.get_by_label("Words").fill("hostages")
    expect(page.get_by_role("status")).to_have_text("12 claims found.")
    assert not [path for path in asked if path.endswith(".pf_filter")]
    page.get_by_text("Narrow down").click()
    expect(page.locator("select").first).to_be_enabled()
    assert [path for path in asked if path.endswith(".pf_filter")]


@pytest.mark.parametrize("address", ONE, indirect=True)
def test_where_what_narrows_down_cannot_be_loaded_that_is_said(
    address: str, open_page: OpenPage
) -> None:
    page = open_page(f"{address}404.html")
    page.route("**/pagefind.js", lambda route: route.abort())
    page.goto(f"{address}search/")
    page.get_by_text("Narrow down").click()
    expect(page.get_by_role("status")).to_contain_text("could not be loaded")


@pytest.mark.parametrize("address", ONE, indirect=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read_by_everyone(search: Search, scheme: str) -> None:
    for query in ("", "?q=hostages&level=quoted"):
        page = search(query, width=320, scheme=scheme)
        if query:
            expect(page.locator(".entry")).not_to_have_count(0)
        assert axe_findings(page) == []
        assert overflow(page, 320) == []


@pytest.mark.parametrize("address", ONE, indirect=True)
def test_nothing_moves_when_the_script_shows_the_form(search: Search) -> None:
    page = search("", width=390)
    assert moved(page) == []


@pytest.mark.parametrize("address", ONE, indirect=True)
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "query",
    ["hostages", "forthright", "zeppelin", "hostages&level=quoted", "&level=quoted"],
)
def test_nothing_moves_when_what_is_found_comes_late(
    address: str, open_page: OpenPage, query: str, width: int
) -> None:
    page = open_page(f"{address}404.html", width=width)
    let_come = held_back(page)
    page.goto(f"{address}search/?q={query}")
    expect(page.get_by_role("status")).to_have_text("Searching…")
    expect(page.get_by_role("heading", name="Without searching")).to_be_hidden()
    page.wait_for_timeout(200)
    let_come()
    expect(page.get_by_role("status")).to_contain_text("found.")
    expect(page.get_by_role("heading", name="Without searching")).to_be_visible()
    assert moved(page) == []


@pytest.mark.parametrize("address", ONE, indirect=True)
def test_nothing_moves_when_what_was_typed_is_found_late(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}404.html", width=390)
    let_come = held_back(page)
    page.goto(f"{address}search/")
    page.get_by_label("Words").press_sequentially("forthright")
    page.wait_for_timeout(LATE)
    let_come()
    expect(page.get_by_role("status")).to_have_text("2 claims found.")
    assert moved(page) == []


def held_back(page: Page) -> Callable[[], None]:
    """Lets a page wait for its index until what is returned is called."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    def let_come() -> None:
        for route in held:
            route.continue_()

    page.route("**/pagefind.js", hold)
    return let_come
