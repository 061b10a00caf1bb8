"""Which pages stand in the sitemap, and when each of them changed."""

import pytest

from site_builder.library import Library
from site_builder.plan import plan
from tests.planned import many, paths, with_settings
from tests.site_text import Site


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Site.at(tmp_path_factory.mktemp("site")).library()


def test_pages_are_listed_in_the_sitemap_and_files_are_not(library: Library) -> None:
    planned = plan(library, "")
    (sitemap,) = (page for page in planned.pages if page.path == "sitemap.xml")
    entries, index = sitemap.parts
    listed = {path for path, _ in entries.value}
    pages = {path for path in paths(library) if path == "" or path.endswith("/")}
    assert listed == {path for path in pages - library.moved.keys() if not path.endswith("/embed/")}
    assert index is False


def days(library: Library) -> dict[str, str | None]:
    """When each page last changed, as the sitemap has it."""
    (sitemap,) = (page for page in plan(library, "").pages if page.path == "sitemap.xml")
    return dict(sitemap.parts[0].value)


def test_every_page_that_shows_claims_changed_when_the_last_of_them_did(library: Library) -> None:
    found = days(library)
    assert found["claims/port-stays-open/"] == "2024-05-02"
    assert found["claims/ferries-late/"] == "2024-03-02"
    assert found["sources/ledger-report/"] == found["people/ben-okri/"] == "2024-05-02"
    assert found["sources/old-letter/"] == "2024-03-05"
    assert found["topics/ferries/"] == "2024-03-02"
    assert found["people/ben-okri/page/2/"] == "2024-03-03"
    assert found["attribution/unnamed/"] == "2024-03-03"
    assert found["voices/"] == found["topics/"] == found["sources/"] == "2024-05-02"


def test_a_page_of_which_content_gives_no_day_has_none(library: Library) -> None:
    found = days(library)
    assert found["about/"] is found["organisations/daily-ledger/"] is None


def test_a_sitemap_of_more_than_50_000_addresses_is_split(library: Library) -> None:
    large = with_settings(many(library, 25_100), per_page=1000, outputs=("sitemap", "robots"))
    planned = plan(large, "")
    sitemaps = {p.path: p.parts for p in planned.pages if p.path.startswith("sitemap")}
    assert list(sitemaps) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    assert sitemaps["sitemap.xml"] == (
        (("sitemap-1.xml", "2024-03-05"), ("sitemap-2.xml", "2024-03-05")),
        True,
    )
    first, second = (sitemaps[f"sitemap-{number}.xml"][0].value for number in (1, 2))
    assert len(first) == 50_000
    listed = [path for path, _ in (*first, *second)]
    pages = {p.path for p in planned.pages if p.path == "" or p.path.endswith("/")}
    pages = {path for path in pages if not path.endswith("/embed/")}
    assert len(listed) == len(set(listed))
    assert set(listed) == pages - library.moved.keys()
    (robots,) = (p for p in planned.pages if p.path == "robots.txt")
    assert robots.parts == ("sitemap.xml",)
