"""Sitemaps keep the protocol's rules and miss no page; robots are told of them."""

import re
from pathlib import Path

from site_builder.twins.sitemap import (
    Robots,
    Sitemap,
    SitemapEntry,
    compose_robots,
    compose_sitemap,
    robots_txt,
    sitemap_xml,
)
from tests.frames import frame
from tests.site_text import Site
from tests.validators.sitemap import sitemap_faults

FRAME = frame()


def test_a_sitemap_keeps_the_protocols_rules() -> None:
    entries = (
        SitemapEntry(url="https://record.example/a?b=1&c='<\">", changed="2024-03-01"),
        SitemapEntry(url="https://record.example/", changed=None),
    )
    text = sitemap_xml(Sitemap(entries=entries))
    assert sitemap_faults(text, "https://record.example/") == []
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="')
    assert not re.search(r"&(?!amp;|lt;|gt;|apos;|quot;)", text)


def test_an_index_of_sitemaps_keeps_them_too() -> None:
    entry = SitemapEntry(url="https://record.example/sitemap-1.xml", changed=None)
    text = sitemap_xml(Sitemap(entries=(entry,), index=True))
    assert sitemap_faults(text, "https://record.example/") == []
    assert "<sitemapindex" in text


def test_the_small_sites_sitemap_has_every_page_once(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    site.rebuild()
    text = site.text("sitemap.xml")
    base_url = "https://small.example/record/"
    assert sitemap_faults(text, base_url) == []
    listed = {loc.removeprefix(base_url) for loc in re.findall("<loc>(.*?)</loc>", text)}
    pages = {f.removesuffix("index.html") for f in site.files() if f.endswith("index.html")}
    pages = {page for page in pages if not page.endswith("/embed/")}
    assert listed == pages - {"claims/port-open/"}
    assert "<lastmod>2024-05-02</lastmod>" in text


def test_robots_may_read_everything_and_are_told_of_the_sitemap() -> None:
    told = robots_txt(Robots(sitemap="https://record.example/sitemap.xml"))
    assert told == ("User-agent: *\nAllow: /\n\nSitemap: https://record.example/sitemap.xml\n")
    assert robots_txt(Robots(sitemap=None)) == "User-agent: *\nAllow: /\n"


def test_sitemap_entries_and_robots_have_whole_addresses() -> None:
    sitemap = compose_sitemap(FRAME, "", (("", None), ("about/", "2024-03-01")), False)
    assert [(entry.url, entry.changed) for entry in sitemap.entries] == [
        ("https://record.example/below/", None),
        ("https://record.example/below/about/", "2024-03-01"),
    ]
    robots = compose_robots(FRAME, "", "sitemap.xml")
    assert robots.sitemap == "https://record.example/below/sitemap.xml"
