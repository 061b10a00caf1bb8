"""`_redirects`: rules that hosts read, which no content can break."""

from pathlib import Path

from site_builder.twins.redirects import Redirects, redirects_txt
from tests.site_text import Site


def test_a_rule_a_line_has_the_old_address_the_new_one_and_the_status() -> None:
    view = Redirects(moves=(("/a/old/", "/a/new/"), ("/old/", "/new/")))
    assert redirects_txt(view) == "/a/old/ /a/new/ 301\n/old/ /new/ 301\n"
    assert redirects_txt(Redirects(moves=())) == ""


def test_all_below_a_former_address_has_moved_with_it(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    site.edit("content/people/ana-moss.md", "name: Ana Moss", "name: Ana Moss\naliases: [a-moss]")
    site.rebuild()
    rules = site.text("_redirects").splitlines()
    assert rules == [
        "/record/claims/port-open/ /record/claims/port-stays-open/ 301",
        "/record/claims/port-open/card.png /record/claims/port-stays-open/card.png 301",
        "/record/claims/port-open/cite.bib /record/claims/port-stays-open/cite.bib 301",
        "/record/claims/port-open/cite.json /record/claims/port-stays-open/cite.json 301",
        "/record/claims/port-open/cite.ris /record/claims/port-stays-open/cite.ris 301",
        "/record/claims/port-open/claim.json /record/claims/port-stays-open/claim.json 301",
        "/record/claims/port-open/embed/ /record/claims/port-stays-open/embed/ 301",
        "/record/claims/port-open/oembed.json /record/claims/port-stays-open/oembed.json 301",
        "/record/people/a-moss/ /record/people/ana-moss/ 301",
        "/record/people/a-moss/feed.json /record/people/ana-moss/feed.json 301",
        "/record/people/a-moss/feed.xml /record/people/ana-moss/feed.xml 301",
        "/record/people/a-moss/page/2/ /record/people/ana-moss/page/2/ 301",
    ]
    assert 'url=../../../../people/ana-moss/page/2/"' in site.text(
        "people/a-moss/page/2/index.html"
    )


def test_an_address_of_the_site_with_odd_letters_breaks_no_rule(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    site.edit(
        "content/site.yaml", "https://small.example/record/", "https://small.example/é*/:a/%C3%A9"
    )
    site.rebuild()
    rule, *_ = site.text("_redirects").splitlines()
    root = "/%C3%A9%2A/%3Aa/%C3%A9"
    assert rule == f"{root}/claims/port-open/ {root}/claims/port-stays-open/ 301"
