"""Which files are content, which are not, and what is wrong with their names."""

import os
import subprocess
from pathlib import Path

import pytest

from site_builder.content import Folder, Listing, UnusableTemplateError, packaged_templates
from site_builder.text import LARGEST_FILE
from tests.site_text import SMALL, Site

SETTINGS = "content/site.yaml"


def touch(root: Path, *names: str) -> Folder:
    """A folder with empty files of these names, and a site.yaml."""
    for name in (SETTINGS, *names):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    return Folder(root)


def listed(root: Path, *names: str) -> tuple[list[str], list[tuple[str, str]]]:
    """The names of the entries among some files, and each fault's file and code."""
    listing, faults = touch(root, *names).listing()
    files = [entry.file for entries in listing.entries.values() for entry in entries]
    return files, [(fault.file, fault.code) for fault in faults]


def test_entries_are_listed_by_folder_and_in_order_whatever_their_sub_folder(
    tmp_path: Path,
) -> None:
    names = ["content/claims/b.md", "content/claims/2026/a.md", "content/people/x/y/ana-moss.md"]
    listing, faults = touch(tmp_path, *names).listing()
    assert faults == []
    assert [entry.id for entry in listing.entries["claims"]] == ["a", "b"]
    assert [entry.id for entry in listing.entries["people"]] == ["ana-moss"]


def test_an_archived_text_goes_by_the_id_of_its_source(tmp_path: Path) -> None:
    folder = touch(tmp_path, "content/sources/2026/report.md", "content/sources/2026/report.txt")
    listing, faults = folder.listing()
    assert (listing.archives, faults) == ({"report": "content/sources/2026/report.txt"}, [])


def test_a_text_without_its_source_is_said(tmp_path: Path) -> None:
    name = "content/sources/report.txt"
    assert listed(tmp_path, name) == ([], [(name, "archive-without-source")])


@pytest.mark.parametrize(
    "name",
    [
        "content/readme.md",
        "content/claim/no-deal.md",
        "content/claims/photo.jpg",
        "content/claims/no-deal",
        "content/claims/no-deal.txt",
        "content/claims/no-deal.MD",
    ],
)
def test_a_stray_file_is_said_and_stops_nothing(tmp_path: Path, name: str) -> None:
    folder = touch(tmp_path, name)
    listing, faults = folder.listing()
    assert not any(listing.entries.values())
    assert [(fault.code, fault.severity) for fault in faults] == [("stray-file", "warning")]


def test_a_mistyped_folder_is_recognised(tmp_path: Path) -> None:
    _, (fault,) = touch(tmp_path, "content/claim/no-deal.md").listing()
    assert fault.hint == "did you mean content/claims/?"


@pytest.mark.parametrize(
    "name",
    [
        ".no-deal.md.swp",
        "no-deal.md~",
        "#no-deal.md#",
        ".#no-deal.md",
        "no-deal.md.bak",
        "no-deal.md.orig",
        "no-deal.md.tmp",
        "4913",
        ".DS_Store",
        ".git/config",
    ],
)
def test_what_editors_leave_behind_is_no_content(tmp_path: Path, name: str) -> None:
    assert listed(tmp_path, f"content/claims/{name}") == ([], [])


@pytest.mark.parametrize(
    "stem", ["No-Deal", "no_deal", "no deal", "-no", "no--deal", "né", "no.deal", "no\n"]
)
def test_a_name_that_cannot_be_an_address_is_refused(tmp_path: Path, stem: str) -> None:
    name = f"content/claims/{stem}.md"
    assert listed(tmp_path, name) == ([], [(name, "bad-file-name")])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("content/claims/a.md", "content/claims/old/a.md"),
        ("content/people/a.md", "content/organisations/a.md"),
        ("content/organisations/a.md", "content/unnamed/a.md"),
        ("content/sources/a.md", "content/sources/b/a.md"),
    ],
)
def test_two_files_cannot_have_one_address(tmp_path: Path, first: str, second: str) -> None:
    _, faults = listed(tmp_path, first, second)
    assert [code for _, code in faults] == ["id-taken"]


def test_a_claim_a_source_and_a_topic_may_share_an_id(tmp_path: Path) -> None:
    names = [
        f"content/{folder}/a.md" for folder in ("claims", "people", "sources", "topics", "pages")
    ]
    assert listed(tmp_path, *names)[1] == []


