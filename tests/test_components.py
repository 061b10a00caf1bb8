"""Each component stands alone: its macros, its rules, and examples that show every variant."""

import itertools
import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from markupsafe import Markup

from site_builder.jinja import environment
from site_builder.render import stylesheet
from site_builder.sentence import chain_markup
from tests.browser.open_page import OpenPage
from tests.conftest import ServeFolder

TEMPLATES = Path(__file__).parent.parent / "templates"
COMPONENTS = sorted(path.name for path in (TEMPLATES / "components").iterdir())
TEXTS = {
    path.relative_to(TEMPLATES).as_posix(): path.read_text(encoding="utf-8")
    for suffix in ("html", "css")
    for path in sorted(TEMPLATES.rglob(f"*.{suffix}"))
}
MARKUP = {name: text for name, text in TEXTS.items() if name.endswith(".html")}
RULES = {name: text for name, text in TEXTS.items() if name.endswith(".css")}
LONGEST = 120

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_HEX = re.compile(r"#[0-9a-f]{3,8}\b", re.IGNORECASE)
_CLASS_RULE = re.compile(r"\.(-?[_a-z][\w-]*)(?=[^{}]*\{)")
_CLASS_ATTRIBUTE = re.compile(r'class="((?:[^"{]|\{\{.*?\}\}|\{%.*?%\})*)"')
_PHYSICAL = re.compile(
    r"^\s*(?:(?:min-|max-)?(?:width|height)|(?:[a-z]+-)?(?:left|right|top|bottom)[\w-]*)\s*:",
    re.MULTILINE,
)
_OWN_SCRIPTS = "|".join(
    re.escape(written)
    for written in (
        'src="{{ head.root }}assets/copy.js" defer{% if site.words.mark %}',
        'src="{{ root }}assets/filter.js" defer blocking="render"></script>',
        'src="{{ head.root }}assets/search.js" type="module" blocking="render"></script>',
        'src="{{ head.root }}assets/redirect.js" data-to="{{ head.root }}{{ to }}"></script>',
        'type="application/ld+json">{{ head.structured|safe }}</script>',  # read by machines only
    )
)
_TOKEN = re.compile(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)")


APART = """() => [...document.querySelectorAll(".counts li")].filter((entry) => {
  const word = document.createRange();
  word.selectNode(entry.firstChild);
  const [first, last, whole] = [word, entry.querySelector("b"), entry].map((each) =>
    each.getBoundingClientRect());
  return last.top >= first.bottom || last.bottom <= first.top || last.right > whole.right + 1;
}).map((entry) => entry.innerText)"""
"""Finds counts that stand on another line than their word, or out of their column."""


