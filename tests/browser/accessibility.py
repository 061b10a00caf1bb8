"""Asks axe what keeps people from using a page."""

from collections.abc import Collection
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# WCAG 2.2, levels A and AA, and axe's own good practice (headings in order, landmarks).
_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def axe_findings(page: Page, *, without: Collection[str] = ()) -> list[str]:
    """One line for each element that breaks one of axe's rules; `without` leaves rules out."""
    options = {
        "resultTypes": ["violations"],
        "runOnly": {"type": "tag", "values": list(_TAGS)},
        "rules": {rule: {"enabled": False} for rule in without},
    }
    violations = Axe().run(page, options=options).response["violations"]
    return [_line(violation, node) for violation in violations for node in violation["nodes"]]


def _line(violation: dict[str, Any], node: dict[str, Any]) -> str:
    where = " ".join(str(target) for target in node["target"])
    reason = "; ".join(check["message"] for check in node["any"] + node["all"] + node["none"])
    return f"{violation['id']} ({violation['impact']}) at {where}: {reason or violation['help']}"
