"""A whole little site as one text: written to a folder, edited, built, and read back.

The text is an archive: a line `-- name --` before each file. `SMALL` has every kind of entry, every
attribution level, lists of more than one page, a source without a text and a draft.
"""

import datetime
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from site_builder import build as engine
from site_builder.content import Folder
from site_builder.files import OWN
from site_builder.library import Library
from site_builder.load import Choices, Loader

_HEADER = re.compile(r"^-- (.+) --\n", re.MULTILINE)

SMALL = """\
-- content/site.yaml --
title: The Small Record
description: What was said about one harbour.
base_url: https://small.example/record/
publisher: {name: Harbour Readers, url: https://readers.example/, contact: us@readers.example}
license: CC BY 4.0
per_page: 2
search: false
rating_scale:
  - {id: wrong, label: Wrong, value: 1}
  - {id: right, label: Right, value: 3, description: Borne out by the record}
-- content/people/ana-moss.md --
---
name: Ana Moss
role: head of the ministry
affiliation: [harbour-ministry]
same_as: [https://moss.example/]
---
Speaks for the [ministry](organisation:harbour-ministry).
-- content/people/ben-okri.md --
---
name: Ben Okri
---
-- content/organisations/daily-ledger.md --
---
name: The Daily Ledger
kind: outlet
---
-- content/organisations/harbour-ministry.md --
---
name: Harbour Ministry
kind: government
url: https://ministry.example/
---
-- content/unnamed/port-official.md --
---
described_as: an official at the port
stated_number: one
affiliation: [harbour-ministry]
---
-- content/topics/harbour.md --
---
title: The harbour
description: Open or closed
---
All about [one claim](claim:port-stays-open).
-- content/pages/about.md --
---
title: About
---
## How

We read [the report](source:ledger-report) and sort it by [level](attribution:quoted).
-- content/sources/ledger-report.md --
---
title: Winter at the port
publisher: daily-ledger
authors: [C. Reed, D. Vale]
published: 2024-02
url: https://ledger.example/winter#top
accessed: 2024-02-20
archives: [{url: https://archive.example/winter, date: 2024-02-21}]
language: en
based_on: [ministry-note]
---
-- content/sources/ledger-report.txt --
The port will stay open all winter, its head Ana Moss told Ben Okri on Friday. “We will not close \
it,” Moss said.

Ferries ran late on Monday, Okri acknowledged.

Two cranes are broken, an official at the port said. Okri, citing Moss, said that a third crane \
would come in May.

The harbour was built in 1887.
-- content/sources/ministry-note.md --
---
title: A note from the ministry
publisher: harbour-ministry
kind: post
primary: true
---
-- content/sources/ministry-note.txt --
We will keep the port open.
-- content/sources/old-letter.md --
---
title: An old letter
publisher: harbour-ministry
kind: document
---
-- content/claims/port-stays-open.md --
---
claim: The port stays open all winter.
claim_type: intention
context: It closed in the winter before.
speaker: ana-moss
addressee: ben-okri
made_on: 2024-02-16
when: on Friday
occasion: interview
topics: [harbour]
quotes:
  - {source: ledger-report, text: "“We will not close it,”", speech: direct, id: refusal}
  - {source: ministry-note, text: We will keep the port open., speech: direct}
related:
  - {claim: ferries-late, as: contradicts}
rating: {value: right, explanation: It did., reviewed_on: 2024-05-01, reviewed_by: C. Reed}
published: 2024-03-01
updated: 2024-05-02
changes:
  - {date: 2024-05-02, kind: update, note: A rating was added.}
aliases: [port-open]
---
See [the ferries](claim:ferries-late).
-- content/claims/ferries-late.md --
---
claim: The ferries ran late on Monday.
speaker: ben-okri
topics: [harbour, ferries]
quotes:
  - {source: ledger-report, text: Ferries ran late on Monday, speech: indirect, cue: acknowledged}
published: 2024-03-02
---
-- content/claims/cranes-broken.md --
---
claim: Two cranes are broken.
speaker: port-official
quotes:
  - {source: ledger-report, text: Two cranes are broken, speech: indirect}
published: 2024-03-03
---
-- content/claims/third-crane.md --
---
claim: A third crane comes in May.
claim_type: prediction
speaker: ana-moss
quotes:
  - source: ledger-report
    text: a third crane would come in May
    speech: indirect
    via: [{who: ben-okri, cue: citing Moss, access: secondhand, stance: endorses}]
published: 2024-03-03
---
-- content/claims/built-in-1887.md --
---
claim: The harbour was built in 1887.
quotes:
  - {source: ledger-report, text: The harbour was built in 1887., speech: indirect}
published: 2024-03-04
---
-- content/claims/written-down.md --
---
claim: The ministry wrote it down.
speaker: ana-moss
quotes:
  - {source: old-letter, text: It is written down., speech: mixed}
published: 2024-03-05
---
-- content/claims/not-yet.md --
---
claim: Not ready.
quotes:
  - {source: ledger-report, text: The harbour, speech: indirect}
draft: true
---
"""

