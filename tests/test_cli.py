"""The command as a user meets it: real processes, terminals and disks, and no traceback ever."""

import fcntl
import os
import pty
import re
import resource
import select
import shutil
import stat
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.site_text import Site, snapshot

COMMAND = [sys.executable, "-m", "site_builder"]
CARD = "content/claims/ferries-late.md"


def run(*arguments: object, **options: object) -> "subprocess.CompletedProcess[str]":
    """Run the command to its end; there is no traceback, whatever became of it."""
    command = [*COMMAND, *map(str, arguments)]
    settings: dict[str, object] = {"capture_output": True, "text": True, "timeout": 60} | options
    done: subprocess.CompletedProcess[str] = subprocess.run(command, check=False, **settings)  # type: ignore[call-overload]  # options by name
    assert "Traceback" not in f"{done.stdout}{done.stderr}"
    return done


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The small site, not built."""
    return Site.with_data(tmp_path / "site")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with enough cards for several processes and a progress bar."""
    site = Site.at(tmp_path_factory.mktemp("large"))
    # Images would take most of the time.
    site.edit("content/site.yaml", "per_page: 2", "per_page: 50\noutputs: [claims_csv]")
    card = (site.root / "content/claims/built-in-1887.md").read_text()
    for number in range(400):
        path = site.root / f"content/claims/more/claim-{number}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(card)
    return site


def test_a_build_goes_well(site: Site) -> None:
    done = run("build", site.root)
    assert (done.returncode, done.stdout) == (0, "")
    count = len(site.files())
    assert f"\n6 claims: {count} files written, 0 unchanged, 0 removed in " in done.stderr
    assert (site.output / "index.html").is_file()


def test_a_fault_in_the_content_is_exit_code_one(site: Site) -> None:
    site.edit(CARD, "ben-okri", "ben-okry")
    for command in ("build", "check"):
        done = run(command, site.root)
        assert done.returncode == 1
        assert f"{CARD}:3:10: error[unknown-voice]: there is no voice “ben-okry”" in done.stderr
    assert not site.output.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["built"],
        ["build", "--formats", "json"],
        ["build", "--format", "xml"],
        ["build", "--jobs", "0"],
        ["build", "nowhere"],
        ["build", "--output"],
        ["schema", "claim"],
        ["clean", "nowhere"],
    ],
)
def test_a_wrong_command_line_is_exit_code_two(arguments: list[str], tmp_path: Path) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr


def test_a_folder_without_content_is_told_what_it_lacks(tmp_path: Path) -> None:
    done = run("build", tmp_path)
    assert done.returncode == 1
    assert f"{tmp_path}/content/site.yaml:1:1: error[no-settings]" in done.stderr
    assert "name the folder that holds content/: site-builder build my-site" in done.stderr
    assert not (tmp_path / "_site").exists()


def without_power_over_permissions() -> list[str]:
    """What to put before a command so that permissions count for root too."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root passes by permissions, and there is no setpriv to take that away")
    powers = "-dac_override,-dac_read_search"
    return ["setpriv", f"--bounding-set={powers}", f"--inh-caps={powers}"]


@pytest.fixture
def forbid() -> Iterator[Callable[[Path, int], None]]:
    """`forbid(path, mode)`: gives a path permissions until the test's end."""
    before: list[tuple[Path, int]] = []

    def change(path: Path, mode: int) -> None:
        before.append((path, stat.S_IMODE(path.stat().st_mode)))
        path.chmod(mode)

    yield change
    for path, mode in before:
        path.chmod(mode)


