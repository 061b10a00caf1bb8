"""All of a site but its claims: settings, voices, sources with their texts, topics, pages."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from site_builder.content import ContentFile, Folder, Listing
from site_builder.diagnostics import Fault, Offset
from site_builder.model import SiteSettings
from site_builder.parse import CARDS, SETTINGS, Entry, parse, parse_settings
from site_builder.resolve.ledger import LEDGER, read_ledger
from site_builder.resolve.register import Archive, Parsed, Register, archive, register
from site_builder.text import LARGEST_ARCHIVE, decode

_STAND_IN = SiteSettings(title="?", base_url="https://site.invalid/")
"""Settings that let the rest be checked where a site's own have faults."""


class Background(Struct, frozen=True, kw_only=True):
    """All of a site but its claims, and the bytes it was made of."""

    files: Mapping[str, bytes | Fault]
    misnamed: frozenset[str]
    register: Register
    faults: Sequence[Fault]


def background_files(listing: Listing) -> Iterator[str]:
    """The files of the background."""
    yield SETTINGS
    for folder, entries in listing.entries.items():
        if folder != "claims":
            yield from (entry.file for entry in entries)
    yield from listing.archives.values()
    yield from (LEDGER,) if listing.ledger else ()


def background(listing: Listing, files: Mapping[str, bytes | Fault]) -> Background:
    """The background that the contents of its files make, with all their faults."""
    faults: list[Fault] = []
    broken = set(listing.misnamed)
    entries: dict[str, list[Entry[Any]]] = {}
    for folder, listed in listing.entries.items():
        found = entries[folder] = []
        for file in listed if folder != "claims" else ():
            entry = parse_file(files[file.file], file)
            if isinstance(entry, Entry):
                found.append(entry)
            else:
                faults += entry
                broken.add(file.id)
    settings = _settings(files[SETTINGS], listing, faults)
    ledger, wrong = read_ledger(files.get(LEDGER))
    if settings is _STAND_IN:
        broken.add("scale")
    archives = dict(_archives(listing, files, faults))
    unread = (listing.archives.keys() - archives.keys()) | listing.misnamed
    entries["sources"] = [entry for entry in entries["sources"] if entry.id not in unread]
    parsed = Parsed(
        settings=settings,
        entries=entries,
        archives=archives,
        ledger=ledger,
        broken=frozenset(broken | unread),
    )
    known, more = register(parsed)
    return Background(
        files=files, misnamed=listing.misnamed, register=known, faults=[*faults, *wrong, *more]
    )


def read(folder: Folder, file: str) -> bytes | Fault:
    """The bytes of a file, or why it cannot be read."""
    try:
        return folder.read(file)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        return Fault(code="unreadable-file", message=message, file=file, where=Offset(0))


def parse_file(raw: bytes | Fault, file: ContentFile) -> Entry[Any] | list[Fault]:
    """The entry that a file's bytes hold, or all of their faults."""
    if isinstance(raw, Fault):
        return [raw]
    return parse(raw, CARDS[file.folder], file.id, file.file)


def _settings(raw: bytes | Fault, listing: Listing, faults: list[Fault]) -> SiteSettings:
    """The site's settings; where they have faults, some that let the rest be checked."""
    if isinstance(raw, Fault):
        found: SiteSettings | list[Fault] = [_without_settings(raw, listing)]
    else:
        found = parse_settings(raw, SETTINGS)
    if isinstance(found, SiteSettings):
        return found
    faults += found
    return _STAND_IN


def _without_settings(unread: Fault, listing: Listing) -> Fault:
    hint = "a site needs content/site.yaml with at least “title” and “base_url”"
    if not any(listing.entries.values()):
        hint = f"name the folder that holds content/: site-builder build my-site; {hint}"
    return Fault(code="no-settings", message=unread.message, file=SETTINGS, hint=hint)


def _archives(
    listing: Listing, files: Mapping[str, bytes | Fault], faults: list[Fault]
) -> Iterator[tuple[str, Archive]]:
    for id, file in listing.archives.items():
        raw = files[file]
        text = raw if isinstance(raw, Fault) else decode(raw, file, LARGEST_ARCHIVE)
        if isinstance(raw, bytes) and isinstance(text, str):
            found = archive(text, raw)
            if found.text.strip():
                yield id, found
            else:
                faults.append(_empty_archive(id, file))
        elif isinstance(text, Fault):
            faults.append(text)


def _empty_archive(id: str, file: str) -> Fault:
    return Fault(
        code="archive-empty",
        message="the archived text is empty",
        file=file,
        where=Offset(0),
        hint=f"put the words of “{id}” into it, or delete it while you have none",
    )
