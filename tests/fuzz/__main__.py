"""`python -m tests.fuzz SECONDS [TARGET…]`: look for bytes that break a law, guided by coverage.

Each target runs in a process of its own (libFuzzer ends with one) and keeps what it found worth
keeping in `.fuzz/`, from which the next run goes on. What broke a law lands in `tests/fuzz/cases/`.
"""

import subprocess
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["site_builder", "markdown"]):
    from tests.fuzz.targets import LONGEST, TARGETS

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).with_name("cases")
SLOWEST = 5
"""Seconds that no input may take."""


def fuzz(name: str, seconds: int) -> None:
    """Feed one target for some seconds; libFuzzer then ends the process."""
    corpus = ROOT / ".fuzz" / name
    corpus.mkdir(parents=True, exist_ok=True)
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        f"-timeout={SLOWEST}",
        f"-artifact_prefix={CASES}/{name}-",
        "-print_final_stats=1",
        "-verbosity=0",
    ]
    atheris.Setup([name, *options, str(corpus)], TARGETS[name])
    atheris.Fuzz()


def main(seconds: int, *names: str) -> int:
    """Feed the targets that are named, or all, one after the other; 1 where a law was broken."""
    broken = 0
    for name in names or TARGETS:
        print(f"{name}: {seconds} s", flush=True)
        command = [sys.executable, "-m", "tests.fuzz", "alone", name, str(seconds)]
        broken += subprocess.run(command, check=False).returncode != 0
    return int(broken > 0)


if __name__ == "__main__":
    if sys.argv[1] == "alone":
        fuzz(sys.argv[2], int(sys.argv[3]))
    else:
        raise SystemExit(main(int(sys.argv[1]), *sys.argv[2:]))
