"""`check --external`: what it prints where, with which exit code, and how it stops."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main
from site_builder.commands import asking as command
from site_builder.network.ask import Asking
from tests.base_site import BASE, laid_out
from tests.network.awkward import HURRIED, NOON, Awkward, awkward, local

CONTENT = """\
-- content/organisations/ledger.md --
---
name: The Ledger
kind: outlet
url: {ledger}
---
-- content/sources/story.md --
---
title: Winter at the port
publisher: ledger
url: {story}
archives:
  - {{url: {copy}, date: 2025-03-01}}
---
"""


@pytest.fixture
def server() -> Iterator[Awkward]:
    with awkward() as running:
        yield running


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site in the current folder, and the network of tests."""
    monkeypatch.chdir(tmp_path)
    laid_out(tmp_path, BASE)
    asking = Asking(line=local(), now=lambda: NOON, manners=HURRIED)
    monkeypatch.setattr(command, "asking", lambda: asking)


def write(server: Awkward, story: str) -> None:
    """Content whose outlet has moved, whose story is at a path, and whose copy answers."""
    ledger = server.send_on("/ledger", "/daily/", 301)
    laid_out(Path(), CONTENT.format(ledger=ledger, story=server.at(story), copy=server.at("/copy")))


def run(*options: str) -> Result:
    result = CliRunner().invoke(main, ["check", "--external", *options])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_the_report_is_of_everything_and_for_people(server: Awkward) -> None:
    write(server, "/status/404")
    result = run()
    there = f"http://there.example:{server.port}"
    assert (result.exit_code, result.stdout) == (0, "")
    assert (
        result.stderr
        == f"""\
1 claim, no faults
content/organisations/ledger.md:4:6: notice[link-moved]: {there}/ledger has moved to {there}/daily/
  4 | url: {there}/ledger
    |      ^
  hint: see that it is the same there, then write {there}/daily/
content/sources/story.md:4:6: warning[link-gone]: {there}/status/404 answers 404: there is nothing
  4 | url: {there}/status/404
    |      ^
    a copy of 2025-03-01 is at {there}/copy
  hint: keep it if that is where the source stood: readers are offered the copies
content/sources/story.md:6:11: notice[link-ok]: {there}/copy answers 200
3 outside links, 3 asked now: 1 gone, 1 moved, 1 ok
"""
    )
    assert run().stderr.endswith("3 outside links, 0 asked now: 1 gone, 1 moved, 1 ok\n")


def test_strictly_what_is_gone_is_an_error_and_what_is_unclear_is_not(server: Awkward) -> None:
    write(server, "/status/403")
    assert run("--strict").exit_code == 0
    write(server, "/status/410")
    result = run("--strict")
    assert result.exit_code == 1
    assert "error[link-gone]" in result.stderr
    assert "notice[link-moved]" in result.stderr


def test_programs_get_every_finding_as_json(server: Awkward) -> None:
    write(server, "/status/404")
    found = [json.loads(line) for line in run("--format", "json").stdout.splitlines()]
    assert [(each["code"], each["verdict"], each["line"]) for each in found] == [
        ("link-moved", "moved", 4),
        ("link-gone", "gone", 4),
        ("link-ok", "ok", 6),
    ]
    assert found[0]["leads_to"] == server.at("/daily/")
    assert found[1]["address"] == server.at("/status/404")


def test_a_pull_request_is_annotated_where_there_is_something_to_do(server: Awkward) -> None:
    write(server, "/status/404")
    moved, gone = run("--format", "github").stdout.splitlines()
    assert moved.startswith("::notice file=content/organisations/ledger.md,line=4,col=6,")
    assert gone.startswith("::warning file=content/sources/story.md,line=4,col=6,title=link-gone::")


def test_while_the_content_has_errors_nothing_is_asked(server: Awkward) -> None:
    write(server, "/status/404")
    Path("content/people/ada-moss.md").write_text("no fields")
    result = run()
    assert (result.exit_code, server.seen) == (1, [])
    assert "no outside address was asked: mend the errors first\n" in result.stderr


def test_without_being_asked_to_a_check_asks_nobody(server: Awkward) -> None:
    write(server, "/status/404")
    assert CliRunner().invoke(main, ["check"]).exit_code == 0
    assert (server.seen, Path(".site-builder").exists()) == ([], False)


def test_a_site_without_outside_links_says_so() -> None:
    assert run().stderr == "1 claim, no faults\n0 outside links, 0 asked now\n"


def test_answers_that_cannot_be_kept_are_no_failure(server: Awkward) -> None:
    write(server, "/")
    Path(".site-builder").write_text("in the way")
    result = run()
    assert result.exit_code == 0
    assert "the answers are not kept for the next time: " in result.stderr


def test_the_network_as_it_is_asks_only_the_public(
    server: Awkward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    assert command.asking().line.may_reach("127.0.0.1") is False
    assert command.asking().line.agent.startswith("site-builder/")
    assert command.asking().now() > NOON
    del server


STOPPED = """\
import sys
from site_builder.cli import main
from site_builder.commands import asking as command
from site_builder.network.ask import Asking
from tests.network.awkward import NOON, Manners, local
manners = Manners(pause=0.05)
command.asking = lambda: Asking(line=local(), now=lambda: NOON, manners=manners)
main(["check", "--external", sys.argv[1]])
"""


def test_ctrl_c_stops_at_once_and_keeps_what_was_answered(tmp_path: Path, server: Awkward) -> None:
    addresses = ", ".join(server.at(f"/{number}") for number in range(200))
    laid_out(
        tmp_path, f"-- content/people/ada-moss.md --\n---\nname: Ada\nsame_as: [{addresses}]\n---\n"
    )
    command = [sys.executable, "-c", STOPPED, str(tmp_path)]
    root = Path(__file__).parents[1]
    with subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE, text=True) as running:
        while len(server.seen) < 5:
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=10)
    assert (running.returncode, said.splitlines()[-1]) == (
        2,
        "stopped; what was answered so far is kept",
    )
    kept = json.loads((tmp_path / ".site-builder/links.json").read_bytes())["answers"]
    assert 4 <= len(kept) <= len(server.seen) < 200


@pytest.mark.parametrize("command", ["building", "serving"])
def test_what_asks_is_loaded_only_when_it_is_asked_for(command: str) -> None:
    program = f"import sys, site_builder.cli, site_builder.commands.{command}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert b"site_builder.commands." in done.stdout
    assert b"site_builder.network" not in done.stdout
