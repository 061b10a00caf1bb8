"""The output folder: only what is ours is written over or deleted, and one build at a time."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from site_builder import files
from site_builder.files import OWN, OutputError
from site_builder.manifest import GONE, STALE
from tests.site_text import Site, site_files
from tests.test_histories import clean_build

MANIFEST = f"{OWN}/manifest"
PAGE = "claims/no-deal/index.html"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site that has been built once."""
    site = Site.at(tmp_path)
    site.rebuild()
    return site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An output folder that is not there yet."""
    return tmp_path / "_site"


def put(folder: Path, manifest: dict[str, str]) -> None:
    """Fill an output folder with files, each holding its own name."""
    with files.opened(folder) as output:
        staged = {name: output.stage(name, name.encode(), existing=False) for name in manifest}
        output.put({name: path for name, path in staged.items() if path is not None})
        output.save(manifest)


def names(folder: Path) -> set[str]:
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
    return {name for name in found if not name.startswith(OWN)}


def test_files_and_manifest_stay_when_the_folder_is_left(folder: Path) -> None:
    put(folder, {PAGE: "11"})
    assert (folder / PAGE).read_text() == PAGE
    with files.opened(folder) as output:
        assert output.load() == {PAGE: "11"}


@pytest.mark.parametrize("existing", [True, False], ids=["an empty folder", "no folder"])
def test_a_folder_without_other_files_is_taken(folder: Path, existing: bool) -> None:
    if existing:
        folder.mkdir()
    with files.opened(folder) as output:
        assert output.load() == {}


@pytest.mark.parametrize("name", ["", "/new", "/lock", "/manifest", "/claims-1"])
def test_a_link_where_builds_keep_their_own_is_refused_and_not_followed(
    site: Site, tmp_path: Path, name: str
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.doc").write_text("years of work")
    link = site.output / f"{OWN}{name}"
    if link.exists():
        link.rename(tmp_path / "before")
    link.symlink_to(mine if name in {"", "/new"} else mine / "thesis.doc")
    site.edit("content/claims/ferries-late.md", "The ferries ran late", "They ran late")
    with pytest.raises(OutputError, match="is a link to elsewhere; delete it and build again"):
        site.build()
    assert [path.read_text() for path in mine.iterdir()] == ["years of work"]


@pytest.mark.parametrize("name", ["claims", "claims/cranes-broken"])
@pytest.mark.parametrize("change", ["edit", "remove", "clean"])
def test_a_folder_of_pages_that_is_a_link_is_refused_and_nothing_behind_it_touched(
    site: Site, tmp_path: Path, name: str, change: str
) -> None:
    mine = tmp_path / "mine"
    (site.output / name).rename(mine)
    (site.output / name).symlink_to(mine)
    before = site_files(mine)
    card = site.root / "content/claims/cranes-broken.md"
    if change == "edit":
        card.write_text(card.read_text() + "\nOne more note.\n")
    elif change == "remove":
        card.unlink()
    with pytest.raises(OutputError, match="is a link to elsewhere; delete it and build again"):
        files.clean(site.output) if change == "clean" else site.build()
    assert site_files(mine) == before


def test_a_folder_that_holds_other_files_is_refused_and_left_as_it_is(folder: Path) -> None:
    folder.mkdir()
    (folder / "thesis.doc").write_text("years of work")
    with pytest.raises(OutputError, match=r"holds files that are not ours \(thesis\.doc"):
        put(folder, {PAGE: "11"})
    assert names(folder) == {"thesis.doc"}


def test_a_folder_whose_manifest_was_lost_is_refused(site: Site) -> None:
    (site.output / MANIFEST).unlink()
    before = site.files()
    with pytest.raises(OutputError, match="no manifest"):
        site.build()
    assert site.files() == before


def test_a_folder_with_a_damaged_manifest_is_refused_with_a_way_out(site: Site) -> None:
    (site.output / MANIFEST).write_text("{")
    with pytest.raises(OutputError, match="damaged; delete the folder and build again"):
        site.build()


@pytest.mark.parametrize("kind", ["file", "link to a folder", "dangling link"])
def test_what_is_no_folder_is_refused(tmp_path: Path, folder: Path, kind: str) -> None:
    if kind == "file":
        folder.write_text("a file")
    else:
        folder.symlink_to(tmp_path if kind == "link to a folder" else tmp_path / "gone")
    with pytest.raises(OutputError, match="is not a folder"):
        put(folder, {PAGE: "11"})


def test_a_file_of_anothers_in_the_way_is_refused_and_kept(site: Site) -> None:
    foreign = site.output / "claims" / "new-claim" / "index.html"
    foreign.parent.mkdir()
    foreign.write_text("not yours")
    card = site.root / "content/claims/built-in-1887.md"
    card.with_name("new-claim.md").write_text(card.read_text())
    before = site.files()
    with pytest.raises(OutputError, match="is not a file of this site and stands in its way"):
        site.build()
    assert site.files() == before


@pytest.mark.parametrize("place", ["claims/new-claim", "claims/new-claim/index.html/mine.txt"])
def test_what_stands_where_a_folder_or_a_file_is_to_be_is_refused_and_kept(
    site: Site, place: str
) -> None:
    foreign = site.output / place
    foreign.parent.mkdir(parents=True, exist_ok=True)
    foreign.write_text("not yours")
    card = site.root / "content/claims/built-in-1887.md"
    card.with_name("new-claim.md").write_text(card.read_text())
    before = site.files()
    with pytest.raises(OutputError, match=f"{place} is not a file of this site and stands in its"):
        site.build()
    assert site.files() == before


@pytest.mark.parametrize("first", ["a file", "a folder"])
def test_a_file_can_become_a_folder_and_a_folder_a_file(site: Site, first: str) -> None:
    file, within = "templates/assets/scans", "templates/assets/scans/one/two.txt"
    before, after = (file, within) if first == "a file" else (within, file)
    site.write(f"-- {before} --\nbefore\n-- templates/assets/scans-more.txt --\nbeside\n")
    site.rebuild()
    (site.root / before).unlink()
    if first == "a folder":
        (site.root / within).parent.rmdir()
        (site.root / file).rmdir()
    site.write(f"-- {after} --\nafter\n")
    site.rebuild()
    assert site.files() == clean_build(site)
    assert site.files()[after.removeprefix("templates/")] == b"after\n"


def test_a_folder_in_which_others_have_put_something_makes_no_way(site: Site) -> None:
    site.write("-- templates/assets/scans/one.txt --\nours\n")
    site.rebuild()
    (site.output / "assets/scans/mine.txt").write_text("mine")
    (site.root / "templates/assets/scans/one.txt").unlink()
    (site.root / "templates/assets/scans").rmdir()
    site.write("-- templates/assets/scans --\nours\n")
    before = site.files()
    with pytest.raises(OutputError, match=r"assets/scans/mine\.txt is not a file of this site"):
        site.build()
    assert site.files() == before


def test_files_beside_ours_are_kept(site: Site) -> None:
    (site.output / "CNAME").write_text("harbour.example")
    (site.output / "claims" / "notes.txt").write_text("mine")
    site.remove("content/claims/third-crane.md")
    site.rebuild()
    assert (site.output / "CNAME").read_text() == "harbour.example"
    assert (site.output / "claims" / "notes.txt").read_text() == "mine"


def test_only_what_the_manifest_lists_is_deleted_and_empty_folders_go_with_it(folder: Path) -> None:
    put(folder, {"a/b/one.html": "1", "a/c/two.html": "2", "three.html": "3"})
    (folder / "a" / "c" / "mine.txt").write_text("mine")
    with files.opened(folder) as output:
        assert output.delete(["a/b/one.html", "a/c/two.html"]) == 2
    assert names(folder) == {"a", "a/c", "a/c/mine.txt", "three.html"}


def test_a_file_that_is_gone_already_is_no_trouble(folder: Path) -> None:
    put(folder, {"a/one.html": "1"})
    (folder / "a/one.html").unlink()
    with files.opened(folder) as output:
        assert output.delete(["a/one.html", "never/was.html"]) == 0
    assert names(folder) == set()


def test_a_file_that_would_not_change_is_not_staged(folder: Path) -> None:
    put(folder, {PAGE: "11"})
    with files.opened(folder) as output:
        assert output.stage(PAGE, PAGE.encode(), existing=True) is None
        assert output.stage(PAGE, b"other", existing=True) is not None
        assert output.stage(PAGE, PAGE.encode()[:-1], existing=True) is not None


def test_what_a_crash_left_half_written_is_cleared_away(site: Site) -> None:
    leftover = site.output / OWN / "new" / "4711-1"
    leftover.parent.mkdir(exist_ok=True)
    leftover.write_text("half a pa")
    site.rebuild()
    assert not leftover.exists()


def test_what_is_noted_is_added_to_the_manifest(folder: Path) -> None:
    put(folder, {PAGE: "11", "a.html": "22"})
    with files.opened(folder) as output:
        output.note({"a.html": GONE, "b.html": "33"})
        assert output.load() == {PAGE: "11", "b.html": "33"}


def test_what_is_noted_after_a_crash_cut_the_manifest_short_is_noted_whole(folder: Path) -> None:
    put(folder, {PAGE: "11", "z.html": "22"})
    manifest = folder / MANIFEST
    manifest.write_bytes(manifest.read_bytes()[:-3])
    with files.opened(folder) as output:
        assert output.load() == {PAGE: "11"}
        output.note({PAGE: STALE})
        assert output.load() == {PAGE: STALE}


def test_clean_takes_away_all_that_is_ours_and_nothing_else(site: Site) -> None:
    (site.output / "CNAME").write_text("harbour.example")
    built = len(site.files()) - 1
    assert files.clean(site.output) == built
    assert [path.name for path in site.output.rglob("*")] == ["CNAME"]


def test_clean_leaves_no_folder_where_nothing_else_was(site: Site) -> None:
    files.clean(site.output)
    assert not site.output.exists()
    assert files.clean(site.output) == 0


def test_clean_refuses_a_folder_without_manifest(folder: Path) -> None:
    folder.mkdir()
    (folder / "thesis.doc").touch()
    with pytest.raises(OutputError, match="not ours"):
        files.clean(folder)
    assert names(folder) == {"thesis.doc"}


HOLD = """
import sys
from pathlib import Path
from site_builder import files
with files.opened(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_process_holding(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """A real second process that holds an output folder until the block ends."""
    command = [sys.executable, "-c", HOLD, str(folder)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        if process.stdin is not None:
            process.stdin.close()


def test_a_folder_that_another_process_builds_is_refused_by_its_name(site: Site) -> None:
    site.edit("content/claims/ferries-late.md", "The ferries ran late", "They ran late")
    before = site.files()
    with (
        another_process_holding(site.output) as process,
        pytest.raises(OutputError, match=f"is being built by process {process.pid}; wait"),
    ):
        site.build()
    assert site.files() == before
    assert "/claims/ferries-late/" in site.rebuild()


def test_a_process_that_was_killed_holds_nothing(site: Site) -> None:
    with another_process_holding(site.output) as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        site.rebuild()
