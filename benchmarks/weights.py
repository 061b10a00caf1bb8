"""python -m benchmarks.weights [N ...]: what readers load to see a page of each kind, by size of site."""

import argparse
import gzip
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import cards
from benchmarks.corpus import Corpus
from benchmarks.workplace import workplace
from site_builder.build import Options, build
from site_builder.model import Output

EMITTED: tuple[Output, ...] = ("timeline", "map", "lists", "search")
"""Outputs that are pages of their own."""

LEVEL = 9

_PAGED = re.compile(r"page/\d+/")
_LOADED = re.compile(r'<link rel="stylesheet" href="([^"]+)"|<(?:script|img)\b[^>]* src="([^"]+)"')


def weight(file: Path) -> int:
    """The bytes of a file as hosts send it (gzip, level 9)."""
    return len(gzip.compress(file.read_bytes(), LEVEL))


def loaded(page: Path) -> Iterator[Path]:
    """The files that a page has a browser load: style sheets, scripts and images."""
    for style, other in _LOADED.findall(page.read_text(encoding="utf-8")):
        yield (page.parent / (style or other)).resolve()


def kind(name: str) -> str:
    """What kind of page a file is: a list with all its pages, or the entries of a folder."""
    first, *deeper = _PAGED.sub("", name).removesuffix("index.html").rstrip("/").split("/")
    return "/".join(("", first, *("…" if part != "embed" else part for part in deeper)))


def heaviest(site: Path) -> dict[str, tuple[int, int]]:
    """By kind, how many pages there are, and the weight of the heaviest of them alone."""
    found: dict[str, tuple[int, int]] = {}
    for page in site.rglob("index.html"):
        name = kind(page.relative_to(site).as_posix())
        count, most = found.get(name, (0, 0))
        found[name] = count + 1, max(most, weight(page))
    return found


def table(sizes: Sequence[int], found: Sequence[dict[str, tuple[int, int]]]) -> str:
    """The kinds of pages in Markdown, with the heaviest page at each number of cards."""
    head = "".join(f" {size:,} cards | pages |" for size in sizes)
    lines = [f"| kind |{head}", f"| --- |{' ---: | ---: |' * len(sizes)}"]
    for name in sorted({name for one in found for name in one}):
        cells = (one.get(name, (0, 0)) for one in found)
        figures = "".join(f" {most:,} | {count:,} |" for count, most in cells)
        lines.append(f"| `{name}` |{figures}")
    return "\n".join(lines)


def main() -> None:
    """Build a site of each size and print the table, and what all pages load besides."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.weights", description=__doc__)
    parser.add_argument("cards", nargs="*", type=int, default=[1000, 10_000], metavar="N")
    parser.add_argument("--folder", type=Path, help="where sites are built [default: /dev/shm]")
    arguments = parser.parse_args()
    found = []
    for size in arguments.cards:
        with workplace(arguments.folder, size) as folder:
            site = _built(size, folder)
            found.append(heaviest(site))
            assets = {file.name: weight(file) for file in sorted((site / "assets").iterdir())}
    print(table(arguments.cards, found))
    print("; ".join(f"{name}: {size:,}" for name, size in assets.items()))


def _built(size: int, folder: Path) -> Path:
    cards.write(Corpus(size), folder)
    settings = folder / "content" / "site.yaml"
    settings.write_text(cards.settings([*cards.COMPARED, *EMITTED]), encoding="utf-8")
    build(Options(root=folder, output=folder / "_site"))
    return folder / "_site"


if __name__ == "__main__":
    main()
