"""Links to a source that an archive keeps say where the copy is and when it was made (Robust Links)."""

from pathlib import Path

from tests.page_text import parse_page
from tests.site_text import Site

SOURCE = "https://ledger.example/winter#top"
COPY = "https://archive.example/winter"
ROBUST = {"data-originalurl": SOURCE, "data-versionurl": COPY, "data-versiondate": "2024-02-21"}


def robust(site: Site, page: str) -> dict[str, dict[str, str]]:
    """The links of a page that leave the site for a source, and what they say of copies."""
    links = [element.attributes for element in parse_page(site.text(page)).find("a")]
    return {
        link["href"]: {name: value for name, value in link.items() if name.startswith("data-")}
        for link in links
        if link["href"].startswith(("https://ledger.example", "https://archive.example"))
    }


def test_every_link_to_an_archived_source_leads_to_its_copy(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    site.rebuild()
    assert robust(site, "sources/ledger-report/index.html") == {SOURCE: ROBUST, COPY: ROBUST}
    (quoted,) = robust(site, "claims/ferries-late/index.html").items()
    assert quoted == (f"{SOURCE}:~:text=Ferries%20ran%20late%20on%20Monday", ROBUST)


def test_the_copy_made_nearest_to_the_day_of_reading_is_meant(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    copies = ", ".join(
        f"{{url: 'https://archive.example/{day}', date: 2024-02-{day}}}" for day in (10, 19, 25)
    )
    site.edit("content/sources/ledger-report.md", f"{{url: {COPY}, date: 2024-02-21}}", copies)
    site.rebuild()
    ((_, found),) = robust(site, "claims/ferries-late/index.html").items()
    assert found["data-versiondate"] == "2024-02-19"
    site.edit("content/sources/ledger-report.md", "accessed: 2024-02-20\n", "")
    site.rebuild()
    ((_, found),) = robust(site, "claims/ferries-late/index.html").items()
    assert found["data-versiondate"] == "2024-02-10"


def test_a_link_to_a_source_that_no_archive_keeps_says_nothing(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    site.edit("content/sources/ledger-report.md", f"{{url: {COPY}, date: 2024-02-21}}", "")
    site.rebuild()
    assert robust(site, "sources/ledger-report/index.html") == {SOURCE: {}}
