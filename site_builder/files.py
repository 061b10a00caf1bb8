"""The output folder on disk: whole old or new files at every moment, and nothing that is not ours.

A file is written under a temporary name in `.site-builder/` and renamed into place.
"""

import contextlib
import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TextIO

from site_builder import clock
from site_builder import manifest as manifests
from site_builder.addresses import folders_of
from site_builder.vault import Vault, vaults

OWN = ".site-builder"
MANIFEST = f"{OWN}/manifest"
SEAL = f"{OWN}/seal"
CACHE = f"{OWN}/cache"
_TEMPORARY = f"{OWN}/new"
_LOCK = f"{OWN}/lock"


_TRIES, _PAUSE = 100, 0.02
"""How often, and after how many seconds again, a lock is tried whose holder is no more."""

_NAMED = 3
"""Files that a refusal names, of perhaps many."""


class OutputError(Exception):
    """Why the output folder cannot be used; the message is for the user."""


class Output:
    """An output folder, while one build holds it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._root = str(folder)
        self._count = 0

    def load(self) -> dict[str, str]:
        """The folder's manifest; refused where it is damaged, or absent beside other files."""
        try:
            raw = (self.folder / MANIFEST).read_bytes()
        except FileNotFoundError:
            refuse_others(self.folder)
            return {}
        found = manifests.decode(raw)
        if found is None:
            message = f"the manifest in {self.folder} is damaged; delete the folder and build again"
            raise OutputError(message)
        if not raw.endswith(b"\n"):
            self.save(found)  # or the next note would go on in the line that was cut short
        return found

    def refuse_foreign(self, new: Iterable[str], going: Collection[str] = ()) -> None:
        """Refuse to write where files stand that are not ours; those that are `going` make way."""
        for name in new:
            stands = _in_the_way(self._root, name, going)
            if stands is not None:
                message = f"{self.folder / stands} is not a file of this site and stands in its way"
                raise OutputError(message)

    def missing(self, names: Iterable[str]) -> set[str]:
        """Those of our files that are not there any more."""
        return {name for name in names if not os.path.isfile(f"{self._root}/{name}")}

    def state(self) -> object:
        """What the manifest's file looks like: another value once another process has written it."""
        try:
            stat = os.stat(f"{self._root}/{MANIFEST}")
        except FileNotFoundError:
            return None
        return stat.st_ino, stat.st_size, stat.st_mtime_ns

    def save(self, manifest: manifests.Manifest) -> None:
        """Replace the manifest, and be sure that it is on the disk."""
        self._replace(MANIFEST, manifests.encode(manifest), sync=True)

    def note(self, changes: manifests.Manifest) -> None:
        """Add to the manifest, and be sure that it is on the disk."""
        path = f"{self._root}/{MANIFEST}"
        if not os.path.exists(path):
            self.save({})
        with open(path, "ab") as log:
            log.write(manifests.encode_changes(changes))
            log.flush()
            os.fsync(log.fileno())

    def stage(self, name: str, raw: bytes, *, existing: bool) -> str | None:
        """Write bytes to a temporary file, whose path is returned; None where nothing changes."""
        if existing and _same(f"{self._root}/{name}", raw):
            return None
        temporary = self._temporary()
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        try:
            written = 0
            while written < len(raw):
                written += os.write(descriptor, raw[written:])
        finally:
            os.close(descriptor)
        return temporary

    def put(self, staged: Mapping[str, str]) -> None:
        """Move staged files into place, each as a whole."""
        made: set[str] = set()
        for name, temporary in staged.items():
            path = f"{self._root}/{name}"
            folder = path.rpartition("/")[0]
            if folder not in made:
                _make_folder(folder)
                made.add(folder)
            os.replace(temporary, path)

    def discard(self, staged: Iterable[str]) -> None:
        """Delete staged files that are not wanted after all."""
        for temporary in staged:
            os.unlink(temporary)

    def delete(self, names: Iterable[str]) -> int:
        """Delete our files, and the folders that they leave empty; how many there were."""
        count = 0
        for name in names:
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                os.unlink(f"{self._root}/{name}")
                count += 1
            self._prune(name)
        return count

    def keep(self, name: str, raw: bytes) -> None:
        """Replace a file that builds keep for themselves: the cache, or the seal."""
        self._replace(name, raw, sync=False)

    def vault(self, name: str = "") -> Vault:
        """The vault with a name, or a new one."""
        return Vault(f"{self._root}/{OWN}", name)

    def _replace(self, name: str, raw: bytes, *, sync: bool) -> None:
        temporary = self._temporary()
        with open(temporary, "wb") as new:
            new.write(raw)
            if sync:
                new.flush()
                os.fsync(new.fileno())
        os.replace(temporary, f"{self._root}/{name}")

    def _prune(self, name: str) -> None:
        parent = name.rpartition("/")[0]
        while parent:
            try:
                os.rmdir(f"{self._root}/{parent}")
            except OSError:
                return
            parent = parent.rpartition("/")[0]

    def _temporary(self) -> str:
        self._count += 1
        return f"{self._root}/{_TEMPORARY}/{os.getpid()}-{self._count}"


