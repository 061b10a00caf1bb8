"""The search index comes and goes as a whole: made where what is indexed has changed, or is missing."""

from pathlib import Path

import pytest

from site_builder.build import Builder, Options, explain
from site_builder.files import MANIFEST, Output
from site_builder.manifest import STALE, decode
from site_builder.search.index import FOLDER
from site_builder.search.pagefind import PROGRAM, IndexingError
from tests.site_text import Files, Site, site_files

STATEMENT = "The harbour was built in 1887."
CARD = "content/claims/built-in-1887.md"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site.at(tmp_path / "site")
    site.edit("content/site.yaml", "search: false", "outputs: [search]")
    return site


def index_of(files: Files) -> Files:
    return {name: raw for name, raw in files.items() if name.startswith(FOLDER)}


def clean(site: Site, tmp_path: Path) -> Files:
    site.build(output=tmp_path / "clean")
    return site_files(tmp_path / "clean")


def test_after_an_edit_the_index_is_that_of_a_clean_build(site: Site, tmp_path: Path) -> None:
    site.rebuild()
    before = site.files()
    site.edit(CARD, f"claim: {STATEMENT}", "claim: The harbour was dug in 1887.")
    assert f"/{FOLDER}" in site.rebuild()
    assert site.files() == clean(site, tmp_path) != before
    assert any(
        name in before and before[name] == raw for name, raw in index_of(site.files()).items()
    )


def test_nothing_is_indexed_again_where_nothing_that_is_indexed_has_changed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.rebuild()
    monkeypatch.setenv(PROGRAM, "/none")
    with (site.root / CARD).open("a", encoding="utf-8") as card:
        card.write("A note.\n")
    assert f"/{FOLDER}" not in site.rebuild()
    site.edit("content/site.yaml", "The Small Record", "The Small Book")
    assert f"/{FOLDER}" not in site.rebuild()


@pytest.mark.parametrize("gone", ["pagefind.js", "pagefind-entry.json"])
def test_a_file_that_is_gone_comes_back(site: Site, gone: str) -> None:
    site.rebuild()
    before = site.files()
    site.remove(f"_site/{FOLDER}{gone}")
    assert site.rebuild() == [f"/{FOLDER}"]
    assert site.files() == before


@pytest.mark.parametrize(
    "settings", ["search: false", "outputs: [feeds]"], ids=["search: false", "outputs"]
)
def test_switched_off_nothing_of_it_is_left(site: Site, settings: str) -> None:
    site.rebuild()
    site.edit("content/site.yaml", "outputs: [search]", settings)
    site.rebuild()
    files = site.files()
    assert index_of(files) == {}
    assert not {"search/index.html", "assets/search.js"} & files.keys()
    assert all(b'search/"' not in raw for name, raw in files.items() if name.endswith(".html"))


def test_drafts_are_not_found(site: Site) -> None:
    site.rebuild()
    published = index_of(site.files())
    assert len([name for name in published if "/fragment/" in name]) == 6
    site.edit("content/claims/not-yet.md", "draft: true", "published: 2024-03-06")
    site.rebuild()
    assert len([name for name in index_of(site.files()) if "/fragment/" in name]) == 7


def test_a_site_without_claims_has_no_search(site: Site) -> None:
    for card in (site.root / "content/claims").iterdir():
        card.unlink()
    for file in ("topics/harbour.md", "pages/about.md"):
        site.remove(f"content/{file}")
    assert not site.build().failed
    assert index_of(site.files()) == {}
    assert "search/index.html" not in site.files()


def test_where_the_index_cannot_be_made_nothing_is_written(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PROGRAM, "/none")
    with pytest.raises(IndexingError):
        site.build()
    assert not (site.output / "index.html").exists()
    monkeypatch.delenv(PROGRAM)
    site.rebuild()
    before = site.files()
    monkeypatch.setenv(PROGRAM, "/none")
    site.edit(CARD, f"claim: {STATEMENT}", "claim: The harbour was dug in 1887.")
    with pytest.raises(IndexingError):
        site.build()
    assert site.files() == before


def test_a_build_that_died_among_the_files_of_the_index_is_made_up_for(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.rebuild()
    site.edit(CARD, f"claim: {STATEMENT}", "claim: The harbour was dug in 1887.")
    with monkeypatch.context() as dying:
        dying.setattr(Output, "delete", _dies)
        with pytest.raises(ZeroDivisionError):
            site.build()
    site.rebuild()
    assert site.files() == clean(site, tmp_path)


def _dies(*_: object) -> int:
    raise ZeroDivisionError


def test_left_for_later_it_stays_as_it_is_and_the_next_build_knows(
    site: Site, tmp_path: Path
) -> None:
    site.rebuild()
    before = index_of(site.files())
    site.edit(CARD, f"claim: {STATEMENT}", "claim: The harbour was dug in 1887.")
    builder = Builder(Options(root=site.root, output=site.output, later=True))
    assert not builder.build().failed
    assert index_of(site.files()) == before
    marks = decode((site.output / MANIFEST).read_bytes()) or {}
    assert {mark for file, mark in marks.items() if file.startswith(FOLDER)} == {STALE}
    assert site.rebuild() == [f"/{FOLDER}"]
    assert site.files() == clean(site, tmp_path)


def test_it_is_said_why_it_was_made(site: Site) -> None:
    def said() -> list[str]:
        return [*explain(site.build(explain=True), FOLDER)]

    assert said() == ["/pagefind/  new"]
    assert said() == ["/pagefind/  kept"]
    site.edit(CARD, f"claim: {STATEMENT}", "claim: The harbour was dug in 1887.")
    assert said() == ["/pagefind/  changed: records"]
    site.remove(f"_site/{FOLDER}pagefind.js")
    assert said() == ["/pagefind/  some of its files were gone"]
