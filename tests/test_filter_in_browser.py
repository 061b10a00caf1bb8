"""Readers filter and order lists of claims in a real browser; without script the lists are whole."""

import gzip
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from site_builder import __file__ as package
from site_builder.build import Options, build
from tests.browser.accessibility import axe_findings
from tests.browser.moved import moved
from tests.browser.open_page import OpenPage
from tests.conftest import ServeFolder
from tests.test_published import as_sent_by, base_url_of

ROOT = Path(__file__).parents[1]
SCRIPT = Path(package).parents[1] / "templates/assets/filter.js"

SITES = {
    "whole": {},
    "doubled": {},
    "paged": {"per_page": "12"},
    "unsearched": {"per_page": "12", "search": "false"},
    "hebrew": {"per_page": "12", "language": "he"},
}
"""What the sample site has in its settings besides, or instead; one has each card twice."""

NARROWED = "claims/?q=hamas&level=unnamed"
LEVELS = ["quoted", "paraphrased", "relayed", "unnamed", "unattributed"]

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def address_of(
    tmp_path_factory: pytest.TempPathFactory, serve_folder: ServeFolder
) -> Callable[[str], str]:
    """`address_of(site)`: where one of the sites is served, below a path and with its policy."""
    served: dict[str, str] = {}

    def serve(name: str) -> str:
        if name not in served:
            root = tmp_path_factory.mktemp(name)
            shutil.copytree(ROOT / "content", root / "content")
            settings = root / "content/site.yaml"
            lines = [
                line
                for line in settings.read_text(encoding="utf-8").splitlines()
                if line.partition(":")[0] not in SITES[name]
            ]
            lines += [f"{key}: {value}" for key, value in SITES[name].items()]
            settings.write_text("\n".join(lines) + "\n", encoding="utf-8")
            if name == "doubled":
                for card in [*(root / "content/claims").rglob("*.md")]:
                    shutil.copy(card, card.with_name(f"{card.stem}-again.md"))
            output = root / "_site"
            assert not build(Options(root=root, output=output)).failed
            fields = as_sent_by("netlify", output, base_url_of(output))
            served[name] = serve_folder(output, "/a/b/", fields)
        return served[name]

    return serve


@pytest.fixture
def opened(address_of: Callable[[str], str], open_page: OpenPage) -> Open:
    """`opened("claims/", "paged")`: a page of one of the sites."""

    def page_of(path: str, site: str = "whole", **options: Any) -> Page:
        return open_page(f"{address_of(site)}{path}", **options)

    return page_of


def shown(page: Page) -> list[str]:
    """The level of each entry that shows, in order."""
    classes = page.locator(".entry:visible").evaluate_all("all => all.map(each => each.className)")
    return [each.removeprefix("entry level-") for each in classes]


def status(page: Page) -> str:
    return page.get_by_role("status").inner_text()


def test_the_script_is_small() -> None:
    script = SCRIPT.read_bytes()
    assert len(script) <= 3000
    assert len(gzip.compress(script, 9)) <= 1400


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("claims/", ["q", "level", "sort"]),
        ("topics/us-and-israel/", ["q", "level", "sort"]),
        ("origins/1/", ["q", "level", "sort"]),
        ("attribution/quoted/", ["q"]),
        ("people/donald-trump/", []),
        ("", []),
        ("sources/", []),
    ],
)
def test_a_list_that_is_no_short_one_has_what_its_claims_can_be_told_apart_by(
    opened: Open, path: str, fields: list[str]
) -> None:
    page = opened(path)
    found = page.locator(".filter [name]").evaluate_all("all => all.map(each => each.name)")
    assert found == fields
    scripts = page.locator("script[src]").evaluate_all("all => all.map(each => each.src)")
    assert [script.rpartition("/")[2] for script in scripts] == ["filter.js"] * bool(fields)