def _in_the_way(root: str, name: str, going: Collection[str]) -> str | None:
    """What stands where a file is to be, or a folder for it, and is not about to go."""
    path = f"{root}/{name}"
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        file = next(each for each in folders_of(name) if not os.path.isdir(f"{root}/{each}"))
        return None if file in going else file
    within = {f"{name}/{below}" for below in contents(Path(path))} if stat.S_ISDIR(mode) else ()
    others = set(within).difference(going)
    return None if within and not others else min(others, default=name)


def kept(folder: Path, name: str) -> bytes:
    """What a file holds that builds keep for themselves; nothing where there is none."""
    try:
        return (folder / name).read_bytes()
    except OSError:
        return b""


def listed(folder: Path) -> set[str]:
    """The files that the builds of a folder made, as its manifest says; it is only read."""
    try:
        return set(manifests.decode((folder / MANIFEST).read_bytes()) or ())
    except OSError:
        return set()


def contents(folder: Path) -> set[str]:
    """The names of all files in an output folder, but for what is there for the builder."""
    found: set[str] = set()
    for below, folders, names in os.walk(folder):
        within = below[len(str(folder)) + 1 :]
        if not within and OWN in folders:
            folders.remove(OWN)
        found.update(f"{within}/{name}" if within else name for name in names)
    return found


def size(folder: Path, names: Iterable[str]) -> int:
    """How many bytes some files have together."""
    return sum(os.stat(f"{folder}/{name}").st_size for name in names)


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """A folder of one's own among the system's temporary ones; it goes, whatever happens."""
    folder = tempfile.mkdtemp(prefix="site-builder-")
    try:
        yield Path(folder)
    finally:
        try:
            shutil.rmtree(folder, ignore_errors=True)
        except BaseException:  # told to end just then
            shutil.rmtree(folder, ignore_errors=True)
            raise


def refuse_others(folder: Path) -> None:
    """Refuse a folder that holds files which no build made."""
    others: list[str] = []
    with contextlib.suppress(FileNotFoundError):  # another build has just left it
        others = sorted(set(os.listdir(folder)) - {OWN})
    if others:
        shown = ", ".join(others[:_NAMED]) + (" …" if len(others) > _NAMED else "")
        message = (
            f"{folder} holds files that are not ours ({shown}) and no manifest;"
            " name another folder with --output, or empty this one"
        )
        raise OutputError(message)


def refuse_links(folder: Path, names: Iterable[str]) -> None:
    """Refuse to change files in folders that are links: what stands behind them is not ours."""
    ones = {name.rpartition("/")[0]: name for name in names}
    _refuse_links(folder / each for each in {f for name in ones.values() for f in folders_of(name)})


