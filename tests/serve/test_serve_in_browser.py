"""What an author sees in an open tab while writing."""

import shutil
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.chromium import FLAGS, find_chromium
from tests.browser.guard import Guard
from tests.browser.open_page import OpenPage
from tests.serve.conftest import Serve
from tests.serve.edits import CLAIM, PAGE, has_ipv6, save
from tests.serve.served import serving
from tests.site_text import Site

FAULTS = "#site-builder_faults"


def mark(page: Page) -> None:
    """Leave a mark that a reload wipes away."""
    page.evaluate("window.mark = 'here'")


def is_marked(page: Page) -> bool:
    return bool(page.evaluate("window.mark === 'here'"))


class Loads:
    """Counts how often a tab loads from now on."""

    def __init__(self, page: Page) -> None:
        self.count = 0
        page.on("load", self._load)

    def _load(self, _page: Page) -> None:
        self.count += 1


def test_an_edit_is_seen_in_the_open_tab_and_no_other_tab_reloads(
    site: Site, serve: Serve, open_page: OpenPage, guard: Guard
) -> None:
    served = serve(site)
    page, other = open_page(served.address + PAGE), open_page(f"{served.address}about/")
    mark(other)
    save(site, "Seen *at once*.")
    expect(page.locator("em", has_text="at once")).to_be_visible()
    save(site, "And again.")
    expect(page.get_by_text("And again.")).to_be_visible()
    assert is_marked(other)
    assert guard == Guard(), "something on the page complains"


def test_a_tab_keeps_its_place_on_the_page(site: Site, serve: Serve, open_page: OpenPage) -> None:
    long = "A paragraph of some words.\n\n" * 200
    save(site, f"{long}The first end.")
    page = open_page(serve(site).address + PAGE)
    page.evaluate("scrollTo(0, 2345)")
    save(site, f"{long}Another end.")
    expect(page.get_by_text("Another end.")).to_be_attached()
    page.wait_for_function("scrollY === 2345")


def test_another_style_is_swapped_in_without_a_reload_and_stays_after_one(
    site: Site, serve: Serve, open_page: OpenPage
) -> None:
    page = open_page(serve(site).address + PAGE)
    body = page.locator("body")
    mark(page)
    site.write("-- templates/components/chain/own.css --\nbody { color: rgb(9, 8, 7) }\n")
    expect(body).to_have_css("color", "rgb(9, 8, 7)")
    for colour in ("rgb(1, 2, 3)", "rgb(4, 5, 6)"):
        site.write(f"-- templates/styles/90-own.css --\nbody {{ background: {colour} }}\n")
        expect(body).to_have_css("background-color", colour)
    assert is_marked(page)
    save(site, "Edited.")
    expect(page.get_by_text("Edited.")).to_be_visible()
    expect(body).to_have_css("background-color", "rgb(4, 5, 6)")
    expect(body).to_have_css("color", "rgb(9, 8, 7)")


def test_an_edited_template_reloads_the_pages_that_it_makes(
    site: Site, serve: Serve, open_page: OpenPage
) -> None:
    served = serve(site)
    page, other = open_page(f"{served.address}about/"), open_page(served.address + PAGE)
    mark(other)
    for words in ("Made anew", "Made once more"):
        site.write(
            f"-- templates/pages/page.html --\n<!doctype html><title>x</title>\n<p>{words}\n"
        )
        expect(page.get_by_text(words)).to_be_visible()
    assert is_marked(other)


def test_faults_cover_the_page_until_they_are_mended(
    site: Site, serve: Serve, open_page: OpenPage
) -> None:
    served = serve(site, SITE_BUILDER_EDITOR="vscode")
    page, other = open_page(served.address + PAGE), open_page(f"{served.address}about/")
    mark(other)
    site.edit(CLAIM, "speaker: ben-okri", "speaker: ben-okra")
    fault = page.locator(f"{FAULTS} li.error")
    link = fault.get_by_role("link", name=f"{CLAIM}:3:10")
    expect(link).to_have_attribute("href", f"vscode://file{site.root}/{CLAIM}:3:10")
    expect(fault).to_contain_text("error[unknown-voice]")
    line, caret = fault.locator("pre").inner_text().split("\n")[:2]
    assert line[caret.index("^") :] == "ben-okra"
    expect(fault).to_contain_text("did you mean “ben-okri”?")
    expect(page.get_by_role("alert")).to_contain_text("1 error")
    expect(other.locator(FAULTS)).to_be_attached()
    served.wait_for(f"{CLAIM}:3:10: error[unknown-voice]: ")

    late = open_page(f"{served.address}claims/")
    expect(late.locator(FAULTS)).to_be_attached()
    expect(late.get_by_role("heading", level=1, name="Claims")).to_be_attached()
    late.get_by_role("button", name="Hide").click()
    expect(late.locator(FAULTS)).not_to_be_attached()

    site.edit(CLAIM, "speaker: ben-okra", "speaker: ben-okri")
    expect(page.locator(FAULTS)).not_to_be_attached()
    expect(other.locator(FAULTS)).not_to_be_attached()
    assert is_marked(other)


def test_markup_in_a_faulty_file_stays_text_in_the_overlay(
    site: Site, serve: Serve, open_page: OpenPage
) -> None:
    page = open_page(serve(site).address + PAGE)
    site.edit(CLAIM, "speaker: ben-okri", "speaker: <img src=x onerror=alert(1)><b>bold</b>")
    shown = page.locator(f"{FAULTS} .error pre")
    expect(shown).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator(f"{FAULTS} img, {FAULTS} b").count() == 0


