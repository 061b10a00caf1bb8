"""A fault's place becomes a line and a column, in code points, counted from 1."""

import pytest

from site_builder.diagnostics import Fault, Key, Offset, Where, Words
from site_builder.locate import locate

CARD = """\
---
claim: There is “no deal”.
quotes:
  - source: story
    text: >-
      no deal
    via: [wire, {who: aide}]
topics: []
---

See [the call](claim:call).
"""


def place(where: Where, text: str = CARD) -> tuple[int, int, str | None]:
    (found,) = locate([Fault(code="c", message="m", file="a.md", where=where)], lambda _: text)
    return found.line, found.column, found.source_line


@pytest.mark.parametrize(
    ("where", "line", "column"),
    [
        (Key(("claim",)), 2, 8),
        (Key(("claim",), "key"), 2, 1),
        (Key(("quotes",), "key"), 3, 1),
        (Key(("quotes", 0)), 4, 5),
        (Key(("quotes", 0, "text")), 5, 11),
        (Key(("quotes", 0, "via", 0)), 7, 11),
        (Key(("quotes", 0, "via", 1, "who")), 7, 23),
        (Key(("quotes", 0, "via", 1, "who"), "key"), 7, 18),
        (Key(("topics",)), 8, 9),
        (Offset(0), 1, 1),
        (Offset(CARD.index("no deal")), 2, 18),
        (Words("claim:call"), 11, 16),
    ],
)
def test_a_place_is_found_by_its_key_its_offset_or_its_words(
    where: Where, line: int, column: int
) -> None:
    assert place(where) == (line, column, CARD.splitlines()[line - 1])


@pytest.mark.parametrize(
    ("where", "line", "column"),
    [
        (Key(("speaker",)), 2, 1),
        (Key(("quotes", 0, "cue")), 4, 5),
        (Key(("quotes", 3, "text")), 3, 1),
        (Words("not there"), 1, 1),
    ],
)
def test_what_is_not_there_is_shown_where_it_would_belong(
    where: Where, line: int, column: int
) -> None:
    assert place(where)[:2] == (line, column)


@pytest.mark.parametrize("text", ["a: b\nc: d\n", "---\na: b\nc: d\n---\n", "---\na: b\nc: d\n"])
def test_a_key_is_found_with_fences_without_and_with_one(text: str) -> None:
    line = text.splitlines().index("c: d") + 1
    assert place(Key(("c",)), text) == (line, 4, "c: d")


def test_an_offset_behind_the_end_is_the_end() -> None:
    assert place(Offset(99), "one\ntwo") == (2, 4, "two")


def test_a_file_that_cannot_be_read_shows_no_line() -> None:
    assert place(Key(("claim",)), "") == (1, 1, None)


def test_words_are_not_found_where_they_only_begin_longer_ones() -> None:
    text = "See [a](claim:call-two), [b](claim:call-two#part)\n[c](claim:call)."
    assert place(Words("claim:call"), text)[:2] == (2, 5)
    assert place(Words("claim:call-two#p"), text)[:2] == (1, 30)


def test_an_address_is_found_where_it_is_that_of_a_link() -> None:
    text = "The cost is high: see [x](cost), [y](page:a#how), [z](<#how>)\n\n[w]: tel:1"
    assert place(Words("cost"), text)[:2] == (1, 27)
    assert place(Words("#how"), text)[:2] == (1, 56)
    assert place(Words("tel:1"), text)[:2] == (3, 6)


def test_an_address_is_found_as_it_is_written_in_html() -> None:
    text = '<a href="https://a.example/?b=1&amp;c=2">a</a>'
    assert place(Words("https://a.example/?b=1&c=2"), text)[:2] == (1, 10)


def test_a_column_counts_code_points() -> None:
    assert place(Offset(3), "é🕊“x")[1] == 4


def test_diagnostics_stand_in_the_order_of_files_and_places() -> None:
    texts = {"a.md": "one\ntwo", "b.md": "one"}
    places = [("b.md", 0), ("a.md", 4), ("a.md", 1), ("a.md", 0)]
    faults = [Fault(code="c", message="m", file=file, where=Offset(at)) for file, at in places]
    found = [(d.file, d.line, d.column) for d in locate(faults, texts.__getitem__)]
    assert found == [("a.md", 1, 1), ("a.md", 1, 2), ("a.md", 2, 1), ("b.md", 1, 1)]


def test_nothing_else_of_a_fault_is_lost() -> None:
    fault = Fault(code="c", message="m", file="a.md", hint="h", notes=("n",), severity="warning")
    (found,) = locate([fault], lambda _: CARD)
    assert (found.code, found.message, found.hint) == ("c", "m", "h")
    assert (found.notes, found.severity) == (("n",), "warning")


def test_a_very_long_line_is_kept_to_a_little_behind_the_place() -> None:
    line = "x" * 100_000
    (found,) = locate(
        [Fault(code="c", message="m", file="a.md", where=Offset(50))], lambda _: f"{line}\ny"
    )
    assert (found.line, found.column, found.source_line) == (1, 51, line[:250])
    (last,) = locate(
        [Fault(code="c", message="m", file="a.md", where=Offset(99_990))], lambda _: line
    )
    assert last.source_line == line
