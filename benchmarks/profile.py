"""python -m benchmarks.profile [N]: where a cold build in one process spends its time."""

import argparse
import cProfile
import pstats
import sys
from pathlib import Path

from benchmarks import cards
from benchmarks.corpus import Corpus
from benchmarks.workplace import workplace
from site_builder.build import Options, Report, build

ORDERS = ("tottime", "cumulative")


def main() -> int:
    """Build once for the stages and once under the profiler; print both."""
    arguments = _arguments()
    with workplace(arguments.folder) as folder:
        cards.write(Corpus(arguments.cards), folder / "site")
        build(_options(folder, "warm-up"))
        print(stages(build(_options(folder, "plain"))))
        profiler = cProfile.Profile()
        profiler.runcall(build, _options(folder, "profiled"))
    found = pstats.Stats(profiler)
    for order in ORDERS:
        found.strip_dirs().sort_stats(order).print_stats(arguments.top)
    return 0


def stages(report: Report) -> str:
    """The seconds of each stage, as the build itself takes them."""
    lines = [f"{stage:<24}{seconds:8.3f} s" for stage, seconds in report.seconds.items()]
    lines.append(f"{'sum':<24}{sum(report.seconds.values()):8.3f} s, {report.rendered} files")
    return "\n".join(lines) + "\n"


def _options(folder: Path, name: str) -> Options:
    return Options(root=folder / "site", output=folder / name, jobs=1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.profile", description=__doc__)
    parser.add_argument("cards", nargs="?", type=int, default=1000, metavar="N")
    parser.add_argument("--top", type=int, default=20, help="how many functions [default: 20]")
    parser.add_argument("--folder", type=Path, help="where the site is built [default: /dev/shm]")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
