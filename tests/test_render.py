"""Templates show their view, escaped; what is wrong with one is said with its place."""

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import meta

from site_builder.compose import compose_own
from site_builder.diagnostics import Diagnostic
from site_builder.library import Document, TextPage
from site_builder.plan import Page
from site_builder.render import TemplateError, Templates, stylesheet
from tests.frames import frame

FRAME = frame(title="A <b>title</b> & 'more'")
ABOUT = TextPage(
    slug="about",
    path="about/",
    title="About",
    description=None,
    body=Document(html='<p><a href="claim:no-deal#q">x</a></p>'),
)
PAGE = Page("about/", "page.html", compose_own, (ABOUT,))


def templates(texts: dict[str, str]) -> Templates:
    return Templates(texts, {})


def render(text: str, **others: str) -> str:
    """The about page by a template, beside which others may stand."""
    return templates({"page.html": text, **others}).render(PAGE, FRAME).decode()


def fault(text: str, **others: str) -> Diagnostic:
    """What is said of a template that cannot be rendered."""
    with pytest.raises(TemplateError) as caught:
        render(text, **others)
    return caught.value.diagnostic


def test_a_template_sees_its_view_and_nothing_else() -> None:
    assert render("{{ page.title }} {{ head.root }}") == "About ../"
    assert "is undefined" in fault("{{ library }}").message


def test_text_is_escaped_everywhere() -> None:
    escaped = "A &lt;b&gt;title&lt;/b&gt; &amp; &#39;more&#39;"
    assert render("{{ site.title }}") == escaped
    assert (
        render(
            '{% import "m" as m %}{{ m.m(site.title) }}', m="{% macro m(x) %}{{ x }}{% endmacro %}"
        )
        == escaped
    )
    assert render('<i title="{{ site.title }}">') == f'<i title="{escaped}">'


def test_an_authors_links_go_from_the_page_to_the_root() -> None:
    shown = render("{{ page.body|markdown(head.root) }}")
    assert shown == '<p><a href="../claims/no-deal/#q">x</a></p>'


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("one\n{{ page.titel }}", 2, "has no attribute 'titel'"),
        ("one\n\n{% if %}", 3, "Expected an expression"),
        ("{% for x in y %}", 1, "Unexpected end of template"),
        ("one\n{{ page.title + 1 }}", 2, "can only concatenate"),
        ("{{ 1 // 0 }}", 1, "division"),
        ("one\n{{ page.title|daze }}", 2, "No filter named 'daze'"),
        ("one\n{{ page.body|day }}", 2, "AttributeError: "),
        ("one\n{{ page.title() }}", 2, "not callable"),
        ("one\n{{ none.x.y }}", 2, ""),
        ('{% include "page.html" %}', 1, "recursion"),
        ('{% extends "page.html" %}', 1, ""),
    ],
)
def test_a_fault_is_said_with_file_line_and_page(text: str, line: int, message: str) -> None:
    found = fault(text)
    assert (found.file, found.line) == ("templates/page.html", line)
    assert (found.severity, found.code) == ("error", "template")
    assert message in found.message
    assert found.message.endswith("(on the page /about/)")
    assert found.source_line == text.splitlines()[line - 1]


def test_a_fault_in_a_macro_is_said_where_it_stands() -> None:
    found = fault(
        '{% import "m" as m %}\n{{ m.m() }}', m="{% macro m() %}\n{{ nothing }}\n{% endmacro %}"
    )
    assert (found.file, found.line) == ("templates/m", 2)


def test_a_template_that_is_not_there_is_named() -> None:
    assert fault('one\n{% include "gone.html" %}').file == "templates/gone.html"


def test_a_closure_is_the_template_and_all_that_it_draws_on() -> None:
    texts = {
        "page.html": '{% extends "base.html" %}{% import "a.html" as a %}',
        "base.html": '{% include "b.html" %}',
        "a.html": "a",
        "b.html": "b",
        "other.html": "other",
    }
    assert set(templates(texts).closure("page.html")) == {
        texts[n] for n in texts if n != "other.html"
    }


NAMES = ["a.html", "b/c.html", "d"]
REFERENCES = st.builds(
    str.format,
    st.sampled_from(
        [
            '{{% include "{0}" %}}',
            "{{%- include '{0}' -%}}",
            '{{%+ include "{0}" ignore missing with context %}}',
            '{{%include"{0}"%}}',
            '{{% include "{0}" if true else "{1}" %}}',
            '{{% include ["{0}", "{1}"] %}}',
            "{{% include name %}}",
            '{{% include "{0}" ~ "" %}}',
            '{{% import "{0}" as x %}}',
            '{{% import "{0}" as x without context %}}',
            '{{% from "{0}" import y %}}',
            '{{%\nextends\n"{0}"\n%}}',
            '{{% extends "{0}" if name else "{1}" %}}',
            "words {{{{ name }}}}",
        ]
    ),
    st.sampled_from(NAMES),
    st.sampled_from(NAMES),
)


@given(st.lists(REFERENCES, max_size=3).map("\n".join))
def test_a_closure_misses_nothing_that_jinja_finds(text: str) -> None:
    texts = {"page.html": text, **{name: f"this is {name}" for name in NAMES}}
    found = set(meta.find_referenced_templates(jinja2.Environment(autoescape=True).parse(text)))
    wanted = set(NAMES) if None in found else found
    assert {texts[name] for name in wanted if name} <= set(templates(texts).closure("page.html"))


def test_a_stylesheet_is_the_layers_in_order_then_each_component() -> None:
    texts = {
        "components/b/b.css": "b",
        "styles/20-base.css": "base\n\n",
        "components/a/a.css": "a",
        "styles/00-layers.css": "layers",
        "pages/home.html": "no css",
    }
    assert stylesheet(texts) == "layers\nbase\na\nb\n"
