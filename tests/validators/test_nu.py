"""The Nu HTML checker finds faults in pages and styles, and lets modern CSS pass."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.page import page_with
from tests.validators.nu import UNKNOWN_CSS

NuFindings = Callable[..., list[str]]

MODERN_CSS = """
@layer reset, base;
@layer base {
  :root { color-scheme: light dark; --ink: light-dark(#111, #eee); }
  body { color: color-mix(in oklab, var(--ink) 90%, transparent); text-wrap: balance; }
  a:has(> img) { inset-inline-start: 1lh; }
  .card { & .title { color: oklch(60% 0.1 200); } &:hover { color: red; } }
  @media (width >= 40rem) { .card { grid-template-columns: subgrid; } }
}
@scope (.card) { p { color: red; } }
"""
# One line for each entry of UNKNOWN_CSS, in the same order.
GAPS = """\
@container (width > 30rem) { p { color: red; } }
p { container-type: inline-size; }
p { container: card / inline-size; }
@property --length { syntax: "<length>"; inherits: false; initial-value: 0px; }
@starting-style { p { opacity: 0; } }
@view-transition { navigation: auto; }
"""

BROKEN = {
    "stray.html": (page_with("<p>One<div>Two</div></p>"), "error: No “p” element in scope"),
    "twice.html": (page_with("<p id=a>1</p><p id=a>2</p>"), "error: Duplicate ID “a”"),
    "image.html": (page_with("<img src=a.png>"), "error: An “img” element must have an “alt”"),
    "heading.html": (page_with("<section><p>x</p></section>"), "warning: Section lacks heading"),
    "inline.html": (page_with("<p style='colour: red'>x</p>"), "error: CSS: “colour”"),
    "below/name.css": ("p { colr: red; }", "error: CSS: “colr”: Property “colr” doesn't exist"),
    "value.css": ("p { color: 12px; }", "error: CSS: “color”: “12px” is not a “color” value"),
}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def broken(
    tmp_path_factory: pytest.TempPathFactory, nu_findings: NuFindings
) -> dict[str, list[str]]:
    """All broken files are checked at once: the checker takes two seconds to start."""
    folder = tmp_path_factory.mktemp("broken")
    write(folder, {name: text for name, (text, _) in BROKEN.items()})
    findings = nu_findings(folder)
    return {name: [line for line in findings if line.startswith(name)] for name in BROKEN}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_reported_with_its_name_and_fault(
    name: str, broken: dict[str, list[str]]
) -> None:
    assert any(BROKEN[name][1] in finding for finding in broken[name])


def test_sound_pages_and_modern_css_have_no_findings(
    tmp_path: Path, nu_findings: NuFindings
) -> None:
    body = "<search><form><label>Find <input name=q></label></form></search>"
    write(tmp_path, {"index.html": page_with(body), "a/style.css": MODERN_CSS})
    assert nu_findings(tmp_path) == []


def test_css_that_the_checker_does_not_know_yet_is_let_pass(
    tmp_path: Path, nu_findings: NuFindings
) -> None:
    write(tmp_path, {"gaps.css": GAPS})
    assert nu_findings(tmp_path) == []


def test_each_gap_of_the_checker_is_still_there(tmp_path: Path, nu_findings: NuFindings) -> None:
    write(tmp_path, {f"{number}.css": line for number, line in enumerate(GAPS.splitlines())})
    complaints = nu_findings(tmp_path, ignore=())
    learnt = [gap for gap in UNKNOWN_CSS if not re.search(gap, "\n".join(complaints))]
    assert learnt == [], "the checker knows these now: take them off the list"


def test_a_folder_with_nothing_to_check_does_not_pass(
    tmp_path: Path, nu_findings: NuFindings
) -> None:
    with pytest.raises(ValueError, match=r"no \.html or \.css file"):
        nu_findings(tmp_path)