def run_without_power(*arguments: object) -> "subprocess.CompletedProcess[str]":
    command = [*without_power_over_permissions(), *COMMAND, *map(str, arguments)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert "Traceback" not in done.stderr
    return done


def test_an_output_folder_that_cannot_be_made_is_named(
    site: Site, tmp_path: Path, forbid: Callable[[Path, int], None]
) -> None:
    forbid(tmp_path, 0o555)
    done = run_without_power("build", site.root, "--output", tmp_path / "out")
    assert done.returncode == 2
    assert done.stderr.endswith(f"site-builder: {tmp_path}/out: Permission denied\n")


def test_a_site_that_can_only_be_read_is_left_whole(
    site: Site, forbid: Callable[[Path, int], None]
) -> None:
    site.rebuild()
    before = site.files()
    site.edit(CARD, "The ferries ran late", "They ran late")
    forbid(site.output / ".site-builder", 0o555)
    forbid(site.output / ".site-builder" / "new", 0o555)
    for command in ("build", "clean"):
        done = run_without_power(command, site.root)
        assert done.returncode == 2
        assert "Permission denied" in done.stderr
    assert command == "clean" or site.files() == before


@pytest.mark.parametrize("command", ["build", "check"])
def test_what_cannot_be_read_is_named(
    site: Site, command: str, forbid: Callable[[Path, int], None]
) -> None:
    forbid(site.root / CARD, 0o000)
    done = run_without_power(command, site.root)
    assert done.returncode == 1
    assert f"{CARD}:1:1: error[unreadable-file]: the file cannot be read: Permission" in done.stderr
    forbid(site.root / "content/people", 0o000)
    done = run_without_power(command, site.root)
    assert done.returncode == 2
    assert "content/people: Permission denied" in done.stderr


@pytest.mark.parametrize(
    "place", ["file", "file/below", "/proc/nowhere", "site/content/out", "site"]
)
def test_an_output_folder_that_cannot_be_one_is_exit_code_two(
    site: Site, tmp_path: Path, place: str
) -> None:
    (tmp_path / "file").write_text("a file")
    before = snapshot(tmp_path)
    done = run("build", site.root, "--output", tmp_path / place)
    assert done.returncode == 2
    assert place.rpartition("/")[2] in done.stderr
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize(
    ("output", "does"),
    [
        ("my-site", "my-site holds my-site/content"),
        (".", ". holds my-site/content"),
        ("my-site/content", "my-site/content is my-site/content"),
        ("my-site/content/out", "my-site/content/out lies in my-site/content"),
        ("my-site/templates", "my-site/templates is my-site/templates"),
        ("my-site/templates/out", "my-site/templates/out lies in my-site/templates"),
        ("linked", "linked holds my-site/templates"),
        ("linked/elsewhere/out", "linked/elsewhere/out lies in my-site/templates"),
    ],
)
@pytest.mark.parametrize("faulty", [False, True])
def test_an_output_folder_is_apart_from_what_the_site_is_made_from(
    tmp_path: Path, output: str, does: str, faulty: bool
) -> None:
    site = Site.at(tmp_path / "my-site")
    (tmp_path / "linked/elsewhere").mkdir(parents=True)
    if output.startswith("linked"):
        (site.root / "templates").symlink_to(tmp_path / "linked/elsewhere")
    (tmp_path / ".site-builder").mkdir()
    (site.root / ".site-builder").mkdir()
    if faulty:
        site.edit(CARD, "ben-okri", "ben-okry")
    before = snapshot(tmp_path)
    for command in ("build", "serve"):
        done = run(command, "my-site", "--output", output, cwd=tmp_path)
        assert done.returncode == 2
        assert done.stderr == (
            f"site-builder: {does}, from which the site is made;"
            " name another folder with --output\n"
        )
        assert snapshot(tmp_path) == before


def test_a_full_disk_is_said_and_the_last_good_site_stays(site: Site) -> None:
    site.rebuild()
    before = site.files()
    site.edit("content/site.yaml", "The Small Record", "Another Record")

    def no_large_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

    done = run("build", site.root, preexec_fn=no_large_files)
    assert done.returncode == 2
    assert done.stderr.endswith(f"site-builder: {site.output}: File too large\n")
    assert site.files() == before


def test_a_name_that_is_no_text_is_shown_in_every_form(site: Site) -> None:
    (site.root / "content" / "claims" / os.fsdecode(b"\xff.md")).write_text("x")
    for form in ("text", "json", "github"):
        done = run("build", site.root, "--format", form)
        assert done.returncode == 1
        assert r"\xff" in f"{done.stdout}{done.stderr}".replace("\\\\", "\\")


@pytest.mark.parametrize("epoch", ["yesterday", "9" * 20, "-1e3", "1.5"])
def test_a_source_date_epoch_that_is_no_time_is_exit_code_two(site: Site, epoch: str) -> None:
    done = run("build", site.root, env=os.environ | {"SOURCE_DATE_EPOCH": epoch})
    assert done.returncode == 2
    assert f"SOURCE_DATE_EPOCH is “{epoch}”" in done.stderr


def test_a_terminal_without_unicode_gets_the_build_all_the_same(site: Site) -> None:
    plain = os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    site.edit(CARD, "ben-okri", "ben-okry")
    for form in ("text", "json", "github"):
        assert run("build", site.root, "--format", form, env=plain).returncode == 1


def test_a_reader_that_stops_listening_is_no_trouble(site: Site) -> None:
    command = [*COMMAND, "build", str(site.root), "--explain"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert "Traceback" not in process.stderr.read()


def on_a_terminal(*arguments: object) -> str:
    """What the command writes to a terminal of 80 columns."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    command = [*COMMAND, *map(str, arguments)]
    said = b""
    with subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower) as process:
        os.close(follower)
        while select.select([leader], [], [], 60)[0]:
            try:
                said += os.read(leader, 65536)
            except OSError:
                break
        assert process.wait() == 0
    os.close(leader)
    return said.decode()


def test_a_terminal_sees_how_far_it_is_and_afterwards_no_trace_of_that(large: Site) -> None:
    said = on_a_terminal("build", large.root, "--output", large.root / "terminal", "--jobs", "1")
    bars = [line for line in re.split(r"[\r\n]+", said) if "█" in line]
    assert any(line.startswith("read ") and line.endswith("/407") for line in bars)
    assert any(line.startswith("render ") for line in bars)
    assert max(map(len, bars)) < 80
    assert "\r\x1b[K" in said[said.rindex("█") :]
    assert "█" not in said[said.rindex("\x1b[K") :]


def test_a_terminal_sees_no_bar_where_there_is_little_to_do(site: Site) -> None:
    assert "█" not in on_a_terminal("build", site.root)


def test_a_pipe_sees_no_bar(large: Site) -> None:
    done = run("build", large.root, "--output", large.root / "pipe")
    assert done.returncode == 0
    assert "█" not in f"{done.stdout}{done.stderr}"
    assert "\r" not in f"{done.stdout}{done.stderr}"


def test_help_waits_for_nothing_that_a_build_needs() -> None:
    code = (
        "import sys\n"
        "from site_builder.cli import main\n"
        "try:\n    main(['build', '--help'])\n"
        "except SystemExit:\n    print(*sys.modules)\n"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    modules = set(loaded.stdout.splitlines()[-1].split())
    heavy = {"asyncio", "jinja2", "livereload", "markdown", "msgspec", "multiprocessing", "yaml"}
    assert modules & heavy == set()
    own = {name for name in modules if name.startswith("site_builder")}
    assert own == {"site_builder", "site_builder.cli"}


def test_help_is_there_without_a_site(tmp_path: Path) -> None:
    for arguments in (["--help"], ["build", "-h"], ["--version"]):
        assert run(*arguments, cwd=tmp_path).returncode == 0
