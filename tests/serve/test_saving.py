"""From a save to what is served: at once, in few builds, and right in the end, whatever else goes on."""

import fcntl
import shutil
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack

import pytest

from site_builder.files import OWN
from tests.serve.conftest import Serve
from tests.serve.edits import (
    CLAIM,
    PAGE,
    check_ends_as_a_clean_build,
    save,
    slow_template,
    wait_for_build_under_way,
    wait_for_page,
)
from tests.serve.served import PATIENCE, launched, serving
from tests.serve.test_watch import SAVING
from tests.site_text import Site


def test_from_a_save_to_the_reload_of_a_tab_goes_much_less_time_than_a_poll_would_take(
    plain: Site, serve: Serve
) -> None:
    served = serve(plain)
    seconds = []
    with served.tab(PAGE) as tab, served.tab("about/") as other:
        for number in range(7):
            began = time.monotonic()
            save(plain, f"note {number}")
            assert tab.hear()["command"] == "reload"
            seconds.append(time.monotonic() - began)
            time.sleep(0.05)
        assert other.hears_nothing(0.1)
    assert statistics.median(seconds) < 0.3
    assert served.builds == 8


def test_reloads_that_follow_each_other_closely_are_all_told(plain: Site, serve: Serve) -> None:
    served = serve(plain)
    for number in range(10):
        with served.tab(PAGE) as tab:
            save(plain, f"note {number}")
            tab.hear()
        assert f"note {number}" in served.text(PAGE)
    check_ends_as_a_clean_build(served, plain)


def test_edits_that_follow_each_other_closely_are_all_seen_in_the_end(
    plain: Site, serve: Serve
) -> None:
    served = serve(plain)
    seen = False
    for number in range(10):
        save(plain, f"note {number}")
        time.sleep(0.1)
    with served.tab(PAGE) as tab:
        save(plain, "the last note")
        while not seen:
            tab.hear()
            seen = "the last note" in served.text(PAGE)
    check_ends_as_a_clean_build(served, plain)


def test_edits_of_several_cards_a_tenth_of_a_second_apart_are_each_seen(
    plain: Site, serve: Serve
) -> None:
    served = serve(plain)
    ids = ("ferries-late", "port-stays-open", "cranes-broken", "third-crane", "built-in-1887")
    with ExitStack() as tabs:
        opened = [tabs.enter_context(served.tab(f"claims/{id}/")) for id in ids]
        for id in ids:
            save(plain, f"Edited: {id}", f"content/claims/{id}.md")
            time.sleep(0.1)
        for tab in opened:
            assert tab.hear()["command"] == "reload"
    for id in ids:
        wait_for_page(served, f"claims/{id}/", f"Edited: {id}")
    check_ends_as_a_clean_build(served, plain)


@pytest.mark.parametrize("options", [(), ("--poll",)], ids=["events", "polling"])
def test_what_a_build_writes_leads_to_no_other_build(
    options: tuple[str, ...], plain: Site, serve: Serve
) -> None:
    served = serve(plain, *options)
    save(plain, "One edit.")
    served.wait_for_builds(2)
    assert served.settle(1.0) == 2
    (plain.output / "about/index.html").write_text("another hand in the output")
    (plain.root / "notes.txt").write_text("beside the content")
    assert served.settle(0.5) == 2


def test_however_an_editor_saves_the_page_follows(plain: Site, serve: Serve) -> None:
    served = serve(plain)
    path = plain.root / CLAIM
    card = path.read_text(encoding="utf-8")
    for way in SAVING:
        with served.tab(PAGE) as tab:
            way(path, f"{card}Saved by {way.__name__}.\n")
            assert tab.hear()["path"].endswith(PAGE), "there were faults on the way"
        wait_for_page(served, PAGE, f"Saved by {way.__name__}.")
    check_ends_as_a_clean_build(served, plain)


