"""`site-builder serve` as a process: where it listens, what it is asked for, how it ends."""

import os
import shutil
import signal
import socket
import time
from contextlib import closing
from pathlib import Path

import pytest

from site_builder.files import OWN
from tests.serve.conftest import Serve
from tests.serve.edits import (
    CLAIM,
    PAGE,
    has_ipv6,
    save,
    slow_template,
    wait_for_build_under_way,
    wait_for_page,
)
from tests.serve.served import PATIENCE, Served, launched, serving
from tests.site_text import Site
from tests.test_histories import clean_build


def test_drafts_are_taken_in_where_asked_for(plain: Site, serve: Serve) -> None:
    without, within = serve(plain), Site(plain.root.with_name("within"))
    shutil.copytree(plain.root, within.root)
    assert without.ask("claims/not-yet/").status == 404
    assert serve(within, "--drafts").ask("claims/not-yet/").status == 200


def test_changes_are_seen_by_polling_where_asked_for(plain: Site, serve: Serve) -> None:
    served = serve(plain, "--poll")
    save(plain, "polled")
    wait_for_page(served, PAGE, "polled")


def test_a_site_that_begins_with_faults_is_served_where_it_will_stand_once_they_are_mended(
    tmp_path: Path, serve: Serve
) -> None:
    site = Site.at(tmp_path)
    site.edit(CLAIM, "claim:", "clam:")
    served = serve(site)
    assert served.address.endswith("/record/")
    assert (served.ask("").status, "no site yet" in served.text("")) == (404, True)
    with served.tab("") as tab:
        tab.hear()  # the faults
        site.edit(CLAIM, "clam:", "claim:")
        assert tab.hear()["path"] == served.address
    assert served.ask("").status == 200


def test_a_site_that_moves_to_another_path_is_served_there(plain: Site, serve: Serve) -> None:
    served = serve(plain)
    with served.tab("") as tab:
        plain.edit("content/site.yaml", "small.example/record/", "small.example/archive")
        assert tab.hear()["path"] == served.address
    served.wait_for("/archive/ (Ctrl-C stops)")
    assert served.ask("/").headers["location"] == "/archive/"
    assert served.ask("/archive/about/").status == 200
    assert served.ask("/record/about/").status == 404


def test_where_the_system_sends_no_events_that_is_said_and_changes_are_seen(plain: Site) -> None:
    refusing = (
        "import watchfiles\n"
        "from site_builder import cli\n"
        "def watch(*paths, **options):\n"
        "    raise OSError('the limit of watches is reached')\n"
        "watchfiles.watch = watch\n"
        "cli.main()\n"
    )
    with serving(plain.root, program=("-c", refusing)) as served:
        served.wait_for(
            "changes are looked for, since the system tells of none: the limit of watch"
        )
        save(plain, "looked for")
        wait_for_page(served, PAGE, "looked for")


def test_where_no_event_ever_comes_a_save_is_seen_when_all_files_are_looked_at(
    plain: Site,
) -> None:
    silent = (
        "import watchfiles\n"
        "from site_builder import cli\n"
        "from site_builder.serve import session\n"
        "def watch(*paths, stop_event, **options):\n"
        "    while not stop_event.wait(0.02):\n"
        "        yield set()\n"
        "watchfiles.watch = watch\n"
        "real = session.Watcher\n"
        "session.Watcher = lambda *a, sweep, **o: real(*a, sweep=sweep / 50, **o)\n"
        "cli.main()\n"
    )
    with serving(plain.root, program=("-c", silent)) as served, served.tab(PAGE) as tab:
        save(plain, "found by looking")
        assert tab.hear()["command"] == "reload"
        wait_for_page(served, PAGE, "found by looking")
        assert served.settle() == 2


# --- where it listens ---


def test_the_next_free_port_is_taken_and_that_is_said(plain: Site, serve: Serve) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        served = serve(plain, "--port", str(port))
        assert port < served.port <= port + 50
        served.wait_for(f"port {port} is taken; this is the next that is free")
        assert served.ask("").status == 200


