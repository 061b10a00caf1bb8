"""From what an output folder holds to what it should hold: forget, write, delete, remember."""

from collections.abc import Callable, Mapping
from functools import cached_property

from site_builder.costs import Account, Costs, added
from site_builder.diagnostics import Diagnostic
from site_builder.digest import digest
from site_builder.files import Output
from site_builder.fingerprint import Fingerprints, differences, part_names
from site_builder.manifest import GONE, forgotten
from site_builder.plan import Plan
from site_builder.plan.page import Fetch
from site_builder.render import TemplateError, Templates
from site_builder.workers import spread

STYLES = "assets/site.css"

ASSETS = "assets"
"""Stands for a template where files are put down as they are."""


class Wanted:
    """What an output folder should hold: planned pages, ready assets, a fingerprint of each.

    Claims come from where `fetch` gets them. Files that `stand` besides, by their fingerprints, are to
    stay as they are.
    """

    def __init__(
        self,
        planned: Plan,
        templates: Templates,
        fingerprints: Fingerprints,
        fetch: Fetch,
        stand: dict[str, str] | None = None,
    ) -> None:
        self.pages = {page.file: page for page in planned.pages}
        self.assets = {**templates.assets, STYLES: templates.styles.encode()}
        self.files = [*dict.fromkeys((*(stand or ()), *self.pages, *self.assets))]
        self.stand = stand
        self.templates = templates
        self._frame = planned.frame
        self._known = fingerprints
        self._fetch = fetch

    @cached_property
    def fingerprints(self) -> dict[str, str]:
        """What each file is made of."""
        found = self._known.of(self.pages, self._frame, self.templates)
        return {
            **(self.stand or {}),
            **found,
            **{file: digest(raw).hex() for file, raw in self.assets.items()},
        }

    def render(self, file: str) -> bytes:
        """The bytes that a file should have."""
        if file in self.assets:
            return self.assets[file]
        return self.templates.render(self.pages[file], self._frame, self._fetch)

    def template(self, file: str) -> str:
        """What makes a file."""
        return ASSETS if file in self.assets else self.pages[file].template


class Update:
    """One update of an output folder.

    `known` is the folder's manifest where it is known from the last update in the same process;
    files are then not looked for, and the manifest is added to rather than written anew. `wanted` is
    how many files there are to be; `costs` are what rendering took, by template, where that was to be `counted`.
    """

    def __init__(
        self,
        output: Output,
        wanted: Wanted,
        known: dict[str, str] | None,
        *,
        counted: bool = False,
    ) -> None:
        self._output = output
        self._wanted = wanted
        self._account = Account(wanted.render, wanted.template) if counted else None
        self.costs: Costs = {}
        self._adding = known is not None
        self._old = output.load() if known is None else known
        self._missing = set() if self._adding else output.missing(self._old)
        self._first = not self._old
        self.wanted = len(wanted.files)
        self.stale = wanted.files if self._first else self._changed()
        self.orphans = sorted(self._old.keys() - set(wanted.files))
        if not self._first:
            output.refuse_foreign(set(wanted.files) - self._old.keys())
        self.manifest = self._old

    def _changed(self) -> list[str]:
        """The files that are not there as they should be."""
        old, missing = self._old, self._missing
        new = self._wanted.fingerprints.items()
        return [file for file, now in new if old.get(file) != now or file in missing]

    def prepare(self) -> None:
        """Compile what templates there is need of."""
        pages = (self._wanted.pages[file] for file in self.stale if file in self._wanted.pages)
        self._wanted.templates.prepare({page.template for page in pages})

    def render(self, jobs: int, progress: Callable[[str, int, int], None]) -> dict[str, str]:
        """Render what is stale; the temporary file of each file that differs from what is there.

        Where there is no site yet, files are put into place at once, as there is none to keep.
        Raises `TemplateError`; the folder is as it was then.
        """
        through = 0

        def count(more: int) -> None:
            nonlocal through
            through += more
            progress("render", through, len(self.stale))

        if self._first:
            self._output.note(forgotten(self.stale))
        staged: dict[str, str] = {}
        wrong = None

        def meanwhile() -> None:
            _ = self._wanted.fingerprints

        for result in spread(self._stage, len(self.stale), jobs, count, meanwhile):
            if isinstance(result, Diagnostic):
                wrong = wrong or result
            else:
                staged.update(result[0])
                self.costs = added(self.costs, result[1])
        if wrong is not None:
            self._undo(staged)
            raise TemplateError(wrong)
        return staged

    def _undo(self, staged: Mapping[str, str]) -> None:
        if self._first:
            self._output.delete(self.stale)
            self._output.save({})
        else:
            self._output.discard(staged.values())

    def write(self, staged: Mapping[str, str]) -> None:
        """Put what is staged into place, and delete what is not wanted any more."""
        new = self._wanted.fingerprints
        if not self.stale and not self.orphans:
            return
        if not self._first:
            self._output.note(forgotten(self.stale))
            self._output.put(staged)
            self._output.delete(self.orphans)
        if self._adding:
            gone = dict.fromkeys(self.orphans, GONE)
            self._output.note({**{file: new[file] for file in self.stale}, **gone})
        else:
            self._output.save(new)
        self.manifest = dict(new)

    def reasons(self) -> dict[str, str]:
        """Why each file was rendered or kept."""
        stale = set(self.stale)
        return {
            file: self._reason(file, now) if file in stale else "kept"
            for file, now in self._wanted.fingerprints.items()
        }

    def _reason(self, file: str, fingerprint: str) -> str:
        old = self._old.get(file)
        if old == fingerprint:
            return "the file was gone"
        page = self._wanted.pages.get(file)
        if page is None:
            return "new" if old is None else "changed"
        return differences(old, fingerprint, part_names(page.compose))

    def _stage(self, start: int, stop: int) -> tuple[dict[str, str], Costs] | Diagnostic:
        staged = {}
        account = self._account
        render = self._wanted.render if account is None else account.render
        for file in self.stale[start:stop]:
            try:
                raw = render(file)
            except TemplateError as error:
                return error.diagnostic
            temporary = self._output.stage(file, raw, existing=file in self._old)
            if temporary is not None:
                staged[file] = temporary
        if self._first:
            self._output.put(staged)
        return staged, {} if account is None else account.take()
