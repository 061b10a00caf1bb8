"""What the project promises about itself: its locks, its wheel, its Makefile, its addresses."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = [
    *sorted(ROOT.glob("requirements/*.txt")),
    ROOT / "tests/tools/package-lock.json",
    ROOT / "tools/lighthouse/package-lock.json",
]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = PROJECT["project"]["dependencies"]
GROUPS = PROJECT["dependency-groups"]
DEVELOPMENT = [
    one
    for name, group in GROUPS.items()
    if name not in {"bench", "fuzz"}  # have locks of their own
    for one in group
    if isinstance(one, str)
]
TARGETS = re.findall(r"^\.PHONY: (\S+)$", (ROOT / "Makefile").read_text(), flags=re.MULTILINE)

# A make within a make tells where it works, which is no part of its answer.
MAKE = ["make", "--no-print-directory"]


def pins(lock: str) -> dict[str, str]:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", text, flags=re.MULTILINE))


def normalised(requirement: str) -> str:
    return re.split(r"[<>=!~;\[ ]", requirement)[0].replace("_", "-").lower()


def test_the_systems_it_runs_on_are_those_that_have_what_it_uses() -> None:
    texts = [file.read_text() for file in (ROOT / "site_builder").rglob("*.py")]
    assert any("import fcntl\n" in text for text in texts)
    assert any("import resource\n" in text for text in texts)
    systems = [c for c in PROJECT["project"]["classifiers"] if c.startswith("Operating System")]
    assert systems == ["Operating System :: POSIX"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_address_to_install_from(lock: Path) -> None:
    assert not re.search(r"\w+://|--index|--find-links|\bresolved\b", lock.read_text())


@pytest.mark.parametrize("lock", ["bench.txt", "dev.txt", "fuzz.txt", "run.txt"])
def test_every_pin_of_a_lock_has_a_hash(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text()
    entries = re.split(r"^(?=\w)", text, flags=re.MULTILINE)[1:]
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("requirement", RUNTIME + DEVELOPMENT + GROUPS["bench"])
def test_a_dependency_states_the_oldest_version_that_will_do(requirement: str) -> None:
    stated, *where = requirement.split("; ")
    assert re.fullmatch(r"[\w.-]+>=\d+(\.\d+)*", stated)
    assert not where or requirement == next(each for each in RUNTIME if "pagefind" in each)


@pytest.mark.parametrize("requirement", RUNTIME + DEVELOPMENT)
def test_a_dependency_is_in_the_locks(requirement: str) -> None:
    assert normalised(requirement) in pins("dev.txt")
    assert requirement not in RUNTIME or normalised(requirement) in pins("run.txt")


@pytest.mark.parametrize("group", ["bench", "fuzz"])
def test_what_no_test_needs_is_in_a_lock_of_its_own(group: str) -> None:
    assert [*map(normalised, GROUPS[group])] == [*pins(f"{group}.txt")]


def test_both_locks_pin_the_same_versions() -> None:
    run, dev = pins("run.txt"), pins("dev.txt")
    assert run == {name: version for name, version in dev.items() if name in run}


@pytest.mark.parametrize("target", TARGETS)
def test_make_help_lists_every_target(target: str) -> None:
    listed = subprocess.run([*MAKE, "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert re.search(rf"^make {target} +\S", listed.stdout, flags=re.MULTILINE)


def test_make_alone_is_make_help() -> None:
    alone = subprocess.run(MAKE, cwd=ROOT, capture_output=True, text=True, check=True)
    assert alone.stdout.startswith("make bench")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in the built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet"]
    options = ["--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run([*command, *options], check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(built).namelist())


def files_below(folder: str) -> set[str]:
    """The files below a folder of the repository that git knows or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", folder]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {name for name in listed.stdout.splitlines() if (ROOT / name).is_file()}


def test_the_wheel_carries_every_template(wheel: set[str]) -> None:
    templates = files_below("templates")
    assert templates
    assert {f"site_builder/{name}" for name in templates} <= wheel


def test_the_wheel_carries_the_package_and_its_type_marker(wheel: set[str]) -> None:
    assert "site_builder/py.typed" in wheel
    assert files_below("site_builder") <= wheel


def test_the_wheel_carries_nothing_else(wheel: set[str]) -> None:
    folders = {name.split("/")[0] for name in wheel}
    assert folders == {"site_builder", f"site_builder-{PROJECT['project']['version']}.dist-info"}


def test_the_wheel_installs_the_command(wheel: set[str]) -> None:
    assert any(name.endswith(".dist-info/entry_points.txt") for name in wheel)


def test_the_licence_leaves_out_the_archived_source_texts() -> None:
    licence = " ".join((ROOT / "LICENSE").read_text().split())
    assert "It does not cover the archived source texts under content/sources/*.txt" in licence
