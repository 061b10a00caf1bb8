"""python -m benchmarks [N …]: builds of N cards by this project and by Hugo, side by side."""

import argparse
import sys
from pathlib import Path

from benchmarks import pages
from benchmarks.builds import Bench, StaleError
from benchmarks.corpus import Corpus
from benchmarks.measure import CommandFailedError
from benchmarks.programs import HugoMissingError, last_edit
from benchmarks.table import Result, as_json, table
from benchmarks.workplace import MEMORY_FILES, RoomError, programs, workplace

LARGE = 100_000
ROUNDS, ROUNDS_WHEN_LARGE = 5, 3
RESULTS = Path("build/benchmarks")
WARM_UP = 60

EDITED = "this program was edited meanwhile, so a build may have had more to do than its row says"


def main() -> int:
    """Measure every size asked for; 1 where the sites are unlike, 2 where a program fails."""
    arguments = _arguments()
    try:
        for count in arguments.cards:
            result = compare(count, arguments)
            print(table(result))
            arguments.results.mkdir(parents=True, exist_ok=True)
            (arguments.results / f"{count}.json").write_text(as_json(result), encoding="utf-8")
    except (pages.UnlikeError, StaleError) as error:
        print(f"the two sites are not alike: {error}", file=sys.stderr)
        return 1
    except (CommandFailedError, HugoMissingError, RoomError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def compare(count: int, arguments: argparse.Namespace) -> Result:
    """Generate, build and compare a site of so many cards."""
    rounds = arguments.rounds or (ROUNDS_WHEN_LARGE if count >= LARGE else ROUNDS)
    with workplace(arguments.folder, count * (1 if arguments.alone else 2)) as folder:
        # Neither program's first run of all, from a cold disk, should count.
        _bench(folder / "warm-up", WARM_UP, alone=arguments.alone).measure(1, lambda _: None)
        bench = _bench(folder / "measured", count, alone=arguments.alone)
        edited = last_edit()
        measured = bench.measure(rounds, _say)
        written = {program.name: pages.written(program.output) for program in bench.programs}
        remarks = [] if arguments.alone else pages.differences(*written.values())
        if last_edit() != edited:
            remarks.append(EDITED)
        memory = bench.memory() if arguments.memory else {}
    return Result(cards=count, measured=measured, written=written, memory=memory, remarks=remarks)


def _bench(folder: Path, count: int, *, alone: bool) -> Bench:
    bench = Bench(Corpus(count), programs(folder, alone=alone))
    bench.generate()
    return bench


def _say(message: str) -> None:
    print(message, file=sys.stderr)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("cards", nargs="*", type=int, default=[1000], metavar="N")
    parser.add_argument(
        "--rounds", type=int, help=f"default {ROUNDS}; {ROUNDS_WHEN_LARGE} from {LARGE:,} cards on"
    )
    parser.add_argument("--alone", action="store_true", help="without Hugo")
    parser.add_argument(
        "--no-memory",
        dest="memory",
        action="store_false",
        help="leave out the run that looks at memory",
    )
    parser.add_argument(
        "--folder", type=Path, help=f"where the sites are built [default: {MEMORY_FILES}]"
    )
    parser.add_argument(
        "--results", type=Path, default=RESULTS, help=f"where N.json goes [default: {RESULTS}]"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
