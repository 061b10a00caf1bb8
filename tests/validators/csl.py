"""The rules of CSL-JSON (Citation Style Language 1.0.2, appendix on input data) for what is cited here.

The schema of its authors is in no package; these are its rules for texts, names and dates, with the
fields that an entry of any type may have.
"""

import json
from collections.abc import Iterator
from typing import Any

TYPES = {
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
    "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview",
    "legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score", "pamphlet",
    "paper-conference", "patent", "performance", "periodical", "personal_communication", "post",
    "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech",
    "standard", "thesis", "treaty", "webpage",
}  # fmt: skip
TEXTS = {
    "abstract", "annote", "archive", "authority", "citation-label", "container-title",
    "container-title-short", "DOI", "event-title", "genre", "ISBN", "ISSN", "jurisdiction",
    "keyword", "language", "medium", "note", "original-title", "publisher", "publisher-place",
    "references", "section", "source", "status", "title", "title-short", "URL", "version",
}  # fmt: skip
NAMES = {
    "author", "chair", "collection-editor", "compiler", "composer", "container-author",
    "contributor", "curator", "director", "editor", "editorial-director", "executive-producer",
    "guest", "host", "illustrator", "interviewer", "narrator", "organizer", "original-author",
    "performer", "producer", "recipient", "reviewed-author", "script-writer", "translator",
}  # fmt: skip
NAME = {"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"}
DATES = {"accessed", "available-date", "event-date", "issued", "original-date", "submitted"}
DATE = {"date-parts", "season", "circa", "literal", "raw"}


def csl_faults(raw: bytes | str) -> list[str]:
    """What breaks the rules in a list of entries."""
    entries = json.loads(raw)
    if not isinstance(entries, list):
        return ["no list"]
    return [fault for entry in entries for fault in _entry_faults(entry)]


def _entry_faults(entry: dict[str, Any]) -> Iterator[str]:
    yield from (f"no {name}" for name in ("id", "type") if name not in entry)
    if not isinstance(entry.get("id", ""), str | int):
        yield "an id that is neither text nor number"
    if entry.get("type", "webpage") not in TYPES:
        yield f"the type “{entry['type']}”"
    for name, value in entry.items():
        if name in TEXTS:
            if not isinstance(value, str):
                yield f"{name} is no text"
        elif name in NAMES:
            yield from (f"{name}: {each}" for each in value if not each.keys() <= NAME)
        elif name in DATES:
            yield from (f"{name}: {fault}" for fault in _date_faults(value))
        elif name not in {"id", "type", "categories", "custom"}:
            yield f"{name} is no field"


def _date_faults(date: dict[str, Any]) -> Iterator[str]:
    yield from (f"{name} is no part of a date" for name in date.keys() - DATE)
    parts = date.get("date-parts", [[1]])
    if not 1 <= len(parts) <= 2:
        yield "neither a day nor a span"
    for part in parts:
        if not 1 <= len(part) <= 3 or not all(isinstance(number, int) for number in part):
            yield f"{part} is no date"
