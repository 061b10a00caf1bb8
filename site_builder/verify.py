"""A built site held against a clean build of the same content, byte for byte.

That the two are equal is what makes rebuilding right, so a difference is never the content's fault.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from site_builder import files
from site_builder.build import Options, Progress, Report, build
from site_builder.content import shown

_BEFORE, _AFTER = 20, 60
"""Bytes that are shown before and after the first that differs."""


class Difference(Struct, frozen=True, kw_only=True):
    """A file that is not as a clean build makes it.

    `extra` is one that builds made and a clean one would not. Where both have it, `byte` is the
    first that differs, from 0, `line` the line in which it is, from 1, and `here` and `clean` what
    stands there in the two.
    """

    file: str
    how: Literal["differs", "extra", "missing"]
    byte: int | None = None
    line: int | None = None
    here: str = ""
    clean: str = ""


class Verdict(Struct, frozen=True, kw_only=True):
    """How a site stands beside a clean build, whose report is `clean`.

    `files` is how many that made; `others` are files in the site's folder that no build made.
    """

    clean: Report
    files: int
    differences: Sequence[Difference]
    others: Sequence[str]

    @property
    def equal(self) -> bool:
        """Whether a clean build makes the same site."""
        return not self.clean.failed and not self.differences


def verify(options: Options, progress: Progress) -> Verdict:
    """Build a site from nothing elsewhere, and compare; the site's own folder is only read."""
    with files.scratch() as folder:
        output = folder / "site"
        clean = build(msgspec.structs.replace(options, output=output, stats=False), progress)
        ours, there, wanted = (
            files.listed(options.output),
            files.contents(options.output),
            files.contents(output),
        )
        found = [] if clean.failed else _differences(options.output, output, ours & there, wanted)
        return Verdict(
            clean=clean,
            files=len(wanted),
            differences=sorted(found, key=lambda each: each.file),
            others=sorted(map(shown, there - ours - wanted)),
        )


def _differences(site: Path, clean: Path, ours: set[str], wanted: set[str]) -> Iterator[Difference]:
    yield from (Difference(file=name, how="extra") for name in ours - wanted)
    for name in wanted:
        try:
            here = (site / name).read_bytes()
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            yield Difference(file=name, how="missing")
            continue
        there = (clean / name).read_bytes()
        if here != there:
            yield _difference(name, here, there)


def _difference(name: str, here: bytes, clean: bytes) -> Difference:
    pairs = enumerate(zip(here, clean, strict=False))
    byte = next((n for n, (a, b) in pairs if a != b), min(len(here), len(clean)))
    return Difference(
        file=name,
        how="differs",
        byte=byte,
        line=here.count(b"\n", 0, byte) + 1,
        here=_around(here, byte),
        clean=_around(clean, byte),
    )


def _around(raw: bytes, byte: int) -> str:
    """What stands around a byte in its line."""
    start = max(raw.rfind(b"\n", 0, byte) + 1, byte - _BEFORE)
    end = raw.find(b"\n", byte)
    text = raw[start : min(byte + _AFTER, len(raw) if end < 0 else end)]
    return text.decode(errors="replace")
