"""Where plain prose is turned into HTML without Python-Markdown, the two agree to the letter."""

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from site_builder.prose import prose_html
from site_builder.text import FORBIDDEN


def by_python_markdown(text: str) -> str:
    converter = Markdown(extensions=["sane_lists", "tables"], output_format="html")
    converter.treeprocessors.deregister("prettify")
    return converter.convert(text)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("One line.", "<p>One line.</p>"),
        ("Two\nlines.\n\n\nAnd more.\n", "<p>Two\nlines.</p><p>And more.</p>"),
        ("*a* and **b c**", "<p><em>a</em> and <strong>b c</strong></p>"),
        (
            "See [the\ncard](claim:no-deal#q-1).",
            '<p>See <a href="claim:no-deal#q-1">the\ncard</a>.</p>',
        ),
        ("- one\n- two\n  goes on", "<ul><li>one</li><li>two\n  goes on</li></ul>"),
        ("The field `when`.", "<p>The field <code>when</code>.</p>"),
        ("*see [a](b)*", '<p><em>see <a href="b">a</a></em></p>'),
        ("21, as well", "<p>21, as well</p>"),
    ],
)
def test_plain_prose_is_html(markdown: str, expected: str) -> None:
    assert prose_html(markdown) == expected == by_python_markdown(markdown)


@pytest.mark.parametrize(
    "markdown",
    [
        "# Heading",
        "Heading\n===",
        "a\n- b",
        "1. one",
        "> said",
        "    code",
        "- a\n\n- b",
        "a | b\n--- | ---\n1 | 2",
        "a  \nb",
        "a <b>b</b>",
        "AT&amp;T",
        "![a](b)",
        "[a][b]\n\n[b]: c",
        "[a](b 'c')",
        "*a **b** c*",
        "***a***",
        "snake_case",
        "2 * 3 * 4",
        "`` a ` b ``",
        "***",
    ],
)
def test_what_may_be_more_is_left_to_python_markdown(markdown: str) -> None:
    assert prose_html(markdown) is None


PIECES = st.sampled_from(
    [
        *"ab7.*_[]()`!:- \n“'é—1",
        "\n\n",
        "\n- ",
        "\n  ",
        "](claim:a)",
        "[b](c_d)",
        "**",
        "*a*",
        "`a`",
        "\xa0",
    ]
)


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=40))
@example("*a\n\nb*")
@example("[*a*](b)")
@example("*[a](b)*c*")
@example("[`a`](b)")
@example("- *a\n- b*")
def test_both_ways_agree_wherever_this_one_answers(markdown: str) -> None:
    markdown = FORBIDDEN.sub("", markdown)
    made = prose_html(markdown)
    assume(made is not None)
    assert made == by_python_markdown(markdown)
