"""A former address leads on in a browser, with and without script, and keeps what stood behind “#”."""

import pytest

from tests.browser.open_page import OpenPage
from tests.conftest import ServeFolder
from tests.site_text import Site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=["/", "/a/b/"])
def root(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    serve_folder: ServeFolder,
) -> str:
    """Where the small site is served: at a host's root, and below a path."""
    site = Site.at(tmp_path_factory.mktemp("moved"))
    site.rebuild()
    return serve_folder(site.output, request.param)


def test_with_script_the_place_within_the_page_is_kept(root: str, open_page: OpenPage) -> None:
    page = open_page(f"{root}about/")
    page.goto(f"{root}claims/port-open/#refusal")
    page.wait_for_url(f"{root}claims/port-stays-open/#refusal")
    assert page.evaluate("document.querySelector(':target').id") == "refusal"


def test_with_script_what_was_asked_for_is_kept(root: str, open_page: OpenPage) -> None:
    page = open_page(f"{root}about/")
    page.goto(f"{root}claims/port-open/?from=a&b=%23c")
    page.wait_for_url(f"{root}claims/port-stays-open/?from=a&b=%23c")
    page.goto(f"{root}claims/port-open/?from=a#refusal")
    page.wait_for_url(f"{root}claims/port-stays-open/?from=a#refusal")


@pytest.mark.parametrize("javascript", [True, False])
def test_without_a_place_the_page_itself_leads_on(
    root: str, javascript: bool, open_page: OpenPage
) -> None:
    page = open_page(f"{root}about/", javascript=javascript)
    page.goto(f"{root}claims/port-open/")
    page.wait_for_url(f"{root}claims/port-stays-open/")


def test_without_script_a_place_is_lost_but_not_the_page(root: str, open_page: OpenPage) -> None:
    page = open_page(f"{root}about/", javascript=False)
    page.goto(f"{root}claims/port-open/#refusal")
    page.wait_for_url(f"{root}claims/port-stays-open/**")


def test_going_back_does_not_lead_to_the_former_address(root: str, open_page: OpenPage) -> None:
    page = open_page(f"{root}about/")
    page.goto(f"{root}claims/port-open/#refusal")
    page.wait_for_url(f"{root}claims/port-stays-open/#refusal")
    page.go_back()
    assert page.url == f"{root}about/"