def test_words_are_found_in_statements_and_names_whatever_their_case_and_marks(
    opened: Open,
) -> None:
    page = opened("claims/")
    assert status(page) == ""
    words = page.get_by_label("Words or names")
    for typed, statement in (
        ("HÁMAS’ response", "Hamas’ response was deemed insufficient."),
        ("hamas' RESPONSE", "Hamas’ response was deemed insufficient."),
        ("deal boehler", "No deal had been reached in the talks with Hamas."),
    ):
        words.fill(typed)
        expect(page.get_by_role("status")).to_have_text("1 of 32 claims")
        expect(page.locator(".entry-statement:visible")).to_have_text(statement)


def test_a_level_is_chosen_and_its_line_drawn(opened: Open) -> None:
    page = opened("claims/")
    levels = page.get_by_label("Attribution")
    options = levels.locator("option").all_inner_texts()
    assert options == [
        "Any",
        "Quoted (8)",
        "Paraphrased (10)",
        "Relayed (0)",
        "Unnamed (7)",
        "Unattributed (7)",
    ]
    levels.select_option("unnamed")
    expect(page.get_by_role("status")).to_have_text("7 of 32 claims")
    assert shown(page) == ["unnamed"] * 7
    assert levels.evaluate("each => getComputedStyle(each).borderBottomStyle") == "dashed"


def test_claims_stand_by_attribution_and_by_date_again(opened: Open) -> None:
    page = opened("claims/")
    statements = page.locator(".entry-statement")
    before = statements.all_inner_texts()
    order = page.get_by_label("Order")
    order.select_option("By attribution")
    expect(page).to_have_url("*?sort=level".replace("*", page.url))
    levels = shown(page)
    assert levels == sorted(levels, key=LEVELS.index)
    by_level = statements.all_inner_texts()
    assert sorted(by_level) == sorted(before)
    quoted = [text for text in before if text in by_level[: levels.count("quoted")]]
    assert by_level[: len(quoted)] == quoted
    order.select_option("Newest first")
    expect(statements).to_have_text(before)


def test_a_filtered_list_is_linked_and_found_again_by_who_goes_back(opened: Open) -> None:
    page = opened(NARROWED)
    assert status(page) == "2 of 32 claims"
    assert page.get_by_label("Words or names").input_value() == "hamas"
    assert page.get_by_label("Attribution").input_value() == "unnamed"
    page.get_by_label("Words or names").fill("officials")
    page.wait_for_url("**/claims/?q=officials&level=unnamed")
    page.locator(".entry-statement:visible").first.click()
    page.wait_for_url("**/claims/*/")
    page.go_back()
    page.wait_for_url("**/claims/?q=officials&level=unnamed")
    expect(page.locator(".entry:visible")).to_have_count(1)


def test_a_choice_that_there_is_not_is_none(opened: Open) -> None:
    page = opened("claims/?level=proven&sort=size")
    assert status(page) == ""
    assert page.get_by_label("Attribution").input_value() == ""


def test_where_nothing_fits_that_is_said_and_all_are_shown_again(opened: Open) -> None:
    page = opened("claims/?utm=kept")
    every = page.get_by_role("button", name="Show all")
    assert not every.is_visible()
    page.get_by_label("Words or names").fill("zeppelin")
    expect(page.get_by_role("status")).to_have_text("None of these claims fits.")
    assert shown(page) == []
    every.click()
    expect(page.get_by_role("status")).to_have_text("")
    assert len(shown(page)) == 32
    assert page.url.endswith("/claims/?utm=kept")
    assert page.evaluate("document.activeElement.name") == "q"
    assert not every.is_visible()


def test_sections_of_a_voice_go_with_their_claims(opened: Open) -> None:
    page = opened("organisations/axios/", "doubled")
    sections = page.locator("main section[id]:visible")
    expect(sections).to_have_count(3)
    assert page.get_by_label("Order").count() == 0
    page.get_by_label("Attribution").select_option("unnamed")
    expect(page.get_by_role("status")).to_have_text("6 of 14 claims")
    assert shown(page) == ["unnamed"] * 6
    assert [section.get_attribute("id") for section in sections.all()] == ["_heard", "_handed_on"]


