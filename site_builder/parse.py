"""A content file to a typed entry: front matter checked on its own, the body as it is.

Nothing here knows of any other file.
"""

from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct

from site_builder import front_matter
from site_builder.checks import CHECKS, check_settings
from site_builder.diagnostics import Fault, Key
from site_builder.effort import excess
from site_builder.model import (
    ClaimCard,
    GoneCard,
    OrganisationCard,
    PageCard,
    PersonCard,
    SiteSettings,
    SourceCard,
    TopicCard,
    UnnamedCard,
    Written,
)
from site_builder.text import decode_lines
from site_builder.validate import validate

SETTINGS = "content/site.yaml"

Card = TypeVar("Card", bound=Written)

CARDS: dict[str, type[Written]] = {
    "claims": ClaimCard,
    "people": PersonCard,
    "organisations": OrganisationCard,
    "unnamed": UnnamedCard,
    "sources": SourceCard,
    "topics": TopicCard,
    "pages": PageCard,
}
"""The folders of `content/`, and what a Markdown file in each holds."""


class Entry(Struct, Generic[Card], frozen=True):
    """A content file, parsed. `body_start` is the body's place in the file, in code points."""

    id: str
    file: str
    card: Card
    body: str
    body_start: int


def parse(
    raw: bytes, kind: type[Card], id: str, file: str
) -> Entry[Card] | Entry[GoneCard] | list[Fault]:
    """The entry that a Markdown file holds, or all its faults."""
    text = decode_lines(raw, file)
    if isinstance(text, Fault):
        return [text]
    parts = front_matter.split(text, file)
    if isinstance(parts, Fault):
        return [parts]
    mapping, faults = front_matter.read_mapping(parts.front, file, parts.front_start)
    too_much = excess(parts.body, file, parts.body_start)
    if too_much is not None:
        faults.append(too_much)
    if faults:
        return faults
    if "gone" in mapping:
        return _parse_gone(mapping, kind, id, file)
    card = validate(mapping, kind, file)
    if isinstance(card, list):
        faults = card
    else:
        faults = [fault for check in CHECKS[kind] for fault in check(card, id, file)]
    if isinstance(card, list) or faults:
        is_draft = kind is ClaimCard and mapping.get("draft") == "true"
        return _as_warnings(faults) if is_draft else faults
    return Entry(id, file, card, parts.body, parts.body_start)


_READ_OF_GONE = frozenset(GoneCard.__struct_fields__)


def _parse_gone(
    mapping: dict[str, Any], kind: type[Card], id: str, file: str
) -> Entry[GoneCard] | list[Fault]:
    """An entry that was withdrawn: what its page does not show may stay, and is not looked at."""
    found = validate(mapping, kind, file)
    faults = [fault for fault in found if _counts(fault)] if isinstance(found, list) else []
    if mapping.get("draft") == "true":
        faults.append(_gone_draft(file))
    if faults:
        return faults
    read = {name: value for name, value in mapping.items() if name in _READ_OF_GONE}
    card = msgspec.convert(read, GoneCard, strict=False)
    faults = [fault for check in CHECKS[GoneCard] for fault in check(card, id, file)]
    return faults or Entry(id, file, card, "", 0)


def _counts(fault: Fault) -> bool:
    """Whether a fault of a withdrawn entry is one of fields that are looked at."""
    path = fault.where.path if isinstance(fault.where, Key) else ()
    unknown = len(path) == 1 and fault.code == "unknown-field"
    return unknown or (path != () and path[0] in _READ_OF_GONE)


def _gone_draft(file: str) -> Fault:
    return Fault(
        code="gone-draft",
        message="a draft was never published, so it cannot be withdrawn",
        file=file,
        where=Key(("draft",)),
        hint="delete the file; if the card was published, take out “draft”",
    )


def parse_settings(raw: bytes, file: str) -> SiteSettings | list[Fault]:
    """The settings that site.yaml holds, or all its faults."""
    text = decode_lines(raw, file)
    if isinstance(text, Fault):
        return [text]
    mapping, faults = front_matter.read_mapping(text, file)
    if faults:
        return faults
    settings = validate(mapping, SiteSettings, file)
    if isinstance(settings, list):
        return settings
    return check_settings(settings, file) or settings


def _as_warnings(faults: list[Fault]) -> list[Fault]:
    """Faults that stop no build, as those of a draft do not."""
    return [msgspec.structs.replace(fault, severity="warning") for fault in faults]
