"""What other sites show of a claim: its embed, the frame around it, and what oEmbed says."""

import html
import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from site_builder.library import Claim
from site_builder.picture.layout import HEIGHT, WIDTH
from site_builder.plan import plan
from site_builder.plan.sections import frame_of
from site_builder.styles import Sheet
from site_builder.twins.embed import (
    LONGEST,
    compose_embed,
    compose_oembed,
    has_oembed,
    height,
    oembed_json,
    shortened,
    snippet,
)
from site_builder.views import Frame
from tests.opened import opened
from tests.page_text import parse_page
from tests.site_text import Site
from tests.validators.oembed import oembed_faults

STYLES = Sheet(css=".embed{}", source="'sha256-AA='")
PATH = "claims/port-stays-open/embed/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site.at(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def frame(site: Site) -> Frame:
    return frame_of(site.library())


@pytest.fixture(scope="module")
def claim(site: Site) -> Claim:
    return opened(site.library().claims["port-stays-open"])


def with_statement(claim: Claim, statement: str) -> Claim:
    return replace(claim, brief=replace(claim.brief, statement=statement))


def with_words(claim: Claim, words: str) -> Claim:
    return replace(claim, quotes=(replace(claim.quotes[0], text=words),))


def test_an_embed_belongs_to_the_claims_page_and_is_not_for_search_engines(
    frame: Frame, claim: Claim
) -> None:
    view = compose_embed(frame, PATH, claim, STYLES)
    assert view.head.canonical == "https://small.example/record/claims/port-stays-open/"
    assert view.head.noindex
    assert view.head.root == "../../../"
    assert view.head.policy.startswith("default-src 'none'; style-src 'sha256-AA=';")


def test_an_embed_shows_the_first_quotation_that_gives_the_claim_its_level(
    frame: Frame, claim: Claim
) -> None:
    relayed = replace(claim.quotes[0], attribution="relayed", text="through others")
    both = replace(claim, quotes=(relayed, *claim.quotes))
    view = compose_embed(frame, PATH, both, STYLES)
    assert (view.words, view.quotes) == ("“We will not close it,”", 3)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("word " * 10 + "end", "word " * 10 + "end"),
        ("x" * LONGEST, "x" * LONGEST),
        ("word, " * 100, "word, " * 65 + "word […]"),
        ("漢" * 1000, "漢" * LONGEST + " […]"),
    ],
)
def test_a_long_quotation_is_cut_between_words_and_says_so(text: str, shown: str) -> None:
    assert shortened(text) == shown


@pytest.mark.parametrize("statement", ["Plain.", "“a” <b> & 'c' \"d\"", '"><script>x</script>'])
def test_the_snippet_is_one_frame_whatever_the_statement_says(
    frame: Frame, claim: Claim, statement: str
) -> None:
    made = snippet(frame, with_statement(claim, statement))
    (element,) = (e for e in parse_page(f"<!doctype html>{made}").walk() if e.tag)
    assert element.tag == "iframe"
    assert element.attributes["src"] == "https://small.example/record/claims/port-stays-open/embed/"
    assert element.attributes["title"] == statement
    assert element.attributes["loading"] == "lazy"
    assert element.text == ""


def test_an_address_with_unusual_characters_does_not_leave_its_attribute(
    frame: Frame, claim: Claim
) -> None:
    made = snippet(replace(frame, base_url='https://small.example/"><b>/'), claim)
    assert html.unescape(made.split('"')[1]).startswith('https://small.example/"><b>/claims/')


def test_a_frame_grows_with_what_it_shows_up_to_the_cut(claim: Claim) -> None:
    heights = [height(with_words(claim, "x" * length)) for length in (10, 200, LONGEST, 9999)]
    assert heights == sorted(heights)
    assert heights[0] < heights[1] < heights[2] == heights[3]
    assert all(each % 20 == 0 for each in heights)


def test_a_frame_is_higher_the_narrower_it_is(frame: Frame, claim: Claim) -> None:
    low, high = height(claim), height(claim, 320)
    assert low < high
    made = snippet(frame, claim)
    assert f'height="{low}"' in made
    assert f"height:clamp({low}px,{high}px + (360px - 100vw)*" in made


