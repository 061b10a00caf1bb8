"""What two builds of the same site wrote, held against each other."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

EXPLAINED: tuple[tuple[str, str], ...] = (
    (r"feed/corrections\.(xml|json)", "a feed of corrections, which is empty"),
)
"""Files that one side may have without the other: a pattern of their paths, and what they are."""

NAMED = 10
"""Files without a counterpart that are named, of perhaps many."""

TOLERANCE = 0.1
"""How far apart the sizes of both sides' claim pages may lie, as a part of the peer's."""

_OWN = ".site-builder/"
_CLAIM_PAGE = re.compile(r"claims/[^/]+/index\.html")
_FEATURES = {
    "structured data in claim pages": "application/ld+json",
    "a content security policy in claim pages": 'http-equiv="Content-Security-Policy"',
    "link previews in claim pages": 'property="og:description"',
    "feeds that claim pages name": 'type="application/atom+xml"',
    "quotations to copy in claim pages": 'class="copy-text"',
    "marked words in quotations": '<span class="cue">',
}


class UnlikeError(Exception):
    """The two sites are not alike, so that their times cannot be compared."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a build wrote: the paths of its files, and what its claim pages are like."""

    files: frozenset[str]
    claim_bytes: int
    features: frozenset[str]

    @property
    def pages(self) -> int:
        """How many HTML pages there are."""
        return sum(file.endswith(".html") for file in self.files)


def written(output: Path) -> Written:
    """What stands in an output folder."""
    names = (path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file())
    files = frozenset(name for name in names if not name.startswith(_OWN))
    claims = [output / name for name in sorted(files) if _CLAIM_PAGE.fullmatch(name)]
    if not claims:
        message = f"{output} has no claim pages"
        raise UnlikeError(message)
    size = sum(path.stat().st_size for path in claims) // len(claims)
    sample = claims[0].read_text(encoding="utf-8")
    return Written(files, size, frozenset(f for f, mark in _FEATURES.items() if mark in sample))


def differences(ours: Written, peer: Written) -> list[str]:
    """What one side has that the other has not, each in a phrase.

    Raises `UnlikeError` where a file has no counterpart and no explanation, or where claim pages
    differ much in size.
    """
    found = []
    for here, there, side in ((ours, peer, "ours"), (peer, ours, "the peer's")):
        alone = here.files - there.files
        unexplained = sorted(name for name in alone if _explanation(name) is None)
        if unexplained:
            raise UnlikeError(_unlike(unexplained, side))
        names = {_explanation(name) for name in alone} | (here.features - there.features)
        found += [f"only {side} has {name}" for name in sorted(filter(None, names))]
    if abs(ours.claim_bytes - peer.claim_bytes) > TOLERANCE * peer.claim_bytes:
        sizes = f"{ours.claim_bytes} bytes against {peer.claim_bytes}"
        message = f"claim pages differ in size by more than {TOLERANCE:.0%}: {sizes}"
        raise UnlikeError(message)
    return found


def _explanation(name: str) -> str | None:
    return next((what for pattern, what in EXPLAINED if re.fullmatch(pattern, name)), None)


def _unlike(names: Collection[str], side: str) -> str:
    listed = "\n".join(f"  {name}" for name in _first(names, NAMED))
    more = f"\n  and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"only {side} has {len(names)} files that nothing explains:\n{listed}{more}"


def _first(names: Iterable[str], count: int) -> list[str]:
    return [name for _, name in zip(range(count), names, strict=False)]
