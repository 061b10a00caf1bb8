"""Jinja as this site uses it: escaping everywhere, nothing undefined, a few filters, no globals.

Messages are in the words of the site's language.

An import is looked up once, as nothing is shared through globals.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from site_builder.language.days import day_in_words, number_in_words
from site_builder.language.words import ENGLISH, Words
from site_builder.library import Document
from site_builder.markup import resolve_links
from site_builder.messages import Messages, in_words
from site_builder.sentence import chain_markup
from site_builder.template_code import Generator, escape_text, put_out, remembering


class _Template(jinja2.Template):
    """A template whose macros are made once, for all that import it."""

    def _get_default_module(self, ctx: Context | None = None) -> Any:
        del ctx  # it matters only for globals of its own
        return super()._get_default_module()


class _Environment(jinja2.Environment):
    template_class = _Template
    code_generator_class = Generator
    forgetful = False
    """Whether macros are run each time, as some template hands its context on to a component."""

    escape_text = staticmethod(escape_text)
    put_out = staticmethod(put_out)

    def __init__(self, words: Words, **options: Any) -> None:
        super().__init__(**options)
        self.words = words
        self.plural = words.plural
        self._made: dict[Any, jinja2.Template] = {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return in_words(super()._parse(source, name, filename), self.words)

    def get_template(
        self,
        name: Any,
        parent: str | None = None,
        globals: Any = None,  # noqa: A002 (Jinja's word)
    ) -> jinja2.Template:
        """A template, which is the same each time."""
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = super().get_template(name, parent, globals)
        return made

    def remembering(self, macro: Macro) -> Callable[..., str]:
        """A macro that need not be run twice for the same values."""
        return macro if self.forgetful else remembering(macro)


def environment(
    texts: Mapping[str, str],
    code: jinja2.BytecodeCache | None = None,
    words: Words = ENGLISH,
) -> jinja2.Environment:
    """The Jinja environment of templates given as texts by name, with what is known of their code.

    That code has its messages in the words of one language.
    """
    made = _Environment(
        words,
        loader=jinja2.FunctionLoader(lambda name: _source(name, texts)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=code,
        cache_size=-1,
        extensions=[Messages],
    )
    made.globals["_"] = words.say
    made.forgetful = any("with context" in text for text in texts.values())
    made.filters.update(
        markdown=_markdown,
        day=partial(day_in_words, words=words),
        number=partial(number_in_words, words=words),
        iso=_iso,
        sentence=partial(chain_markup, words=words),
    )
    return made


def _source(name: str, texts: Mapping[str, str]) -> tuple[str, str, None] | None:
    return (texts[name], name, None) if name in texts else None


def _markdown(document: Document, root: str, base_url: str | None = None) -> Markup:
    """An author's Markdown as HTML, with links from a page to the site's root and on."""
    return Markup(resolve_links(document.html, root, base_url))  # noqa: S704 (sanitised in markup.to_html)


def _iso(value: Any) -> str:
    """A date, or a part of one, as ISO 8601 writes it."""
    return str(value)