def _refuse_links(paths: Iterable[Path]) -> None:
    for path in paths:
        if path.is_symlink():
            message = f"{path} is a link to elsewhere; delete it and build again"
            raise OutputError(message)


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Output]:
    """An output folder, held against other builds until the block ends.

    Raises `OutputError` where the folder cannot be used or another build holds it.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        message = f"{folder} is not a folder"
        raise OutputError(message)
    own = folder / OWN
    with contextlib.suppress(FileNotFoundError):  # nobody builds here, or a builder has just gone
        _refuse_links([own] if own.is_symlink() else own.iterdir())
    if folder.is_dir() and not (folder / OWN).is_dir():
        refuse_others(folder)
    with _locked(folder):
        os.makedirs(folder / _TEMPORARY, exist_ok=True)
        _empty(folder / _TEMPORARY)
        try:
            yield Output(folder)
        finally:
            _empty(folder / _TEMPORARY)
            if not (folder / MANIFEST).exists():
                _leave(folder)


def clean(folder: Path) -> int:
    """Delete all that the manifest lists, and the manifest; how many files there were."""
    if not folder.is_dir():
        return 0
    with opened(folder) as output:
        names = sorted(output.load())
        refuse_links(folder, names)
        count = output.delete(names)
        (folder / MANIFEST).unlink(missing_ok=True)
    return count


def _leave(folder: Path) -> None:
    """Take out of a folder what builds keep for themselves; the folder goes where it was all."""
    for name in (CACHE, SEAL, *(f"{OWN}/{name}" for name in vaults(f"{folder}/{OWN}")), _LOCK):
        (folder / name).unlink(missing_ok=True)
    for name in (_TEMPORARY, OWN, ""):
        with contextlib.suppress(OSError):
            (folder / name).rmdir()


def _empty(folder: Path) -> None:
    """Delete what a build has begun and not put into place."""
    with contextlib.suppress(FileNotFoundError):
        for name in os.listdir(folder):
            os.unlink(folder / name)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with _lock(folder) as lock:
        lock.truncate(0)
        lock.write(f"process {os.getpid()}")
        lock.flush()
        try:
            yield
        finally:
            lock.truncate(0)


def _lock(folder: Path) -> TextIO:
    """The lock of a folder, held; another than whoever leaves the folder takes along with it."""
    path = folder / _LOCK
    for left in range(_TRIES, -1, -1):
        try:
            os.makedirs(path.parent, exist_ok=True)
            lock = path.open("a+", encoding="ascii")
        except (FileNotFoundError, FileExistsError):
            if not left:
                raise
            continue  # a build that has just left the folder took it along
        try:
            _hold(lock, folder)
            if _is_at(lock, path):
                return lock
        except BaseException:
            lock.close()
            raise
        lock.close()
    message = f"{folder} comes and goes; is another program deleting it?"
    raise OutputError(message)


def _is_at(lock: TextIO, path: Path) -> bool:
    """Whether an open file is still the one at its path."""
    try:
        return os.path.samestat(os.fstat(lock.fileno()), os.stat(path))
    except FileNotFoundError:
        return False


def _hold(lock: TextIO, folder: Path) -> None:
    """Take a lock; the workers of a builder that was killed are given time to notice that."""
    for _ in range(_TRIES):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            holder = lock.read().strip()
            if _is_alive(holder):
                break
            clock.pause(_PAUSE)
        else:
            return
    message = f"{folder} is being built by {holder or 'another process'}; wait for it, or stop it"
    raise OutputError(message)


def _is_alive(holder: str) -> bool:
    """Whether the process that a lock names is there, as far as can be told."""
    number = holder.rpartition(" ")[2]
    if not number.isdigit():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _make_folder(folder: str) -> None:
    try:
        os.mkdir(folder)
    except FileExistsError:
        return
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)


def _same(path: str, raw: bytes) -> bool:
    try:
        with open(path, "rb") as there:
            return there.read(len(raw) + 1) == raw
    except FileNotFoundError:
        return False
