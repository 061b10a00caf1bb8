"""What a build took: by stage, by template, in files and in memory; for people and for programs."""

import resource
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from site_builder.build import Report
from site_builder.costs import Cost
from site_builder.workers import Memory

_KIB, _MIB = 1024, 1024**2

_LABEL = 24
"""The width of the first column, at least."""

_MAXRSS = 1 if sys.platform == "darwin" else _KIB
"""The unit of `ru_maxrss`, in bytes."""

Row = Sequence[str]

_HEAD = ("template", "files", "ms", "ms each", "slowest", "KiB each", "largest", "")
"""Of the table by template: seconds are of all workers together, bytes of what was rendered."""


def as_text(report: Report, workers: Memory) -> Iterator[str]:
    """Tables whose numbers stand below each other, dearest template first."""
    total = sum(report.seconds.values()) or 1.0
    stages = [
        (stage, f"{1000 * seconds:,.1f}", f"{seconds / total:.0%}")
        for stage, seconds in report.seconds.items()
    ]
    yield from _aligned([("stage", "ms", "of all"), *stages])
    if report.costs:
        costs = sorted(report.costs.items(), key=lambda each: (-each[1].seconds, each[0]))
        yield from _aligned([_HEAD, *(_template(name, cost) for name, cost in costs)])
    yield from _aligned([*_files(report)])
    yield from _aligned([("peak memory", "MiB"), *_memory(workers)])


def as_json(report: Report, workers: Memory) -> str:
    """The same as one JSON object in a line; seconds and bytes."""
    value = {
        "seconds": report.seconds,
        "templates": {name: _record(cost) for name, cost in report.costs.items()},
        "files": {
            "rendered": report.rendered,
            "kept": report.kept,
            "removed": report.removed,
            "written": report.written,
            "bytes": report.size,
        },
        "memory": {"own": _own_peak(), "workers": workers.most},
    }
    return msgspec.json.encode({"stats": value}).decode()


def _template(name: str, cost: Cost) -> Row:
    return (
        name,
        f"{cost.files:,}",
        f"{1000 * cost.seconds:,.1f}",
        f"{1000 * cost.seconds / cost.files:,.2f}",
        f"{1000 * cost.slowest[0]:,.2f}",
        f"{cost.size / cost.files / _KIB:,.1f}",
        f"{cost.largest[0] / _KIB:,.1f}",
        f"/{cost.largest[1].removesuffix('index.html')}",
    )


def _files(report: Report) -> Iterator[Row]:
    yield "files rendered", f"{report.rendered:,}", ""
    yield "files kept", f"{report.kept:,}", ""
    yield "files removed", f"{report.removed:,}", ""
    yield "files written", f"{report.written:,}", f"{report.size / _MIB:,.1f} MiB"


def _record(cost: Cost) -> dict[str, Any]:
    value = msgspec.structs.asdict(cost)
    for most in ("slowest", "largest"):
        amount, file = value.pop(most)
        value |= {most: amount, f"{most}_file": file}
    return value


def _memory(workers: Memory) -> Iterator[Row]:
    own = _own_peak()
    yield "this process", f"{own / _MIB:,.1f}"
    yield "workers' own", f"{workers.most / _MIB:,.1f}"
    yield "all", f"{(own + workers.most) / _MIB:,.1f}"


def _own_peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _MAXRSS


def _aligned(rows: Sequence[Row]) -> Iterator[str]:
    """Rows with labels and addresses to the left, numbers to the right; then an empty line."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for label, *cells in rows:
        placed = (
            cell.ljust(width) if cell.startswith("/") else cell.rjust(width)
            for cell, width in zip(cells, widths[1:], strict=True)
        )
        yield "  ".join([label.ljust(max(widths[0], _LABEL)), *placed]).rstrip()
    yield ""
