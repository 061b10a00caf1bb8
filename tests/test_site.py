"""What holds for every page of a built site, whatever it is about."""

import json
import re
from collections.abc import Callable
from http.client import HTTPConnection
from itertools import pairwise
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser
import pytest

from tests.built import (
    ELSEWHERE,
    ROOTS,
    Built,
    is_embed,
    is_for_machines,
    is_listed,
    leads_on,
    links,
)
from tests.conftest import BuiltSite, ServeFolder
from tests.page_text import Element, is_own_script
from tests.site_text import Site, site_files
from tests.validators.atom import atom_faults
from tests.validators.crawl import Crawl
from tests.validators.csl import csl_faults
from tests.validators.json_feed import json_feed_faults
from tests.validators.references import (
    bibtex_faults,
    in_words,
    read_bibtex,
    read_ris,
    ris_faults,
)
from tests.validators.sitemap import sitemap_faults


@pytest.fixture(scope="module", params=["sample", "small", "synthetic"])
def built(
    request: pytest.FixtureRequest, built_site: BuiltSite, tmp_path_factory: pytest.TempPathFactory
) -> Built:
    """One of three sites: the sample content, the small one, and one that uses every field."""
    if request.param in ROOTS:
        return Built(ROOTS[request.param], built_site(request.param))
    site = Site.at(tmp_path_factory.mktemp("small"))
    site.rebuild()
    return Built(site.root, site.output)


def test_every_page_says_what_it_is_and_in_which_language(built: Built) -> None:
    for file, page in built.pages.items():
        (html,) = page.find("html")
        title, *_of_drawings = page.find("title")
        (heading,) = page.find("h1")
        assert html.attributes["lang"], file
        assert html.attributes["dir"] in {"ltr", "rtl"}, file
        assert title.text, file
        assert heading.text, file


def is_entry(file: str) -> bool:
    """Whether a page is of one claim, voice, source or topic: two of these may share a title."""
    return is_embed(file) or (file.count("/") == 2 and not file.startswith("attribution/"))


def test_titles_tell_lists_and_pages_apart(built: Built) -> None:
    titles = {file: page.find("title")[0].text for file, page in built.pages.items()}
    others = [title for file, title in titles.items() if not is_entry(file)]
    assert len(set(others)) == len(others)
    assert not {title for file, title in titles.items() if is_entry(file)} & set(others)


def test_no_description_only_repeats_the_title(built: Built) -> None:
    for file, page in built.pages.items():
        said = {
            e.attributes.get("name", e.attributes.get("property")): e for e in page.find("meta")
        }
        for name in ("description", "og:description"):
            if name in said:
                title, *_ = page.find("title")  # drawings have more
                assert said[name].attributes["content"] not in {
                    title.text,
                    said["og:title"].attributes["content"],
                }, file


def meta(page: Element) -> dict[str, str]:
    """What a page says of itself in `meta` elements, by name or property; none stands twice."""
    said = [
        (e.attributes.get("property") or e.attributes.get("name"), e) for e in page.find("meta")
    ]
    names = [name for name, _ in said if name is not None]
    assert len(set(names)) == len(names)
    return {name: e.attributes["content"] for name, e in said if name is not None}


def test_shared_links_show_what_a_page_is(built: Built) -> None:
    for file, page in built.pages.items():
        if file == "404.html" or is_embed(file) or leads_on(page):
            continue
        said = meta(page)
        assert said["og:url"] == built.base_url + file.removesuffix("index.html")
        assert said["og:title"], file
        assert said["og:site_name"], file
        assert said["og:type"] in {"article", "website"}, file
        assert said["twitter:card"].startswith("summary"), file
        assert said.get("og:description") == said.get("description"), file


def test_a_page_has_no_description_only_where_its_author_gave_none(built: Built) -> None:
    own = (built.root / "content/pages").glob("*.md")
    undescribed = (file.stem for file in own if "description:" not in file.read_text())
    assert {
        file
        for file, page in built.pages.items()
        if is_listed(page) and not is_embed(file) and "description" not in meta(page)
    } <= {f"{page}/index.html" for page in undescribed}


