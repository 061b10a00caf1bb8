"""Sites in twos: one with hostile texts, one of the same shape with harmless ones in their places."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from site_builder.build import Builder, Options
from tests.hostile import NAUGHTY, Texts, entries, frame
from tests.page_text import Element, parse_pages

STAND_IN = 0xF_1000
"""Private-use characters from here on stand for texts: one for each field of each entry."""

AT_THE_SITE = "\"'><script>alert(1)</script> {{ 7*7 }} \u202e“x =1+1 قال\nnext"

_HASH = re.compile("(?<=kept text)[0-9a-f]{64}")


class StandIns:
    """Harmless texts of one unusual character each, as long as the hostile ones they stand for."""

    def __init__(self) -> None:
        self.hostile: dict[str, str] = {}

    def texts(self, hostile: Texts) -> Texts:
        """Stand-ins for a site's or an entry's texts."""

        def text(name: str) -> str:
            wanted = hostile(name)
            if name in {"quote", "claim"}:
                wanted = " ".join(wanted.split())
            character = chr(STAND_IN + len(self.hostile))
            self.hostile[character] = wanted
            return character * len(wanted)

        return text

    def replaced(self, text: str) -> str:
        """A text with every stand-in made into what it stands for."""
        pieces, at = [], 0
        while at < len(text):
            wanted = self.hostile.get(text[at])
            pieces.append(text[at] if wanted is None else wanted)
            at += 1 if wanted is None else len(wanted)
        return "".join(pieces)


class Sites:
    """Two sites of the same shape: one with hostile texts, and one with their stand-ins."""

    def __init__(self, folder: Path) -> None:
        self.hostile = folder / "hostile"
        self.harmless = folder / "harmless"
        self._builders = {root: Builder(_options(root)) for root in (self.hostile, self.harmless)}
        self.stand_ins = StandIns()

    def build(self, of_entries: list[str], of_site: str, body: str = "") -> None:
        """Build both with an entry for each text, and one text for the site itself."""
        self.stand_ins = StandIns()
        self._build(self.hostile, _files(of_entries, of_site, body, _as_it_is))
        self._build(self.harmless, _files(of_entries, of_site, body, self.stand_ins.texts))

    def _build(self, root: Path, files: dict[str, str]) -> None:
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        report = self._builders[root].build(changes=frozenset(files))
        assert not report.failed, [d for d in report.diagnostics if d.severity == "error"]

    def pages(self) -> Iterator[tuple[str, Element, Element]]:
        """Every page's file, with hostile texts and with stand-ins."""
        hostile, harmless = (
            parse_pages(self.hostile / "_site"),
            parse_pages(self.harmless / "_site"),
        )
        assert hostile.keys() == harmless.keys()
        yield from ((file, page, harmless[file]) for file, page in hostile.items())

    def data(self, name: str) -> tuple[str, str]:
        """A data file with hostile texts and with stand-ins."""
        files = (root / "_site" / name for root in (self.hostile, self.harmless))
        hostile, harmless = (file.read_bytes().decode() for file in files)
        return hostile, harmless


def gallery_in(folder: Path) -> Sites:
    """Sites with every hostile text in every field."""
    sites = Sites(folder)
    sites.build(NAUGHTY, AT_THE_SITE)
    return sites


def squeezed(text: str) -> str:
    """A text with white space as one space, and without the hash of an archived text."""
    return " ".join(_HASH.sub("", text).split())


def _as_it_is(texts: Texts) -> Texts:
    return texts


def _files(
    of_entries: list[str], of_site: str, body: str, seen: Callable[[Texts], Texts]
) -> dict[str, str]:
    """All files of a site, each text as it is `seen`."""
    files = frame(seen(lambda _name: of_site), body)
    for number, text in enumerate(of_entries):
        files |= entries(number, seen(_always(text)), body)
    return files


def _always(text: str) -> Texts:
    return lambda _name: text


def _options(root: Path) -> Options:
    root.mkdir()
    return Options(root=root, output=root / "_site")