def test_a_burst_of_fifty_files_is_one_build_and_one_reload(plain: Site, serve: Serve) -> None:
    new = plain.root / "new"
    new.mkdir()
    card = (plain.root / "content/claims/built-in-1887.md").read_text()
    for number in range(50):
        (new / f"another-{number}.md").write_text(card)
    served = serve(plain)
    with served.tab("claims/") as tab:
        for path in new.iterdir():
            path.rename(plain.root / "content/claims" / path.name)
        assert tab.hear()["command"] == "reload"
        assert tab.hears_nothing(0.5)
    assert served.builds == 2
    check_ends_as_a_clean_build(served, plain)


def test_a_page_comes_and_goes_with_its_card(plain: Site, serve: Serve) -> None:
    served = serve(plain)
    card = plain.root / "content/claims/new.md"
    with served.tab("claims/new/") as tab:
        shutil.copy(plain.root / CLAIM, card)
        assert tab.hear()["command"] == "reload"
    with served.tab("claims/new/") as tab:
        assert served.ask("claims/new/").status == 200
        card.unlink()
        assert tab.hear()["command"] == "reload"
    assert served.ask("claims/new/").status == 404


def test_while_the_content_has_faults_the_last_good_site_stays(plain: Site, serve: Serve) -> None:
    served = serve(plain)
    before = plain.files()
    plain.edit(CLAIM, "claim:", "clam:")
    plain.edit("content/pages/about.md", "About", "Above")
    served.wait_for("error[unknown-field]: ")
    assert any("  hint: did you mean “claim”?" in line for line in served.said)
    assert any(line.rstrip().endswith("| ^") for line in served.said)
    served.settle()
    assert plain.files() == before
    assert served.ask(PAGE).status == 200
    plain.edit(CLAIM, "clam:", "claim:")
    wait_for_page(served, "about/", "Above")
    check_ends_as_a_clean_build(served, plain)


def test_a_template_saved_while_the_content_had_faults_is_not_forgotten(
    plain: Site, serve: Serve
) -> None:
    served = serve(plain)
    plain.edit(CLAIM, "claim:", "clam:")
    served.wait_for_builds(2)
    plain.write("-- templates/pages/page.html --\nanother\n")
    served.wait_for_builds(3)
    plain.edit(CLAIM, "clam:", "claim:")
    wait_for_page(served, "about/", "another")
    check_ends_as_a_clean_build(served, plain)


# --- many cards at once ---

CARD = """\
---
claim: Statement {number} of {branch}.
quotes:
  - {{source: ledger-report, text: The harbour was built in 1887., speech: indirect}}
published: 2024-03-04
---
About {branch}.
"""


def add_cards(site: Site, count: int, branch: str = "main") -> None:
    folder = site.root / "content/claims/many"
    folder.mkdir(exist_ok=True)
    for number in range(count):
        name = f"only-{branch}-{number}" if number % 50 == 0 else f"m{number}"
        (folder / f"{name}.md").write_text(CARD.format(number=number, branch=branch))


def git(site: Site, *arguments: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "core.hooksPath=none"]
    command = ["git", "-C", str(site.root), *identity, *arguments]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)


@pytest.fixture
def branches(plain: Site) -> Site:
    """A site with 1,000 cards, which differ between `main`, which is checked out, and `other`."""
    # Images would take most of the time of the only build that is waited for.
    outputs = "outputs: [claims_json, embeds, feeds, lists, sitemap]"
    plain.edit("content/site.yaml", "per_page: 2", f"per_page: 100\n{outputs}")
    (plain.root / ".gitignore").write_text("_site\n")
    git(plain, "init", "--quiet", "--initial-branch=base")
    git(plain, "add", ".")
    git(plain, "commit", "--quiet", "--message=base")
    for branch in ("other", "main"):
        git(plain, "checkout", "--quiet", "-b", branch, "base")
        add_cards(plain, 1000, branch)
        git(plain, "add", ".")
        git(plain, "commit", "--quiet", f"--message={branch}")
    plain.build()
    return plain


def test_another_branch_of_a_thousand_cards_takes_few_builds(branches: Site, serve: Serve) -> None:
    served = serve(branches)
    assert "of main" in served.text("claims/m1/")
    git(branches, "checkout", "--quiet", "other")
    wait_for_page(served, "claims/only-other-950/", "of other")
    check_ends_as_a_clean_build(served, branches)
    assert served.ask("claims/only-main-950/").status == 404
    assert served.builds <= 4


