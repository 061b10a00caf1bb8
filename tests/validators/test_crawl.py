"""The crawl finds nothing wrong with a small good site, and every way in which it can go wrong."""

from pathlib import Path

import pytest

from tests.site_text import archived
from tests.validators.crawl import Crawl

BASE = "https://site.example/a/b/"

GOOD = """\
-- index.html --
<!doctype html>
<html lang="en"><head><title>Home</title>
<link rel="canonical" href="https://site.example/a/b/">
<link rel="stylesheet" href="assets/site.css">
<link rel="icon" href="assets/icon.svg" type="image/svg+xml">
<link rel="alternate" type="application/json" href="data/all.json">
<link rel="alternate" type="application/atom+xml" href="https://site.example/a/b/feed.xml">
<meta property="og:image" content="https://site.example/a/b/assets/card.png">
<script type="application/ld+json">{"@id": "https://site.example/a/b/#_site", "url":
"https://site.example/a/b/claims/one/"}</script>
</head><body>
<a href="#main">Skip</a> <main id="main" aria-labelledby="title"><h1 id="title">Home</h1>
<a href="claims/one/">One</a> <a href="./claims/one/#q-1">its words</a> <a href="https://else.example/x">x</a>
<a href="claims/one/#:~:text=words">found</a> <a href="mailto:us@site.example">Write</a>
<img src="assets/card.png" srcset="assets/card.png 1x, assets/card.png 2x" alt="">
</main></body></html>
-- claims/one/index.html --
<!doctype html>
<html lang="en"><head><title>One</title>
<link rel="canonical" href="https://site.example/a/b/claims/one/">
</head><body><a href="../../">Home</a> <q id="q-1" cite="https://else.example/">words</q>
<p>Its address is https://site.example/a/b/claims/one/#q-1.</p></body></html>
-- claims/earlier/index.html --
<!doctype html>
<html lang="en"><head><title>Moved</title>
<link rel="canonical" href="https://site.example/a/b/claims/one/">
<meta http-equiv="refresh" content="0; url=../one/">
</head><body><a href="../one/">One</a></body></html>
-- 404.html --
<!doctype html>
<html lang="en"><head><title>Nothing</title>
</head><body><a href="/a/b/">Home</a></body></html>
-- assets/site.css --
body { background: url("card.png"); }
-- assets/icon.svg --
<svg xmlns="http://www.w3.org/2000/svg"><use href="#x"/></svg>
-- assets/card.png --
picture
-- data/all.json --
{"claims": [{"id": "https://site.example/a/b/earlier", "url": "https://site.example/a/b/claims/one/",
"html": "<iframe src='https://site.example/a/b/claims/one/'></iframe>"}]}
-- data/all.csv --
url,claim
https://site.example/a/b/claims/one/,One
-- feed.xml --
<feed xmlns="http://www.w3.org/2005/Atom"><id>https://site.example/a/b/never</id>
<link href="https://site.example/a/b/claims/one/"/>
<content type="html">&lt;a href="https://site.example/a/b/claims/one/#q-1"&gt;</content></feed>
-- sitemap.xml --
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://site.example/a/b/</loc></url>
<url><loc>https://site.example/a/b/claims/one/</loc></url></urlset>
-- robots.txt --
Sitemap: https://site.example/a/b/sitemap.xml
-- _redirects --
/a/b/claims/earlier/ /a/b/claims/one/ 301
"""


def crawl(folder: Path, file: str = "", old: str = "", new: str = "") -> Crawl:
    """The good site, with one thing in one file replaced."""
    for name, text in archived(GOOD).items():
        changed = text
        if name == file:
            assert old in text
            changed = text.replace(old, new, 1)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(changed, encoding="utf-8")
    return Crawl(folder, BASE)


