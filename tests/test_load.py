"""A site's folder becomes its library, or all its faults at once; what is unchanged stays."""

import datetime
from pathlib import Path

import pytest

from site_builder.content import Folder
from site_builder.load import Changes, Choices, Loaded, Loader
from tests.site_text import SMALL, Site, archived

ON_MARCH_3 = Choices(today=datetime.date(2024, 3, 3))
LATER = Choices(today=datetime.date(2030, 1, 1))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site.at(tmp_path)


def read(site: Site, choices: Choices = LATER) -> Loaded:
    """A site, loaded anew."""
    return Loader(Folder(site.root), {}).load(choices, lambda _through, _total: None)


def codes(loaded: Loaded) -> list[tuple[str, str]]:
    """The file and code of each error."""
    return sorted((f.file, f.code) for f in loaded.faults if f.severity == "error")


def test_a_library_has_everything_sorted_by_id(site: Site) -> None:
    library = read(site).library
    assert library is not None
    for entries in (library.claims, library.voices, library.sources, library.topics, library.pages):
        assert list(entries) == sorted(entries)
    assert list(library.sources) == ["ledger-report", "ministry-note", "old-letter"]
    assert list(library.topics) == ["ferries", "harbour"]


def test_a_topic_without_a_file_takes_its_title_from_its_id(site: Site) -> None:
    library = read(site).library
    assert library is not None
    assert library.topics["ferries"].ref.title == "Ferries"


def test_a_relation_is_known_at_both_ends(site: Site) -> None:
    library = read(site).library
    assert library is not None
    (relation,) = library.incoming["ferries-late"]
    assert (relation.kind, relation.claim) == ("contradicts", "port-stays-open")


def test_faults_of_all_files_come_at_once_and_there_is_no_library(site: Site) -> None:
    site.edit("content/claims/ferries-late.md", "ben-okri", "ben-okry")
    site.edit("content/people/ana-moss.md", "name:", "nam:")
    site.edit("content/sources/ledger-report.txt", "Two cranes", "Three cranes")
    site.edit("content/pages/about.md", "source:ledger-report", "source:ledger")
    site.edit("content/site.yaml", "per_page: 2", "per_page: many")
    site.edit("content/claims/port-stays-open.md", "rating: {", "# rating: {")
    loaded = read(site)
    assert loaded.library is None
    assert codes(loaded) == [
        ("content/claims/cranes-broken.md", "quote-not-found"),
        ("content/claims/ferries-late.md", "unknown-voice"),
        ("content/pages/about.md", "broken-link"),
        ("content/people/ana-moss.md", "missing-field"),
        ("content/people/ana-moss.md", "unknown-field"),
        ("content/site.yaml", "bad-number"),
    ]


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("people/ana-moss.md", "Ana-Moss.md"),
        ("people/ana-moss.md", "Ána_Moss.md"),
        ("organisations/harbour-ministry.md", "harbour ministry.md"),
        ("organisations/daily-ledger.md", "Daily Ledger.md"),
        ("unnamed/port-official.md", "port_official.md"),
        ("sources/ledger-report.md", "Ledger-Report.md"),
        ("sources/ledger-report.txt", "ledger--report.txt"),
        ("claims/ferries-late.md", "ferries-late-.md"),
        ("topics/harbour.md", "HARBOUR.md"),
        ("pages/about.md", "About.md"),
    ],
)
def test_a_file_with_a_bad_name_is_one_fault_and_not_one_a_reference(
    site: Site, file: str, name: str
) -> None:
    before = {(fault.file, fault.code) for fault in read(site).faults}
    path = site.root / "content" / file
    bad = path.rename(path.with_name(name)).relative_to(site.root).as_posix()
    now = {(fault.file, fault.code) for fault in read(site).faults}
    assert now - before == {(bad, "bad-file-name")}


@pytest.mark.parametrize(
    "file",
    [
        "people/ana-moss.md",
        "organisations/daily-ledger.md",
        "unnamed/port-official.md",
        "sources/ledger-report.md",
        "sources/ledger-report.txt",
        "claims/ferries-late.md",
        "topics/harbour.md",
        "site.yaml",
    ],
)
def test_a_file_with_a_fault_is_one_fault_and_not_one_a_reference(site: Site, file: str) -> None:
    before = {(fault.file, fault.code) for fault in read(site).faults}
    (site.root / "content" / file).write_bytes(b"\xff")
    now = {(fault.file, fault.code) for fault in read(site).faults}
    assert now - before == {(f"content/{file}", "not-utf-8")}


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("content/people/ana-moss.md", "unknown-voice"),
        ("content/unnamed/port-official.md", "unknown-voice"),
        ("content/sources/ledger-report.md", "unknown-source"),
    ],
)
@pytest.mark.parametrize("bad", ["a fault", "a bad name"])
def test_what_was_excused_is_said_once_the_fault_is_gone_and_the_file_too(
    site: Site, file: str, code: str, bad: str
) -> None:
    loader = Loader(Folder(site.root), {})
    renamed = f"{file.removesuffix('.md')}_.md"
    if bad == "a fault":
        site.edit(file, "---\n", "----\n")
    else:
        (site.root / file).rename(site.root / renamed)
    assert code not in {fault.code for fault in loader.load(LATER, lambda *_: None).faults}
    site.remove(file if bad == "a fault" else renamed)
    loaded = loader.load(LATER, lambda *_: None, Changes([file, renamed]))
    assert code in {fault.code for fault in loaded.faults}
    assert sorted(map(str, loaded.faults)) == sorted(map(str, read(site).faults))


