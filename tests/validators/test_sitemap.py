"""The schema and the rules of sitemaps find faults, each what the other cannot see."""

from collections.abc import Callable

import pytest

from tests.validators.sitemap import sitemap_faults

SchemaFaults = Callable[[bytes], list[str]]

GOOD = """\
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://a.example/</loc><lastmod>2025-03-01</lastmod></url>
<url><loc>https://a.example/b/</loc></url>
</urlset>
"""

BROKEN = [
    ("2025-03-01", "2025-02-30", "is not a valid value"),
    ("2025-03-01", "yesterday", "is not a valid value"),
    ("<lastmod>2025-03-01</lastmod>", "<changed/>", "This element is not expected"),
    ("<loc>https://a.example/b/</loc>", "", "Missing child element"),
    ("https://a.example/b/", "b/", "minLength"),
    ("sitemap/0.9", "sitemap/0.8", "No matching global declaration"),
]

AGAINST_RULES = [
    ("https://a.example/b/", "https://a.example/", "an address stands twice"),
    ("https://a.example/b/", "https://b.example/", "is not below"),
    ("https://a.example/b/", "https://a.example/#b", "has a fragment"),
    ("https://a.example/b/", "https://a.example/ä", "is not escaped"),
    ("2025-03-01", "2025-03", "is no date"),
]


def test_a_good_sitemap_has_no_faults(sitemap_schema_faults: SchemaFaults) -> None:
    assert sitemap_schema_faults(GOOD.encode()) == sitemap_faults(GOOD, "https://a.example/") == []


@pytest.mark.parametrize(("old", "new", "fault"), BROKEN)
def test_the_schema_finds_what_breaks_it(
    sitemap_schema_faults: SchemaFaults, old: str, new: str, fault: str
) -> None:
    assert old in GOOD
    faults = sitemap_schema_faults(GOOD.replace(old, new).encode())
    assert any(fault in each for each in faults), faults


@pytest.mark.parametrize(("old", "new", "fault"), AGAINST_RULES)
def test_the_rules_find_what_breaks_them(old: str, new: str, fault: str) -> None:
    assert old in GOOD
    faults = sitemap_faults(GOOD.replace(old, new), "https://a.example/")
    assert any(fault in each for each in faults), faults
