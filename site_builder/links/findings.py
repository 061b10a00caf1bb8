"""Verdicts as diagnostics: at each place where an address stands, what it answers and what to do."""

from collections.abc import Iterable, Mapping
from urllib.parse import urldefrag, urlsplit

import msgspec

from site_builder.diagnostics import Diagnostic, Fault, Severity
from site_builder.links.verdict import Verdict, Word
from site_builder.locate import ReadText, located
from site_builder.resolve.outward import Mention

_CODES: dict[Word, tuple[str, Severity]] = {
    "ok": ("link-ok", "notice"),
    "moved": ("link-moved", "notice"),
    "gone": ("link-gone", "warning"),
    "broken": ("link-broken", "warning"),
    "unknown": ("link-unknown", "notice"),
}

_FAILED = {"gone", "broken"}


class Finding(Diagnostic, frozen=True, kw_only=True):
    """A diagnostic about an outside address; `leads_to` is where it has moved to."""

    address: str
    verdict: Word
    leads_to: str | None = None


def findings(
    mentions: Iterable[Mention], verdicts: Mapping[str, Verdict], read_text: ReadText
) -> list[Finding]:
    """A finding for each mention, given a verdict on every address, sorted by place."""
    faults = {_fault(mention, verdicts): mention for mention in mentions}
    return [
        _finding(diagnostic, faults[fault], verdicts[faults[fault].address])
        for fault, diagnostic in located(faults, read_text)
    ]


def _finding(diagnostic: Diagnostic, mention: Mention, verdict: Verdict) -> Finding:
    shown = msgspec.structs.asdict(diagnostic)
    if verdict.word == "ok":
        shown["source_line"] = None  # nothing there needs to be looked at
    return Finding(
        **shown, address=mention.address, verdict=verdict.word, leads_to=verdict.leads_to
    )


def _fault(mention: Mention, verdicts: Mapping[str, Verdict]) -> Fault:
    verdict = verdicts[mention.address]
    code, severity = _CODES[verdict.word]
    return Fault(
        code=code,
        message=f"{mention.address} {verdict.message}",
        file=mention.file,
        where=mention.where,
        hint=_hint(mention, verdict),
        notes=tuple(_copies(mention, verdicts)) if verdict.word in {*_FAILED, "unknown"} else (),
        severity=severity,
    )


def _copies(mention: Mention, verdicts: Mapping[str, Verdict]) -> Iterable[str]:
    """The archived copies of a source that have not failed themselves."""
    for copy in mention.copies:
        if verdicts[copy.url].word not in _FAILED:
            yield f"a copy of {copy.date} is at {copy.url}"


def _hint(mention: Mention, verdict: Verdict) -> str | None:
    if verdict.word == "moved":
        return _moved(mention, verdict.leads_to or "")
    if verdict.word == "unknown":
        return "look at it in a browser: an unclear answer is not held against it"
    if verdict.word not in _FAILED:
        return None
    if mention.kind == "source" and not mention.copies:
        return "if an archive has a copy of it, name that under “archives”"
    if mention.kind == "source":
        return "keep it if that is where the source stood: readers are offered the copies"
    return "correct it, or take it out"


def _moved(mention: Mention, leads_to: str) -> str:
    if urlsplit(leads_to).path == "/" and urlsplit(mention.address).path not in {"", "/"}:
        return "that is a front page: see whether the text still stands anywhere"
    fragment = urldefrag(mention.address).fragment
    if fragment and "#" not in leads_to:
        leads_to = f"{leads_to}#{fragment}"
    return f"see that it is the same there, then write {leads_to}"
