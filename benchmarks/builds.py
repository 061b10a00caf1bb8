"""Builds by two programs in turn, each scenario in the same round, and what they took."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.entries import Claim
from benchmarks.measure import Usage, peak_memory, usage
from benchmarks.programs import Program

COLD, SAME, BODY, STATEMENT = "cold build", "no change", "body of a card", "statement of a card"
SCENARIOS = (COLD, SAME, BODY, STATEMENT)
"""In the order of a round: each starts from what the one before left, in a process of its own."""

Say = Callable[[str], None]

Measured = dict[str, dict[str, list[Usage]]]
"""By scenario and program, one of each round."""


class StaleError(Exception):
    """A build did not bring an edit to its page."""


@dataclass
class Bench:
    """Builders with a generated site each."""

    corpus: Corpus
    programs: Sequence[Program]
    _generated: dict[Path, set[Path]] = field(default_factory=dict)

    def generate(self) -> None:
        """Write every program's site."""
        for program in self.programs:
            program.root.mkdir(parents=True)
            program.generate(self.corpus)
            self._generated[program.root] = set(program.root.iterdir())

    def measure(self, rounds: int, say: Say) -> Measured:
        """Build every scenario `rounds` times with every program, one program after the other."""
        found: Measured = {name: {b.name: [] for b in self.programs} for name in SCENARIOS}
        for number in range(rounds):
            say(f"round {number + 1} of {rounds}")
            # Who comes first is who finds the machine as the other left it: take turns.
            turns = self.programs if number % 2 == 0 else self.programs[::-1]
            for scenario, claim in self._round(number):
                for program in turns:
                    self._prepare(program, scenario, claim)
                    taken = usage(program.command, program.environment)
                    found[scenario][program.name].append(taken)
                    _check(program, claim)
        return found

    def memory(self) -> dict[str, float]:
        """The most memory, in MiB, that a cold build's processes have at once."""
        peaks = {}
        for program in self.programs:
            self._prepare(program, COLD, self.corpus.claim(0))
            peaks[program.name] = peak_memory(program.command, program.environment)
        return peaks

    def _round(self, number: int) -> Iterator[tuple[str, Claim]]:
        """The scenarios of a round, and the claim as it is edited in each."""
        claim = self.corpus.claim(number * 7919 % self.corpus.count)
        body = replace(claim, body=f"{claim.body}\n\nAdded in round {number}: {_mark(number)}.")
        stated = replace(body, statement=f"{_mark(number)} {claim.statement}")
        yield from zip(SCENARIOS, (claim, claim, body, stated), strict=True)

    def _prepare(self, program: Program, scenario: str, claim: Claim) -> None:
        if scenario == COLD:
            shutil.rmtree(program.output, ignore_errors=True)
            shutil.rmtree(program.caches, ignore_errors=True)
            for left in set(program.root.iterdir()) - self._generated[program.root]:
                shutil.rmtree(left) if left.is_dir() else left.unlink()
        if scenario != SAME:
            program.edit(claim)


def _mark(number: int) -> str:
    return f"Edit{number}"


def _check(program: Program, claim: Claim) -> None:
    page = program.output / "claims" / claim.id / "index.html"
    last = claim.body.rpartition("\n")[2] if "Added in round" in claim.body else ""
    text = page.read_text(encoding="utf-8")
    if last not in text or claim.statement.split()[0] not in text:
        message = f"{program.name} did not bring the edit of {claim.id} to its page"
        raise StaleError(message)