def test_a_claims_page_says_what_is_quoted_and_when_it_was_published(built: Built) -> None:
    for claim in built.published["claims"]:
        said = meta(built.pages[f"claims/{claim['id']}/index.html"])
        assert said["og:type"] == "article"
        assert said["description"], claim["id"]
        assert said["article:published_time"] == claim["published"]
        assert said.get("article:modified_time") == last_change(claim)
        assert said["og:title"] == headline(claim)
        assert claim["claim"] in said.get("og:image:alt", claim["claim"])


def test_a_social_image_is_named_only_where_there_is_one(built: Built) -> None:
    files = site_files(built.folder)
    for file, page in built.pages.items():
        said = meta(page)
        if "og:image" in said:
            assert said["og:image"].removeprefix(built.base_url) in files, file
            assert said["twitter:card"] == "summary_large_image"
            assert said["og:image:alt"] == said["twitter:image:alt"] != ""


def test_headings_go_down_step_by_step(built: Built) -> None:
    for file, page in built.pages.items():
        levels = [int(e.tag[1]) for e in page.walk() if re.fullmatch("h[1-6]", e.tag)]
        assert levels[0] == 1, file
        assert all(b <= a + 1 for a, b in pairwise(levels)), (file, levels)


def test_no_id_stands_twice_on_a_page(built: Built) -> None:
    for file, page in built.pages.items():
        assert len(set(page.ids)) == len(page.ids), file


def test_every_address_in_every_file_leads_to_what_is_there(built: Built) -> None:
    assert Crawl(built.folder, built.base_url).faults() == []


def test_every_file_but_pages_is_named_by_another_or_looked_for_by_its_name(built: Built) -> None:
    unnamed = {f for f in Crawl(built.folder, built.base_url).unnamed() if f not in built.pages}
    unnamed -= {"assets/redirect.js", "assets/filter.js"}  # nothing has moved, no list is long
    unnamed = {file for file in unnamed if not file.startswith("pagefind/")}  # the search asks
    assert unnamed <= {"_headers", "_redirects", "robots.txt", "data/claimreview.json"}


def test_links_within_the_site_are_relative(built: Built) -> None:
    host = urlsplit(built.base_url).netloc
    for file, page in built.pages.items():
        for element, address in links(page):
            if ELSEWHERE.match(address):
                whole = element.attributes.get("class") == "address" or is_for_machines(element)
                assert whole or urlsplit(address).netloc != host, f"{file} links to {address}"
            else:
                assert not address.startswith("/") or file == "404.html", f"{file}: {address}"


def test_every_page_knows_its_own_address(built: Built) -> None:
    for file, page in built.pages.items():
        if file != "404.html":
            (canonical,) = (e for e in page.find("link") if e.attributes["rel"] == "canonical")
            path = urljoin(f"/{file}", leads_on(page) or f"/{file}").removesuffix("index.html")
            expected = built.base_url + path[1:].removesuffix("embed/")
            assert canonical.attributes["href"] == expected


def test_the_page_for_missing_addresses_stands_alone(built: Built) -> None:
    page = built.pages["404.html"]
    base = urlsplit(built.base_url).path
    assert page.find("style")[0].text
    for element, address in links(page):
        assert element.attributes.get("rel") != "stylesheet"
        if address == "#_content" or ELSEWHERE.match(address):
            continue
        assert address.startswith(base)
        target = address.removeprefix(base)
        target += "index.html" if target == "" or target.endswith("/") else ""
        assert (built.folder / target).is_file(), address


def test_nothing_on_a_page_runs_or_is_fetched_from_elsewhere(built: Built) -> None:
    for file, page in built.pages.items():
        for element in page.walk():
            assert element.tag != "script" or is_own_script(element), file
            assert element.tag not in {"iframe", "object", "embed", "base"}, file
            assert not [name for name in element.attributes if name.startswith("on")], file
            if element.tag in {"img", "link", "source", "use", "image"}:
                address = element.attributes.get("href") or element.attributes.get("src", "")
                assert is_for_machines(element) or not ELSEWHERE.match(address), file
    styles = (built.folder / "assets/site.css").read_text()
    assert not re.search(r"@import|url\(", styles)