_PAGED = re.compile(r"page/\d+/")
Files = dict[str, bytes]


def archived(text: str) -> dict[str, str]:
    """The files of an archive, by name."""
    _, *parts = _HEADER.split(text)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder: its bytes and when it was last written."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def site_files(output: Path) -> Files:
    """The bytes of every file of a built site, by name, without the builder's own notes."""
    found = {name: raw for name, (raw, _) in snapshot(output).items()}
    return {name: raw for name, raw in found.items() if not name.startswith(f"{OWN}/")}


def largest_pages(folder: Path) -> list[str]:
    """The largest page of each kind, by file: of each list, and of the entries of each folder.

    Pages that only lead on to others are left out: no browser stays on one.
    """
    pages: dict[tuple[str, int], tuple[int, str]] = {}
    for name, raw in site_files(folder).items():
        if name.endswith(".html") and b'http-equiv="refresh"' not in raw:
            first = _PAGED.sub("", name)
            kind = first.partition("/")[0], first.count("/")
            pages[kind] = max(pages.get(kind, (0, "")), (len(raw), name))
    return sorted(name for _, name in pages.values())


@dataclass(frozen=True)
class Site:
    """A site's folder that a test edits and builds."""

    root: Path

    @classmethod
    def at(cls, root: Path, text: str = SMALL) -> "Site":
        """A new site, written out."""
        site = cls(root)
        site.write(text)
        return site

    @classmethod
    def with_data(cls, root: Path) -> "Site":
        """The small site with a few files beside its pages, however many there could be."""
        site = cls.at(root)
        outputs = "outputs: [claims_json, claims_csv, sitemap, robots]"
        site.edit("content/site.yaml", "per_page: 2", f"per_page: 2\n{outputs}")
        return site

    @property
    def output(self) -> Path:
        """Where the site is built."""
        return self.root / "_site"

    def write(self, text: str) -> None:
        """Write the files of an archive."""
        for name, content in archived(text).items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace words of a file; they must be there."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} has no “{old}” to replace"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def remove(self, file: str) -> None:
        """Delete a file."""
        (self.root / file).unlink()

    def build(self, **options: Any) -> engine.Report:
        """Build the site; a test that expects faults looks at the report."""
        return engine.build(engine.Options(**{"root": self.root, "output": self.output} | options))

    def rebuild(self, **options: Any) -> list[str]:
        """Build the site, which must have no errors; the addresses that were rendered anew."""
        report = self.build(**options, explain=True)
        assert not report.failed, report.diagnostics
        kept = {file for file, reason in report.reasons.items() if reason == "kept"}
        return sorted(
            f"/{file.removesuffix('index.html')}" for file in report.reasons.keys() - kept
        )

    def files(self) -> Files:
        """The bytes of every file of the built site."""
        return site_files(self.output)

    def text(self, file: str) -> str:
        """The text of a built file."""
        return (self.output / file).read_text(encoding="utf-8")

    def library(self) -> Library:
        """The site's content, resolved."""
        choices = Choices(today=datetime.date(2030, 1, 1))
        library = Loader(Folder(self.root), {}).load(choices, lambda _through, _total: None).library
        assert library is not None
        return library
