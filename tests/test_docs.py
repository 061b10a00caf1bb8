"""What README.md and docs/ say, held to what the program does."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest
from msgspec import inspect

from site_builder import model
from site_builder.cli import main
from site_builder.markup import KINDS
from site_builder.parse import CARDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
DECISIONS = sorted((ROOT / "docs/decisions").glob("*.md"))

REFERENCE: dict[str, type[model.Written]] = {
    "Claim card": model.ClaimCard,
    "Quote": model.QuoteEntry,
    "Hand": model.Via,
    "Person": model.PersonCard,
    "Organisation": model.OrganisationCard,
    "Unnamed source": model.UnnamedCard,
    "Source": model.SourceCard,
    "Topic": model.TopicCard,
    "Page": model.PageCard,
    "site.yaml": model.SiteSettings,
}
"""The tables of the content reference, and the type that each describes."""

_CODE = re.compile(r"`([^`]+)`")
_STEP = re.compile(
    r"`(?P<file>my-site/[^`\n]+)`:\n\n```\w+\n(?P<text>.*?)```"
    r"|```console\n(?P<console>.*?)```"
    r"|change `(?P<wrong>[^`]+)` to\s`(?P<right>[^`]+)`",
    re.DOTALL,
)
_SECONDS = re.compile(r"\d+\.\d\d s ")


def section(title: str, text: str = README) -> str:
    """What stands below a heading, up to the next heading of its level or above."""
    found = re.search(rf"^(#+) {re.escape(title)}\n", text, flags=re.MULTILINE)
    assert found, f"there is no heading “{title}”"
    rest = text[found.end() :]
    end = re.search(rf"^#{{1,{len(found[1])}}} ", rest, flags=re.MULTILINE)
    return rest[: end.start()] if end else rest


def rows(text: str) -> list[list[str]]:
    """The cells of a text's tables, without their heads."""
    bodies = re.sub(r"^\|.*\n\| ---.*", "", text, flags=re.MULTILINE)
    found = re.findall(r"^\| (.+) \|$", bodies, flags=re.MULTILINE)
    return [[cell.strip() for cell in row.split(" | ")] for row in found]


def first_codes(text: str) -> list[str]:
    """The first name in code of each row of a text's tables."""
    return [_CODE.findall(row[0])[0] for row in rows(text)]


# --- the first card ----------------------------------------------------------


def run(command: str, folder: Path) -> str:
    """What a command of the README prints, without how long it took."""
    words = command.replace("site-builder ", f"{sys.executable} -m site_builder ", 1)
    shell = ["bash", "-c", words]
    done = subprocess.run(shell, cwd=folder, capture_output=True, text=True, check=False)
    return _SECONDS.sub("… s ", done.stdout + done.stderr)


def talk_of(console: str) -> list[tuple[str, str]]:
    """The commands of a console block, and what each is shown to print."""
    found = re.findall(r"^\$ (.+)\n((?:[^$].*\n)*)", console, flags=re.MULTILINE)
    return [(command, _SECONDS.sub("… s ", shown)) for command, shown in found]


class Followed(NamedTuple):
    """A folder in which steps were taken; of each command what it should print, and printed."""

    folder: Path
    expected: list[str]
    printed: list[str]


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Followed:
    """The steps to the first card, taken in the order of the README."""
    done = Followed(tmp_path_factory.mktemp("first-card"), [], [])
    written = done.folder
    for step in _STEP.finditer(section("Your first card in five minutes")):
        if step["file"]:
            written = done.folder / step["file"]
            written.write_text(step["text"], encoding="utf-8")
        elif step["wrong"]:
            text = written.read_text(encoding="utf-8")
            assert step["wrong"] in text
            written.write_text(text.replace(step["wrong"], step["right"]), encoding="utf-8")
        for command, shown in talk_of(step["console"] or ""):
            done.expected.append(shown)
            done.printed.append(run(command, done.folder))
    return done


def test_each_step_to_the_first_card_prints_what_the_readme_shows(followed: Followed) -> None:
    assert followed.printed == followed.expected


def test_the_first_card_is_at_the_address_that_the_readme_gives(followed: Followed) -> None:
    page = followed.folder / "my-site/_site/claims/bridge-reopens-in-may/index.html"
    assert "`/claims/bridge-reopens-in-may/`" in section("Your first card in five minutes")
    assert "Quoted" in page.read_text(encoding="utf-8")


def test_the_templates_that_the_readme_shows_can_be_built(followed: Followed) -> None:
    shown = re.compile(r"`my-site/(templates/[^`]+)`[^`]*?\n\n  ```\w+\n(.*?)  ```", re.DOTALL)
    written = dict(shown.findall(section("Templates")))
    assert {Path(name).suffix for name in written} == {".css", ".html"}
    for name, text in written.items():
        path = followed.folder / "own" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.copytree(followed.folder / "my-site/content", followed.folder / "own/content")
    assert " written, " in run("site-builder build own", followed.folder)
    page = followed.folder / "own/_site/claims/bridge-reopens-in-may/index.html"
    assert "Cite this claim as “bridge-reopens-in-may”" in page.read_text(encoding="utf-8")
    assert "#ffb4a8" in (followed.folder / "own/_site/assets/site.css").read_text(encoding="utf-8")


