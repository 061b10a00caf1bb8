"""One case a diagnostic code: a little site with the fault, and what an author is told.

`tests/cases/<code>.txt` is an archive like those of `tests.site_text`. Its files lie over those of
`BASE`; at its end stands `-- expected --` and what `site-builder check` prints. Behind a file's name
may stand `| bytes` (`\\xNN` is a byte), `| 3 times` (the text is repeated), `| gone` or
`| unreadable`. A case that holds answers of outside addresses, as `check --external` keeps them, is
checked with those; whoever then asks an address fails.

`SITE_BUILDER_UPDATE_CASES=1` writes the expected parts anew; read them before they are committed.
"""

import ast
import os
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from site_builder.build import Options, Report, build, check, no_progress
from site_builder.content import Folder
from site_builder.links import check as links
from site_builder.network.ask import Asking
from site_builder.network.exchange import Line
from site_builder.report import as_text
from tests.base_site import BASE, laid_out

CASES = Path(__file__).with_name("cases")
PACKAGE = Path(__file__).parents[1] / "site_builder"
EXPECTED = "-- expected --\n"
UPDATE = "SITE_BUILDER_UPDATE_CASES"

NO_CODES = {"site-builder", "utf-8"}
"""The only words of the source that look like codes and are none."""


def codes() -> set[str]:
    """Every diagnostic code: what is given as `code=`, or is words joined by hyphens.

    Only in modules that import from `site_builder.diagnostics`, as whoever makes a fault must.
    """
    found = set()
    for module in PACKAGE.rglob("*.py"):
        text = module.read_text(encoding="utf-8")
        if "site_builder.diagnostics import" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            named = isinstance(node, ast.keyword) and node.arg == "code"
            literal = node.value if isinstance(node, ast.keyword) else node
            if isinstance(literal, ast.Constant) and isinstance(literal.value, str):
                looks_like_one = re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", literal.value)
                if named or looks_like_one:
                    found.add(literal.value)
    return found - NO_CODES


async def _nobody(host: str, port: int) -> Sequence[str]:
    message = f"a case asks {host}:{port}"
    raise AssertionError(message)


ASKING = Asking(line=Line(agent="", look_up=_nobody), now=lambda: 1_750_000_000)


def with_links(root: Path, found: Report) -> Report:
    """What is found in the content and in the answers of outside addresses."""
    checked = links.check(found.mentions or (), Folder(root), ASKING, no_progress)
    return replace(found, diagnostics=[*found.diagnostics, *checked.findings])


def diagnosed(root: Path, archive: str, patch: pytest.MonkeyPatch) -> Report:
    """What is found in the site of an archive, which lies over `BASE`."""
    laid_out(root, BASE)
    unreadable = laid_out(root, archive)
    read = Folder.read

    def refuse(folder: Folder, file: str) -> bytes:
        if file in unreadable:
            raise PermissionError(13, "Permission denied", file)
        return read(folder, file)

    patch.setattr(Folder, "read", refuse)
    options = Options(root=root, output=root / "_site")
    if (root / ".site-builder").is_dir():
        return with_links(root, check(options))
    return build(options) if (root / "templates").is_dir() else check(options)


def test_the_base_of_all_cases_has_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert as_text(diagnosed(tmp_path, "", monkeypatch).diagnostics) == ""


@pytest.mark.parametrize("case", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_fault_is_told_with_its_place_and_what_to_do(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, _, expected = case.read_text(encoding="utf-8").partition(EXPECTED)
    report = diagnosed(tmp_path, archive, monkeypatch)
    shown = as_text(report.diagnostics)
    if os.environ.get(UPDATE) == "1":
        case.write_text(f"{archive}{EXPECTED}{shown}", encoding="utf-8")
        expected = shown
    assert shown == expected
    assert {diagnostic.code for diagnostic in report.diagnostics} == {case.stem}


@pytest.mark.parametrize("code", sorted(codes()))
def test_every_code_has_its_case(code: str) -> None:
    assert (CASES / f"{code}.txt").is_file(), f"write tests/cases/{code}.txt"


def test_every_case_is_that_of_a_code() -> None:
    assert {case.stem for case in CASES.iterdir()} <= codes()