def test_of_the_port_that_was_asked_for_nothing_is_said(plain: Site, serve: Serve) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    assert serve(plain, "--port", str(port)).port == port
    assert not [line for line in serve(plain).said if "taken" in line]


def refused(site: Site, *options: str) -> str:
    """What is said in the end where serving is refused with exit code 2."""
    with launched(site.root, *options) as served:
        assert served.ended() == 2
        assert "Traceback" not in "\n".join(served.said)
        return served.said[-1]


def test_a_port_above_the_last_is_never_tried(plain: Site) -> None:
    assert "65536 is not in the range" in refused(plain, "--port", "65536")
    with closing(socket.create_server(("127.0.0.1", 65_535))):
        line = refused(plain, "--port", "65535")
    assert line == "site-builder: no port from 65535 to 65535 is free on 127.0.0.1"


def test_an_address_that_is_not_this_machines_is_refused(plain: Site) -> None:
    line = refused(plain, "--host", "192.0.2.1", "--port", "8000")
    assert line.startswith("site-builder: cannot listen on 192.0.2.1, port 8000: ")


def test_an_output_folder_that_cannot_be_used_is_refused(plain: Site) -> None:
    (plain.root / "other").mkdir()
    (plain.root / "other/file").touch()
    line = refused(plain, "--output", str(plain.root / "other"))
    assert "holds files that are not ours" in line


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")
def test_an_ipv6_address_is_served_and_told_to_the_socket(plain: Site, serve: Serve) -> None:
    served = serve(plain, "--host", "::1")
    assert served.address == f"http://[::1]:{served.port}/record/"
    assert f"host=[::1]&amp;port={served.port}&amp;" in served.text("")
    with served.tab(PAGE) as tab:
        save(plain, "over IPv6")
        assert tab.hear()["command"] == "reload"


def test_the_browser_is_opened_where_asked_for(plain: Site, tmp_path: Path, serve: Serve) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    served = serve(plain, "--open", BROWSER=f"{browser} %s")
    until = time.monotonic() + PATIENCE
    while not (tmp_path / "opened").is_file() or not (tmp_path / "opened").read_text():
        assert time.monotonic() < until
        time.sleep(0.01)
    assert (tmp_path / "opened").read_text().strip() == served.address


# --- the end ---


def check_nothing_is_left(served: Served, site: Site) -> None:
    with pytest.raises(ProcessLookupError):
        os.killpg(served.process.pid, 0)
    assert [*(site.output / OWN / "new").iterdir()] == []
    assert served.trouble == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_and_well_when_told_to(number: int, plain: Site, serve: Serve) -> None:
    served = serve(plain)
    with served.tab(PAGE):
        began = time.monotonic()
        assert served.stop(number) == 0
        assert time.monotonic() - began < 2
    check_nothing_is_left(served, plain)


@pytest.mark.parametrize(
    ("first", "pages"),
    [(False, 90), (True, 300)],
    ids=["later, in one process", "first, in several"],
)
def test_it_ends_in_time_and_well_in_the_middle_of_a_build(
    first: bool, pages: int, plain: Site
) -> None:
    for number in range(pages):
        plain.write(f"-- content/pages/own-{number}.md --\n---\ntitle: Own {number}\n---\n")
    if first:
        shutil.rmtree(plain.output)
    else:
        plain.build()
    plain.write(slow_template(1_500_000))
    with launched(plain.root) as served:
        wait_for_build_under_way(plain)
        began = time.monotonic()
        os.killpg(served.process.pid, signal.SIGINT)  # as a terminal does, workers and all
        assert served.ended() == 0
        assert time.monotonic() - began < 5
        assert served.builds == 0, "the build was too fast to be left off"
        check_nothing_is_left(served, plain)
    plain.write(slow_template(1))
    plain.rebuild()
    assert plain.files() == clean_build(plain)