def test_by_keyboard_alone_a_list_is_filtered_and_a_claim_opened(opened: Open) -> None:
    page = opened("claims/")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "q":
            break
    page.keyboard.type("hamas")
    page.keyboard.press("Tab")
    page.keyboard.press("U")
    expect(page.get_by_role("status")).to_have_text("2 of 32 claims")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "sort"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Show all"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/*/")


def test_one_page_of_a_list_says_that_it_is_one_and_leads_to_the_rest(opened: Open) -> None:
    page = opened("claims/", "paged")
    assert status(page) == ""
    note = page.locator(".filter-said > p:not([role])")
    assert note.inner_text() == (
        "The other pages of this list are not looked through; the search looks through all."
    )
    page.get_by_label("Words or names").fill("zeppelin")
    expect(page.get_by_role("status")).to_have_text("None of the claims on this page fits.")
    page.get_by_label("Words or names").fill("hostages")
    page.wait_for_url("**/claims/?q=hostages")
    expect(page.get_by_role("status")).to_have_text(
        re.compile(r"^\d of the 12 claims on this page$")
    )
    page.get_by_role("link", name="Next").click()
    page.wait_for_url("**/claims/page/2/?q=hostages")
    assert page.get_by_label("Words or names").input_value() == "hostages"
    page.locator(".filter a").click()
    page.wait_for_url("**/search/?q=hostages")
    expect(page.get_by_role("status")).to_have_text("12 claims found.")


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("origins/1/", ""),
        ("topics/direct-talks/", "?topic=topics/direct-talks/"),
    ],
)
def test_the_search_is_narrowed_down_to_the_list_where_it_can_be(
    opened: Open, path: str, query: str
) -> None:
    page = opened(path, "paged", javascript=False)
    assert page.locator(".filter a").get_attribute("href") == f"../../search/{query}"


def test_without_a_search_none_is_offered(opened: Open) -> None:
    page = opened("claims/", "unsearched")
    assert "are not looked through." in page.locator(".filter-said").inner_text()
    assert page.locator(".filter a").count() == 0


def test_without_script_nothing_of_it_shows_and_every_link_works(opened: Open) -> None:
    page = opened(NARROWED, javascript=False)
    box = page.locator(".filter").bounding_box()
    assert box is None or box["height"] == 0
    assert len(shown(page)) == 32
    page.locator(".counts a").first.click()
    assert page.url.endswith("/attribution/quoted/")
    assert len(shown(page)) == 8


@pytest.mark.parametrize("path", ["claims/", NARROWED, "organisations/axios/?level=unnamed"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_the_script_shows_what_is_asked(
    opened: Open, path: str, width: int
) -> None:
    page = opened(path, "doubled", width=width)
    assert moved(page) == []


def test_in_hebrew_it_speaks_hebrew_and_stands_from_right_to_left(opened: Open) -> None:
    page = opened("claims/?q=hamas&sort=level", "hebrew", width=390)
    assert status(page) == f"{len(shown(page))} מתוך 12 הטענות בעמוד הזה"
    assert len(shown(page)) > 0
    boxes = [page.locator(f"[name={name}]").bounding_box() for name in ("level", "sort")]
    level, order = (box for box in boxes if box)
    assert level["x"] > order["x"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("site", ["paged", "hebrew"])
def test_it_can_be_read_by_everyone_and_breaks_no_policy(
    opened: Open, open_page: OpenPage, site: str, scheme: str
) -> None:
    for query in ("", "?q=hamas&level=unattributed&sort=level", "?q=zeppelin"):
        page = opened(f"claims/{query}", site, width=320, scheme=scheme)
        assert axe_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert open_page.guard.console == []
