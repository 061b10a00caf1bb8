"""CSS that a page carries is cut out of the style sheet whole, and named by its hash."""

import base64
import hashlib

import pytest

from site_builder.styles import bare, layers, sheet

STYLES = """\
@layer one, two;

@layer one {
  /* A comment with a brace } and "half a quotation. */
  p {
    color: red;
  }

  @media (width >= 10rem) {
    p::before { content: "} /* kept */"; }
  }
}

@layer two { a { color: blue; } }
@layer one { b { color: green; } }
"""


def test_layers_are_cut_out_in_their_order_and_without_comments() -> None:
    assert layers(STYLES, ["one"]) == (
        "@layer one {p {color: red;}@media (width >= 10rem) {"
        'p::before { content: "} /* kept */"; }}}@layer one { b { color: green; } }'
    )
    assert layers(STYLES, ["two"]) == "@layer two { a { color: blue; } }"
    assert layers(STYLES, ["three"]) == ""


@pytest.mark.parametrize(
    ("css", "left"),
    [
        ("a {\n  /* why */\n  color: red;\n}", "a {\n  color: red;\n}"),
        ("a {}\n\n\nb {}", "a {}\nb {}"),
        ("a/* one */b {}", "a b {}"),
        ("/*! licence */ a {} /**/", "/*! licence */ a {}  "),
        ('a::before { content: "/* kept */"; }', 'a::before { content: "/* kept */"; }'),
        (r'a { content: "\"/*"; } /* gone */', r'a { content: "\"/*"; }  '),
        ("a { src: url(/fonts/*/a.woff); } /* gone */", "a { src: url(/fonts/*/a.woff); }  "),
    ],
)
def test_a_sheet_loses_its_comments_and_nothing_that_only_looks_like_one(
    css: str, left: str
) -> None:
    assert bare(css) == left


def test_a_layer_that_is_not_closed_goes_to_the_end() -> None:
    assert layers("@layer one { p {", ["one"]) == "@layer one { p {"


@pytest.mark.parametrize("css", ["p {\n}", "p {\r\n}\r\n", "p {\r}", "\n p {\n} "])
def test_a_hash_is_of_what_a_parser_of_html_sees(css: str) -> None:
    digest = base64.b64encode(hashlib.sha256(b"p {\n}").digest()).decode()
    assert sheet(css).source == f"'sha256-{digest}'"
    assert sheet(css).css == "p {\n}"
