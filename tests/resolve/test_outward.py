"""Every outside address in content is found, with its place; and no other."""

from pathlib import Path

from site_builder.build import Options, check
from site_builder.resolve.outward import Mention
from tests.base_site import BASE, laid_out

FULL = """\
-- content/site.yaml --
title: The harbour record
base_url: https://harbour.example/record/
license: https://licence.example/by/4.0
publisher: {name: Us, url: https://us.example/, contact: https://us.example/write}
-- content/people/ada-moss.md --
---
name: Ada Moss
same_as: [https://ada.example/, https://ada.example/too]
---
Writes [at home](https://ada.example/home?a=1&b=2), and [by mail](mailto:ada@moss.example).
-- content/organisations/ledger.md --
---
name: The Ledger
url: https://ledger.example/
same_as: [https://wiki.example/ledger]
---
-- content/unnamed/official.md --
---
described_as: an official
---
See <https://official.example/>.
-- content/sources/story.md --
---
title: Winter at the port
publisher: ledger
url: https://ledger.example/winter
archives:
  - {url: https://archive.example/1, date: 2025-03-01}
  - {url: https://archive.example/2, date: 2025-03-02}
---
Also in [print](https://ledger.example/print).
-- content/topics/harbour.md --
---
title: The harbour
---
On [the map](https://map.example/harbour).
-- content/pages/about.md --
---
title: About
---
[Here](https://harbour.example/record/claims/), [here](https://harbour.example/record), [not
here](https://harbour.example/recording), [nowhere](#), [us](page:about).
-- content/claims/port-stays-open.md --
---
claim: The port stays open all winter.
speaker: ada-moss
quotes:
  - {source: story, text: The port will stay open all winter, speech: indirect, cue: told}
published: 2025-03-07
---
[One](https://claim.example/1), [two](https://claim.example/2), [one](https://claim.example/1).
-- content/claims/not-yet.md --
---
claim: The port has closed.
draft: true
quotes:
  - {source: story, text: The port will stay open all winter, speech: indirect, cue: told}
---
[Draft](https://draft.example/).
"""


def mentions(root: Path, archive: str) -> dict[str, Mention]:
    laid_out(root, BASE)
    laid_out(root, archive)
    found = check(Options(root=root, output=root / "_site")).mentions
    assert found is not None
    assert len({(m.address, m.file) for m in found}) == len(found)
    return {mention.address: mention for mention in found}


def test_every_field_and_text_is_looked_through(tmp_path: Path) -> None:
    found = mentions(tmp_path, FULL)
    assert {address: mention.file for address, mention in found.items()} == {
        "https://licence.example/by/4.0": "content/site.yaml",
        "https://us.example/": "content/site.yaml",
        "https://us.example/write": "content/site.yaml",
        "https://ada.example/": "content/people/ada-moss.md",
        "https://ada.example/too": "content/people/ada-moss.md",
        "https://ada.example/home?a=1&b=2": "content/people/ada-moss.md",
        "https://ledger.example/": "content/organisations/ledger.md",
        "https://wiki.example/ledger": "content/organisations/ledger.md",
        "https://official.example/": "content/unnamed/official.md",
        "https://ledger.example/winter": "content/sources/story.md",
        "https://archive.example/1": "content/sources/story.md",
        "https://archive.example/2": "content/sources/story.md",
        "https://ledger.example/print": "content/sources/story.md",
        "https://map.example/harbour": "content/topics/harbour.md",
        "https://harbour.example/recording": "content/pages/about.md",
        "https://claim.example/1": "content/claims/port-stays-open.md",
        "https://claim.example/2": "content/claims/port-stays-open.md",
    }


def test_a_source_is_known_with_its_copies(tmp_path: Path) -> None:
    found = mentions(tmp_path, FULL)
    source = found["https://ledger.example/winter"]
    assert (source.kind, [copy.url for copy in source.copies]) == (
        "source",
        ["https://archive.example/1", "https://archive.example/2"],
    )
    assert found["https://archive.example/1"].kind == "copy"
    assert found["https://map.example/harbour"].kind == "other"


def test_a_licence_in_words_and_a_mail_address_are_no_web_addresses(tmp_path: Path) -> None:
    settings = """\
-- content/site.yaml --
title: The harbour record
base_url: https://harbour.example/
license: CC BY 4.0, see https://licence.example/
publisher: {name: Us, contact: us@us.example}
"""
    assert mentions(tmp_path, settings) == {}


def test_content_with_errors_has_no_mentions(tmp_path: Path) -> None:
    laid_out(tmp_path, BASE)
    laid_out(tmp_path, "-- content/people/ada-moss.md --\n---\nnme: Ada\n---\n")
    assert check(Options(root=tmp_path, output=tmp_path / "_site")).mentions is None