def test_a_rating_without_a_scale_is_said_once_the_settings_are_mended(site: Site) -> None:
    loader = Loader(Folder(site.root), {})
    scale = (site.root / "content/site.yaml").read_text().partition("rating_scale")[2]
    site.edit("content/site.yaml", f"rating_scale{scale}", "colour: red\n")
    assert codes(loader.load(LATER, lambda *_: None)) == [("content/site.yaml", "unknown-field")]
    site.edit("content/site.yaml", "colour: red\n", "")
    loaded = loader.load(LATER, lambda *_: None, Changes(["content/site.yaml"]))
    assert codes(loaded) == [("content/claims/port-stays-open.md", "unknown-rating")]


def test_warnings_come_with_a_library(site: Site) -> None:
    loaded = read(site)
    assert loaded.library is not None
    assert [fault.code for fault in loaded.faults] == ["no-archived-text"]


def test_what_is_left_out_has_its_reason(site: Site) -> None:
    left_out = read(site, ON_MARCH_3).left_out
    assert left_out == {
        "built-in-1887": "to be published on 2024-03-04",
        "not-yet": "draft",
        "written-down": "to be published on 2024-03-05",
    }
    assert read(site, Choices(today=ON_MARCH_3.today, drafts=True)).left_out == {}


def test_what_is_left_out_may_be_named_but_stands_nowhere(site: Site) -> None:
    site.edit("content/claims/ferries-late.md", "published:", "draft: true\npublished:")
    loaded = read(site)
    assert codes(loaded) == [("content/claims/port-stays-open.md", "broken-link")]
    site.edit(
        "content/claims/port-stays-open.md", "[the ferries](claim:ferries-late)", "the ferries"
    )
    library = read(site).library
    assert library is not None
    assert "ferries-late" not in library.claims
    assert "ferries" not in library.topics


def test_it_is_told_how_many_cards_are_through(site: Site) -> None:
    told: list[tuple[int, int]] = []
    Loader(Folder(site.root), {}).load(LATER, lambda *progress: told.append(progress))
    assert told[-1] == (7, 7)


def test_a_second_load_reads_only_what_changed(site: Site) -> None:
    loader = Loader(Folder(site.root), {})
    loader.load(LATER, lambda _through, _total: None)
    site.edit("content/claims/ferries-late.md", "The ferries ran late", "They ran late")
    told: list[tuple[int, int]] = []
    changes = Changes(["content/claims/ferries-late.md"])
    loaded = loader.load(LATER, lambda *progress: told.append(progress), changes)
    assert loaded.library is not None
    assert loaded.library.claims["ferries-late"].brief.statement == "They ran late on Monday."
    assert told[-1][1] < 7


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("content/people/ben-okri.md", "Ben Okri", "B. Okri"),
        ("content/sources/ledger-report.txt", "The port will", "A word before. The port will"),
        ("content/organisations/daily-ledger.md", "The Daily Ledger", "The Ledger"),
    ],
)
def test_a_second_load_sees_through_to_what_a_card_names(
    site: Site, file: str, old: str, new: str
) -> None:
    loader = Loader(Folder(site.root), {})
    loader.load(LATER, lambda _through, _total: None)
    site.edit(file, old, new)
    assert loader.load(LATER, lambda *_: None, Changes([file])) == read(site)
    assert loader.load(LATER, lambda *_: None) == read(site)


def test_files_may_come_and_go_between_loads(site: Site) -> None:
    loader = Loader(Folder(site.root), {})
    loader.load(LATER, lambda *_: None)
    card = archived(SMALL)["content/claims/built-in-1887.md"]
    site.write(f"-- content/claims/new/again.md --\n{card}")
    site.remove("content/claims/third-crane.md")
    changes = Changes(["content/claims/new/again.md", "content/claims/third-crane.md"])
    loaded = loader.load(LATER, lambda *_: None, changes)
    assert loaded == read(site)
    assert loaded.library is not None
    assert "again" in loaded.library.claims
    assert "third-crane" not in loaded.library.claims


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_number_of_processes_changes_nothing(site: Site, jobs: int) -> None:
    card = archived(SMALL)["content/claims/built-in-1887.md"]
    for number in range(250):
        site.write(f"-- content/claims/more/c-{number}.md --\n{card}")
    site.edit("content/claims/more/c-7.md", "indirect", "direkt")
    loaded = read(site, Choices(today=LATER.today, jobs=jobs))
    assert codes(loaded) == [("content/claims/more/c-7.md", "unknown-word")]
