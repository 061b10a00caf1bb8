"""Which pages a site has, where they stand, and that none of them grows with the site."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from site_builder.addresses import CITATIONS, CORRECTIONS_FEED
from site_builder.content import Folder
from site_builder.library import Library
from site_builder.load import Choices, Loader
from site_builder.plan import plan
from tests.planned import many, page, paths, with_settings
from tests.site_text import Site


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Site.at(tmp_path_factory.mktemp("site")).library()


ADDRESSES = """\
404.html
_headers
_redirects
about/
attribution/paraphrased/
attribution/quoted/
attribution/relayed/
attribution/unattributed/
attribution/unnamed/
changes/
changes/page/2/
changes/page/3/
changes/page/4/
claims/
claims/built-in-1887/
claims/built-in-1887/card.png
claims/built-in-1887/cite.bib
claims/built-in-1887/cite.json
claims/built-in-1887/cite.ris
claims/built-in-1887/claim.json
claims/built-in-1887/embed/
claims/built-in-1887/oembed.json
claims/cranes-broken/
claims/cranes-broken/card.png
claims/cranes-broken/cite.bib
claims/cranes-broken/cite.json
claims/cranes-broken/cite.ris
claims/cranes-broken/claim.json
claims/cranes-broken/embed/
claims/cranes-broken/oembed.json
claims/ferries-late/
claims/ferries-late/card.png
claims/ferries-late/cite.bib
claims/ferries-late/cite.json
claims/ferries-late/cite.ris
claims/ferries-late/claim.json
claims/ferries-late/embed/
claims/ferries-late/oembed.json
claims/page/2/
claims/page/3/
claims/port-open/
claims/port-open/embed/
claims/port-stays-open/
claims/port-stays-open/card.png
claims/port-stays-open/cite.bib
claims/port-stays-open/cite.json
claims/port-stays-open/cite.ris
claims/port-stays-open/claim.json
claims/port-stays-open/embed/
claims/port-stays-open/oembed.json
claims/third-crane/
claims/third-crane/card.png
claims/third-crane/cite.bib
claims/third-crane/cite.json
claims/third-crane/cite.ris
claims/third-crane/claim.json
claims/third-crane/embed/
claims/third-crane/oembed.json
claims/written-down/
claims/written-down/card.png
claims/written-down/cite.bib
claims/written-down/cite.json
claims/written-down/cite.ris
claims/written-down/claim.json
claims/written-down/embed/
claims/written-down/oembed.json
data/claimreview.json
data/claims.csv
data/claims.json
data/claims.schema.json
data/claims.table-schema.json
feed.json
feed.xml
feed/corrections.json
feed/corrections.xml
map/
organisations/daily-ledger/
organisations/daily-ledger/feed.json
organisations/daily-ledger/feed.xml
organisations/harbour-ministry/
organisations/harbour-ministry/feed.json
organisations/harbour-ministry/feed.xml
origins/1/
origins/1/page/2/
origins/1/page/3/
origins/2/
origins/3/
people/ana-moss/
people/ana-moss/feed.json
people/ana-moss/feed.xml
people/ana-moss/page/2/
people/ben-okri/
people/ben-okri/feed.json
people/ben-okri/feed.xml
people/ben-okri/page/2/
robots.txt
sitemap.xml
sources/
sources/ledger-report/
sources/ledger-report/annotations.json
sources/ministry-note/
sources/ministry-note/annotations.json
sources/old-letter/
sources/page/2/
timeline/
topics/
topics/ferries/
topics/ferries/feed.json
topics/ferries/feed.xml
topics/harbour/
topics/harbour/feed.json
topics/harbour/feed.xml
unnamed/port-official/
unnamed/port-official/feed.json
unnamed/port-official/feed.xml
voices/
voices/page/2/
voices/page/3/
"""


CLAIMS = [line.split("/")[1] for line in ADDRESSES.splitlines() if line.endswith("oembed.json")]
FORMS = ("embed/", "oembed.json")
ENDINGS = (".xml", ".json")


def test_every_entry_and_every_list_has_its_address(library: Library) -> None:
    assert sorted(paths(library)) == ["", *ADDRESSES.splitlines()]


def test_no_address_is_taken_twice(library: Library) -> None:
    files = [page.file for page in plan(library, "").pages]
    assert len(set(files)) == len(files)


def test_the_page_for_missing_addresses_stands_at_the_root_and_carries_the_styles(
    library: Library,
) -> None:
    planned = plan(library, "p { color: red }")
    view = page(planned, "404.html").view(planned.frame)
    assert view.styles == "p { color: red }"  # type: ignore[attr-defined]  # one of many views
    assert view.head.root == "/record/"  # type: ignore[attr-defined]  # base_url's path


@pytest.mark.parametrize(
    ("per_page", "pages"),
    [
        (1, ["claims/", *(f"claims/page/{number}/" for number in range(2, 7))]),
        (4, ["claims/", "claims/page/2/"]),
        (5, ["claims/", "claims/page/2/"]),
        (6, ["claims/"]),
        (1000, ["claims/"]),
    ],
)
def test_lists_have_as_many_pages_as_they_need(
    library: Library, per_page: int, pages: list[str]
) -> None:
    found = paths(with_settings(library, per_page=per_page))
    assert [path for path in found if path in pages or path.startswith("claims/page/")] == pages


@pytest.mark.parametrize("list_path", ["claims/", "voices/", "sources/", "topics/harbour/"])
def test_the_pages_of_a_list_show_every_entry_once(library: Library, list_path: str) -> None:
    planned = plan(with_settings(library, per_page=2), "")
    field = "claims" if list_path.startswith("topics") else list_path.strip("/")
    shown: list[msgspec.Struct] = []
    for each in planned.pages:
        if each.path == list_path or each.path.startswith(f"{list_path}page/"):
            view = each.view(planned.frame)
            entries = getattr(view, field)
            assert 1 <= len(entries) <= 2
            assert view.pager.first == len(shown) + 1  # type: ignore[attr-defined]  # of lists
            shown += entries
    assert len(shown) == view.pager.items  # type: ignore[attr-defined]  # of lists
    assert len({msgspec.json.encode(entry) for entry in shown}) == len(shown)


def test_without_topics_there_is_no_list_of_topics(library: Library) -> None:
    claims = {
        id: replace(
            claim, brief=replace(claim.brief, topics=()), facts=replace(claim.facts, topics=())
        )
        for id, claim in library.claims.items()
    }
    without = replace(library, topics={}, claims=claims)
    assert not [path for path in paths(without) if path.startswith("topics/")]
    assert "Topics" not in [link.label for link in plan(without, "").frame.navigation]


def test_an_empty_site_has_its_pages_too(library: Library) -> None:
    empty = replace(library, claims={}, voices={}, sources={}, topics={}, pages={}, incoming={})
    found = paths(empty)
    assert {"", "claims/", "voices/", "sources/", "404.html", "sitemap.xml"} <= set(found)
    for each in plan(empty, "").pages:
        each.view(plan(empty, "").frame)


@pytest.mark.parametrize(
    ("outputs", "files"),
    [
        ((), set()),
        (("claims_json",), {"data/claims.json"}),
        (("claims_csv", "robots"), {"data/claims.csv", "robots.txt"}),
        (("claimreview",), {"data/claimreview.json"}),
        (("sitemap",), {"sitemap.xml"}),
        (("headers",), {"_headers"}),
        (("oembed",), set()),
        (("embeds",), {f"claims/{id}/embed/" for id in CLAIMS}),
        (("embeds", "oembed"), {f"claims/{id}/{f}" for id in CLAIMS for f in FORMS}),
        (("cards",), {f"claims/{id}/card.png" for id in CLAIMS}),
        (("citations",), {f"claims/{id}/{file}" for id in CLAIMS for file in CITATIONS}),
        (("feeds",), {f"{name}{form}" for name in ("feed", CORRECTIONS_FEED) for form in ENDINGS}),
    ],
)
def test_only_the_outputs_asked_for_are_planned(
    library: Library, outputs: tuple[str, ...], files: set[str]
) -> None:
    found = paths(with_settings(library, outputs=outputs))
    optional = {path for path in found if "." in path or path.endswith(("/embed/", "_headers"))}
    optional -= {"claims/port-open/embed/"}
    assert optional - {"404.html"} == files


def longest(value: object) -> int:
    """The number of entries of the longest list anywhere in a view."""
    fields: Iterator[object] = iter(())
    if isinstance(value, msgspec.Struct):
        fields = (getattr(value, name) for name in value.__struct_fields__)
    elif isinstance(value, tuple):
        return max([len(value), *map(longest, value)])
    return max(map(longest, fields), default=0)


def test_no_view_grows_with_the_site(library: Library) -> None:
    planned = plan(with_settings(many(library, 1500), per_page=20), "")
    shown = [page for page in planned.pages if page.path == "" or page.path.endswith("/")]
    bounded_otherwise = ("pages/source.html", "pages/map.html")
    kinds = {page.template: page for page in shown if page.template not in bounded_otherwise}
    assert len(kinds) >= 8
    sizes = {kind: longest(page.view(planned.frame)) for kind, page in kinds.items()}
    assert max(sizes.values()) <= 24, sizes


def test_what_hosts_are_told_to_send_does_not_grow_with_the_site(library: Library) -> None:
    def rules(of: Library) -> int:
        planned = plan(of, "")
        (page,) = (page for page in planned.pages if page.path == "_headers")
        return longest(page.view(planned.frame))

    assert rules(many(library, 1500)) == rules(many(library, 150))


CARD = "content/claims/port-stays-open.md"


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("See [the", "Look at [the", ["newest", "said", "at_level"]),
        ("context: It closed", "context: It was closed", ["newest", "said", "at_level"]),
        ("claim: The port stays", "claim: The old port stays", ["in_order", "quoted"]),
        ("speaker: ana-moss", "speaker: ben-okri", []),
        ("published: 2024-03-01", "published: 2024-02-01", []),
        ("topics: [harbour]", "topics: [harbour, ferries]", []),
    ],
)
def test_a_plan_made_from_the_last_one_is_the_same(
    tmp_path: Path, old: str, new: str, kept: list[str]
) -> None:
    site = Site.at(tmp_path)
    loader = Loader(Folder(site.root), {})
    choices = Choices(today=datetime.date(2030, 1, 1))

    def library(*changes: str) -> Library:
        loaded = loader.load(choices, lambda _through, _total: None, frozenset(changes) or None)
        assert loaded.library is not None
        return loaded.library

    first = plan(library(), "")
    site.edit(CARD, old, new)
    changed = library(CARD)
    again, anew = plan(changed, "", first), plan(changed, "")
    views = [{p.path: p.view(made.frame) for p in made.pages} for made in (again, anew)]
    assert views[0] == views[1]
    assert again.lists == anew.lists
    for name in kept:
        assert getattr(again.lists, name) is getattr(first.lists, name)


@pytest.mark.parametrize("without", [{"rating_scale": ()}, {"publisher": None}])
def test_reviews_need_a_scale_and_somebody_who_stands_for_them(
    library: Library, without: dict[str, object]
) -> None:
    assert "data/claimreview.json" not in paths(with_settings(library, **without))


@pytest.mark.parametrize(
    ("language", "locale"),
    [
        ("en", None),
        ("en-GB", "en_GB"),
        ("zh-Hant-TW", "zh_TW"),
        ("de-at", "de_AT"),
        ("fr-x-ab", None),
    ],
)
def test_a_locale_is_told_where_the_language_names_a_region(
    language: str, locale: str | None, library: Library
) -> None:
    assert plan(with_settings(library, language=language), "").frame.locale == locale


def test_what_was_withdrawn_has_a_page_and_so_has_what_was_shown_on_other_sites(
    tmp_path: Path,
) -> None:
    site = Site.at(tmp_path)
    site.write(
        "-- content/claims/ferries-late.md --\n"
        "---\naliases: [late]\ngone: {reason: They were not., on: 2024-04-01}\n---\n"
        "-- content/claims/port-stays-open.md --\n"
        "---\ngone: {reason: It did not., on: 2024-04-02}\n---\n"
    )
    planned = plan(site.library(), "")
    moves = {
        page.path: page.parts for page in planned.pages if page.template.endswith("redirect.html")
    }
    assert moves == {
        "claims/late/": ("claims/ferries-late/",),
    }
    assert page(planned, "claims/ferries-late/embed/").template == "pages/embed-gone.html"
    assert page(planned, "claims/ferries-late/").template == "pages/gone.html"
    assert "claims/ferries-late/" not in str(page(planned, "sitemap.xml").parts)
    assert "ferries-late" not in str(page(planned, "data/claims.json").parts)