# --- while a build is running ---


def test_requests_are_answered_at_once_while_a_build_is_running(plain: Site, serve: Serve) -> None:
    served = serve(plain)
    plain.write(slow_template(60_000_000))
    seconds = []
    until = time.monotonic() + PATIENCE
    while served.builds < 2 and time.monotonic() < until:
        began = time.monotonic()
        assert served.ask("claims/").status == 200
        seconds.append(time.monotonic() - began)
        time.sleep(0.01)
    line = served.wait_for(" 1 file written")
    assert float(line.split(" in ")[1].split()[0]) > 0.8, "too fast a build to tell"
    assert len(seconds) > 10
    assert statistics.median(seconds) < 0.1


def test_what_is_saved_during_the_first_build_is_seen(plain: Site) -> None:
    shutil.rmtree(plain.output)
    plain.write(slow_template(20_000_000))
    with launched(plain.root) as served:
        wait_for_build_under_way(plain)  # by now the content has been read
        save(plain, "saved early")
        served.address = served.wait_for("serving http://").split()[1]
        wait_for_page(served, PAGE, "saved early")
        check_ends_as_a_clean_build(served, plain)


def test_what_is_saved_during_a_build_is_seen(plain: Site, serve: Serve) -> None:
    served = serve(plain)
    plain.write(slow_template(20_000_000))
    time.sleep(0.2)
    save(plain, "saved meanwhile")
    wait_for_page(served, PAGE, "saved meanwhile")
    check_ends_as_a_clean_build(served, plain)


# --- beside other programs ---


def build_beside(site: Site) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "site_builder", "build", str(site.root)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_a_build_beside_the_server_leaves_both_right(plain: Site, serve: Serve) -> None:
    served = serve(plain)
    with served.tab(PAGE) as tab:
        for number in range(3):
            save(plain, f"note {number}")
            with build_beside(plain) as beside:
                assert tab.hear()["command"] == "reload"
                assert beside.wait(PATIENCE) in {0, 2}  # 2: the server was building
            check_ends_as_a_clean_build(served, plain)
    assert not served.trouble


def test_a_server_whose_output_another_build_holds_waits_for_it(plain: Site, serve: Serve) -> None:
    served = serve(plain)
    with (plain.output / OWN / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        save(plain, "waited for")
        served.wait_for("is being built by another process; wait for it, or stop it")
    wait_for_page(served, PAGE, "waited for")
    check_ends_as_a_clean_build(served, plain)


@pytest.mark.parametrize("how", ["clean", "delete"])
def test_a_server_whose_output_was_deleted_builds_it_anew(
    how: str, plain: Site, serve: Serve
) -> None:
    served = serve(plain)
    if how == "clean":
        command = [sys.executable, "-m", "site_builder", "clean", str(plain.root)]
        subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    else:
        shutil.rmtree(plain.output)
    assert "no site yet" in served.text("")
    save(plain, "all anew")
    wait_for_page(served, PAGE, "all anew")
    check_ends_as_a_clean_build(served, plain)


def test_an_error_of_our_own_is_told_and_the_next_save_is_built(plain: Site) -> None:
    faulty = (
        "from site_builder import cli, remembered\n"
        "real = remembered.plan\n"
        "def plan(*parts):\n"
        "    if any(page.title == 'Broken' for page in parts[0].pages.values()):\n"
        "        raise KeyError('broken')\n"
        "    return real(*parts)\n"
        "remembered.plan = plan\n"
        "cli.main()\n"
    )
    with serving(plain.root, program=("-c", faulty)) as served, served.tab("about/") as tab:
        plain.edit("content/pages/about.md", "title: About", "title: Broken")
        line = served.wait_for("KeyError: 'broken'")
        assert "<string>:5" in line
        assert "a mistake in the program, not in the content" in line
        assert "broken" in tab.hear()["originalPath"]
        assert served.ask("about/").status == 200
        plain.edit("content/pages/about.md", "title: Broken", "title: Mended")
        wait_for_page(served, "about/", "Mended")
        check_ends_as_a_clean_build(served, plain)
        assert "Traceback" not in "\n".join(served.said)
