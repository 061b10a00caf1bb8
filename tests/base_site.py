"""The little site without a fault over which tests lay files of their own."""

import re
from pathlib import Path

from tests.site_text import archived

BASE = """\
-- content/site.yaml --
title: The harbour record
base_url: https://harbour.example/
search: false
-- content/people/ada-moss.md --
---
name: Ada Moss
---
-- content/organisations/ledger.md --
---
name: The Ledger
kind: outlet
---
-- content/unnamed/official.md --
---
described_as: an official
---
-- content/sources/story.md --
---
title: Winter at the port
publisher: ledger
---
-- content/sources/story.txt --
The port will stay open all winter, Ada Moss told reporters on Friday. “We will not close it,” she \
said.

Two cranes are broken, an official said. Moss said that no crane is broken.
-- content/claims/port-stays-open.md --
---
claim: The port stays open all winter.
speaker: ada-moss
quotes:
  - {source: story, text: The port will stay open all winter, speech: indirect, cue: told}
published: 2025-03-07
---
"""


def laid_out(root: Path, archive: str) -> set[str]:
    """Write the files of an archive below a folder; the names of those that cannot be read."""
    unreadable = set()
    for header, text in archived(archive).items():
        name, _, manner = header.partition(" | ")
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        raw = text.encode()
        if manner == "bytes":
            raw = re.sub(rb"\\x([0-9a-f]{2})", lambda match: bytes.fromhex(match[1].decode()), raw)
        elif manner.endswith(" times"):
            raw = raw.rstrip(b"\n") * int(manner.removesuffix(" times"))
        elif manner == "unreadable":
            unreadable.add(name)
        path.write_bytes(raw)
        if manner == "gone":
            path.unlink()
    return unreadable
