"""Which files a site has: `content/` and `templates/` on disk, listed and read."""

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from site_builder.addresses import folders_of
from site_builder.diagnostics import Fault, nearest_word
from site_builder.language.catalogue import tags
from site_builder.model import ID_PATTERN
from site_builder.parse import CARDS, SETTINGS
from site_builder.resolve.ledger import LEDGER
from site_builder.text import LARGEST_ARCHIVE, LARGEST_FILE, decode

CONTENT = "content"
TEMPLATES = "templates"
LOCALE = "locale"
SOURCES = (CONTENT, TEMPLATES, LOCALE)
"""The folders that a site is made from."""
PACKAGED = "packaged/"
"""Before a template's name: the one that comes with the program, not one of the site's own."""

_ID = re.compile(ID_PATTERN)
_NOT_OF_IDS = re.compile(r"[^a-z0-9]+")
_MISNAMED = "bad-file-name"
_EDITORS_OWN = re.compile(r"^[.#]|~$|\.(?:swp|swx|tmp|bak|orig|part)$|^4913$")
"""Names of files that editors and version control leave beside others."""

_STYLES = "assets/site.css"
"""What all CSS becomes; no file of `assets/` can stand there."""

_PLAINLY = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK

_VOICES = ("people", "organisations", "unnamed")
_TEXT_SUFFIXES = (".html", ".css", ".xml", ".txt")
_ASSET = re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff]+")


class UnusableTemplateError(Exception):
    """A file of `templates/` that cannot be used, as a fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


class ContentFile(Struct, frozen=True):
    """A file of `content/`: its name below the site's root, its folder and its id."""

    file: str
    folder: str
    id: str


class Listing(Struct, frozen=True):
    """The files of `content/`, sorted: entries by folder, and archived texts by source id.

    `ledger` is whether that of published addresses is there, `misnamed` are the ids that files would have, were they named well.
    """

    entries: dict[str, tuple[ContentFile, ...]]
    archives: dict[str, str]
    misnamed: frozenset[str] = frozenset()
    ledger: bool = False


class Folder(Struct, frozen=True):
    """A site's root folder on disk."""

    root: Path

    def read(self, file: str) -> bytes:
        """The bytes of a file below the root; no more than a content file may have, plus one."""
        largest = LARGEST_ARCHIVE if file.endswith(".txt") else LARGEST_FILE
        descriptor = _open(f"{self.root}/{file}")
        try:
            size = os.fstat(descriptor).st_size
            return _read_all(descriptor, min(size, largest) + 1)
        finally:
            os.close(descriptor)

    def read_text(self, file: str) -> str:
        """The text of a file as an editor shows it, or an empty text where there is none."""
        try:
            text = self.read(file).decode("utf-8", "replace").removeprefix("\ufeff")
        except OSError:
            return ""
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def has(self, file: str) -> bool:
        """Whether there is a file below the root."""
        return (self.root / file).is_file()

    def lists(self, file: str) -> bool:
        """Whether a file below the root is one that a listing has: no link is."""
        try:
            return stat.S_ISREG(os.lstat(f"{self.root}/{file}").st_mode)
        except OSError:
            return False

    def listing(self) -> tuple[Listing, list[Fault]]:
        """The content files, and the faults in their names and places."""
        faults: list[Fault] = []
        entries: dict[str, list[ContentFile]] = {folder: [] for folder in CARDS}
        archives: dict[str, str] = {}
        for file in map(shown, sorted(_walk(self.root / CONTENT, CONTENT))):
            found = _classify(file)
            if isinstance(found, Fault):
                faults.append(found)
            elif found is not None and file.endswith(".txt"):
                owner = archives.setdefault(found.id, file)
                faults += [] if owner == file else [_taken(found, owner)]
            elif found is not None:
                entries[found.folder].append(found)
        misnamed = frozenset(_meant(f.file) for f in faults if f.code == _MISNAMED)
        faults += _clashes(entries)
        faults += _orphans(archives, {source.id for source in entries["sources"]} | misnamed)
        listed = {folder: tuple(found) for folder, found in entries.items()}
        return Listing(listed, archives, misnamed, self.has(LEDGER)), faults

    def templates(self, packaged: Path) -> tuple[dict[str, str], dict[str, bytes]]:
        """Templates and CSS by name, and other files of `assets/`; the site's own win.

        A packaged template is also there as `packaged/<name>`, which none of the site's own hides.
        Raises `UnusableTemplateError`.
        """
        texts, assets = _templates(packaged)
        hidden = {PACKAGED + name: text for name, text in texts.items() if name[-4:] != ".css"}
        own_texts, own_assets = _templates(self.root / TEMPLATES)
        _refuse_twins([*assets, *own_assets])
        return texts | own_texts | hidden, assets | own_assets

    def assets(self, packaged: Path) -> set[str]:
        """The names of the files that are put down as they are."""
        folders = (packaged, self.root / TEMPLATES)
        return {
            name for folder in folders for name in _walk(folder, "") if name.startswith("assets/")
        }

    def template_file(self, file: str, packaged: Path) -> str:
        """Where a template that goes by a name below the root stands: there, or in the package."""
        name = file.removeprefix(f"{TEMPLATES}/")
        other = packaged / name.removeprefix(PACKAGED)
        own = self.has(file) and not name.startswith(PACKAGED)
        return file if own or not other.is_file() else str(other)


