"""Feeds have the claims that changed last, whole addresses, and times that move with each change."""

import json
import re
import xml.etree.ElementTree as ET
from html import escape
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from site_builder.library import Claim, TopicRef
from site_builder.text import FORBIDDEN
from site_builder.twins.feed import atom_xml, compose_feed, feed_json
from tests.opened import opened
from tests.site_text import Site
from tests.twins.test_sitemap import FRAME
from tests.validators.atom import html_faults

ATOM = "{http://www.w3.org/2005/Atom}"
BASE_URL = "https://small.example/record/"
FORMS = ("xml", "json")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site.at(tmp_path)
    site.rebuild()
    return site


def entries(site: Site, file: str = "feed.xml") -> dict[str, ET.Element]:
    """The entries of a site's Atom feed, by id."""
    feed = ET.fromstring(site.text(file))  # noqa: S314 (our own)
    return {entry.findtext(f"{ATOM}id") or "": entry for entry in feed.findall(f"{ATOM}entry")}


def told(entry: ET.Element, name: str) -> str:
    return entry.findtext(f"{ATOM}{name}") or ""


def test_the_claims_that_changed_last_come_first(site: Site) -> None:
    ids = [id.removeprefix(f"{BASE_URL}claims/").rstrip("/") for id in entries(site)]
    assert ids[:2] == ["port-open", "written-down"]
    assert ids[-1] == "ferries-late"


def test_an_entry_keeps_its_id_when_its_card_is_renamed(site: Site) -> None:
    before = entries(site).keys()
    site.edit("content/claims/port-stays-open.md", "claim: ferries-late", "claim: ferries-slow")
    site.edit("content/claims/port-stays-open.md", "(claim:ferries-late)", "(claim:ferries-slow)")
    site.edit("content/claims/ferries-late.md", "topics:", "aliases: [ferries-late]\ntopics:")
    claims = site.root / "content/claims"
    (claims / "ferries-late.md").rename(claims / "ferries-slow.md")
    site.rebuild()
    assert entries(site).keys() == before
    (link,) = entries(site)[f"{BASE_URL}claims/ferries-late/"].findall(f"{ATOM}link")
    assert link.get("href") == f"{BASE_URL}claims/ferries-slow/"


def test_a_card_that_takes_another_in_keeps_its_own_entry(site: Site) -> None:
    (site.root / "content/claims/cranes-broken.md").unlink()
    site.edit("content/claims/ferries-late.md", "topics:", "merged: [cranes-broken]\ntopics:")
    site.rebuild()
    assert f"{BASE_URL}claims/ferries-late/" in entries(site)
    assert f"{BASE_URL}claims/cranes-broken/" not in entries(site)
    assert "url=../../claims/ferries-late/" in site.text("claims/cranes-broken/index.html")


def test_a_correction_moves_the_time_of_its_entry_and_of_the_feed(site: Site) -> None:
    card = "content/claims/ferries-late.md"
    correction = "{date: 2024-06-01, kind: correction, note: It was Monday.}"
    site.edit(card, "published: 2024-03-02", f"published: 2024-03-02\nchanges: [{correction}]")
    site.rebuild()
    first, *_ = entries(site).values()
    assert told(first, "published") == "2024-03-02T00:00:00Z"
    assert told(first, "updated") == "2024-06-01T00:00:01Z"
    assert "Correction, 1 June 2024: It was Monday." in told(first, "content")
    assert "<updated>2024-06-01T00:00:01Z</updated>" in site.text("feed.xml")


def test_a_second_change_on_one_day_is_seen_too(site: Site) -> None:
    card = "content/claims/port-stays-open.md"
    id = f"{BASE_URL}claims/port-open/"
    before = told(entries(site)[id], "updated")
    site.edit(card, "changes:", "changes:\n  - {date: 2024-05-02, kind: update, note: Again.}")
    site.rebuild()
    assert told(entries(site)[id], "updated") > before


