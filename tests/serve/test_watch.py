"""Every change is told, however an editor saves, and whether or not the system sends an event."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import watchfiles

from site_builder.serve import watch as watching
from site_builder.serve.watch import Watcher

PATIENCE = 10.0
CARD = "content/claims/a.md"
PROBE = "content/probe.md"


class Ears:
    """What a watcher has told."""

    def __init__(self) -> None:
        self.batches: list[frozenset[str]] = []
        self.troubles: list[Exception] = []
        self.ready = False
        self._more = threading.Condition()

    @property
    def names(self) -> set[str]:
        return {name for batch in self.batches for name in batch}

    def hear(self, names: frozenset[str]) -> None:
        with self._more:
            self.ready |= PROBE in names
            self.batches += [names - {PROBE}] if names - {PROBE} else []
            self._more.notify_all()

    def wait_for(self, *names: str, times: int = 1) -> None:
        def told() -> bool:
            return {*names} <= self.names and len(self.batches) >= times

        with self._more:
            assert self._more.wait_for(told, PATIENCE), self.names


Watch = Callable[..., Ears]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for file in (CARD, "content/claims/b.md", "content/claims/deep/c.md"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("first")
    return tmp_path


@pytest.fixture
def watch(root: Path) -> Iterator[Watch]:
    """`watch(poll=True)`: what a watcher of the root's folders tells, from now on."""
    started: list[Watcher] = []

    def start(between: Callable[[], object] = lambda: None, **options: Any) -> Ears:
        ears = Ears()
        folders = {root / "content": "content", root / "templates": "templates"}
        watcher = Watcher(folders, ears.hear, ears.troubles.append, **options)
        between()
        watcher.start()
        started.append(watcher)
        return ears

    yield start
    for watcher in started:
        began = time.monotonic()
        watcher.stop()
        assert time.monotonic() - began < 1.5, "the watcher did not end in time"


def listening(ears: Ears, root: Path) -> Ears:
    """The same once events arrive, so that a test does not rest on the first sweep."""
    until = time.monotonic() + PATIENCE
    while not ears.ready:
        (root / PROBE).write_text(str(time.monotonic()))
        time.sleep(0.02)
        assert time.monotonic() < until
    return ears


