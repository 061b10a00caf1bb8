"""python -m benchmarks.serve [N …]: from saving a card to the new page answered over HTTP."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median, quantiles

from benchmarks.corpus import Corpus
from benchmarks.programs import HugoMissingError, Program, hugo_binary
from benchmarks.serving import (
    NotShownError,
    body_edits,
    listed_claims,
    served,
    statement_edits,
)
from benchmarks.workplace import RoomError, programs, workplace

EDITS = 20

Times = Mapping[str, Sequence[float]]
"""Seconds by what was waited for."""


def main() -> int:
    """Measure every size asked for; 2 where a server does not show an edit."""
    arguments = _arguments()
    try:
        if not arguments.alone:
            hugo_binary()
        for count in arguments.cards:
            corpus = Corpus(count)
            with workplace(arguments.folder, count * (1 if arguments.alone else 2)) as folder:
                found = {
                    program.name: measure(program, corpus, arguments.edits)
                    for program in programs(folder, alone=arguments.alone)
                }
            print(table(count, arguments.edits, found))
    except (NotShownError, HugoMissingError, RoomError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def measure(program: Program, corpus: Corpus, edits: int) -> Times:
    """Generate and serve a site, and edit its cards one after the other."""
    program.root.mkdir(parents=True)
    program.generate(corpus)
    print(f"{program.name}: {corpus.count:,} cards", file=sys.stderr)
    with served(program, corpus.count) as (reader, seconds):
        claims = listed_claims(reader, corpus)
        # The first edit of all finds things that only a first edit needs; no author waits for it twice.
        list(body_edits(program, reader, claims[-1:], 1))
        return {
            "start to first answer": [seconds],
            "body of a card": list(body_edits(program, reader, claims, edits)),
            "statement of a card": list(statement_edits(program, reader, claims, edits)),
        }


def table(cards: int, edits: int, found: Mapping[str, Times]) -> str:
    """Medians and 95th percentiles in milliseconds."""
    label, cell = 24, 10
    lines = [
        f"{cards:,} cards served, {edits} edits each, milliseconds",
        f"{'':{label}}" + "".join(f"{name:>{2 * cell}}" for name in found),
        f"{'':{label}}" + f"{'median':>{cell}}{'p95':>{cell}}" * len(found),
    ]
    for what in next(iter(found.values())):
        cells = "".join(
            f"{1000 * median(times[what]):{cell}.1f}{1000 * p95(times[what]):{cell}.1f}"
            for times in found.values()
        )
        lines.append(f"{what:{label}}{cells}")
    return "\n".join(lines) + "\n"


def p95(seconds: Sequence[float]) -> float:
    """The 95th percentile."""
    if len(seconds) == 1:
        return seconds[0]
    return quantiles(seconds, n=20, method="inclusive")[-1]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serve", description=__doc__)
    parser.add_argument("cards", nargs="*", type=int, default=[1000], metavar="N")
    parser.add_argument("--edits", type=int, default=EDITS, help=f"of each kind [default: {EDITS}]")
    parser.add_argument("--alone", action="store_true", help="without Hugo")
    parser.add_argument("--folder", type=Path, help="where the sites stand [default: /dev/shm]")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