def test_every_file_is_utf8_with_plain_line_ends(built: Built) -> None:
    packed = (".png", ".pagefind", ".pf_meta", ".pf_filter", ".pf_index", ".pf_fragment")
    texts = {n: raw for n, raw in site_files(built.folder).items() if not n.endswith(packed)}
    for name, raw in texts.items():
        text = raw.decode("utf-8")
        own_ends = name == "data/claims.csv" or name.endswith(".ris")
        assert own_ends or "\r" not in text, name
        assert "\ufeff" not in text, name


def test_the_claims_are_listed_newest_first(built: Built) -> None:
    days = {claim["url"]: claim["published"] for claim in built.published["claims"]}
    page = built.pages["claims/index.html"]
    listed = [e for e in page.find("a") if e.attributes.get("class") == "entry-statement"]
    found = [days[urljoin(f"{built.base_url}claims/", e.attributes["href"])] for e in listed]
    assert found == sorted(days.values(), reverse=True)[: len(found)]
    assert "newest first" in page.text


def test_every_address_in_the_data_leads_to_its_place(built: Built) -> None:
    pages = built.pages

    def lands(address: str) -> bool:
        path, _, fragment = address.removeprefix(built.base_url).partition("#")
        page = pages.get(f"{path}index.html")
        return page is not None and (not fragment or fragment in page.ids)

    for claim in built.published["claims"]:
        assert lands(claim["url"])
        for quote in claim["quotes"]:
            assert lands(quote["anchor"])
            assert lands(f"{built.base_url}sources/{quote['source']}/#{claim['id']}")
            for voice in quote["chain"]:
                kinds = {"person": "people", "organisation": "organisations", "unnamed": "unnamed"}
                assert lands(f"{built.base_url}{kinds[voice['kind']]}/{voice['id']}/")


def test_every_quotation_stands_in_its_source_where_the_data_say(built: Built) -> None:
    texts = {
        path.stem: path.read_text() for path in (built.root / "content").rglob("sources/**/*.txt")
    }
    checked = 0
    for claim in built.published["claims"]:
        for quote in claim["quotes"]:
            if quote["verified"] and "[…]" not in quote["text"]:
                text = texts[quote["source"]]
                passage = text[quote["start"] : quote["end"]]
                assert len(passage.split()) == len(quote["text"].split())
                assert text[: quote["start"]].endswith(quote["prefix"])
                assert text[quote["end"] :].startswith(quote["suffix"])
                checked += 1
    assert checked


def test_the_sitemap_keeps_its_rules_and_lists_every_page(built: Built) -> None:
    text = (built.folder / "sitemap.xml").read_text()
    assert sitemap_faults(text, built.base_url) == []
    listed = {a.removeprefix(built.base_url) for a in re.findall("<loc>(.*?)</loc>", text)}
    pages = {f for f, page in built.pages.items() if is_listed(page) and not is_embed(f)}
    assert listed == {f.removesuffix("index.html") for f in pages}


def test_every_claim_can_be_cited_in_each_form(built: Built) -> None:
    for claim in built.published["claims"]:
        folder = built.folder / claim["url"].removeprefix(built.base_url)
        raw, bib = (folder / "cite.json").read_bytes(), (folder / "cite.bib").read_text()
        record = (folder / "cite.ris").read_bytes()
        assert csl_faults(raw) == bibtex_faults(bib) == ris_faults(record) == []
        assert in_words(raw).endswith(f"{claim['url']}.")
        assert read_bibtex(bib)["title"] == read_ris(record.decode())["title"] == claim["claim"]


def test_the_sitemap_keeps_its_schema(
    built: Built, sitemap_schema_faults: Callable[[bytes], list[str]]
) -> None:
    assert sitemap_schema_faults((built.folder / "sitemap.xml").read_bytes()) == []


def test_every_feed_keeps_the_rules_of_its_form(built: Built) -> None:
    names = [path for path in built.folder.rglob("*") if path.name in {"feed.xml", "feed.json"}]
    names += [built.folder / f"feed/corrections.{ending}" for ending in ("xml", "json")]
    for path in names:
        text = path.read_text()
        faults = atom_faults(text) if path.suffix == ".xml" else json_feed_faults(text)
        assert faults == [], path
    assert len(names) > 10


def headline(claim: dict[str, Any]) -> str:
    """A claim's statement as it is shown away from its page: behind the verdict on it."""
    last = claim["changes"][-1]["kind"] if claim["changes"] else None
    if last == "retraction":
        return f"Retracted: {claim['claim']}"
    return (
        f"Rated “{claim['rating']['label']}”: {claim['claim']}"
        if claim["rating"]
        else claim["claim"]
    )


