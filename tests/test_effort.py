"""What a text may ask of the Markdown converter: whatever is let through is through soon."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_builder.diagnostics import Offset
from site_builder.effort import LARGEST_NOTES, excess
from site_builder.markup import images, links_left_out, to_html

SECONDS = 8
"""What the dearest text may take on a machine that is busy with something else; idle it takes 4."""

UNITS = [
    "[",
    "![",
    "[x][",
    "![x][",
    "[a](",
    "![a](",
    "[a](<",
    "[a]((((",
    "[[a](b)",
    "[]()",
    "[](",
    "](",
    "[`",
    "[<",
    "[^a]",
    "<",
    "<<",
    "<a",
    "<![",
    "<!--",
    "<?",
    "</",
    "<a@",
    "<http://a",
    "<b>x</b>",
    "<div>",
    "&amp;",
    "&#",
    "\\*",
    "\\[",
    "*a*",
    "**a",
    "***a",
    "_a_",
    "_a",
    "`",
    "``",
    "|a",
    "|",
    "#",
    ">",
    ">>",
    "-",
    "*",
    "1.",
    "=",
    "==",
    "~~~",
    "http://a.b",
    '"',
    "(",
    " ",
    "\t",
    "href",
    "href=",
    "![a](b) `![`",
    "<img> `<img>`",
    "<h1><ul><li>",
]
"""What has held up one Markdown parser or another when repeated."""

ENDS = ["", " ", "\n", "\n\n"]
SIZES = [990, 2200, 12_000]


def through_in_time(text: str) -> bool:
    """Whether a text is refused in time, or converted and searched for what is left out."""
    began = time.process_time()
    if excess(text, "x.md") is None:
        to_html(text, 2, anchors=True)
        images(text)
        links_left_out(text)
    return time.process_time() - began < SECONDS


@pytest.mark.parametrize("size", [*SIZES, pytest.param(LARGEST_NOTES - 1, marks=pytest.mark.soak)])
def test_whatever_is_repeated_holds_nothing_up(size: int) -> None:
    for unit in UNITS:
        for end in ENDS if size == LARGEST_NOTES - 1 else ENDS[:2]:
            text = (unit + end) * (size // len(unit + end))
            assert through_in_time(text), (unit, end)


MIXED = st.lists(
    st.tuples(st.sampled_from([u + e for u in UNITS for e in ENDS]), st.integers(1, 400))
)


@given(MIXED)
@settings(max_examples=25)
@example([("[", 3000), ("](", 3000)])
@example([("- ", 400)])
@example([("<", 1), (" ", 190_000)])
@example([("](", 1), ("\t", 190_000)])
@example([("#\n\n", 66_000)])
@example([("href ", 20_000), (" ", 90_000)])
@example([(" ", 190_000), ("\n", 2)])
@example([("\t", 39), (" ", 3_900_000)])
@example([("> - ", 40), ("    " * 30 + "- ", 9)])
def test_no_mixture_holds_anything_up_either(mixture: list[tuple[str, int]]) -> None:
    assert through_in_time("".join(unit * times for unit, times in mixture))


@pytest.mark.soak
@given(MIXED)
@settings(max_examples=2000)
def test_no_mixture_of_very_many_holds_anything_up_either(mixture: list[tuple[str, int]]) -> None:
    assert through_in_time("".join(unit * times for unit, times in mixture))


@pytest.mark.parametrize("indent", ["\t" * 39, "    " * 39, ""])
def test_the_deepest_lists_that_are_let_through_are_converted(indent: str) -> None:
    levels = "".join(f"{'    ' * level}- a\n" for level in range(40))
    text = f"{levels}{indent}{'1. ' * 29}a\n{'> ' * 29}b\n"
    assert excess(text, "x.md") is None
    assert "<li>" in to_html(text, 2)


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("a\n" + "\t" * 40 + "b", "indented-too-deep", 42),
        ("a\n" + "1. " * 40, "indented-too-deep", 2),
        ("a\n" + "> - " * 40, "indented-too-deep", 2),
        ("a" * (LARGEST_NOTES + 1), "notes-too-large", 0),
        ("a\n\n" + "[" * 5000, "notes-tangled", 3),
        ("a [b](c)\n" + "[a](" * 5000, "notes-tangled", 0),
        ("a" + "<a " * 5000, "notes-tangled", 1),
        ("\\*" * 20_000, "notes-tangled", 0),
    ],
)
def test_what_asks_too_much_is_refused_at_its_place(text: str, code: str, at: int) -> None:
    found = excess(text, "x.md", 100)
    assert found is not None
    assert (found.code, found.where) == (code, Offset(100 + at))


@pytest.mark.parametrize(
    "text",
    [
        "A long paragraph of plain words. " * 6000,
        "- [A link](https://example.org/page) and some words about it\n" * 600,
        "| a | [b](https://example.org/) | *c* |\n" * 600,
        "A paragraph with [a link](https://example.org/), `code` and *emphasis*.\n\n" * 2600,
        "<p>A <b>paragraph</b> of <i>HTML</i></p>\n\n" * 800,
        "    if a[0] < b[1]: print(f(x)[2])\n" * 300,
        "* * * * * * * * * * * * * * * * * * * *",
    ],
)
def test_what_authors_write_is_let_through_however_long(text: str) -> None:
    assert excess(text, "x.md") is None
    assert through_in_time(text)