def test_oembed_keeps_its_rules_and_names_who_publishes(frame: Frame, claim: Claim) -> None:
    said = oembed_json(compose_oembed(frame, PATH, claim)).decode()
    assert oembed_faults(said) == []
    values = json.loads(said)
    assert values["title"] == "Rated “Right”: The port stays open all winter."
    assert (values["author_name"], values["author_url"]) == (
        "Harbour Readers",
        "https://readers.example/",
    )
    assert (values["provider_name"], values["provider_url"]) == (frame.title, frame.base_url)
    assert values["html"] == snippet(frame, claim)
    assert f'height="{values["height"]}"' in values["html"]


def test_oembed_names_no_author_where_none_is_known(frame: Frame, claim: Claim) -> None:
    said = oembed_json(compose_oembed(replace(frame, publisher=None), PATH, claim)).decode()
    assert oembed_faults(said) == []
    assert "author" not in said


def test_oembed_gives_the_social_image_of_sites_that_have_them(frame: Frame, claim: Claim) -> None:
    said = json.loads(oembed_json(compose_oembed(frame, PATH, claim)))
    assert said["thumbnail_url"] == f"{frame.base_url}{claim.brief.path}card.png"
    assert (said["thumbnail_width"], said["thumbnail_height"]) == (WIDTH, HEIGHT)
    without = replace(frame, outputs=("embeds", "oembed"))
    assert "thumbnail" not in oembed_json(compose_oembed(without, PATH, claim)).decode()


def test_oembed_needs_embeds(frame: Frame) -> None:
    assert has_oembed(frame)
    assert not has_oembed(replace(frame, outputs=("oembed",)))
    assert not has_oembed(replace(frame, outputs=("embeds",)))


def test_a_claims_page_leads_to_its_forms_only_where_they_are(site: Site, tmp_path: Path) -> None:
    site.rebuild()
    with_them = site.text("claims/port-stays-open/index.html")
    assert "application/json+oembed" in with_them
    assert "&lt;iframe" in with_them
    bare = Site.at(tmp_path)
    bare.edit("content/site.yaml", "per_page: 2", "per_page: 2\noutputs: [robots]")
    bare.rebuild()
    without = bare.text("claims/port-stays-open/index.html")
    assert "oembed" not in without
    assert "iframe" not in without


def test_an_edit_of_one_claim_leaves_the_forms_of_the_others(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    site.rebuild()
    site.edit("content/claims/ferries-late.md", "The ferries ran late", "They ran late")
    rendered = site.rebuild()
    assert {path for path in rendered if path.endswith(("/embed/", "/oembed.json"))} == {
        "/claims/ferries-late/embed/",
        "/claims/ferries-late/oembed.json",
    }


def test_embeds_follow_the_sites_own_colours(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    site.write(
        "-- templates/styles/90-own.css --\n@layer tokens { :root { --quoted: #123456; } }\n"
        "@layer base { p { color: #654321; } }\n"
    )
    site.rebuild()
    embed = site.text("claims/ferries-late/embed/index.html")
    assert "#123456" in embed
    assert "#654321" not in embed


def test_the_twins_of_a_claim_that_changed_are_planned_anew(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    first = plan(site.library(), "")
    site.edit("content/claims/port-stays-open.md", "See [the", "Look at [the")
    again = plan(site.library(), "", first)
    assert again.twins.keys() == first.twins.keys()
    assert {PATH, "claims/port-stays-open/oembed.json"} <= {
        page.path for page in again.twins["port-stays-open"]
    }


GONE = """\
-- content/claims/third-crane.md --
---
claim: A third crane will come in May.
gone: {reason: The recording was of another day., on: 2024-06-01}
---
"""


def test_a_frame_around_what_was_withdrawn_says_so_and_why_and_no_more(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    site.write(GONE)
    site.rebuild()
    text = site.text("claims/third-crane/embed/index.html")
    page = parse_page(text)
    (address,) = page.find("a")
    assert (address.attributes["href"], address.attributes["target"]) == (
        "../../../claims/third-crane/",
        "_top",
    )
    assert not page.find("nav")
    assert "A third crane will come in May." in page.text
    assert "The recording was of another day." in page.text
    assert len(text) < 5_000


def test_without_embeds_the_frames_of_before_show_the_page_of_what_was_withdrawn(
    tmp_path: Path,
) -> None:
    site = Site.with_data(tmp_path)
    site.write(GONE)
    site.rebuild()
    assert "The recording was of another day." in site.text("claims/third-crane/embed/index.html")