def test_the_schemas_for_editors_come_out_as_the_readme_says(followed: Followed) -> None:
    (console,) = re.findall(r"```console\n(.*?)```", section("Completion in editors"), re.DOTALL)
    assert [run(command, followed.folder) for command, _ in talk_of(console)] == ["", "", ""]
    for name in ("site", "claims"):
        assert json.loads((followed.folder / f"my-site/schemas/{name}.json").read_bytes())["$ref"]


def test_every_file_of_a_site_has_its_address_in_the_readme(followed: Followed) -> None:
    site = followed.folder / "sample"
    subprocess.run(
        [sys.executable, "-m", "site_builder", "build", "-o", site], cwd=ROOT, check=True
    )
    listed = first_codes(section("Addresses and data files"))
    patterns = [re.sub(r"<\w+(?: \w+)*>", "[^/]+", address.split("#")[0]) for address in listed]
    wanted = re.compile(rf"/assets/.+|(?:{'|'.join(patterns)})(?:page/\d+/)?")
    names = [path.relative_to(site) for path in site.rglob("*") if path.is_file()]
    addresses = [f"/{name.as_posix()}" for name in names if name.parts[0] != ".site-builder"]
    assert [a for a in addresses if not wanted.fullmatch(a.removesuffix("index.html"))] == []


def test_the_readme_names_every_field_of_the_data_files(followed: Followed) -> None:
    (claim,) = json.loads((followed.folder / "my-site/_site/data/claims.json").read_bytes())[
        "claims"
    ]
    entry = re.compile(r"^- A \*\*(\w+)\*\*.*? has (.*?)(?:\.\s|;)", re.MULTILINE | re.DOTALL)
    listed = dict(entry.findall(section("Addresses and data files")))
    wanted = {"claim": claim, "quote": claim["quotes"][0], "voice": claim["speaker"]}
    assert {name: set(_CODE.findall(fields)) for name, fields in listed.items()} == {
        name: set(record) for name, record in wanted.items()
    }


# --- the content reference -----------------------------------------------------


def fields(kind: type, prefix: str = "") -> Iterator[tuple[str, inspect.Field]]:
    """The fields of a type by the names that authors write, with those of mappings in them."""
    described = inspect.type_info(kind)
    assert isinstance(described, inspect.StructType)
    for field in described.fields:
        name = prefix + field.encode_name
        yield name, field
        for inner in types_in(field.type):
            if isinstance(inner, inspect.StructType) and inner.cls not in REFERENCE.values():
                yield from fields(inner.cls, f"{name}.")


def types_in(kind: inspect.Type) -> Iterator[inspect.Type]:
    """The types that a field's type is put together of."""
    if isinstance(kind, inspect.Metadata):
        yield from types_in(kind.type)
    elif isinstance(kind, inspect.UnionType):
        for option in kind.types:
            yield from types_in(option)
    elif isinstance(kind, inspect.VarTupleType):
        yield from types_in(kind.item_type)
    else:
        yield kind


def words_of(field: inspect.Field) -> set[Any]:
    """The words that a field may hold, where it has a list of them."""
    literals = [kind for kind in types_in(field.type) if isinstance(kind, inspect.LiteralType)]
    return {word for literal in literals for word in literal.values}


@pytest.mark.parametrize("title", REFERENCE)
def test_the_reference_lists_every_field_and_no_other(title: str) -> None:
    named = [name for name, _ in fields(REFERENCE[title])]
    listed = first_codes(section(title))
    assert sorted(listed) == sorted(named)


@pytest.mark.parametrize("title", REFERENCE)
def test_the_reference_says_which_fields_are_required(title: str) -> None:
    listed = {_CODE.findall(row[0])[0] for row in rows(section(title)) if "required" in row[1]}
    assert listed == {name for name, field in fields(REFERENCE[title]) if field.required}


@pytest.mark.parametrize("title", REFERENCE)
def test_the_reference_lists_every_word_that_a_field_may_hold_and_no_other(title: str) -> None:
    meanings = {_CODE.findall(row[0])[0]: row[2] for row in rows(section(title))}
    for name, field in fields(REFERENCE[title]):
        words = words_of(field)
        if words:
            assert set(_CODE.findall(meanings[name])) == words, name
        if words and isinstance(field.default, str):
            assert re.findall(r"`(\S+)` \(default", meanings[name]) == [field.default], name


def test_the_reference_lists_every_folder_of_content() -> None:
    listed = first_codes(section("Files"))
    assert listed == ["site.yaml", *dict.fromkeys(entry for entry in listed[1:])]
    assert {entry.split("/")[0] for entry in listed[1:]} == set(CARDS)


