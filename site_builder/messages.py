"""The messages of templates, put into a site's language when a template is compiled.

`{% trans %}` and `_()` are those of `jinja2.ext.i18n`. What has no variable becomes the text that it
stands for, and what has some becomes text with values in between, so that no page that is rendered
looks a message up: English, and any other language, costs nothing.
"""

import re
from collections.abc import Iterator, Mapping

from jinja2 import nodes
from jinja2.ext import InternationalizationExtension
from jinja2.visitor import NodeTransformer
from markupsafe import escape

from site_builder.language.words import Words

AS_WRITTEN = "as_written"
"""What an element has in which authors' words stand: their language, where the page is in another."""

_PLACE = re.compile(r"%(?:\((\w+)\)s|%)")


class Messages(InternationalizationExtension):
    """`{% trans %}`, in the words that the environment has."""

    def _make_node(  # noqa: PLR0913, PLR0917 (as what it stands in for)
        self,
        singular: str,
        plural: str | None,
        context: str | None,
        variables: dict[str, nodes.Expr],
        plural_expr: nodes.Expr | None,
        vars_referenced: bool,
        num_called_num: bool,
    ) -> nodes.Output:
        del vars_referenced, num_called_num
        words: Words = self.environment.words  # type: ignore[attr-defined]  # ours has them
        forms = words.forms(singular, plural, context)
        shown = {
            name: _as_number(value) if value is plural_expr else value
            for name, value in variables.items()
        }
        made = [nodes.Output([*_filled(form, shown)]) for form in forms]
        if plural_expr is None or len(made) == 1:
            return made[0]
        return _chosen(made, plural_expr, words)  # type: ignore[return-value]  # nodes alike


def _as_number(value: nodes.Expr) -> nodes.Expr:
    """What is counted, in the digits and with the signs of the language."""
    return nodes.Filter(value, "number", [], [], None, None)


def _filled(message: str, variables: Mapping[str, nodes.Expr]) -> Iterator[nodes.Expr]:
    """A message as text with expressions in between."""
    start = 0
    for place in _PLACE.finditer(message):
        if place.start() > start:
            yield nodes.TemplateData(message[start : place.start()])
        yield variables[place[1]] if place[1] else nodes.TemplateData("%")
        start = place.end()
    if start < len(message):
        yield nodes.TemplateData(message[start:])


def _chosen(forms: list[nodes.Output], number: nodes.Expr, words: Words) -> nodes.If:
    """The form that a number takes."""
    kind = number
    if not words.pairs:
        kind = nodes.Call(nodes.EnvironmentAttribute("plural"), [number], [], None, None)
    first = 1 if words.pairs else 0
    tests = [_equal(kind, first + at) for at in range(len(forms) - 1)]
    others = [
        nodes.If(test, [form], [], []) for test, form in zip(tests[1:], forms[1:], strict=False)
    ]
    return nodes.If(tests[0], [forms[0]], others, [forms[-1]])


def _equal(value: nodes.Expr, to: int) -> nodes.Compare:
    return nodes.Compare(value, [nodes.Operand("eq", nodes.Const(to))])


class _Constants(NodeTransformer):
    """Puts what `_()`, `pgettext()` and `as_written` stand for in their place.

    Outputs that meet thereby become one.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._as_written = f' lang="{escape(words.written)}"' if words.written else ""

    def visit_Name(self, node: nodes.Name) -> nodes.Expr:  # noqa: N802 (Jinja's name of it)
        if node.name == AS_WRITTEN and node.ctx == "load":
            return nodes.TemplateData(self._as_written, lineno=node.lineno)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 (Jinja's name of it)
        callee = node.node
        if isinstance(callee, nodes.Name) and callee.name in {"_", "pgettext"}:
            texts = [arg.value for arg in node.args if isinstance(arg, nodes.Const)]
            if len(texts) == len(node.args) == (1 if callee.name == "_" else 2):
                *context, message = texts
                said = self._words.say(message, *context)
                return nodes.Const(said, lineno=node.lineno)
        return self.generic_visit(node)

    def generic_visit(self, node: nodes.Node, *args: object, **kwargs: object) -> nodes.Node:
        made = super().generic_visit(node, *args, **kwargs)
        for field in ("body", "else_"):
            body = getattr(made, field, None)
            if isinstance(body, list):
                setattr(made, field, [*_joined(body)])
        return made


def _joined(body: list[nodes.Node]) -> Iterator[nodes.Node]:
    """Nodes, with outputs that follow each other as one."""
    waiting: nodes.Output | None = None
    for node in body:
        if type(node) is nodes.Output:
            if waiting is None:
                waiting = node
            else:
                waiting.nodes.extend(node.nodes)
            continue
        if waiting is not None:
            yield waiting
            waiting = None
        yield node
    if waiting is not None:
        yield waiting


def in_words(template: nodes.Template, words: Words) -> nodes.Template:
    """A template with the words of one language."""
    made = _Constants(words).visit(template)
    assert isinstance(made, nodes.Template)  # noqa: S101 (for the type alone)
    return made