def last_change(claim: dict[str, Any]) -> str | None:
    """The day on which a claim last changed, if it has since it was published."""
    days = [change["date"] for change in claim["changes"]]
    days += [claim["updated"] or "", claim["rating"]["reviewed_on"] if claim["rating"] else ""]
    return max((day for day in days if day > claim["published"]), default=None)


def withdrawn(built: Built, address: str) -> str:
    """The title of a claim that was withdrawn, as the page at its address has it."""
    page = (built.folder / address.removeprefix(built.base_url) / "index.html").read_text()
    called = re.search(r"What was withdrawn</h2>\s*<p dir=\"auto\">(.*)</p>", page)
    assert called is not None
    return f"Withdrawn: {called[1]}"


def test_a_feed_reader_takes_from_every_feed_what_was_put_in(built: Built) -> None:
    headlines = {claim["url"]: headline(claim) for claim in built.published["claims"]}
    for path in built.folder.rglob("feed.xml"):
        read = feedparser.parse(path.read_bytes(), sanitize_html=True)
        assert not read.bozo, (path, read.get("bozo_exception"))
        at = path.parent.relative_to(built.folder).as_posix()
        assert read.feed.link == built.base_url + ("" if at == "." else f"{at}/")
        entries = json.loads(path.with_suffix(".json").read_text())["items"]
        assert [entry.id for entry in read.entries] == [entry["id"] for entry in entries]
        for entry, other in zip(read.entries, entries, strict=True):
            told = headlines.get(entry.link) or withdrawn(built, entry.link)
            assert entry.title == other["title"] == told
            assert entry.content[0].value.count("<blockquote") == other["content_html"].count(
                "<blockquote"
            )


def test_pages_name_the_feeds_of_the_site_and_their_own(built: Built) -> None:
    for file, page in built.pages.items():
        found = [
            element.attributes["href"].rpartition("../")[2]
            for element in page.find("link")
            if element.attributes.get("type") == "application/atom+xml"
        ]
        section = re.match(r"(people|organisations|unnamed|topics)/[^/]+/", file)
        own = [f"{section[0]}feed.xml"] if section and is_listed(page) else []
        if file == "index.html":
            assert found == ["./feed.xml", "./feed/corrections.xml"]
        elif not (file == "404.html" or is_embed(file) or leads_on(page)):
            assert found == ["feed.xml", *own], file


def test_each_entry_of_the_corrections_leads_to_its_change(built: Built) -> None:
    feed = json.loads((built.folder / "feed/corrections.json").read_text())
    changes = [change for claim in built.published["claims"] for change in claim["changes"]]
    of_changes = [item for item in feed["items"] if "#" in item["url"]]
    assert sorted(item["summary"] for item in of_changes) == sorted(c["note"] for c in changes)
    for item in of_changes:
        path, _, anchor = item["url"].removeprefix(built.base_url).partition("#")
        assert anchor in built.pages[f"{path}index.html"].ids
    for item in feed["items"]:
        assert item in of_changes or item["title"] == withdrawn(built, item["url"])


def fetch(connection: HTTPConnection, path: str) -> tuple[int, str]:
    connection.request("GET", path)
    response = connection.getresponse()
    return response.status, response.read().decode("utf-8", "replace")


def test_under_a_sub_path_every_page_can_be_reached_from_the_home_page(
    built: Built, serve_folder: ServeFolder
) -> None:
    url = urlsplit(serve_folder(built.folder, "/a/b/"))
    connection = HTTPConnection(url.netloc, timeout=10)
    waiting, seen = ["/a/b/"], set[str]()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        status, body = fetch(connection, path)
        assert status == 200, path
        if path.endswith("/"):
            addresses = re.findall(r'<(?:a|link)[^>]* href="([^"#]*)', body)
            waiting += [urljoin(path, a) for a in addresses if a and not ELSEWHERE.match(a)]
    connection.close()
    reached = {path.removeprefix("/a/b/") for path in seen if path.endswith("/")}
    assert reached >= {f.removesuffix("index.html") for f, p in built.pages.items() if is_listed(p)}