def test_two_archived_texts_for_one_source_are_one_too_many(tmp_path: Path) -> None:
    names = ["content/sources/a.md", "content/sources/a.txt", "content/sources/old/a.txt"]
    assert [code for _, code in listed(tmp_path, *names)[1]] == ["id-taken"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("---\nname: x\n---\n")
    root = tmp_path / "site"
    folder = touch(root, "content/people/ana.md")
    (root / "content/people/secret.md").symlink_to(outside / "secret.md")
    (root / "content/people/more").symlink_to(outside)
    (root / "content/people/loop").symlink_to(root / "content")
    listing, faults = folder.listing()
    assert [entry.id for entry in listing.entries["people"]] == ["ana"]
    assert faults == []


def test_a_folder_without_content_has_none(tmp_path: Path) -> None:
    listing, faults = Folder(tmp_path).listing()
    assert not any(listing.entries.values())
    assert faults == []


def test_no_more_of_a_file_is_read_than_shows_that_it_is_too_large(tmp_path: Path) -> None:
    folder = touch(tmp_path)
    with (tmp_path / SETTINGS).open("wb") as opened:
        opened.truncate(10 * LARGEST_FILE)
    assert len(folder.read(SETTINGS)) == LARGEST_FILE + 1


@pytest.mark.parametrize("raw", ["a\r\nb", "a\rb", "a\nb", "\ufeffa\nb"])
def test_a_text_is_read_as_an_editor_shows_it(tmp_path: Path, raw: str) -> None:
    folder = touch(tmp_path)
    (tmp_path / SETTINGS).write_bytes(raw.encode())
    assert folder.read_text(SETTINGS) == "a\nb"


def test_the_text_of_a_file_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert Folder(tmp_path).read_text("content/none.md") == ""


def test_a_sites_own_templates_stand_before_those_of_the_package(tmp_path: Path) -> None:
    site = Site.at(tmp_path, SMALL)
    before, assets = Folder(tmp_path).templates(packaged_templates())
    site.write("-- templates/pages/404.html --\nMine\n-- templates/assets/mine.svg --\n<svg/>\n")
    after, more_assets = Folder(tmp_path).templates(packaged_templates())
    assert after == before | {"pages/404.html": "Mine\n"}
    assert more_assets == assets | {"assets/mine.svg": b"<svg/>\n"}


def test_a_packaged_template_stands_beside_the_sites_own_of_its_name(tmp_path: Path) -> None:
    site = Site.at(tmp_path, SMALL)
    before, _ = Folder(tmp_path).templates(packaged_templates())
    site.write("-- templates/pages/404.html --\nMine\n-- templates/pages/new.html --\nNew\n")
    after, _ = Folder(tmp_path).templates(packaged_templates())
    assert after["packaged/pages/404.html"] == before["pages/404.html"]
    assert "packaged/pages/new.html" not in after
    assert not [name for name in after if name.startswith("packaged/") and name.endswith(".css")]


def test_a_listing_of_the_small_site_has_everything_once(tmp_path: Path) -> None:
    Site.at(tmp_path, SMALL)
    listing, faults = Folder(tmp_path).listing()
    assert faults == []
    assert isinstance(listing, Listing)
    assert {folder: len(entries) for folder, entries in listing.entries.items()} == {
        "claims": 7,
        "people": 2,
        "organisations": 2,
        "unnamed": 1,
        "sources": 3,
        "topics": 1,
        "pages": 1,
    }


@pytest.mark.parametrize(
    "names",
    [
        ["assets/Favicon.svg"],
        ["assets/site.css"],
        ["assets/Site.CSS"],
        ["assets/caf\u00e9.svg", "assets/cafe\u0301.svg"],
        ["assets/\u00c9.svg", "assets/e\u0301.svg"],
        ["assets/favicon.svg/x.svg"],
        ["assets/site.css/x.css"],
        ["assets/FAVICON.svg/deep/x.svg"],
        ["assets/fonts/x", "assets/Fonts"],
    ],
)
def test_assets_that_some_hosts_take_for_one_are_refused(tmp_path: Path, names: list[str]) -> None:
    folder = touch(tmp_path, *(f"templates/{name}" for name in names))
    with pytest.raises(UnusableTemplateError) as refused:
        folder.templates(packaged_templates())
    assert refused.value.fault.code == "asset-taken"


def test_an_asset_of_the_same_name_takes_the_place_of_the_packaged_one(tmp_path: Path) -> None:
    folder = touch(tmp_path, "templates/assets/favicon.svg")
    assert folder.templates(packaged_templates())[1]["assets/favicon.svg"] == b""


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_only_a_file_itself_is_read_whatever_stands_under_its_name(
    tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "site.yaml"
    if kind == "link":
        path.symlink_to("/etc/hostname")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.mkdir()
    with pytest.raises(OSError, match="links are not followed" if kind == "link" else "regular"):
        Folder(tmp_path).read("site.yaml")


def test_folders_may_be_nested_deeper_than_a_program_can_call_itself(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    descriptor = os.open(tmp_path / "content", os.O_RDONLY)
    for _ in range(1200):
        os.mkdir("d", dir_fd=descriptor)
        below = os.open("d", os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = below
    os.close(descriptor)
    try:
        assert Folder(tmp_path).listing()[1] == []
    finally:
        subprocess.run(["rm", "-r", tmp_path / "content"], check=True)
