"""python -m benchmarks.profile [N]: where a cold build in one process spends its time."""

import argparse
import cProfile
import pstats
import sys
from collections import defaultdict
from pathlib import Path

from benchmarks import cards
from benchmarks.corpus import Corpus
from benchmarks.workplace import workplace
from site_builder.build import Options, Report, build

ORDERS = ("tottime", "cumulative")

LEAST = 0.01
"""Seconds below which a package is not listed."""


def main() -> int:
    """Build once for the stages and once under the profiler; print both."""
    arguments = _arguments()
    with workplace(arguments.folder, 3 * arguments.cards) as folder:
        cards.write(Corpus(arguments.cards), folder / "site")
        build(_options(folder, "warm-up"))
        print(stages(build(_options(folder, "plain"))))
        profiler = cProfile.Profile()
        profiler.runcall(build, _options(folder, "profiled"))
    found = pstats.Stats(profiler)
    print(origins(profiler))
    for order in ORDERS:
        found.strip_dirs().sort_stats(order).print_stats(arguments.top)
    return 0


def stages(report: Report) -> str:
    """The seconds of each stage, as the build itself takes them."""
    lines = [f"{stage:<24}{seconds:8.3f} s" for stage, seconds in report.seconds.items()]
    lines.append(f"{'sum':<24}{sum(report.seconds.values()):8.3f} s, {report.rendered} files")
    return "\n".join(lines) + "\n"


def origins(profiler: cProfile.Profile) -> str:
    """The seconds spent in the code of each package itself, without what it calls."""
    seconds: defaultdict[str, float] = defaultdict(float)
    for entry in profiler.getstats():
        # What is built in has words for a name, not code.
        code = entry.code
        seconds["built-in" if isinstance(code, str) else _origin(code.co_filename)] += (
            entry.inlinetime
        )
    ordered = sorted(seconds.items(), key=lambda one: -one[1])
    lines = [f"{name:<32}{taken:8.3f} s" for name, taken in ordered if taken >= LEAST]
    return "\n".join(["in each package itself, slowed by the profiler:", *lines])


def _origin(file: str) -> str:
    parts = Path(file).parts
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1]
    if "site_builder" in parts:
        return "/".join(parts[parts.index("site_builder") :][:2])
    return "templates" if file.endswith(".html") else "standard library"


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
