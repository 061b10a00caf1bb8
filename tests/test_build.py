"""A build renders what changed and nothing else, says why, and leaves alone what it must."""

import datetime
import json
import shutil
from pathlib import Path

import pytest
from markupsafe import escape

from site_builder import build as engine
from site_builder.build import Options, Report
from site_builder.content import packaged_templates
from site_builder.files import OWN
from tests.site_text import SMALL, Site, archived, snapshot


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small site, built once."""
    site = Site.at(tmp_path_factory.mktemp("built"))
    site.rebuild()
    return site.root


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Site:
    """The small site as it was built, to be edited."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return Site(tmp_path)


def codes(report: Report) -> list[str]:
    return [diagnostic.code for diagnostic in report.diagnostics if diagnostic.severity == "error"]


def published(site: Site) -> dict[str, tuple[bytes, int]]:
    """Every file of the built site: its bytes and when it was written."""
    return {name: file for name, file in snapshot(site.output).items() if not name.startswith(OWN)}


def test_the_first_build_renders_everything_and_the_next_nothing(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    first, second = site.build(), site.build()
    assert (first.claims, first.rendered, first.written) == (6, len(site.files()), first.rendered)
    assert (second.rendered, second.written, second.removed) == (0, 0, 0)
    assert second.unchanged == first.written


def test_a_site_without_any_entry_builds(tmp_path: Path) -> None:
    site = Site.at(tmp_path, "-- content/site.yaml --\ntitle: New\nbase_url: https://new.example\n")
    assert {"/", "/claims/", "/voices/", "/sources/", "/404.html"} <= set(site.rebuild())
    assert site.rebuild() == []


def test_a_build_that_changes_nothing_touches_no_file(site: Site) -> None:
    before = published(site)
    site.rebuild()
    assert published(site) == before


def test_a_build_that_changes_nothing_keeps_what_it_remembers(site: Site) -> None:
    before = snapshot(site.output / OWN)
    site.rebuild()
    after = snapshot(site.output / OWN)
    assert (after["cache"], after["manifest"]) == (before["cache"], before["manifest"])


CLAIM = "content/claims/ferries-late.md"


@pytest.mark.parametrize(
    ("file", "old", "new", "rendered"),
    [
        ("content/claims/port-stays-open.md", "See [the", "Look at [the", ["/claims/port-stays-open/"]),
        ("content/pages/about.md", "## How", "## Why", ["/about/"]),
        ("content/people/ana-moss.md", "Speaks for", "Is of", ["/people/ana-moss/", "/people/ana-moss/page/2/"]),
        ("content/topics/harbour.md", "All about", "About", ["/topics/harbour/"]),
        ("content/sources/old-letter.md", "---\n", "---\n", []),
    ],
)  # fmt: skip
def test_what_an_edit_does_not_touch_is_not_rendered(
    site: Site, file: str, old: str, new: str, rendered: list[str]
) -> None:
    site.edit(file, old, new)
    assert site.rebuild() == rendered


def test_a_claims_words_stand_wherever_it_is_listed(site: Site) -> None:
    site.edit(CLAIM, "The ferries ran late", "They ran late")
    rendered = site.rebuild()
    assert "/claims/ferries-late/" in rendered
    for page in ("/", "/topics/harbour/", "/people/ben-okri/", "/sources/ledger-report/"):
        assert page in rendered
    for page in ("/about/", "/people/ana-moss/", "/claims/cranes-broken/x", "/404.html"):
        assert page not in rendered


def test_the_sites_title_stands_on_every_page(site: Site) -> None:
    site.edit("content/site.yaml", "The Small Record", "The Record")
    pages = {f"/{f.removesuffix('index.html')}" for f in site.files() if f.endswith(".html")}
    assert pages <= set(site.rebuild())


def test_an_edited_template_renders_the_pages_that_draw_on_it(site: Site) -> None:
    site.write("-- templates/pages/voices.html --\n{{ head.title }}\n")
    assert site.rebuild() == ["/voices/", "/voices/page/2/", "/voices/page/3/"]
    site.write("-- templates/pages/voices.html --\nmore {{ head.title }}\n")
    assert site.rebuild() == ["/voices/", "/voices/page/2/", "/voices/page/3/"]
    assert site.text("voices/index.html") == "more Voices\n"


OWN_CLAIM = """\
-- templates/pages/claim.html --
{% extends "packaged/pages/claim.html" %}
{% block main %}
{{ super() }}
<p>Of our own: {{ claim.brief.id }}</p>
{% endblock %}
"""


def test_a_sites_template_may_add_to_the_packaged_one_of_its_name(site: Site) -> None:
    before = site.files()
    claims = {
        f"/{name.removesuffix('index.html')}" for name in before if name.startswith("claims/")
    }
    claims = {path for path in claims if path.count("/") == 3 and path.endswith("/")} - {
        "/claims/port-open/"
    }
    site.write(OWN_CLAIM)
    assert set(site.rebuild()) == claims
    text, own = site.text("claims/ferries-late/index.html"), "\n<p>Of our own: ferries-late</p>\n"
    assert text.replace(own, "").encode() == before["claims/ferries-late/index.html"]
    site.edit("templates/pages/claim.html", "Of our own", "Ours")
    assert set(site.rebuild()) == claims
    site.remove("templates/pages/claim.html")
    assert set(site.rebuild()) == claims
    assert site.files() == before


def test_a_packaged_component_may_be_wrapped_and_its_css_comes_once(site: Site) -> None:
    before = site.text("assets/site.css")
    site.write(
        "-- templates/components/colophon/colophon.html --\n"
        '{% import "packaged/components/colophon/colophon.html" as packaged %}\n'
        "{% macro colophon(site, root) %}<p>Ours</p>{{ packaged.colophon(site, root) }}{% endmacro %}"
    )
    assert "/about/" in site.rebuild()
    assert "<p>Ours</p><footer" in site.text("about/index.html")
    assert site.text("assets/site.css") == before


def test_a_fault_that_shows_in_a_packaged_template_names_its_file(site: Site) -> None:
    site.write(
        "-- templates/components/colophon/colophon.html --\n{% macro nothing() %}{% endmacro %}"
    )
    (diagnostic,) = (d for d in site.build().diagnostics if d.severity == "error")
    assert Path(diagnostic.file) == packaged_templates() / "base.html"
    assert "colophon.colophon" in (diagnostic.source_line or "")
    site.write('-- templates/base.html --\n{% extends "packaged/base.html" %}')
    (diagnostic,) = (d for d in site.build().diagnostics if d.severity == "error")
    assert Path(diagnostic.file) == packaged_templates() / "base.html"


def test_a_template_that_extends_itself_is_told_how_to_extend_the_packaged_one(site: Site) -> None:
    site.write('-- templates/pages/claim.html --\n{% extends "pages/claim.html" %}')
    (diagnostic,) = (d for d in site.build().diagnostics if d.severity == "error")
    assert (diagnostic.file, diagnostic.code) == ("templates/pages/claim.html", "template")
    assert "“packaged/” before a name" in (diagnostic.hint or "")


def test_a_site_has_no_packaged_templates_of_its_own(site: Site) -> None:
    site.write("-- templates/packaged/pages/claim.html --\nMine\n")
    (diagnostic,) = (d for d in site.build().diagnostics if d.severity == "error")
    assert (diagnostic.file, diagnostic.code) == (
        "templates/packaged/pages/claim.html",
        "bad-file-name",
    )


def test_a_claim_that_goes_takes_its_page_with_it(site: Site) -> None:
    site.remove("content/claims/built-in-1887.md")
    report = site.build()
    others = [name for name in report.gone if not name.startswith("claims/built-in-1887/")]
    assert len(report.gone) > len(others)
    # Two lists had this claim alone on their last page.
    assert others == ["changes/page/4/index.html", "origins/1/page/3/index.html"]
    assert not (site.output / "claims" / "built-in-1887").exists()


def test_a_file_that_somebody_deleted_comes_back(site: Site) -> None:
    before = site.files()
    (site.output / "about" / "index.html").unlink()
    assert site.rebuild() == ["/about/"]
    assert site.files() == before


def test_every_page_has_a_reason(site: Site) -> None:
    site.edit(CLAIM, "The ferries ran late", "They ran late")
    (site.output / "about" / "index.html").unlink()
    report = site.build(explain=True)
    assert report.reasons.keys() == site.files().keys()
    assert report.reasons["claims/ferries-late/index.html"] == "changed: claim"
    assert report.reasons["about/index.html"] == "the file was gone"
    assert report.reasons["404.html"] == "kept"


@pytest.mark.parametrize("address", ["/about/", "about", "/about", "about/"])
def test_one_page_is_explained_however_it_is_named(site: Site, address: str) -> None:
    report = site.build(explain=True)
    assert list(engine.explain(report, address)) == ["/about/  kept"]


def test_drafts_and_cards_of_the_future_are_left_out_and_said(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1709380800")  # 2 March 2024, noon
    report = site.build()
    assert report.claims == 2
    assert report.left_out["not-yet"] == "draft"
    assert report.left_out["third-crane"] == "to be published on 2024-03-03"
    assert not (site.output / "claims" / "third-crane").exists()
    assert site.build(drafts=True).claims == 7


def test_a_card_is_published_when_its_day_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site.at(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1709380800")
    site.rebuild()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1709640000")  # 5 March 2024
    assert "/claims/third-crane/" in site.rebuild()


def test_what_pages_cost_is_counted_only_where_it_is_asked_for(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    uncounted = site.build(output=tmp_path / "uncounted")
    assert (uncounted.costs, uncounted.size) == ({}, 0)
    counted = site.build(stats=True)
    assert counted.size == sum(map(len, site.files().values()))
    assert sum(cost.files for cost in counted.costs.values()) == counted.rendered
    assert sum(cost.size for cost in counted.costs.values()) == counted.size
    assert counted.costs["pages/claim.html"].files == 6
    assert counted.costs["assets"].files == 5


def test_rendered_files_and_kept_ones_are_all_there_are(site: Site) -> None:
    site.edit(CLAIM, "The ferries ran late", "They ran late")
    report = site.build(stats=True)
    assert report.rendered + report.kept == len(site.files())
    assert report.size == sum(len(site.files()[name]) for name in report.changed)
    assert report.costs["pages/claim.html"].files < 6


def test_strict_makes_errors_of_warnings(site: Site) -> None:
    assert not site.build().failed
    assert codes(site.build(strict=True)) == ["no-archived-text"]


@pytest.mark.parametrize(
    "fault",
    [
        "-- content/claims/ferries-late.md --\nno front matter\n",
        "-- content/claims/broken.md --\n---\nclaim: x\n---\n",
        "-- content/site.yaml --\ntitle: No address\n",
        "-- content/sources/ledger-report.txt --\nAnother text.\n",
        "-- content/pages/claims.md --\n---\ntitle: Taken\n---\n",
        "-- templates/pages/home.html --\n{{ nothing }}\n",
        "-- templates/pages/claim.html --\n{% if %}\n",
        "-- templates/base.html --\n{{ site.title + 1 }}\n",
    ],
)
def test_a_fault_leaves_the_last_good_site_untouched(site: Site, fault: str) -> None:
    before = published(site)
    files = archived(SMALL)
    site.write(fault)
    assert site.build().failed
    assert published(site) == before
    for name in archived(fault):
        site.write(f"-- {name} --\n{files[name]}") if name in files else site.remove(name)
    assert site.rebuild() == []
    assert published(site) == before


def test_a_template_that_is_not_text_is_a_fault_with_its_place(site: Site) -> None:
    (site.root / "templates").mkdir()
    (site.root / "templates" / "base.html").write_bytes(b"one\n\xe9")
    (diagnostic,) = (d for d in site.build().diagnostics if d.severity == "error")
    assert (diagnostic.file, diagnostic.line, diagnostic.code) == (
        "templates/base.html",
        2,
        "not-utf-8",
    )


def test_a_check_finds_what_a_build_does_and_writes_nothing(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    site.edit(CLAIM, "ben-okri", "ben-okry")
    before = snapshot(tmp_path)
    checked = engine.check(Options(root=site.root, output=site.output))
    assert checked.diagnostics == site.build().diagnostics
    assert codes(checked) == ["unknown-voice"]
    assert snapshot(tmp_path) == before
    assert not site.output.exists()


def test_texts_may_link_to_lists_and_files_of_the_site_as_long_as_those_are_there(
    site: Site,
) -> None:
    here = "https://small.example/record"
    site.edit(
        "content/pages/about.md",
        "We read",
        f"[When](page:timeline), [all]({here}/data/claims.csv), [marks]({here}/assets/favicon.svg),"
        f" [one]({here}/claims/port-open/#refusal). We read",
    )
    assert codes(site.build()) == []
    page = site.text("about/index.html")
    for link in ("timeline/", "data/claims.csv", "assets/favicon.svg", "claims/port-open/#refusal"):
        assert f'href="../{link}"' in page
    before = published(site)
    site.edit("content/site.yaml", "per_page: 2", "per_page: 2\noutputs: [claims_json, timeline]")
    report = site.build()
    assert [(d.message, d.hint) for d in report.diagnostics if d.severity == "error"] == [
        ("nothing stands at /data/claims.csv on this site", "did you mean /data/claims.json?")
    ]
    assert published(site) == before


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("https://licence.example/by/?a=1&b='\"onclick=x", True),
        ("http:", False),
        ("httpx", False),
        ("javascript:alert(1)//https://licence.example/", False),
        ("see https://licence.example/", False),
    ],
)
def test_a_licence_is_a_link_where_it_is_an_address_and_nothing_else(
    site: Site, text: str, linked: bool
) -> None:
    site.edit("content/site.yaml", "license: CC BY 4.0", f"license: {json.dumps(text)}")
    site.rebuild()
    page = site.text("about/index.html")
    assert ('rel="license"' in page) == linked
    assert (f'<a href="{escape(text)}" rel="license">{escape(text)}</a>' in page) == linked
    assert str(escape(text)) in page


def test_a_card_of_the_future_is_no_mistake_where_drafts_are_wanted(site: Site) -> None:
    site.edit(CLAIM, "published: 2024-03-02", "published: 2024-03-09")
    found = site.build(drafts=True, today=datetime.date(2024, 3, 8)).diagnostics
    assert [d.file for d in found if d.code == "day-ahead"] == [
        "content/claims/port-stays-open.md"  # it was changed in May
    ]