def test_an_entry_says_who_said_it_and_shows_the_words(site: Site) -> None:
    entry = entries(site)[f"{BASE_URL}claims/third-crane/"]
    assert told(entry, "summary") == (
        "A third crane comes in May. Said by Ana Moss. Relayed: The statement reached the source"
        " through others, all of them named. The Daily Ledger reports, citing Ben Okri, that Ana"
        " Moss said this. 2 hands stand between the statement and the reader."
    )
    assert "<p>a third crane would come in May</p>" in told(entry, "content")
    place = rf'<a href="{BASE_URL}claims/third-crane/#q-[0-9a-f]+">'
    assert re.search(place, told(entry, "content"))


def test_the_feed_is_written_by_who_publishes_the_site(site: Site) -> None:
    feed = ET.fromstring(site.text("feed.xml"))  # noqa: S314 (our own)
    (author,) = feed.findall(f"{ATOM}author")
    assert [child.text for child in author] == [
        "Harbour Readers",
        "https://readers.example/",
        "us@readers.example",
    ]
    assert not feed.findall(f".//{ATOM}entry/{ATOM}author")
    assert feed.findtext(f"{ATOM}rights") == "CC BY 4.0"


def test_the_json_says_the_same(site: Site) -> None:
    feed = json.loads(site.text("feed.json"))
    atom = entries(site)
    assert [item["id"] for item in feed["items"]] == [*atom]
    for item in feed["items"]:
        entry = atom[item["id"]]
        assert item["title"] == told(entry, "title")
        assert item["summary"] == told(entry, "summary")
        assert item["content_html"] == told(entry, "content")
        assert item["date_published"] == told(entry, "published")
        assert item["date_modified"] == told(entry, "updated")
        topics = [topic.get("label") for topic in entry.findall(f"{ATOM}category")]
        assert item.get("tags", []) == topics