def test_a_good_site_has_no_faults(tmp_path: Path) -> None:
    assert crawl(tmp_path).faults() == []


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("index.html", 'href="claims/one/"', 'href="claims/two/"', "<a> href: there is no"),
        ("index.html", 'href="claims/one/"', 'href="claims/one"', "<a> href: there is no"),
        ("index.html", 'href="claims/one/"', 'href="/claims/one/"', "leads out of the site"),
        ("index.html", 'href="claims/one/"', 'href="../../../"', "leads out of the site"),
        ("index.html", "#q-1", "#q-2", "has no such place"),
        ("index.html", 'href="#main"', 'href="#nav"', "has no such place"),
        ("index.html", 'aria-labelledby="title"', 'aria-labelledby="t"', "there is no #t"),
        ("index.html", "assets/site.css", "assets/syte.css", "<link> href: there is no"),
        ("index.html", '<img src="assets/card', '<img src="assets/cart', "<img> src: there is no"),
        ("index.html", "card.png 2x", "card@2.png 2x", "<img> srcset: there is no"),
        ("index.html", "/a/b/assets/card", "/a/b/assets/cart", "<meta> content: there is no"),
        ("index.html", "data/all.json", "data/none.json", "<link> href: there is no"),
        ("index.html", "data/all.json", "feed.xml", "is not of the form application/json"),
        ("index.html", "b/feed.xml", "b/atom.xml", "<link> href: there is no"),
        ("index.html", "application/atom+xml", "application/unheard-of", "is not of the form"),
        ("index.html", "b/#_site", "b/gone/#_site", "@id: there is no"),
        ("index.html", '"https://site.example/a/b/claims', '"https://site.example/a/b/c', "url: "),
        ("index.html", 'canonical" href="https://site', 'canonical" href="https://s', "not below"),
        (
            *("index.html", 'canonical" href="https://site.example/a/b/"'),
            *('canonical" href="https://site.example/a/b/claims/earlier/"', "says that another"),
        ),
        ("claims/one/index.html", "claims/one/#q-1.", "claims/one/#q-9.", "has no such place"),
        ("claims/one/index.html", "claims/one/#q-1.", "claims/on/#q-1.", "<p>: there is no"),
        ("claims/earlier/index.html", "url=../one/", "url=../two/", "refresh: there is no"),
        ("claims/earlier/index.html", "b/claims/one/", "b/claims/two/", "there is no"),
        ("404.html", "/a/b/", "/a/", "leads out of the site"),
        ("404.html", "/a/b/", "a/", "there is no"),
        ("assets/site.css", "card.png", "cart.png", "there is no"),
        ("assets/icon.svg", "#x", "y.svg", "there is no"),
        ("data/all.json", "claims/one/", "claims/two/", "url: there is no"),
        ("data/all.json", "b/claims/one/'", "b/claims/two/'", "html: there is no"),
        ("data/all.csv", "claims/one/", "claims/two/", "there is no"),
        ("feed.xml", 'b/claims/one/"', 'b/claims/two/"', "<link> href: there is no"),
        ("feed.xml", "#q-1", "#q-2", "<content>: "),
        ("sitemap.xml", "claims/one/", "claims/two/", "<loc>: there is no"),
        ("sitemap.xml", "claims/one/", "claims/earlier/", "is not the canonical address"),
        ("sitemap.xml", "https://site.example", "https://else.example", "is not of this site"),
        ("robots.txt", "sitemap.xml", "site-map.xml", "there is no"),
        ("_redirects", "b/claims/one/", "b/claims/two/", "there is no"),
    ],
)
def test_whatever_leads_nowhere_is_found(
    tmp_path: Path, file: str, old: str, new: str, fault: str
) -> None:
    faults = crawl(tmp_path, file, old, new).faults()
    assert any(each.startswith(f"{file}:") and fault in each for each in faults), faults


def test_a_file_that_is_gone_is_missed_wherever_it_was_named(tmp_path: Path) -> None:
    crawl(tmp_path)
    (tmp_path / "claims/one/index.html").unlink()
    missing = {fault.partition(":")[0] for fault in Crawl(tmp_path, BASE).faults()}
    assert missing == {
        *("_redirects", "claims/earlier/index.html", "data/all.csv", "data/all.json"),
        *("feed.xml", "index.html", "sitemap.xml"),
    }


def test_another_site_whose_name_begins_alike_is_not_looked_up(tmp_path: Path) -> None:
    for other in ("https://site.example.org/a/b/", "https://site.example/a/bc/"):
        assert crawl(tmp_path, "data/all.csv", "https://site.example/a/b/", other).faults() == []


def test_what_no_other_file_names_is_found(tmp_path: Path) -> None:
    alone = ["404.html", "_redirects", "claims/earlier/index.html", "data/all.csv", "robots.txt"]
    assert crawl(tmp_path).unnamed() == alone
    assert "feed.xml" in crawl(tmp_path, "index.html", "b/feed.xml", "b/").unnamed()