def _templates(folder: Path) -> tuple[dict[str, str], dict[str, bytes]]:
    texts: dict[str, str] = {}
    assets: dict[str, bytes] = {}
    for name in sorted(_walk(folder, "")):
        raw = (folder / name).read_bytes()
        if name.startswith("assets/"):
            assets[_asset(name)] = raw
        elif name.endswith(_TEXT_SUFFIXES):
            texts[name] = _template(name, raw)
    return texts, assets


def _template(name: str, raw: bytes) -> str:
    if name.startswith(PACKAGED):
        raise UnusableTemplateError(
            Fault(
                code=_MISNAMED,
                message=f"“{PACKAGED}” stands for the templates that come with the program",
                file=f"{TEMPLATES}/{shown(name)}",
                hint="put it into another folder",
            )
        )
    text = decode(raw, f"{TEMPLATES}/{name}")
    if isinstance(text, Fault):
        raise UnusableTemplateError(text)
    return text


def shown(name: str) -> str:
    """A file's name as text, where it may be no UTF-8."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _asset(name: str) -> str:
    if _ASSET.fullmatch(name):
        return name
    raise UnusableTemplateError(
        Fault(
            code=_MISNAMED,
            message="a file with control characters in its name cannot be published",
            file=f"{TEMPLATES}/{shown(name)}",
            hint="rename it",
        )
    )


def _refuse_twins(assets: list[str]) -> None:
    """Refuse two assets that some hosts and file systems take for one, and what the site makes."""
    taken = {_alike(name): name for name in reversed(assets)} | {_STYLES: _STYLES}
    for name in dict.fromkeys(assets):
        within = next((taken[a] for a in map(_alike, folders_of(name)) if a in taken), None)
        if within is not None:
            raise _taken_asset(name, within, "a file and a folder cannot have one name")
        other = taken[_alike(name)]
        if other != name or name == _STYLES:
            raise _taken_asset(
                name,
                other,
                "not every host tells names apart by case, or by how accents are typed",
            )


def _taken_asset(name: str, other: str, why: str) -> UnusableTemplateError:
    return UnusableTemplateError(
        Fault(
            code="asset-taken",
            message=f"the address /{name} belongs to /{other}",
            file=f"{TEMPLATES}/{name}",
            hint=f"name the file otherwise: {why}",
        )
    )


def _alike(name: str) -> str:
    """What names have in common that some hosts take for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def is_editors_own(name: str) -> bool:
    """Whether a file's name is one that editors and version control use for themselves."""
    return _EDITORS_OWN.search(name) is not None


def _open(path: str) -> int:
    """A regular file's descriptor: a link could lead anywhere, and a pipe would be waited for."""
    try:
        descriptor = os.open(path, _PLAINLY)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise OSError(errno.ELOOP, "it is a link, and links are not followed", path) from None
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "it is no regular file", path)
    return descriptor


