"""Diagnostics read well for people, for programs and for GitHub."""

import json
import unicodedata

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.diagnostics import Diagnostic
from site_builder.report import FORMATS, as_github, as_json, as_text

FOUND = Diagnostic(
    file="content/claims/no-deal.md",
    line=4,
    column=10,
    severity="error",
    code="unknown-voice",
    message="there is no voice “ron-dermar”",
    source_line="speaker: ron-dermar",
    hint="did you mean “ron-dermer”?",
    notes=("it was renamed",),
)
WITHOUT_PLACE = Diagnostic(
    file="content/site.yaml", line=1, column=1, severity="warning", code="x", message="y"
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
DIAGNOSTICS = st.builds(
    Diagnostic,
    file=TEXTS,
    line=st.integers(1, 99),
    column=st.integers(1, 99),
    severity=st.sampled_from(["error", "warning"]),
    code=TEXTS,
    message=TEXTS,
    source_line=TEXTS | st.none(),
    hint=TEXTS | st.none(),
    notes=st.lists(TEXTS, max_size=2).map(tuple),
)


def test_text_shows_the_place_the_line_a_caret_notes_and_a_hint() -> None:
    assert as_text([FOUND, WITHOUT_PLACE]) == (
        "content/claims/no-deal.md:4:10: error[unknown-voice]: there is no voice “ron-dermar”\n"
        "  4 | speaker: ron-dermar\n"
        "    |          ^\n"
        "    it was renamed\n"
        "  hint: did you mean “ron-dermer”?\n"
        "content/site.yaml:1:1: warning[x]: y\n"
    )


def caret(line: str, column: int) -> str:
    """What stands above the caret."""
    shown = as_text([msgspec.structs.replace(FOUND, source_line=line, column=column)])
    _, above, below, *_ = shown.split("\n")
    return above[below.index("^")]


@given(st.text("abc ", min_size=1, max_size=400), st.data())
def test_the_caret_stands_below_its_column_however_long_the_line(
    line: str, data: st.DataObject
) -> None:
    column = data.draw(st.integers(1, len(line)))
    marked = f"{line[: column - 1]}X{line[column:]}"
    assert caret(marked, column) == "X"


def test_a_long_line_is_shown_around_its_column_only() -> None:
    shown = as_text([msgspec.structs.replace(FOUND, source_line="word " * 400, column=1000)])
    assert max(map(len, shown.splitlines())) < 140


def test_tabs_do_not_move_the_caret() -> None:
    assert caret("a\t\tX", 4) == "X"


@given(DIAGNOSTICS)
def test_text_brings_no_control_character_to_the_terminal(diagnostic: Diagnostic) -> None:
    shown = as_text([diagnostic])
    assert {c for c in shown if unicodedata.category(c) == "Cc"} <= {"\n"}


@pytest.mark.parametrize("override", ["\u202e", "\u2066", "\u2069"])
def test_text_in_the_terminal_is_not_turned_around(override: str) -> None:
    shown = as_text([msgspec.structs.replace(FOUND, source_line=f"speaker: {override}ron")])
    assert override not in shown


@given(st.lists(DIAGNOSTICS, max_size=3))
def test_json_is_one_object_a_line_and_loses_nothing(diagnostics: list[Diagnostic]) -> None:
    *lines, end = as_json(diagnostics).split("\n")
    assert [msgspec.json.decode(line, type=Diagnostic) for line in lines] == diagnostics
    assert end == ""


def test_json_names_the_place_and_the_code() -> None:
    found = json.loads(as_json([FOUND]))
    assert (found["file"], found["line"], found["column"]) == ("content/claims/no-deal.md", 4, 10)
    assert (found["severity"], found["code"]) == ("error", "unknown-voice")


def test_github_gets_a_command_for_each() -> None:
    assert as_github([FOUND, WITHOUT_PLACE]) == (
        "::error file=content/claims/no-deal.md,line=4,col=10,title=unknown-voice"
        "::there is no voice “ron-dermar”%0Ait was renamed%0Ahint: did you mean “ron-dermer”?\n"
        "::warning file=content/site.yaml,line=1,col=1,title=x::y\n"
    )


@given(DIAGNOSTICS)
def test_nothing_in_a_diagnostic_makes_a_second_github_command(diagnostic: Diagnostic) -> None:
    command, end = as_github([diagnostic]).split("\n")
    assert end == ""
    assert "\r" not in command
    properties = command.removeprefix(f"::{diagnostic.severity} ").partition("::")[0]
    assert [part.partition("=")[0] for part in properties.split(",")] == [
        "file",
        "line",
        "col",
        "title",
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_is_said_of_nothing(form: str) -> None:
    assert FORMATS[form]([]) == ""
