"""python -m benchmarks.outputs [N]: what each file that a site may emit adds to a cold build."""

import argparse
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks import cards
from benchmarks.corpus import Corpus
from benchmarks.measure import CommandFailedError, Usage, usage
from benchmarks.programs import SiteBuilder
from benchmarks.workplace import RoomError, workplace
from site_builder.model import OUTPUTS

ROUNDS = 5

Choice = tuple[str, Sequence[str], str]
"""What a choice of outputs is called, the outputs, and the language of the site."""

Measured = dict[str, list[Usage]]
"""By choice of outputs, one of each round."""


def main() -> int:
    """Measure a build with the least, with each output added to it, and with all."""
    arguments = _arguments()
    try:
        with workplace(arguments.folder, arguments.cards) as folder:
            program = SiteBuilder(folder)
            program.root.mkdir()
            program.generate(Corpus(arguments.cards))
            chosen = [*choices(arguments.only or OUTPUTS, arguments.languages)]
            found = measure(program, chosen, arguments.rounds)
    except (CommandFailedError, RoomError) as error:
        print(error, file=sys.stderr)
        return 2
    print(table(arguments.cards, found))
    return 0


def measure(program: SiteBuilder, chosen: Sequence[Choice], rounds: int) -> Measured:
    """Build with each choice in turn, again and again."""
    found: Measured = {name: [] for name, _, _ in chosen}
    settings = program.root / "content" / "site.yaml"
    for _ in range(rounds):
        for name, outputs, language in chosen:
            settings.write_text(cards.settings(outputs, language), encoding="utf-8")
            shutil.rmtree(program.output, ignore_errors=True)
            found[name].append(usage(program.command, program.environment))
    return found


def choices(outputs: Sequence[str], languages: Sequence[str] = ()) -> Iterator[Choice]:
    """None, none in other languages, each alone, all."""
    yield "none", [], "en"
    for language in languages:
        yield f"none, {language}", [], language
    for name in outputs:
        yield name, [name], "en"
    yield "all", outputs, "en"


def table(count: int, found: Measured) -> str:
    """Medians by choice, and what each takes beyond the first."""
    least = median(one.cpu for one in found["none"])
    lines = [
        f"{count:,} cards, cold builds, medians of {len(found['none'])}",
        f"{'outputs':16}{'seconds':>10}{'CPU':>10}{'CPU added':>12}",
    ]
    for name, taken in found.items():
        seconds, cpu = median(one.seconds for one in taken), median(one.cpu for one in taken)
        lines.append(f"{name:16}{seconds:10.3f}{cpu:10.3f}{cpu - least:+12.3f}")
    return "\n".join(lines) + "\n"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.outputs", description=__doc__)
    parser.add_argument("cards", nargs="?", type=int, default=1000, metavar="N")
    parser.add_argument(
        "--rounds", type=int, default=ROUNDS, help=f"of builds with each [default: {ROUNDS}]"
    )
    parser.add_argument("--only", nargs="+", choices=OUTPUTS, help="outputs [default: all]")
    parser.add_argument(
        "--languages", nargs="+", default=[], help="in which to build with none, too, such as he"
    )
    parser.add_argument("--folder", type=Path, help="where the site is built [default: /dev/shm]")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
