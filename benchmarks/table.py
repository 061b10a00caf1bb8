"""Measurements as a table for people and as JSON for later comparison."""

import json
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median

from benchmarks.builds import Measured
from benchmarks.measure import Usage
from benchmarks.pages import Written

NOTABLE = 0.1
"""How many processors others may keep busy before a run counts as made under load."""

_LABEL = 22
_CELL = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Everything found at one size; by program are what it took, wrote and had in memory."""

    cards: int
    measured: Measured
    written: Mapping[str, Written]
    memory: Mapping[str, float]
    remarks: Sequence[str]

    @property
    def programs(self) -> list[str]:
        """The programs, this project's first."""
        return list(self.written)

    @property
    def rounds(self) -> int:
        """How often each scenario was built."""
        return max(
            (len(taken) for by in self.measured.values() for taken in by.values()), default=0
        )

    @property
    def others(self) -> float:
        """How many processors everything else on the machine kept busy meanwhile."""
        taken = [one for by in self.measured.values() for all_ in by.values() for one in all_]
        return sum(one.others for one in taken) / max(1e-9, sum(one.seconds for one in taken))


def table(result: Result) -> str:
    """Medians by scenario and program, with ratios to the last program."""
    return "\n".join([*_head(result), *_rows(result), *_facts(result), *_remarks(result)]) + "\n"


def as_json(result: Result) -> str:
    """Every single measurement."""
    value = {
        "cards": result.cards,
        "rounds": result.rounds,
        "programs": result.programs,
        "machine": {"processors": _processors(), "python": platform.python_version()},
        "others": result.others,
        "pages": {name: written.pages for name, written in result.written.items()},
        "claim_page_bytes": {name: w.claim_bytes for name, w in result.written.items()},
        "peak_memory_mib": dict(result.memory),
        "remarks": list(result.remarks),
        "scenarios": {
            scenario: {name: [asdict(one) for one in taken] for name, taken in by.items()}
            for scenario, by in result.measured.items()
        },
    }
    return json.dumps(value, indent=2) + "\n"


def _head(result: Result) -> Iterator[str]:
    yield (
        f"{result.cards:,} cards, medians of {result.rounds} rounds,"
        f" {_processors()} processors, Python {platform.python_version()}"
    )
    names = "".join(f"{name:>{2 * _CELL}}" for name in result.programs)
    ratio = f"{'ratio':>{2 * _CELL}}" if len(result.programs) > 1 else ""
    yield f"{'':{_LABEL}}{names}{ratio}"
    columns = len(result.programs) + bool(ratio)
    yield f"{'':{_LABEL}}" + f"{'seconds':>{_CELL}}{'CPU':>{_CELL}}" * columns


def _rows(result: Result) -> Iterator[str]:
    for scenario, by in result.measured.items():
        medians = [_medians(by[name]) for name in result.programs]
        cells = [f"{seconds:{_CELL}.3f}{cpu:{_CELL}.3f}" for seconds, cpu in medians]
        if len(medians) > 1:
            (seconds, cpu), (peer_seconds, peer_cpu) = medians[0], medians[-1]
            cells.append(f"{_ratio(seconds, peer_seconds)}{_ratio(cpu, peer_cpu)}")
        yield f"{scenario:{_LABEL}}{''.join(cells)}"


def _facts(result: Result) -> Iterator[str]:
    memory = [f"{result.memory[name]:.0f} MiB" for name in result.programs if result.memory]
    if memory:
        yield _fact("peak memory, cold", memory)
    written = result.written.values()
    yield _fact("HTML pages", [f"{one.pages:,}" for one in written])
    yield _fact("files", [f"{len(one.files):,}" for one in written])
    yield _fact("bytes a claim page", [f"{one.claim_bytes:,}" for one in written])


def _remarks(result: Result) -> Iterator[str]:
    yield from result.remarks
    if result.others > NOTABLE:
        yield (
            f"taken under load: others kept {result.others:.2f} processors busy meanwhile,"
            " so trust the CPU and the ratios more than the seconds"
        )


def _fact(label: str, values: Sequence[str]) -> str:
    return f"{label:{_LABEL}}" + "".join(f"{value:>{2 * _CELL}}" for value in values)


def _medians(taken: Sequence[Usage]) -> tuple[float, float]:
    return median(one.seconds for one in taken), median(one.cpu for one in taken)


def _ratio(ours: float, peer: float) -> str:
    return f"{ours / peer if peer else float('nan'):{_CELL - 1}.2f}×"


def _processors() -> int:
    return len(os.sched_getaffinity(0))
