"""Asks axe what keeps people from using a page."""

from collections.abc import Collection
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# WCAG 2.2, levels A and AA, and axe's own good practice (headings in order, landmarks).
_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

_RUN = """async ({ tags, without, colours }) => {
  const left = axe.getRules().filter((rule) => colours && !rule.tags.includes("cat.color"));
  const off = [...without, ...left.map((rule) => rule.ruleId)];
  const found = await axe.run({
    resultTypes: ["violations"],
    runOnly: { type: "tag", values: tags },
    rules: Object.fromEntries(off.map((id) => [id, { enabled: false }])),
  });
  return found.violations;
}"""


def axe_findings(
    page: Page, *, without: Collection[str] = (), colours_alone: bool = False
) -> list[str]:
    """One line for each element that breaks one of axe's rules; `without` leaves rules out.

    `colours_alone` asks the rules that look at colours, and no others.
    """
    if not page.evaluate("'run' in (window.axe ?? {})"):
        page.evaluate(AXE_SCRIPT)
    options = {"tags": list(_TAGS), "without": list(without), "colours": colours_alone}
    violations = page.evaluate(_RUN, options)
    return [_line(violation, node) for violation in violations for node in violation["nodes"]]


def _line(violation: dict[str, Any], node: dict[str, Any]) -> str:
    where = " ".join(str(target) for target in node["target"])
    reason = "; ".join(check["message"] for check in node["any"] + node["all"] + node["none"])
    return f"{violation['id']} ({violation['impact']}) at {where}: {reason or violation['help']}"
