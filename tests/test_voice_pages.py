"""Pages of voices and topics: what was said, in which way, how often, and the way to it."""

import re

import pytest

from tests.site_text import Site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    made = Site.at(tmp_path_factory.mktemp("site"))
    made.rebuild()
    return made


def headings(site: Site, file: str) -> list[tuple[str, str]]:
    """Of each section of a voice's claims its anchor and heading."""
    found = re.findall(r'<section id="_(\w+)">\s*<h2 class="label">(.*?)</h2>', site.text(file))
    return [(anchor, " ".join(words.split())) for anchor, words in found]


def test_what_a_voice_said_is_told_apart_by_the_way_in_which_it_is_told(site: Site) -> None:
    assert headings(site, "people/ana-moss/index.html") == [("quoted", "Said, as quoted: 2 claims")]
    assert headings(site, "people/ana-moss/page/2/index.html") == [
        ("relayed", "Said, as others tell it: 1 claim")
    ]


def test_what_was_heard_and_handed_on_comes_after_what_was_said(site: Site) -> None:
    pages = ("people/ben-okri/index.html", "people/ben-okri/page/2/index.html")
    anchors = [anchor for page in pages for anchor, _ in headings(site, page)]
    assert anchors == ["paraphrased", "heard", "handed_on"]


def test_a_voice_without_a_name_has_one_list_of_what_it_said(site: Site) -> None:
    assert headings(site, "unnamed/port-official/index.html") == [("said", "Said: 1 claim")]


def test_counts_lead_to_where_the_claims_begin_on_whichever_page(site: Site) -> None:
    for file in ("people/ana-moss/index.html", "people/ana-moss/page/2/index.html"):
        text = site.text(file)
        root = "../../" * (2 if "page/" in file else 1)
        assert f'href="{root}people/ana-moss/#_quoted">Quoted</a> <b>2</b>' in text
        assert f'href="{root}people/ana-moss/page/2/#_relayed">Relayed</a> <b>1</b>' in text


def test_a_topic_says_who_says_most_of_it(site: Site) -> None:
    text = site.text("topics/harbour/index.html")
    bars = re.findall(
        r'dir="auto">([^<]+)</a></span> <b>([^<]+)</b> <svg.*?<rect width="([\d.]+)%', text
    )
    assert bars == [("Ana Moss", "1 claim", "100.0"), ("Ben Okri", "1", "100.0")]
