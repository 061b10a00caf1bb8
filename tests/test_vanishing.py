"""Content that goes or changes while a build reads it: faults or a clear word, and then it is mended."""

import itertools
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from site_builder import content
from site_builder.build import Builder, Options
from site_builder.commands.saying import TROUBLES
from tests.site_text import Files, Site
from tests.test_histories import CLAIM, PLAIN, clean_build

Change = Callable[[Path], object]


def replaced(path: Path) -> None:
    """Another text of the same card, or of whatever else the file is, in its place."""
    other = path.with_name(f".{path.name}.new")
    other.write_bytes(path.read_bytes().replace(b"The ", b"A "))
    other.replace(path)


def made_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def made_a_link(path: Path) -> None:
    path.rename(path.with_suffix(".old"))
    path.symlink_to(path.with_suffix(".old"))


CHANGES: dict[str, Change] = {
    "deleted": lambda path: path.unlink(),
    "emptied": lambda path: os.truncate(path, 0),
    "cut in half": lambda path: os.truncate(path, path.stat().st_size // 2),
    "replaced": replaced,
    "made a folder": made_a_folder,
    "made a link": made_a_link,
    "moved with its folder": lambda path: path.parent.rename(path.parent.with_name("away")),
    "deleted with its folder": lambda path: shutil.rmtree(path.parent),
}


@contextmanager
def changed_at(root: Path, moment: int, change: Change) -> Iterator[list[str]]:
    """Change a file below a root as it is read for the `moment`th time, before or after it is open.

    What is given has its name, once it was.
    """
    left = [moment]
    changed: list[str] = []

    def struck(path: Path) -> None:
        ours = path.is_relative_to(root / "content") or path.is_relative_to(root / "templates")
        if not ours or not path.is_file():
            return
        left[0] -= 1
        if left[0] == -1:
            changed.extend(each.relative_to(root).as_posix() for each in _with_neighbours(path))
            change(path)

    def before_and_after(opened: Callable[..., Any]) -> Callable[..., Any]:
        def open_(path: Any) -> Any:
            struck(Path(path))
            found = opened(path)
            struck(Path(path))
            return found

        return open_

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(content, "_open", before_and_after(content._open))
        patch.setattr(Path, "read_bytes", before_and_after(Path.read_bytes))
        yield changed


def _with_neighbours(path: Path) -> list[Path]:
    return [each for each in path.parent.rglob("*") if each.is_file()]


def trial(before: Path, folder: Path) -> Site:
    """The site of a folder in another, edited since it was built."""
    shutil.rmtree(folder, ignore_errors=True)
    site = Site(Path(shutil.copytree(before, folder)))
    site.edit(CLAIM, "The ferries ran late", "They ran late")
    return site


def attempt(build: Callable[[], bool]) -> bool:
    """Whether a build was whole; trouble that users are told of in one line counts as none."""
    try:
        return build()
    except TROUBLES:
        return False


def check_changes(root: Path, moments: Callable[[int], Iterable[int]], *, several: bool) -> None:
    """Change a file in each way, at some of its moments of reading; look, and build again."""
    first = Site.at(root / "first")
    first.write(PLAIN)
    first.edit("content/site.yaml", "per_page: 2", "per_page: 2\noutputs: [claims_csv]")
    first.rebuild()
    for number, change in enumerate(CHANGES.values()):
        for moment in moments(number):
            if not check_change(trial(first.root, root / "site"), moment, change, several=several):
                break


def check_change(site: Site, moment: int, change: Change, *, several: bool) -> bool:
    """Whether a file was read that often, and so changed."""
    before = site.files()
    builder = Builder(Options(root=site.root, output=site.output))
    if several:
        builder.build()
    with changed_at(site.root, moment, change) as changed:
        names = frozenset({CLAIM}) if several else None
        whole = attempt(lambda: not builder.build(changes=names).failed)
    check_mended(site, builder, before, whole=whole, changed=changed, several=several)
    return bool(changed)


def check_mended(
    site: Site, builder: Builder, before: Files, *, whole: bool, changed: list[str], several: bool
) -> None:
    """The old site stands where there was no new one, and the next build is as a clean one."""
    if not several:
        assert whole or site.files() == before
        builder = Builder(Options(root=site.root, output=site.output))
    clean = clean_build(site) if attempt(lambda: clean_build(site) is not None) else None
    names = frozenset({CLAIM, *changed, *_below(site.root)} if several else ())
    again = attempt(lambda: not builder.build(changes=names or None).failed)
    assert again == (clean is not None), changed
    assert clean is None or site.files() == clean, changed


def _below(root: Path) -> list[str]:
    folders = (root / "content", root / "templates")
    found = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return [path.relative_to(root).as_posix() for path in found if path.parent.name == "away"]


@pytest.mark.parametrize("several", [False, True], ids=["one build", "one builder"])
def test_a_file_that_changes_while_it_is_read_is_a_fault_or_a_new_edition(
    tmp_path: Path, several: bool
) -> None:
    check_changes(tmp_path, lambda number: [9 * number + 2], several=several)


@pytest.mark.soak
@pytest.mark.parametrize("several", [False, True], ids=["one build", "one builder"])
def test_a_file_that_changes_at_any_reading_too(tmp_path: Path, several: bool) -> None:
    check_changes(tmp_path, lambda _: itertools.count(), several=several)
