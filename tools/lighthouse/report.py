"""What one report of Lighthouse says of a page (Lighthouse result object, version 12)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any
from urllib.parse import urlsplit

CATEGORIES = {
    "performance": "speed",
    "accessibility": "access",
    "best-practices": "practice",
    "seo": "SEO",
}
"""The scored categories, and what the table calls them."""
FULL = 100

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """A page's figures."""

    page: str
    scores: tuple[int, ...]  # of 100, in the order of CATEGORIES
    blocking: float  # ms
    largest_paint: float  # ms
    shift: float
    transferred: int  # bytes
    elsewhere: tuple[str, ...]  # addresses of other origins that were asked for
    faults: tuple[str, ...]  # audits for which a score is below 100

    @property
    def failed(self) -> bool:
        """Whether a score is below 100, or another origin was asked for something."""
        return min(self.scores) < FULL or bool(self.elsewhere)


def row(page: str, runs: Sequence[Json]) -> Row:
    """The figures of a page of several runs: those of the run with the median speed."""
    report = sorted(runs, key=_speed)[(len(runs) - 1) // 2]
    audits = report["audits"]
    return Row(
        page=page,
        scores=tuple(_score(report, category) for category in CATEGORIES),
        blocking=audits["total-blocking-time"]["numericValue"],
        largest_paint=audits["largest-contentful-paint"]["numericValue"],
        shift=audits["cumulative-layout-shift"]["numericValue"],
        transferred=int(audits["total-byte-weight"]["numericValue"]),
        elsewhere=tuple(_elsewhere(report)),
        faults=tuple(_faults(report)),
    )


def table(rows: Sequence[Row]) -> str:
    """All pages, a line each; below them what is wrong."""
    names = "".join(f"{name:>9}" for name in CATEGORIES.values())
    lines = [f"{'page':44}{names}{'TBT ms':>9}{'LCP ms':>9}{'CLS':>7}{'bytes':>9}{'elsewhere':>11}"]
    for each in rows:
        scores = "".join(f"{score:9}" for score in each.scores)
        figures = f"{each.blocking:9.0f}{each.largest_paint:9.0f}{each.shift:7.3f}"
        lines.append(
            f"{_short(each.page):44}{scores}{figures}{each.transferred:9,}{len(each.elsewhere):11}"
        )
    for each in rows:
        lines += [f"{each.page}: {fault}" for fault in each.faults]
        lines += [f"{each.page}: asks for {address}" for address in each.elsewhere]
    return "\n".join(lines)


def pace(runs: Sequence[Json]) -> float:
    """How fast the machine was, by Lighthouse's own measure (`benchmarkIndex`): the median."""
    return float(median(report["environment"]["benchmarkIndex"] for report in runs))


def _score(report: Json, category: str) -> int:
    """0 where there is none, as where the page did not load."""
    return round(FULL * (report["categories"][category]["score"] or 0))


def _speed(report: Json) -> float:
    return float(report["categories"]["performance"]["score"] or 0)


def _elsewhere(report: Json) -> Iterator[str]:
    home = urlsplit(report["requestedUrl"])
    for request in report["audits"]["network-requests"]["details"]["items"]:
        address = urlsplit(request["url"])
        if address.scheme != "data" and address[:2] != home[:2]:
            yield request["url"]


def _faults(report: Json) -> Iterator[str]:
    """The audits that count and that a page does not pass in full, by category."""
    for category, name in CATEGORIES.items():
        if _score(report, category) == FULL:
            continue
        for reference in report["categories"][category]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                said = audit.get("explanation") or audit.get("displayValue") or "failed"
                yield f"{name}: {reference['id']}: {audit['title']} ({said})"


def _short(page: str, most: int = 43) -> str:
    return page if len(page) <= most else f"{page[: most - 1]}…"
