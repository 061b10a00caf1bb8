"""From a site's folder to its library: read, parse, resolve, and every fault on the way."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from site_builder.content import SETTINGS, ContentFile, Folder, Listing
from site_builder.diagnostics import Fault, Offset
from site_builder.library import Claim, Library
from site_builder.model import ClaimCard, SiteSettings
from site_builder.parse import CARDS, Entry, parse, parse_settings
from site_builder.resolve.claim import resolve_claim
from site_builder.resolve.register import Archive, Parsed, Register, archive, register
from site_builder.resolve.relate import Resolved, relate
from site_builder.text import LARGEST_ARCHIVE, decode
from site_builder.workers import spread

KIND_OF_FOLDER = {
    "claims": "claim",
    "people": "person",
    "organisations": "organisation",
    "unnamed": "unnamed",
    "sources": "source",
    "topics": "topic",
    "pages": "page",
}


class Choices(Struct, frozen=True, kw_only=True):
    """What a build takes in: the date by which cards count as published, drafts or not, workers."""

    today: datetime.date
    drafts: bool = False
    jobs: int = 1


class Loaded(Struct, frozen=True, kw_only=True):
    """A site's library (None where there are errors), all faults, and the cards left out."""

    library: Library | None
    faults: list[Fault]
    left_out: Mapping[str, str]


class Outcome(Struct, frozen=True):
    """What became of one card: a claim, or a reason to leave it out, or faults alone."""

    id: str
    claim: Claim | None
    faults: list[Fault]
    left_out: str | None = None


def load(folder: Folder, choices: Choices, done: Callable[[int, int], None]) -> Loaded:
    """Read a site and resolve it; `done` is told how many of how many cards are through."""
    listing, faults = folder.listing()
    parsed, more = _parse_all_but_claims(folder, listing)
    faults += more
    known, more = register(parsed)
    faults += more
    outcomes = _claims(folder, listing, known, choices, done)
    for outcome in outcomes:
        faults += outcome.faults
    left_out = {o.id: o.left_out for o in outcomes if o.left_out is not None}
    claims = {o.id: o.claim for o in outcomes if o.claim is not None}
    resolved = Resolved(
        claims=claims,
        files=_files_by_name(listing),
        left_out=left_out,
        broken=frozenset(o.id for o in outcomes if o.claim is None and o.left_out is None),
    )
    library, more = relate(resolved, known)
    faults += more
    broken = any(fault.severity == "error" for fault in faults)
    return Loaded(library=None if broken else library, faults=faults, left_out=left_out)


def _parse_all_but_claims(folder: Folder, listing: Listing) -> tuple[Parsed, list[Fault]]:
    faults: list[Fault] = []
    broken: set[str] = set()
    entries: dict[str, list[Entry[Any]]] = {}
    for name, files in listing.entries.items():
        if name == "claims":
            continue
        found = [(file.id, _parse(folder, file)) for file in files]
        entries[name] = [entry for _, entry in found if isinstance(entry, Entry)]
        for id, entry in found:
            if isinstance(entry, list):
                faults += entry
                broken.add(id)
    settings = _settings(folder, faults)
    archives = _archives(folder, listing, faults)
    unread = listing.archives.keys() - archives.keys()
    kept = [entry for entry in entries["sources"] if entry.id not in unread]
    parsed = Parsed(
        settings=settings,
        entries={**entries, "sources": kept},
        archives=archives,
        broken=frozenset(broken | unread),
    )
    return parsed, faults


def _parse(folder: Folder, file: ContentFile) -> Entry[Any] | list[Fault]:
    raw = _read(folder, file.file)
    if isinstance(raw, Fault):
        return [raw]
    return parse(raw, CARDS[file.folder], file.id, file.file)


def _read(folder: Folder, file: str) -> bytes | Fault:
    try:
        return folder.read(file)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        return Fault(code="unreadable-file", message=message, file=file, where=Offset(0))


def _settings(folder: Folder, faults: list[Fault]) -> SiteSettings:
    """The site's settings; where they have faults, some that let the rest be checked."""
    stand_in = SiteSettings(title="?", base_url="https://site.invalid/")
    raw = _read(folder, SETTINGS)
    if isinstance(raw, Fault):
        if folder.read_text(SETTINGS) or not any(f.code == "no-settings" for f in faults):
            faults.append(raw)
        return stand_in
    settings = parse_settings(raw, SETTINGS)
    if isinstance(settings, list):
        faults += settings
        return stand_in
    return settings


def _archives(folder: Folder, listing: Listing, faults: list[Fault]) -> dict[str, Archive]:
    found = {}
    for id, file in listing.archives.items():
        raw = _read(folder, file)
        text = raw if isinstance(raw, Fault) else decode(raw, file, LARGEST_ARCHIVE)
        if isinstance(raw, Fault) or isinstance(text, Fault):
            faults.append(raw if isinstance(raw, Fault) else text)  # type: ignore[arg-type]
        else:
            found[id] = archive(text, raw)
    return found


def _claims(
    folder: Folder,
    listing: Listing,
    known: Register,
    choices: Choices,
    done: Callable[[int, int], None],
) -> list[Outcome]:
    cards = listing.entries["claims"]
    through = 0

    def work(start: int, stop: int) -> list[Outcome]:
        return [_outcome(folder, file, known, choices) for file in cards[start:stop]]

    def count(more: int) -> None:
        nonlocal through
        through += more
        done(through, len(cards))

    found = [o for chunk in spread(work, len(cards), choices.jobs, count) for o in chunk]
    return sorted(found, key=lambda outcome: outcome.id)


def _outcome(folder: Folder, file: ContentFile, known: Register, choices: Choices) -> Outcome:
    entry = _parse(folder, file)
    if isinstance(entry, list):
        draft = all(fault.severity == "warning" for fault in entry)
        return Outcome(file.id, None, entry, "draft" if draft else None)
    reason = _reason_to_leave_out(entry.card, choices)
    if reason is not None:
        return Outcome(file.id, None, [], reason)
    claim, faults = resolve_claim(entry, known)
    return Outcome(file.id, claim, faults)


def _reason_to_leave_out(card: ClaimCard, choices: Choices) -> str | None:
    if choices.drafts:
        return None
    if card.draft:
        return "draft"
    if card.published is not None and card.published > choices.today:
        return f"to be published on {card.published}"
    return None


def _files_by_name(listing: Listing) -> dict[str, str]:
    return {
        f"{KIND_OF_FOLDER[folder]}:{entry.id}": entry.file
        for folder, entries in listing.entries.items()
        for entry in entries
    }