def test_the_reference_lists_every_kind_that_a_link_may_name() -> None:
    assert {kind for kind in KINDS if f"{kind}:" in section("Notes in Markdown")} == set(KINDS)


def test_the_reference_gives_the_attribution_levels() -> None:
    assert set(first_codes(section("What is derived"))) == set(model.LEVELS)
    assert ", ".join(model.LEVELS) in " ".join(section("What is derived").split())


# --- the command line ------------------------------------------------------------


def options(command: click.Command) -> set[str]:
    """The long options of a command."""
    found = [p.opts[0] for p in command.params if isinstance(p, click.Option)]
    return set(found) - {"--help", "--version"}


def test_the_readme_lists_every_command_with_its_options() -> None:
    listed = {row[0].strip("`"): set(_CODE.findall(row[2])) for row in command_rows()}
    assert listed == {name: options(command) for name, command in main.commands.items()}


def test_the_readme_explains_every_option_and_no_other() -> None:
    named = set().union(*(options(command) for command in main.commands.values()))
    explained = {entry.split()[0] for entry in first_codes(section("Command line"))}
    explained -= set(main.commands)
    assert explained == named | {"--help", "--version"}


def command_rows() -> list[list[str]]:
    """The rows of the README's table of commands."""
    return [row for row in rows(section("Command line")) if row[0].strip("`") in main.commands]


# --- diagnostics -------------------------------------------------------------------


def reported() -> dict[str, str]:
    """The codes that the cases show, which are all there are, and how grave each is."""
    shown = "".join(case.read_text(encoding="utf-8") for case in (ROOT / "tests/cases").iterdir())
    return {code: severity for severity, code in re.findall(r": (\w+)\[([\w-]+)\]: ", shown)}


def documented() -> dict[str, str]:
    """The codes of docs/diagnostics.md, and whether each is an error, a warning or a notice."""
    text = (ROOT / "docs/diagnostics.md").read_text(encoding="utf-8")
    listed = [(_CODE.findall(row[0])[0], row[0]) for row in rows(text)]
    assert len({code for code, _ in listed}) == len(listed), "a code stands there twice"
    graver = re.compile(r"\((warning|notice)\)")
    return {code: found[1] if (found := graver.search(cell)) else "error" for code, cell in listed}


def test_the_list_of_diagnostics_has_every_code_and_no_other() -> None:
    assert documented() == reported()


# --- all documents -----------------------------------------------------------------


@pytest.mark.parametrize("document", DOCS, ids=lambda path: path.name)
def test_every_link_of_a_document_leads_somewhere(document: Path) -> None:
    text = re.sub(r"```.*?```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    for link in re.findall(r"(?<!`)\[[^\]]+\]\(([^)\s]+)\)", text):
        path, _, anchor = link.partition("#")
        if "://" in path or re.match(rf"(?:{'|'.join(KINDS)}):", path):
            continue
        target = document.parent / path if path else document
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text(encoding="utf-8")), link


def anchors(text: str) -> set[str]:
    """The addresses of a document's headings, as code hosts make them."""
    titles = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_make_target_in_the_documents_exists() -> None:
    known = re.findall(r"^\.PHONY: (\S+)$", (ROOT / "Makefile").read_text(), flags=re.MULTILINE)
    for document in DOCS:
        text = document.read_text(encoding="utf-8")
        assert set(re.findall(r"(?:`|^)make (\w+)", text, flags=re.MULTILINE)) <= set(known)


def test_every_path_that_a_document_names_is_there() -> None:
    for document in DOCS:
        text = document.read_text(encoding="utf-8")
        named = re.findall(r"`((?:site_builder|templates|tests|tools|content)/[\w./-]+)`", text)
        assert [name for name in named if not (ROOT / name).exists()] == [], document.name


@pytest.mark.parametrize("picture", sorted(re.findall(r"docs/images/[\w-]+\.png", README)))
def test_a_picture_of_the_readme_is_there_and_light(picture: str) -> None:
    assert (ROOT / picture).stat().st_size <= 200_000


@pytest.mark.parametrize("record", DECISIONS, ids=lambda path: path.name)
def test_a_decision_record_is_short_and_has_its_four_parts(record: Path) -> None:
    lines = record.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 25
    assert lines[0].startswith(f"# {int(record.name[:4])}. ")
    parts = [re.match(r"\*\*(.+?)\.\*\* ", line) for line in lines]
    assert [part[1] for part in parts if part] == ["Context", "Decision", "Weighed", "Consequences"]


def test_decision_records_are_numbered_without_gaps() -> None:
    assert [int(record.name[:4]) for record in DECISIONS] == [*range(1, len(DECISIONS) + 1)]


def test_the_changelog_has_the_version_of_the_project() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (version,) = re.findall(r'^version = "(.+)"$', project, flags=re.MULTILINE)
    heads = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(), flags=re.MULTILINE)
    assert version in heads
