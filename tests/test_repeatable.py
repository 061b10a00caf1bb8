"""What is built depends on the content and on nothing else, and building leaves the content alone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.build import Options, build
from tests.built import ROOT
from tests.site_text import site_files, snapshot


def test_the_folders_of_a_site_are_left_as_they_are(tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(ROOT / "tests" / "synthetic", root)
    before = snapshot(tmp_path)
    folders = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_dir()}
    del folders[root]
    for _ in range(2):
        build(Options(root=root, output=tmp_path / "site" / "_site"))
    shutil.rmtree(root / "_site")
    assert snapshot(tmp_path) == before
    assert {path: path.stat().st_mtime_ns for path in folders} == folders


CIRCUMSTANCES: dict[str, tuple[list[str], dict[str, str]]] = {
    "another hash seed": ([], {"PYTHONHASHSEED": "4711"}),
    "another time zone": ([], {"TZ": "Pacific/Kiritimati"}),
    "another locale": ([], {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"}),
    "more processes": (["--jobs", "3"], {}),
    "another day": ([], {"SOURCE_DATE_EPOCH": "4102444800"}),
}


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site that uses every field, built in this process."""
    output = tmp_path_factory.mktemp("reference") / "out"
    build(Options(root=ROOT / "tests" / "synthetic", output=output))
    return site_files(output)


@pytest.mark.parametrize("circumstance", CIRCUMSTANCES)
def test_the_same_content_makes_the_same_bytes(
    circumstance: str, reference: dict[str, bytes], tmp_path: Path
) -> None:
    options, environment = CIRCUMSTANCES[circumstance]
    root = tmp_path / "a folder with another name"
    shutil.copytree(ROOT / "tests" / "synthetic" / "content", root / "content")
    command = [sys.executable, "-m", "site_builder", "build", root.name, "--output", "elsewhere"]
    subprocess.run(
        [*command, *options],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        env=os.environ | environment,
    )
    assert site_files(tmp_path / "elsewhere") == reference
