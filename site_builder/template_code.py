"""The Python that templates become: what Jinja writes, with fewer steps where pages spend their time.

None of it can be seen in what comes out. An attribute is asked for directly, and in Jinja's own way
only where there is none. Text is escaped without being wrapped, as no template changes whether it
escapes. A macro of an imported component is called without what only other callables need, and what
it made of the same values before is used again, as it has nothing but these values to go by.
"""

import html
from collections.abc import Callable
from types import NoneType
from typing import Any

import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from site_builder import views
from site_builder.library import ClaimBrief, SourceRef, TopicRef, VoiceRef

escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", html.escape)
"""Text as it stands in HTML: what `markupsafe.escape` wraps, where it can be had alone."""

_PLAIN = frozenset(
    {str, int, bool, NoneType, ClaimBrief, VoiceRef, TopicRef, SourceRef, views.Frame}
)
"""Types of values that say by themselves what a macro makes of them."""

COMPONENTS = "components/"
MOST_REMEMBERED = 20_000


class Generator(CodeGenerator):
    """Writes the Python of one template."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """Begin with what every function of the template uses."""
        self._macros = {macro.name for macro in node.find_all(nodes.Macro)}
        for name in ("escape_text", "put_out", "remembering"):
            self.writeline(f"{name} = environment.{name}")
        super().visit_Template(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """`getattr` itself; what follows from a missing attribute is Jinja's own business."""
        of, found = self.temporary_identifier(), self.temporary_identifier()
        self.write(f"({found} if ({found} := getattr({of} := ")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r}, missing)) is not missing")
        self.write(f" else environment.getattr({of}, {node.attr!r}))")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Call a macro as Python calls a function."""
        more = forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs
        if more or not self._is_macro(node.node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for arg in node.args:
            self.visit(arg, frame)
            self.write(", ")
        self.write(")")

    def _is_macro(self, callee: nodes.Node) -> bool:
        """Whether it is one of this template, or what another exports, or no more special."""
        own = isinstance(callee, nodes.Name) and callee.name in self._macros
        return own or isinstance(callee, nodes.Getattr)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Let components remember what they made."""
        remembers = str(self.name).startswith(COMPONENTS)
        self.write("remembering(" if remembers else "(")
        super().macro_def(macro_ref, frame)
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self._put = self.temporary_identifier()
            self.write(f"(escape_text({self._put}) if type({self._put} := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(f") is str else put_out({self._put}))")


def put_out(value: Any) -> str:
    """A value as it stands in HTML: escaped, but for what is HTML already."""
    kind = type(value)
    if kind is str:
        return escape_text(value)
    return value if kind is Markup else escape(value)


def remembering(macro: Macro) -> Callable[..., str]:
    """A macro that is run once for the same values, where these are of plain types."""
    known: dict[Any, str] = {}
    run, most = _bare(macro), len(macro.arguments)

    def call(*values: Any, **named: Any) -> str:
        if named or len(values) > most:
            return macro(*values, **named)
        kinds = tuple(map(type, values))
        if not _PLAIN.issuperset(kinds):
            return run(*values)
        made = known.get((kinds, values))
        if made is None:
            if len(known) >= MOST_REMEMBERED:
                known.clear()
            made = known[kinds, values] = run(*values)
        return made

    return call


def _bare(macro: Macro) -> Callable[..., str]:
    """A macro, called with values in order, without what only callers of other kinds need."""
    if macro.catch_kwargs or macro.catch_varargs or macro.caller:
        return macro
    made_by: Callable[..., str] = macro._func
    count = len(macro.arguments)

    def run(*values: Any) -> str:
        if len(values) < count:
            values += (missing,) * (count - len(values))
        made = made_by(*values)
        return made if type(made) is Markup else Markup(made)  # noqa: S704 (as a macro itself does)

    return run
