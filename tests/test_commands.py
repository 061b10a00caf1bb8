"""What each command prints where, and with which exit code."""

import json
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main
from site_builder.commands import building, saying
from site_builder.search.pagefind import PROGRAM
from tests.site_text import Site, snapshot

CARD = "content/claims/ferries-late.md"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The small site, not built, in the current folder, with data files so that 45 are written."""
    monkeypatch.chdir(tmp_path)
    return Site.with_data(tmp_path)


def run(*arguments: str) -> Result:
    """What a command says and how it ends; it ends by itself, never by an exception."""
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def faulty(site: Site) -> None:
    site.edit(CARD, "ben-okri", "ben-okry")


@pytest.mark.usefixtures("site")
def test_a_build_speaks_on_standard_error_only() -> None:
    result = run("build")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "content/sources/old-letter.md:2:1: warning[no-archived-text]" in result.stderr
    assert "left out: not-yet (draft)\n" in result.stderr
    assert " removed in " in result.stderr.splitlines()[-1]


def test_where_no_search_index_can_be_made_a_build_ends_with_2_and_says_what_to_do(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PROGRAM, "/none")
    site.edit("content/site.yaml", "search: false", "search: true")
    site.edit("content/site.yaml", "outputs: [", "outputs: [search, ")
    result = run("build")
    assert result.exit_code == 2
    said = result.stderr.splitlines()[-1]
    assert said.startswith("site-builder: the search index cannot be made: /none: No such file")
    assert said.endswith("`search: false` in content/site.yaml")
    assert not (site.output / "index.html").exists()


@pytest.mark.parametrize("command", ["build", "check"])
def test_json_is_a_line_a_fault_on_standard_output(site: Site, command: str) -> None:
    faulty(site)
    result = run(command, "--format", "json")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [(each["code"], each["severity"]) for each in found] == [
        ("unknown-voice", "error"),
        ("no-archived-text", "warning"),
    ]
    assert (found[0]["file"], found[0]["line"], found[0]["column"]) == (CARD, 3, 10)


@pytest.mark.parametrize("command", ["build", "check"])
def test_github_gets_its_commands_on_standard_output(site: Site, command: str) -> None:
    faulty(site)
    result = run(command, "--format", "github")
    assert result.exit_code == 1
    error, warning = result.stdout.splitlines()
    assert error.startswith(f"::error file={CARD},line=3,col=10,title=unknown-voice::")
    assert warning.startswith("::warning file=content/sources/old-letter.md,line=2,col=1,")


@pytest.mark.parametrize("root", ["my-site", "./my-site", "../{here}/my-site", "{full}/my-site"])
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_fault_is_named_by_a_path_that_works_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: str, form: str
) -> None:
    monkeypatch.chdir(tmp_path)
    faulty(Site.at(tmp_path / "my-site"))
    result = run("check", root.format(here=tmp_path.name, full=tmp_path), "--format", form)
    named = re.findall(r'(?:^|file=|"file":")([^":,\n ]+\.md)[":,]', result.output, re.MULTILINE)
    assert [Path(file).resolve().relative_to(tmp_path).as_posix() for file in named] == [
        f"my-site/{CARD}",
        "my-site/content/sources/old-letter.md",
    ]


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.usefixtures("site")
def test_strict_makes_errors_of_warnings(command: str) -> None:
    assert run(command).exit_code == 0
    result = run(command, "--strict")
    assert result.exit_code == 1
    assert "old-letter.md:2:1: error[no-archived-text]" in result.stderr


@pytest.mark.usefixtures("site")
def test_a_check_says_how_it_stands_and_writes_nothing(tmp_path: Path) -> None:
    before = snapshot(tmp_path)
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines()[-1] == "6 claims, 0 errors, 1 warning"
    assert snapshot(tmp_path) == before


def test_a_site_without_faults_is_said_to_have_none(site: Site) -> None:
    site.write("-- content/sources/old-letter.txt --\nIt is written down.\n")
    assert run("check", "--strict").stderr.splitlines()[-1] == "6 claims, no faults"


def test_one_is_not_said_as_many(site: Site) -> None:
    for card in (site.root / "content/claims").iterdir():
        if card.stem not in {"built-in-1887", "not-yet"}:
            card.unlink()
    site.edit("content/pages/about.md", "We read", "Nobody reads")
    site.edit("content/topics/harbour.md", "[one claim](claim:port-stays-open)", "one claim")
    assert run("check").stderr.splitlines()[-1] == "1 claim, 0 errors, 1 warning"
    run("build")
    site.edit("content/pages/about.md", "Nobody reads", "We read")
    said = run("build").stderr.splitlines()[-1]
    assert re.match(r"1 claim: 1 file written, \d+ unchanged, 0 removed in ", said)


def test_the_site_goes_where_output_says(site: Site, tmp_path: Path) -> None:
    result = run("build", "--output", "elsewhere/site")
    assert result.exit_code == 0
    assert (tmp_path / "elsewhere/site/index.html").is_file()
    assert not site.output.exists()


def test_without_output_the_site_goes_below_its_root(tmp_path: Path) -> None:
    site = Site.at(tmp_path / "some" / "where")
    assert run("build", str(site.root)).exit_code == 0
    assert (site.output / "index.html").is_file()


def test_the_number_of_jobs_changes_nothing(site: Site) -> None:
    run("build", "--output", "one", "--jobs", "1")
    run("build", "--output", "three", "--jobs", "3")
    one, three = (Site(site.root / name) for name in ("one", "three"))
    assert (one.root / "index.html").read_bytes() == (three.root / "index.html").read_bytes()


def test_drafts_are_taken_in_when_asked_for(site: Site) -> None:
    assert "left out" not in run("build", "--drafts").stderr
    assert (site.output / "claims/not-yet/index.html").is_file()


def test_explain_gives_a_reason_for_every_page(site: Site) -> None:
    lines = run("build", "--explain").stdout.splitlines()
    assert len(lines) == len(site.files())
    assert {line.partition("  ")[2] for line in lines} == {"new"}
    again = run("build", "--explain").stdout.splitlines()
    assert {line.partition("  ")[2] for line in again} == {"kept"}


def test_explain_gives_the_reason_for_one_page(site: Site) -> None:
    run("build")
    site.edit(CARD, "The ferries ran late", "They ran late")
    assert run("build", "--explain", "/claims/ferries-late/").stdout == (
        "/claims/ferries-late/  changed: claim\n"
    )
    assert run("build", "--explain", "/about").stdout == "/about/  kept\n"
    assert run("build", "--explain", "/").stdout == "/  kept\n"
    assert run("build", "--explain", "/nowhere/").stdout == "no page stands at /nowhere/\n"


@pytest.mark.usefixtures("site")
def test_explain_does_not_take_a_folder_for_an_address() -> None:
    result = run("build", "--explain", "my-site")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "an address begins with a slash, and “my-site” does not" in result.stderr
    assert "site-builder build my-site --explain" in result.stderr


@pytest.mark.usefixtures("site")
def test_stats_say_what_stages_and_templates_took_and_what_was_done() -> None:
    lines = run("build", "--stats").stderr.splitlines()
    labels = {line.split("  ")[0] for line in lines}
    assert {"read, parse, resolve", "plan", "render", "write"} <= labels
    assert {"pages/claim.html", "data/sitemap.xml", "assets"} <= labels
    assert {"files rendered", "files kept", "files removed", "files written"} <= labels
    assert {"peak memory", "this process", "workers' own", "all"} <= labels
    (claims,) = (line.split() for line in lines if line.startswith("pages/claim.html"))
    assert (claims[1], claims[-1]) == ("6", "/claims/port-stays-open/")
    assert float(claims[2]) >= float(claims[4]) >= float(claims[3]) > 0
    assert float(claims[6]) >= float(claims[5]) > 1


@pytest.mark.usefixtures("site")
def test_the_columns_of_stats_stand_below_each_other() -> None:
    lines = run("build", "--stats").stderr.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("template"))
    table = lines[start : lines.index("", start)]
    assert len({line.index(" /") for line in table[1:]}) == 1
    assert table[0].index("largest") + len("largest") == table[1].index("  /")


@pytest.mark.usefixtures("site")
def test_stats_of_a_build_with_nothing_to_do_have_no_templates() -> None:
    run("build")
    lines = run("build", "--stats").stderr.splitlines()
    assert not any(line.startswith("template") for line in lines)
    assert re.search(r"^files kept +45$", "\n".join(lines), re.MULTILINE)


def test_stats_are_json_where_diagnostics_are(site: Site) -> None:
    *faults, last = run("build", "--stats", "--format", "json").stdout.splitlines()
    assert {json.loads(fault)["code"] for fault in faults} == {"no-archived-text"}
    stats = json.loads(last)["stats"]
    assert stats.keys() == {"seconds", "templates", "files", "memory"}
    assert stats["files"]["rendered"] == stats["files"]["written"] == 45
    assert stats["files"]["bytes"] == sum(map(len, site.files().values()))
    assert stats["templates"]["pages/claim.html"]["files"] == 6
    assert stats["templates"]["pages/home.html"]["slowest_file"] == "index.html"
    assert stats["memory"]["own"] > 10_000_000


def test_verify_says_that_all_is_equal_or_what_is_not(site: Site) -> None:
    result = run("build", "--verify")
    assert (result.exit_code, result.stdout) == (0, "")
    files = len(site.files())
    assert result.stderr.splitlines()[-1] == f"{files} files, all equal to a clean build"
    page = site.output / "about/index.html"
    page.write_text(page.read_text().replace("We read", "We\x1b[2J wrote"))
    (site.output / "CNAME").touch()
    result = run("build", "--verify")
    others, place, here, clean, verdict = result.stderr.splitlines()[-5:]
    assert (result.exit_code, result.stdout) == (2, "")
    assert others == "not made by any build, and not compared: CNAME"
    assert re.fullmatch(r"_site/about/index\.html:\d+: differs, from byte \d+ on", place)
    assert ("We␛[2J wrote" in here, "We read" in clean) == (True, True)
    assert verdict.startswith(f"1 difference from a clean build of {files} files: ")


def test_a_verdict_is_json_where_diagnostics_are(site: Site) -> None:
    run("build")
    (site.output / "about/index.html").write_text("")
    result = run("build", "--verify", "--stats", "--format", "json")
    *_, stats, verdict = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 2
    assert stats.keys() == {"stats"}
    assert (verdict["verify"]["files"], verdict["verify"]["equal"]) == (45, False)
    (found,) = verdict["verify"]["differences"]
    assert (found["file"], found["how"], found["byte"]) == ("about/index.html", "differs", 0)


def test_faults_that_only_a_clean_build_finds_are_shown(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = saying.summary

    def edited_meanwhile(*parts: Any) -> str:
        faulty(site)
        return summary(*parts)

    monkeypatch.setattr(building, "summary", edited_meanwhile)
    result = run("build", "--verify")
    assert result.exit_code == 2
    assert "error[unknown-voice]" in result.stderr
    assert "a clean build finds faults that this one did not: " in result.stderr


@pytest.mark.usefixtures("site")
def test_a_comparison_without_room_for_a_clean_build_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(**_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "mkdtemp", full)
    result = run("build", "--verify")
    assert result.exit_code == 2
    assert result.stderr.endswith("site-builder: the clean build: No space left on device\n")


def test_a_site_with_faults_is_not_verified(site: Site) -> None:
    faulty(site)
    result = run("build", "--verify")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].endswith("nothing was written")


def test_schema_prints_all_schemas_or_one() -> None:
    every = json.loads(run("schema").stdout)
    one = json.loads(run("schema", "claims").stdout)
    assert every["claims"] == one
    assert "site.yaml" in every


def test_schema_knows_which_kinds_there_are() -> None:
    result = run("schema", "claim")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "the kinds are claims, people," in result.stderr


def test_clean_deletes_what_was_built_and_nothing_else(site: Site, tmp_path: Path) -> None:
    before = snapshot(tmp_path)
    run("build")
    count = len(site.files())
    result = run("clean")
    assert result.exit_code == 0
    assert result.stderr == f"{count} files deleted from _site\n"
    assert snapshot(tmp_path) == before
    assert not site.output.exists()


def test_clean_keeps_what_others_put_there(site: Site) -> None:
    run("build")
    (site.output / "CNAME").write_text("harbour.example")
    assert run("clean").exit_code == 0
    assert [path.name for path in site.output.iterdir()] == ["CNAME"]


@pytest.mark.usefixtures("site")
def test_clean_refuses_a_folder_that_no_build_made(tmp_path: Path) -> None:
    before = snapshot(tmp_path)
    result = run("clean", "--output", "content")
    assert result.exit_code == 2
    assert "content holds files that are not ours" in result.stderr
    assert snapshot(tmp_path) == before


def test_clean_of_nothing_is_fine(site: Site) -> None:
    assert run("clean").exit_code == 0
    assert not site.output.exists()


@pytest.mark.parametrize(
    ("template", "place"),
    [
        ("-- templates/pages/home.html --\none\n{{ nothing }}\n", "home.html:2:1"),
        ("-- templates/pages/claim.html --\none\n\n{% for %}\n", "claim.html:3:1"),
        ("-- templates/pages/voice.html --\n{{ voice + 1 }}\n", "voice.html:1:1"),
        ('-- templates/pages/home.html --\n{% include "gone.html" %}\n', "gone.html:1:1"),
    ],
)
def test_a_fault_in_a_sites_own_template_is_told_like_any_other(
    site: Site, template: str, place: str
) -> None:
    run("build")
    before = site.files()
    site.write(template)
    result = run("build")
    assert result.exit_code == 1
    assert f"{place}: error[template]: " in result.stderr
    assert "nothing was written" in result.stderr
    assert site.files() == before


@pytest.mark.usefixtures("site")
def test_addresses_are_recorded_once_and_then_held_to(site: Site) -> None:
    assert run("build").stderr.splitlines()[-1].endswith("; 25 addresses not recorded")
    result = run("record")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines()[-1] == "25 addresses added to content/addresses.txt"
    before = snapshot(site.root / "content")
    assert run("record").stderr.splitlines()[-1] == "0 addresses added to content/addresses.txt"
    assert snapshot(site.root / "content") == before
    assert run("build").stderr.splitlines()[-1].endswith("→ _site")
    site.remove("content/claims/cranes-broken.md")
    for command in ("build", "check", "record"):
        result = run(command)
        assert result.exit_code == 1
        assert "error[address-vanished]: /claims/cranes-broken/ was published" in result.stderr
    assert snapshot(site.root / "content").keys() == before.keys() - {"claims/cranes-broken.md"}