def _read_all(descriptor: int, most: int) -> bytes:
    raw = os.read(descriptor, most)
    while 0 < len(raw) < most and (more := os.read(descriptor, most - len(raw))):
        raw += more
    return raw


def packaged_templates() -> Path:
    """The templates that come with the package: inside it, or beside it in a source tree."""
    package = Path(__file__).parent
    inside = package / TEMPLATES
    return inside if inside.is_dir() else package.parent / TEMPLATES


def packaged_catalogue(language: str) -> bytes | None:
    """The catalogue of a language that comes with the package."""
    package = Path(__file__).parent
    paths = (package / file for file in catalogue_files(language))
    return next((path.read_bytes() for path in paths if path.is_file()), None)


def catalogue_files(language: str) -> Iterator[str]:
    """Where a language's catalogue may stand below a folder, the nearest place first."""
    for tag in tags(language):
        yield f"{LOCALE}/{tag}/LC_MESSAGES/site.po"


def _walk(folder: str | Path, name: str) -> Iterator[str]:
    """The names of all regular files below a folder, if it is there; no link is followed."""
    folders = [(str(folder), name)]
    while folders:
        path, within = folders.pop()
        for entry in _entries(path):
            if is_editors_own(entry.name):
                continue
            below = f"{within}/{entry.name}" if within else entry.name
            if entry.is_dir(follow_symlinks=False):
                folders.append((entry.path, below))
            elif entry.is_file(follow_symlinks=False):
                yield below


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        return list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return []


def _classify(file: str) -> ContentFile | Fault | None:
    if file in (SETTINGS, LEDGER):
        return None
    parts = file.split("/")
    stem, dot, suffix = parts[-1].rpartition(".")
    folder = parts[1]
    in_folder = len(parts) > len((CONTENT, folder))
    if not in_folder or folder not in CARDS:
        near = nearest_word(folder, CARDS) if in_folder else None
        return _stray(file, f"did you mean content/{near}/?" if near else None)
    if not (suffix == "md" or (suffix == "txt" and folder == "sources")) or not dot:
        return _stray(file, "entries are .md files, archived texts sources/<id>.txt")
    if not _ID.search(stem):
        return Fault(
            code=_MISNAMED,
            message=f"“{stem}” cannot be an id",
            file=file,
            hint="name the file with lower-case letters a to z and digits, in words joined by"
            " single hyphens",
        )
    return ContentFile(file, folder, stem)


def _meant(file: str) -> str:
    """The id that comes nearest to the name of a file: ana-lind for “Ána_Lind.md”."""
    stem = file.rpartition("/")[2].rpartition(".")[0]
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    return _NOT_OF_IDS.sub("-", plain.lower()).strip("-")


def _stray(file: str, hint: str | None) -> Fault:
    return Fault(
        code="stray-file",
        message="this file is no part of the site",
        file=file,
        hint=hint or f"content/ holds site.yaml and the folders {', '.join(CARDS)}",
        severity="warning",
    )


def _clashes(entries: dict[str, list[ContentFile]]) -> Iterator[Fault]:
    """Two files with one id in one id space."""
    spaces = [_VOICES, *((folder,) for folder in CARDS if folder not in _VOICES)]
    for space in spaces:
        owners: dict[str, str] = {}
        for folder in space:
            for entry in entries[folder]:
                owner = owners.setdefault(entry.id, entry.file)
                if owner != entry.file:
                    yield _taken(entry, owner)


def _taken(entry: ContentFile, owner: str) -> Fault:
    return Fault(
        code="id-taken",
        message=f"the id “{entry.id}” belongs to {owner}",
        file=entry.file,
        hint="rename one of the two files",
    )


def _orphans(archives: dict[str, str], known: set[str]) -> Iterator[Fault]:
    for id, file in archives.items():
        if id not in known:
            yield Fault(
                code="archive-without-source",
                message=f"there is no source “{id}” for this text",
                file=file,
                hint=f"describe it in sources/{id}.md beside it",
                severity="warning",
            )