def test_a_broken_template_is_shown_as_well(site: Site, serve: Serve, open_page: OpenPage) -> None:
    page = open_page(f"{serve(site).address}about/")
    site.write("-- templates/pages/page.html --\n{% if %}\n")
    expect(page.locator(f"{FAULTS} li.error")).to_contain_text("templates/pages/page.html:1")
    site.remove("templates/pages/page.html")
    expect(page.locator(FAULTS)).not_to_be_attached()


def test_two_tabs_on_one_page_reload_once_each(
    site: Site, serve: Serve, open_page: OpenPage
) -> None:
    served = serve(site)
    pages = [open_page(served.address + PAGE) for _ in range(2)]
    loads = [Loads(page) for page in pages]
    save(site, "For both.")
    for page in pages:
        expect(page.get_by_text("For both.")).to_be_visible()
    pages[0].wait_for_timeout(400)
    assert [each.count for each in loads] == [1, 1]


def test_tabs_of_two_browsers_follow_each_its_own_page(
    site: Site, serve: Serve, open_page: OpenPage, browser: Browser
) -> None:
    served = serve(site)
    with closing(
        browser.browser_type.launch(executable_path=find_chromium(), args=FLAGS)
    ) as second:
        claim, about = open_page(served.address + PAGE), second.new_page()
        about.goto(f"{served.address}about/")
        same = second.new_page()
        same.goto(served.address + PAGE)
        mark(about)
        save(site, "In both browsers.")
        for page in (claim, same):
            expect(page.get_by_text("In both browsers.")).to_be_visible()
        assert is_marked(about)
        mark(claim)
        mark(same)
        site.edit("content/pages/about.md", "We read", "They read")
        expect(about.get_by_text("They read")).to_be_visible()
        assert (is_marked(claim), is_marked(same)) == (True, True)
        site.write("-- templates/styles/90-own.css --\nbody { color: rgb(9, 8, 7) }\n")
        for page in (claim, same, about):
            expect(page.locator("body")).to_have_css("color", "rgb(9, 8, 7)")
        assert (is_marked(claim), is_marked(same)) == (True, True)


def test_a_burst_of_fifty_files_reloads_a_tab_once(
    site: Site, serve: Serve, open_page: OpenPage
) -> None:
    (site.root / "new").mkdir()
    for number in range(50):
        shutil.copy(site.root / CLAIM, site.root / f"new/a-{number}.md")
    served = serve(site)
    page = open_page(f"{served.address}claims/")
    loads = Loads(page)
    for path in (site.root / "new").iterdir():
        path.rename(site.root / "content/claims" / path.name)
    expect(page.locator("main")).to_contain_text("56")
    page.wait_for_timeout(400)
    assert (loads.count, served.builds) == (1, 2)


def test_edits_a_tenth_of_a_second_apart_are_all_seen_in_the_end(
    site: Site, serve: Serve, open_page: OpenPage
) -> None:
    page = open_page(serve(site).address + PAGE)
    for number in range(8):
        save(site, f"Edit {number}.")
        page.wait_for_timeout(100)
    expect(page.get_by_text("Edit 7.")).to_be_visible()


def test_a_build_between_a_pages_sending_and_its_connecting_is_made_up_for(
    site: Site, serve: Serve, open_page: OpenPage
) -> None:
    served = serve(site)
    page = open_page(f"{served.address}about/")

    def save_meanwhile(route: Route) -> None:
        save(site, "Saved meanwhile.")
        served.wait_for_builds(2)
        route.continue_()

    page.route("**/livereload.js*", save_meanwhile, times=1)
    page.goto(served.address + PAGE)
    assert served.builds == 2
    expect(page.get_by_text("Saved meanwhile.")).to_be_visible()


def test_a_tab_finds_the_server_again_and_what_was_saved_without_it(
    site: Site, open_page: OpenPage
) -> None:
    with serving(site.root) as served:
        page, other = open_page(served.address + PAGE), open_page(f"{served.address}about/")
        mark(other)
    save(site, "Saved without a server.")
    with serving(site.root, "--port", str(served.port)) as again:
        assert again.address == served.address
        expect(page.get_by_text("Saved without a server.")).to_be_visible()
        save(site, "And with one.")
        expect(page.get_by_text("And with one.")).to_be_visible()
        assert is_marked(other)


def test_a_new_cards_page_comes_up_in_the_tab_that_waits_for_it_and_goes_with_it(
    site: Site, serve: Serve, open_page: OpenPage
) -> None:
    served = serve(site)
    page = open_page(f"{served.address}claims/new/")
    status = "performance.getEntriesByType('navigation')[0].responseStatus"
    assert page.evaluate(status) == 404
    missing = page.title()
    card = site.root / "content/claims/new.md"
    card.write_text((site.root / CLAIM).read_text().replace("The ferries", "The new ferries"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("The new ferries")
    assert page.evaluate(status) == 200
    card.unlink()
    expect(page).to_have_title(missing)
    assert page.evaluate(status) == 404


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")
def test_a_tab_at_an_ipv6_address_reloads_too(
    site: Site, serve: Serve, open_page: OpenPage
) -> None:
    page = open_page(serve(site, "--host", "::1").address + PAGE)
    save(site, "Over IPv6.")
    expect(page.get_by_text("Over IPv6.")).to_be_visible()
