"""Jinja as this site uses it: escaping everywhere, nothing undefined, a few filters, no globals.

Three things make pages faster than Jinja alone does, and none can be seen in what comes out. An
import is looked up once, as nothing is shared through globals. What is put out is escaped without
being wrapped, as no template changes whether it escapes. And what a component's macro made of the
same values before is used again, as it has nothing but these values to go by.
"""

import datetime
import html
from collections.abc import Callable, Mapping
from types import NoneType
from typing import Any

import jinja2
import markupsafe
from jinja2 import compiler
from jinja2.compiler import CodeGenerator, MacroRef
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from site_builder.library import ClaimBrief, Document, SourceRef, TopicRef, VoiceRef
from site_builder.markup import resolve_links
from site_builder.views import Frame

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


_escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", html.escape)
"""Text as it stands in HTML: what `markupsafe.escape` wraps, where it can be had alone."""


_PLAIN = frozenset({str, int, bool, NoneType, ClaimBrief, VoiceRef, TopicRef, SourceRef, Frame})
"""Types of values that say by themselves what a macro makes of them."""

COMPONENTS = "components/"
MOST_REMEMBERED = 20_000


class _Template(jinja2.Template):
    """A template whose macros are made once, for all that import it."""

    def _get_default_module(self, ctx: Context | None = None) -> Any:
        del ctx  # it matters only for globals of its own
        return super()._get_default_module()


class _Generator(CodeGenerator):
    """Puts values out through `environment.put_out`, and lets components remember."""

    def macro_def(self, macro_ref: MacroRef, frame: compiler.Frame) -> None:
        remembers = str(self.name).startswith(COMPONENTS)
        self.write("environment.remembering(" if remembers else "(")
        super().macro_def(macro_ref, frame)
        self.write(")")

    def _output_child_pre(
        self, node: jinja2.nodes.Expr, frame: compiler.Frame, finalize: Any
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.put_out(")


class _Environment(jinja2.Environment):
    template_class = _Template
    code_generator_class = _Generator
    forgetful = False
    """Whether macros are run each time, as some template hands its context on to a component."""

    def remembering(self, macro: Macro) -> Callable[..., str]:
        """A macro that is run once for the same values, where these are of plain types."""
        if self.forgetful:
            return macro
        known: dict[Any, str] = {}

        def call(*values: Any, **named: Any) -> str:
            kinds = tuple(map(type, values))
            if named or not _PLAIN.issuperset(kinds):
                return macro(*values, **named)
            made = known.get((kinds, values))
            if made is None:
                if len(known) >= MOST_REMEMBERED:
                    known.clear()
                made = known[kinds, values] = macro(*values)
            return made

        return call

    @staticmethod
    def put_out(value: Any) -> str:
        """A value as it stands in HTML: escaped, but for what is HTML already."""
        kind = type(value)
        if kind is str:
            return _escape_text(value)
        return value if kind is Markup else escape(value)


def environment(texts: Mapping[str, str]) -> jinja2.Environment:
    """The Jinja environment of templates given as texts by name."""
    made = _Environment(
        loader=jinja2.FunctionLoader(lambda name: _source(name, texts)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.forgetful = any("with context" in text for text in texts.values())
    made.filters.update(markdown=_markdown, day=_day, iso=_iso)
    return made


def _source(name: str, texts: Mapping[str, str]) -> tuple[str, str, None] | None:
    return (texts[name], name, None) if name in texts else None


def _markdown(document: Document, root: str) -> Markup:
    """An author's Markdown as HTML, with links from a page to the site's root and on."""
    return Markup(resolve_links(document.html, root))  # noqa: S704 (sanitised in markup.to_html)


def _day(value: datetime.date | str) -> str:
    """A date, or a part of one, in words: 22 November 2026, February 2026, 2026."""
    if isinstance(value, datetime.date):
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    year, *rest = value.split("-")
    words = [year]
    if rest:
        words.insert(0, _MONTHS[int(rest[0]) - 1])
    if len(rest) > 1:
        words.insert(0, str(int(rest[1])))
    return " ".join(words)


def _iso(value: Any) -> str:
    """A date, or a part of one, as ISO 8601 writes it."""
    return str(value)
