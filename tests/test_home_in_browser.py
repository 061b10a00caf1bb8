"""What readers ask first is answered within three clicks from the home page."""

from typing import NamedTuple, Protocol

import pytest
from playwright.sync_api import Page

from tests.browser.open_page import OpenPage
from tests.conftest import BuiltSite, ServeFolder


class Asked(NamedTuple):
    """A site, and what on it readers ask about."""

    who: str
    said: str
    unnamed: int  # statements on the first page of those that rest on unnamed sources
    statement: str
    words: str


SITES = {
    "sample": Asked(
        who="Steve Witkoff",
        said="Hamas has not been forthright",
        unnamed=7,
        statement="The Trump administration is having discussions",
        words="discussions with Hamas",
    ),
    "synthetic": Asked(
        who="Ada Moss",
        said="Merrow has the money and the ships",
        unnamed=5,
        statement="Dredging of the outer harbour of Merrow",
        words="before the summer is out",
    ),
}


class Follow(Protocol):
    """The page at which clicks on three links at most arrive, without script."""

    def __call__(self, *links: str) -> Page: ...


@pytest.fixture(scope="module", params=SITES)
def site(request: pytest.FixtureRequest) -> str:
    """Which site."""
    return str(request.param)


@pytest.fixture
def asked(site: str) -> Asked:
    return SITES[site]


@pytest.fixture(scope="module")
def home(site: str, built_site: BuiltSite, serve_folder: ServeFolder) -> str:
    """Where the site is served."""
    return serve_folder(built_site(site), "/said/")


@pytest.fixture
def follow(home: str, open_page: OpenPage) -> Follow:
    def arrive(*links: str) -> Page:
        assert len(links) <= 3
        page = open_page(home, javascript=False)
        for link in links:
            page.locator("main").get_by_role("link", name=link).first.click()
        return page

    return arrive


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def test_what_somebody_said_in_their_own_words(follow: Follow, asked: Asked) -> None:
    page = follow(asked.who, asked.said)
    assert f"Said by {asked.who}" in in_one_line(page.locator("main").inner_text())
    assert page.locator(".own").count()


def test_which_statements_rest_on_unnamed_sources(follow: Follow, asked: Asked) -> None:
    page = follow("Unnamed")
    assert page.locator("h1").inner_text() == "Unnamed"
    assert page.locator(".entry").count() == asked.unnamed


def test_where_a_sentence_stands_in_the_article(follow: Follow, asked: Asked) -> None:
    page = follow(asked.statement, "of the source")
    anchor = page.url.partition("#")[2]
    assert page.locator(f"[id='{anchor}']").count() == 1
    assert asked.words in in_one_line(" ".join(page.locator("mark").all_inner_texts()))


def test_which_claims_rest_on_one_origin_only(follow: Follow) -> None:
    page = follow("Claims that rest on 1 origin")
    assert page.locator("h1").inner_text() == "Claims that rest on 1 origin"
    assert page.locator(".entry").count()


def test_what_changed_since_last_week(follow: Follow) -> None:
    page = follow("What changed")
    days = page.locator("main time").evaluate_all("times => times.map(time => time.dateTime)")
    assert days
    assert days == sorted(days, reverse=True)