def write_in_place(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def write_and_rename(path: Path, text: str) -> None:
    new = path.with_name(f".{path.name}.swp")
    new.write_text(text, encoding="utf-8")
    new.rename(path)


def delete_and_create(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text, encoding="utf-8")


def keep_a_backup_beside(path: Path, text: str) -> None:
    path.rename(f"{path}~")
    path.with_name("4913").touch()
    path.with_name("4913").unlink()
    path.write_text(text, encoding="utf-8")


def write_through_a_lock(path: Path, text: str) -> None:
    lock = path.with_name(f".#{path.name}")
    lock.symlink_to("me@here.1:2")
    path.write_text(text, encoding="utf-8")
    path.with_name(f"#{path.name}#").write_text(text, encoding="utf-8")
    path.with_name(f"#{path.name}#").unlink()
    lock.unlink()


Save = Callable[[Path, str], None]
SAVING: list[Save] = [
    write_in_place,
    write_and_rename,
    delete_and_create,
    keep_a_backup_beside,
    write_through_a_lock,
]


@pytest.mark.parametrize("save", SAVING)
def test_however_an_editor_saves_the_card_is_told_and_nothing_of_the_editors(
    save: Save, root: Path, watch: Watch
) -> None:
    ears = listening(watch(), root)
    save(root / CARD, "second")
    ears.wait_for(CARD)
    assert ears.names == {CARD}


@pytest.mark.parametrize("save", SAVING)
def test_where_no_events_come_a_save_is_seen_by_polling(
    save: Save, root: Path, watch: Watch
) -> None:
    ears = watch(poll=True)
    time.sleep(0.2)
    save(root / CARD, "second")
    ears.wait_for(CARD)
    assert ears.names == {CARD}


def test_where_no_events_come_an_older_file_in_anothers_place_is_seen(
    root: Path, watch: Watch
) -> None:
    ears = watch(poll=True)
    for count in (1, 2, 3):  # as rsync and backups put files back
        (root / CARD).write_text(f"edition {count}")
        os.utime(root / CARD, (0, 1_000_000 - count))
        ears.wait_for(CARD, times=count)


def test_where_no_events_come_saves_within_one_step_of_a_file_systems_times_are_seen(
    root: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = watching._stamps

    def coarse(path: str) -> dict[str, watching.Stamp]:
        return {each: (inode, size, 0, 0) for each, (inode, size, _, _) in real(path).items()}

    monkeypatch.setattr(watching, "_stamps", coarse)
    ears = watch(poll=True)
    (root / CARD).write_text("longer: 0")
    ears.wait_for(CARD)
    for count in (1, 2, 3):
        told = len(ears.batches)
        (root / CARD).write_text(f"longer: {count}")
        ears.wait_for(CARD, times=told + 1)


def test_several_files_saved_at_once_are_told_at_once(root: Path, watch: Watch) -> None:
    ears = listening(watch(), root)
    new = [root / "new" / f"n{number}.md" for number in range(50)]
    new[0].parent.mkdir()
    for path in new:
        path.write_text("new")
    for path in new:
        path.rename(root / "content" / "claims" / path.name)
    ears.wait_for(*(f"content/claims/{path.name}" for path in new))
    assert len(ears.batches) <= 2


def test_a_deleted_file_is_told(root: Path, watch: Watch) -> None:
    ears = listening(watch(), root)
    (root / CARD).unlink()
    ears.wait_for(CARD)


def test_the_files_of_a_folder_that_is_moved_in_are_told(root: Path, watch: Watch) -> None:
    shutil.copytree(root / "content/claims", root / "elsewhere")
    ears = listening(watch(), root)
    (root / "elsewhere").rename(root / "content" / "more")
    ears.wait_for("content/more/a.md", "content/more/deep/c.md")


def test_the_files_of_a_folder_that_is_moved_away_are_told(root: Path, watch: Watch) -> None:
    ears = listening(watch(), root)
    (root / "content/claims").rename(root / "elsewhere")
    ears.wait_for(CARD, "content/claims/b.md", "content/claims/deep/c.md")


def test_of_a_folder_put_in_anothers_place_the_files_that_differ_are_told(
    root: Path, watch: Watch
) -> None:
    shutil.copytree(root / "content/claims", root / "elsewhere")
    (root / "elsewhere/a.md").write_text("another")
    ears = listening(watch(), root)
    (root / "content/claims").rename(root / "old")
    (root / "elsewhere").rename(root / "content/claims")
    ears.wait_for(CARD)


def test_a_folder_that_was_not_there_is_watched_once_it_comes(root: Path, watch: Watch) -> None:
    ears = listening(watch(), root)
    (root / "templates/styles").mkdir(parents=True)
    (root / "templates/styles/90-own.css").write_text("p {}")
    ears.wait_for("templates/styles/90-own.css")
    (root / "templates/styles/90-own.css").write_text("p { color: red }")
    (root / "templates/styles/91-more.css").write_text("p {}")
    ears.wait_for("templates/styles/91-more.css")


def test_a_folder_that_goes_and_comes_back_is_still_watched(root: Path, watch: Watch) -> None:
    ears = listening(watch(), root)
    shutil.copytree(root / "content", root / "kept")
    shutil.rmtree(root / "content")
    ears.wait_for(CARD)
    time.sleep(0.1)
    (root / "kept/claims/new.md").write_text("new")
    (root / "kept").rename(root / "content")
    ears.wait_for("content/claims/new.md")
    (root / "content/claims/newer.md").write_text("newer")
    ears.wait_for("content/claims/newer.md")


@pytest.mark.parametrize(
    "name", [".git/index", ".obsidian/a.md", "claims/.a.md.swp", "claims/a.md~"]
)
def test_what_editors_and_version_control_keep_for_themselves_is_not_told(
    name: str, root: Path, watch: Watch
) -> None:
    ears = listening(watch(sweep=0.1), root)
    (root / "content" / name).parent.mkdir(exist_ok=True)
    (root / "content" / name).write_text("own")
    time.sleep(0.4)
    assert ears.names == set()


@pytest.mark.parametrize("poll", [False, True])
def test_a_change_made_before_events_arrive_is_told(poll: bool, root: Path, watch: Watch) -> None:
    ears = watch(between=lambda: (root / CARD).write_text("second"), poll=poll)
    ears.wait_for(CARD)


def no_events(*_: object, stop_event: threading.Event, **__: object) -> Iterator[set[Any]]:
    """A system that tells nothing."""
    while not stop_event.wait(0.02):
        yield set()


def test_a_change_for_which_no_event_came_is_found_by_the_sweep(
    root: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watchfiles, "watch", no_events)
    ears = watch(sweep=0.1)
    time.sleep(0.2)
    before = (root / CARD).stat()
    (root / CARD).write_text("other")
    os.utime(root / CARD, ns=(before.st_atime_ns, before.st_mtime_ns))
    (root / "content/claims/b.md").unlink()
    (root / "content/claims/new.md").touch()
    ears.wait_for(CARD, "content/claims/b.md", "content/claims/new.md")


def test_what_an_event_has_told_the_sweep_does_not_tell_again(root: Path, watch: Watch) -> None:
    ears = listening(watch(sweep=0.1), root)
    write_and_rename(root / CARD, "second")
    (root / "content/claims/new.md").touch()
    (root / "content/claims/b.md").unlink()
    ears.wait_for(CARD, "content/claims/new.md", "content/claims/b.md")
    time.sleep(0.1)
    told = len(ears.batches)
    time.sleep(0.5)
    assert len(ears.batches) == told


def test_where_the_system_refuses_events_that_is_told_and_files_are_looked_at(
    root: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(*_: object, **__: object) -> Any:
        raise OSError(28, "No space left on device: inotify watches")

    monkeypatch.setattr(watchfiles, "watch", refusing)
    ears = watch()
    time.sleep(0.1)
    write_in_place(root / CARD, "second")
    ears.wait_for(CARD)
    assert [type(trouble) for trouble in ears.troubles] == [OSError]