class Examples(HTMLParser):
    """The ids and heading of every section of an examples page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sections = 0
        self.headings = 0
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.sections += tag == "section"
        self.headings += tag == "h2"
        self.ids += [value or "" for name, value in attrs if name == "id"]


def examples(component: str) -> str:
    made = environment(TEXTS)
    # In examples a dict stands for a struct; Python's own code cannot read it by attribute.
    made.filters["markdown"] = lambda document, *_: Markup(document["html"])  # noqa: S704 (ours)
    made.filters["sentence"] = lambda quote, to: chain_markup(struct(quote), struct(to))
    return made.get_template(f"components/{component}/examples.html").render()


def struct(value: Any) -> Any:
    """A dict of an example as Python's own code reads a struct."""
    if isinstance(value, dict):
        return SimpleNamespace(**{name: struct(each) for name, each in value.items()})
    return [struct(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_component_is_a_folder_of_macros_rules_and_examples(component: str) -> None:
    files = sorted(path.name for path in (TEMPLATES / "components" / component).iterdir())
    assert files == sorted([f"{component}.css", f"{component}.html", "examples.html"])
    assert "{% macro " in TEXTS[f"components/{component}/{component}.html"]


@pytest.mark.parametrize("component", COMPONENTS)
def test_every_example_renders_under_a_heading_of_its_own(component: str) -> None:
    shown = Examples(examples(component))
    assert shown.sections >= 1
    assert shown.headings >= shown.sections
    assert len(shown.ids) == len(set(shown.ids))


@pytest.mark.parametrize("component", COMPONENTS)
def test_examples_use_every_macro(component: str) -> None:
    macros = re.findall(r"{% macro (\w+)\(", TEXTS[f"components/{component}/{component}.html"])
    used = TEXTS[f"components/{component}/examples.html"]
    inside = TEXTS[f"components/{component}/{component}.html"]
    missing = [
        macro
        for macro in macros
        if f".{macro}(" not in used and len(re.findall(rf"\b{macro}\(", inside)) == 1
    ]
    assert not missing


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_component_has_its_rules_in_the_components_layer_alone(component: str) -> None:
    css = RULES[f"components/{component}/{component}.css"].strip()
    assert css.startswith("@layer components {")
    assert css.endswith("\n}")
    assert css.count("@layer") == 1
    assert not re.search(r"^\}.", css, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", MARKUP)
def test_a_template_is_short(name: str) -> None:
    assert len(MARKUP[name].splitlines()) <= LONGEST


@pytest.mark.parametrize("name", MARKUP)
def test_a_template_has_no_script_and_no_style_of_its_own(name: str) -> None:
    assert not re.search(rf"<script(?! (?:{_OWN_SCRIPTS}))|\sstyle=|\son\w+=", MARKUP[name])


@pytest.mark.parametrize("name", [name for name in RULES if name != "styles/10-tokens.css"])
def test_colours_come_from_the_tokens(name: str) -> None:
    assert not _HEX.findall(_COMMENT.sub("", RULES[name]))


@pytest.mark.parametrize("name", RULES)
def test_between_light_and_dark_nothing_but_colours_differs(name: str) -> None:
    assert "prefers-color-scheme" not in RULES[name]


@pytest.mark.parametrize("name", RULES)
def test_rules_know_start_and_end_but_not_left_and_right(name: str) -> None:
    assert not _PHYSICAL.findall(RULES[name])


@pytest.mark.parametrize("name", RULES)
def test_nothing_moves_and_nothing_is_fetched(name: str) -> None:
    assert not re.search(r"transition|animation|@import|url\(|@font-face", RULES[name])


def test_every_class_in_a_template_has_a_rule_and_every_rule_a_class() -> None:
    ruled = {c for text in RULES.values() for c in _CLASS_RULE.findall(_COMMENT.sub("", text))}
    used, beginnings = _classes()
    # A quotation's runs are named by their kind: "own", "cue", "omission".
    used |= {"own", "cue", "omission"}
    open_ended = {c for c in ruled if any(c.startswith(start) for start in beginnings)}
    assert sorted(used - ruled) == []
    assert sorted(ruled - used - open_ended) == []


def _classes() -> tuple[set[str], set[str]]:
    """Whole class names in templates, and the beginnings of those that end in a variable."""
    whole: set[str] = set()
    beginnings: set[str] = set()
    for text in MARKUP.values():
        for attribute in _CLASS_ATTRIBUTE.findall(text):
            names = re.sub(r"{%.*?%}", " ", attribute)
            for name in re.sub(r"{{.*?}}", "{{}}", names).split():
                if "{{}}" not in name:
                    whole.add(name)
                elif name != "{{}}":
                    beginnings.add(name.removesuffix("{{}}"))
    return whole, beginnings


@pytest.mark.parametrize("width", [320, 390, 480, 768, 1024, 1280])
def test_a_count_stands_on_one_line_with_its_word(
    tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage, width: int
) -> None:
    (tmp_path / "site.css").write_text(stylesheet(RULES), encoding="utf-8")
    (tmp_path / "index.html").write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Counts</title>'
        f'<link rel="stylesheet" href="site.css"><main class="band">{examples("level")}</main>',
        encoding="utf-8",
    )
    page = open_page(serve_folder(tmp_path), width=width)
    assert page.locator(".counts li").count() > 10
    assert page.evaluate(APART) == []


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_and_every_level_stand_out_from_paper_and_tint(scheme: int) -> None:
    tokens = {
        name: colours[scheme] for name, *colours in _TOKEN.findall(RULES["styles/10-tokens.css"])
    }
    levels = ("quoted", "paraphrased", "relayed", "unnamed", "unattributed")
    for front, ground in itertools.product(("ink", "soft", *levels), ("paper", "tint")):
        least = 4.5 if front in {"ink", "soft"} or ground == "paper" else 3
        assert _contrast(tokens[front], tokens[ground]) >= least, (front, ground)


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2, relative luminance)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
