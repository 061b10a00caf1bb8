"""Views to bytes: Jinja templates with escaping everywhere, and the formats of data files.

Templates are looked up in the site's own folder first, then in those that come with the package.
"""

import contextlib
import re
import traceback
from collections.abc import Iterable, Mapping

import jinja2

from site_builder.compiled import CompiledTemplates
from site_builder.diagnostics import Diagnostic
from site_builder.digest import digest_value
from site_builder.jinja import environment
from site_builder.language.words import ENGLISH, Words
from site_builder.plan import Page
from site_builder.plan.page import Fetch, nothing_stored
from site_builder.styles import bare
from site_builder.twins import FORMATS, PREPARATIONS
from site_builder.views import Frame

_REFERENCE = re.compile(
    r"""{%[-+]?\s*(?:extends|include|import|from)\b\s*
    (?:(["'])([^"'\\]+)\1\s*(?=[-+]?%}|(?:import|as|ignore|with|without)\b)|)""",
    re.VERBOSE,
)
"""A tag that draws on another template; the second group is its name, where it has but one."""


_OF_ITSELF = (
    "does a template draw on itself? “packaged/” before a name stands for the one that comes with"
    " the program"
)


class TemplateError(Exception):
    """A template that cannot be used, as a diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Templates:
    """The templates of a site by name, what each draws on, and the files they come with."""

    def __init__(
        self,
        texts: Mapping[str, str],
        assets: Mapping[str, bytes],
        code: CompiledTemplates | None = None,
        words: Words = ENGLISH,
    ) -> None:
        self.texts = self._texts = texts
        self.assets = assets
        self.styles = stylesheet(texts)
        self.digest = digest_value((sorted(texts.items()), sorted(assets.items())))
        self._closures: dict[str, tuple[str, ...]] = {}
        self.words = words
        known = None if code is None else code.of(words.mark + words.written)
        self._environment = environment(texts, known, words)

    def closure(self, name: str) -> tuple[str, ...]:
        """The texts of a template and of all that it includes, imports or extends, in order."""
        if name not in self._closures:
            names = sorted(self._reachable(name))
            self._closures[name] = tuple(self._texts.get(n, "") for n in names)
        return self._closures[name]

    def prepare(self, names: Iterable[str]) -> None:
        """Compile templates now, so that every worker forked later has them ready."""
        names = {*names}
        for name in names & PREPARATIONS.keys():
            PREPARATIONS[name]()
        for name in names & self._texts.keys():
            with contextlib.suppress(jinja2.TemplateError):  # it is told where a page needs it
                for each in self._reachable(name):
                    self._environment.get_template(each)

    def prepare_all(self) -> None:
        """Compile the template of every kind of page."""
        self.prepare(name for name in self._texts if name.startswith("pages/"))

    def render(self, page: Page, frame: Frame, fetch: Fetch = nothing_stored) -> bytes:
        """The bytes of a planned page, with claims from where they are kept."""
        view = page.view(frame, fetch)
        if page.template in FORMATS:
            made = FORMATS[page.template](view)
            return made.encode() if isinstance(made, str) else made
        fields = {name: getattr(view, name) for name in view.__struct_fields__}
        try:
            return self._environment.get_template(page.template).render(fields).encode()
        except MemoryError:
            raise
        except Exception as error:  # whatever a template does wrong, its author has to know where
            raise TemplateError(self._diagnostic(error, page)) from error

    def _reachable(self, name: str) -> set[str]:
        """Names that a template may draw on; all of them where it computes a name."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            current = waiting.pop()
            if current in found:
                continue
            found.add(current)
            names = [match[2] for match in _REFERENCE.finditer(self._texts.get(current, ""))]
            if None in names:
                return set(self._texts)
            waiting += names
        return found

    def _diagnostic(self, error: Exception, page: Page) -> Diagnostic:
        name, line = self._where(error, page)
        lines = self._texts.get(name, "").splitlines()
        return Diagnostic(
            file=f"templates/{name}",
            line=line,
            column=1,
            severity="error",
            code="template",
            message=f"{_words(error)} (on the page /{page.path})",
            source_line=lines[line - 1] if 0 < line <= len(lines) else None,
            hint=_OF_ITSELF if isinstance(error, RecursionError) else None,
        )

    def _where(self, error: Exception, page: Page) -> tuple[str, int]:
        if isinstance(error, jinja2.TemplateSyntaxError):
            return str(error.name or page.template), error.lineno
        if isinstance(error, jinja2.TemplateNotFound):
            return str(error.name or page.template), 1
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if frame.filename in self._texts:
                return frame.filename, frame.lineno or 1
        return page.template, 1


def _words(error: Exception) -> str:
    """What a template's error says; of one of Python's own, which kind it is too."""
    if isinstance(error, jinja2.TemplateError) and error.message:
        return error.message
    return f"{type(error).__name__}: {error}"


def stylesheet(texts: Mapping[str, str]) -> str:
    """The site's CSS: `styles/`, then each component's, in the order of their names; no comments."""
    names = [name for name in texts if name.endswith(".css")]
    names.sort(key=lambda name: (not name.startswith("styles/"), name))
    return bare("\n".join(texts[name].strip() for name in names)) + "\n"