def test_a_feed_without_entries_was_last_updated_at_the_beginning_of_time(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    for card in (tmp_path / "content/claims").iterdir():
        card.unlink()
    site.edit("content/topics/harbour.md", "[one claim](claim:port-stays-open)", "nothing")
    site.rebuild()
    feed = ET.fromstring(site.text("feed.xml"))  # noqa: S314 (our own)
    assert feed.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
    assert not entries(site)


def test_notes_of_a_card_do_not_make_the_feed_stale(site: Site) -> None:
    site.edit("content/claims/port-stays-open.md", "See [the", "Look at [the")
    assert not {"/feed.xml", "/feed.json"} & {*site.rebuild()}
    site.edit("content/claims/port-stays-open.md", "in the winter before", "the winter before")
    assert {"/feed.xml", "/feed.json"} <= {*site.rebuild()}


def test_the_feed_of_a_voice_has_the_claims_of_its_page(site: Site) -> None:
    ids = entries(site, "people/ben-okri/feed.xml").keys()
    found = {id.removeprefix(f"{BASE_URL}claims/").rstrip("/") for id in ids}
    assert found == {"port-open", "ferries-late", "third-crane"}
    feed = json.loads(site.text("unnamed/port-official/feed.json"))
    assert feed["title"] == "“an official at the port” – The Small Record"
    assert feed["home_page_url"] == f"{BASE_URL}unnamed/port-official/"


def test_the_feed_of_a_topic_has_its_claims(site: Site) -> None:
    ids = entries(site, "topics/ferries/feed.xml").keys()
    assert {*ids} == {f"{BASE_URL}claims/ferries-late/"}


def test_a_change_of_one_claim_leaves_the_feeds_of_others_as_they_are(site: Site) -> None:
    site.edit("content/claims/cranes-broken.md", "claim: Two", "claim: Only two")
    stale = {path for path in site.rebuild() if "feed." in path}
    assert stale == {
        f"{at}feed.{form}" for at in ("/", "/unnamed/port-official/") for form in FORMS
    }


def test_the_feed_of_corrections_has_every_change_and_nothing_else(site: Site) -> None:
    (entry,) = entries(site, "feed/corrections.xml").values()
    assert told(entry, "id") == f"{BASE_URL}claims/port-open/#_change-2024-05-02"
    assert told(entry, "title") == "Update: The port stays open all winter."
    assert told(entry, "summary") == "A rating was added."
    assert told(entry, "updated") == "2024-05-02T00:00:01Z"
    (link,) = entry.findall(f"{ATOM}link")
    assert link.get("href") == f"{BASE_URL}claims/port-stays-open/#_change-2024-05-02"


def test_who_has_a_claims_entry_hears_that_it_was_withdrawn(site: Site) -> None:
    before = entries(site).keys()
    site.write(
        "-- content/claims/port-stays-open.md --\n---\n"
        "claim: The port stays open all winter.\naliases: [port-open]\n"
        "gone: {reason: It was <not> said., on: 2025-02-03}\n---\n"
    )
    site.rebuild()
    id = f"{BASE_URL}claims/port-open/"
    assert entries(site).keys() == before
    assert next(iter(entries(site))) == id
    for entry in (entries(site)[id], entries(site, "feed/corrections.xml")[f"{id}#_withdrawn"]):
        assert told(entry, "title") == "Withdrawn: The port stays open all winter."
        assert told(entry, "summary") == "It was <not> said."
        assert "It was &lt;not&gt; said." in told(entry, "content")
        assert told(entry, "updated") == "2025-02-03T00:00:00Z"
    assert id not in entries(site, "people/ana-moss/feed.xml")


def test_a_later_change_does_not_move_an_earlier_one(site: Site) -> None:
    (first,) = entries(site, "feed/corrections.xml")
    later = ", {date: 2024-05-02, kind: correction, note: Again.}"
    earlier = ", {date: 2024-04-01, kind: clarification, note: Before.}"
    card = "content/claims/port-stays-open.md"
    site.edit(card, "  - {date: 2024-05-02, kind: update, note: A rating was added.}", "  []")
    site.edit(
        card,
        "changes:\n  []",
        f"changes: [{{date: 2024-05-02, kind: update, note: A rating was added.}}{later}{earlier}]",
    )
    site.rebuild()
    page = f"{BASE_URL}claims/port-open/"
    assert [*entries(site, "feed/corrections.xml")] == [
        f"{page}#_change-2024-05-02-2",
        first,
        f"{page}#_change-2024-04-01",
    ]


def test_a_feed_has_fifty_entries_at_most(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    card = (tmp_path / "content/claims/built-in-1887.md").read_text()
    for number in range(60):
        changes = (
            f"changes: [{{date: 2024-04-{number % 30 + 1:02}, kind: update, note: '{number}'}}]"
        )
        text = card.replace("published: 2024-03-04", f"published: 2024-03-04\n{changes}")
        (tmp_path / f"content/claims/built-{number}.md").write_text(text)
    site.rebuild()
    assert len(entries(site)) == len(entries(site, "feed/corrections.xml")) == 50
    days = [told(entry, "updated") for entry in entries(site, "feed/corrections.xml").values()]
    assert days == sorted(days, reverse=True)
    assert min(days) >= "2024-04-05"


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1).filter(
    lambda text: not FORBIDDEN.search(text) and "\r" not in text
)


@pytest.fixture(scope="module")
def claim(tmp_path_factory: pytest.TempPathFactory) -> Claim:
    library = Site.at(tmp_path_factory.mktemp("claim")).library()
    return opened(library.claims["port-stays-open"])


@given(text=TEXTS)
@example(text="</summary>]]>&amp;<script>")
@example(text="\"' \u2028\U0001f600")
def test_both_forms_carry_any_text_exactly(claim: Claim, text: str) -> None:
    quotes = tuple(replace(quote, text=text) for quote in claim.quotes)
    brief = replace(claim.brief, statement=text)
    about = TopicRef(id="any", title=text, path="")
    view = compose_feed(FRAME, "feed.xml", about, (replace(claim, brief=brief, quotes=quotes),))
    atom, told = ET.fromstring(atom_xml(view)), json.loads(feed_json(view))  # noqa: S314 (our own)
    assert atom.findtext(f"{ATOM}title") == told["title"] == f"{text} – The Record"
    (entry,), (item,) = atom.findall(f"{ATOM}entry"), told["items"]
    assert entry.findtext(f"{ATOM}title") == item["title"] == f"Rated “Right”: {text}"
    assert entry.findtext(f"{ATOM}content") == item["content_html"]
    assert f"<p>{escape(text)}</p></blockquote>" in item["content_html"]
    assert not html_faults(item["content_html"])
