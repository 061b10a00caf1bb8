"""What readers ask first is answered within three clicks from the home page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from site_builder.build import Options, build
from tests.browser.open_page import OpenPage
from tests.conftest import ServeFolder

ROOT = Path(__file__).parents[1]

Follow = Callable[..., Page]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, serve_folder: ServeFolder) -> str:
    """Where the sample site is served."""
    output = tmp_path_factory.mktemp("home") / "site"
    assert not build(Options(root=ROOT, output=output)).failed
    return serve_folder(output, "/said/")


@pytest.fixture
def follow(sample: str, open_page: OpenPage) -> Follow:
    """`follow(link, …)`: the page at which clicks on three links at most arrive, without script."""

    def arrive(*links: str) -> Page:
        assert len(links) <= 3
        page = open_page(sample, javascript=False)
        for link in links:
            page.locator("main").get_by_role("link", name=link).first.click()
        return page

    return arrive


def test_what_somebody_said_in_their_own_words(follow: Follow) -> None:
    page = follow("Steve Witkoff", "Hamas has not been forthright")
    assert "Said by Steve Witkoff" in " ".join(page.locator("main").inner_text().split())
    assert page.locator(".own").count()


def test_which_statements_rest_on_unnamed_sources(follow: Follow) -> None:
    page = follow("Unnamed")
    assert page.locator("h1").inner_text() == "Unnamed"
    assert page.locator(".entry").count() == 7


def test_where_a_sentence_stands_in_the_article(follow: Follow) -> None:
    page = follow("The Trump administration is having discussions", "of the source")
    assert page.url.endswith("/#discussions-with-hamas")
    marked = " ".join(page.locator("mark").all_inner_texts())
    assert "discussions with Hamas" in " ".join(marked.split())


def test_which_claims_rest_on_one_origin_only(follow: Follow) -> None:
    page = follow("Claims that rest on 1 origin")
    assert page.locator("h1").inner_text() == "Claims that rest on 1 origin"
    assert page.locator(".entry").count()


def test_what_changed_since_last_week(follow: Follow) -> None:
    page = follow("What changed")
    days = page.locator("main time").evaluate_all("times => times.map(time => time.dateTime)")
    assert days
    assert days == sorted(days, reverse=True)
