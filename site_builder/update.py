"""From what an output folder holds to what it should hold: forget, write, delete, remember."""

from collections.abc import Callable, Collection, Mapping
from functools import cached_property

from site_builder.addresses import folders_of
from site_builder.clock import Watch
from site_builder.costs import Account, Costs, added
from site_builder.diagnostics import Diagnostic
from site_builder.digest import digest
from site_builder.files import Output, refuse_links
from site_builder.fingerprint import Fingerprints, differences, part_names
from site_builder.indexing import Indexing, Left
from site_builder.manifest import GONE, forgotten
from site_builder.plan import Plan
from site_builder.plan.page import Fetch
from site_builder.render import TemplateError, Templates
from site_builder.search.index import FOLDER, index
from site_builder.search.pagefind import IndexingError
from site_builder.search_page import IndexView
from site_builder.vault import Vault
from site_builder.workers import spread

STYLES = "assets/site.css"

SEARCH_SCRIPT = "assets/search.js"
"""Of no use where there is no index."""

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
        if planned.index is None:
            self.assets.pop(SEARCH_SCRIPT, None)
        self.stand = stand
        self._kept = {
            file: mark for file, mark in (stand or {}).items() if not file.startswith(FOLDER)
        }
        self.files = [*dict.fromkeys((*self._kept, *self.pages, *self.assets))]
        self.templates = templates
        self._frame = planned.frame
        self._index = planned.index
        self._known = fingerprints
        self._fetch = fetch

    @cached_property
    def fingerprints(self) -> dict[str, str]:
        """What each file is made of."""
        found = self._known.of(self.pages, self._frame, self.templates)
        return {
            **self._kept,
            **found,
            **{file: digest(raw).hex() for file, raw in self.assets.items()},
        }

    @cached_property
    def index_fingerprint(self) -> str | None:
        """What the search index is made of, where there is one."""
        return None if self._index is None else self._known.apart(self._index)

    def index(self, waiting: Callable[[], object], fetch: Fetch | None = None) -> dict[str, bytes]:
        """The files of the search index; `waiting` is called now and then.

        Another thread than that of the build needs a `fetch` of its own.
        """
        if self._index is None:
            return {}
        made_of = self._index.view(self._frame, fetch or self._fetch)
        if not isinstance(made_of, IndexView):
            raise TypeError
        return index(made_of.records, made_of.language, waiting)

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
    how many files there are to be; `costs` are what rendering took, by template, where that was to be
    `counted`. A search index that is not as it should be may be left for `later`.
    """

    def __init__(
        self,
        output: Output,
        wanted: Wanted,
        known: dict[str, str] | None,
        *,
        counted: bool = False,
        later: bool = False,
    ) -> None:
        self._output = output
        self._wanted = wanted
        self._account = Account(wanted.render, wanted.template) if counted else None
        self.costs: Costs = {}
        self._adding = known is not None
        self._old = output.load() if known is None else known
        self._missing = set() if self._adding else output.missing(self._old)
        self._first = not self._old
        self.stale = wanted.files if self._first else self._changed()
        fingerprint = wanted.index_fingerprint
        self._indexing = Indexing(fingerprint, self._old, self._missing, later=later)
        self.complete = not (self._indexing.stale and later)
        if not self._first:
            refuse_links(output.folder, (*self.stale, *self.orphans, *self._indexing.files))
            output.refuse_foreign(set(wanted.files) - self._old.keys(), set(self.orphans))
        self.manifest = self._old

    @property
    def wanted(self) -> int:
        """How many files there are to be."""
        return len(self._wanted.files) + len(self._indexing.files)

    @property
    def orphans(self) -> list[str]:
        """The files that are no longer part of the site."""
        return sorted(self._old.keys() - set(self._wanted.files) - self._indexing.files.keys())

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

    def index(
        self, staged: Mapping[str, str], progress: Callable[[str, int, int], None]
    ) -> dict[str, str]:
        """Bring the search index up to date, after all else is `staged`; what is staged then.

        Raises `IndexingError`; the folder is as it was then.
        """
        if not self._indexing.stale or not self.complete:
            return {**staged}

        def make() -> dict[str, bytes]:
            return self._wanted.index(lambda: progress("search", 0, 1))

        try:
            new = self._indexing.make(self._output, make, first=self._first)
        except IndexingError:
            self._undo(staged)
            raise
        self.stale = [*self.stale, *self._indexing.files]
        return {**staged, **new}

    def left(self, vault: Vault) -> Left | None:
        """What makes the search index in any thread, where it was left for later.

        It gets claims from a vault that it has for itself.
        """

        def make(waiting: Callable[[], object]) -> dict[str, bytes]:
            try:
                return self._wanted.index(waiting, vault.get)
            finally:
                vault.close()

        return None if self.complete else make

    def _undo(self, staged: Mapping[str, str]) -> None:
        if self._first:
            self._output.delete(self.stale)
            self._output.save({})
        else:
            self._output.discard(staged.values())

    def write(self, staged: Mapping[str, str]) -> None:
        """Put what is staged into place, and delete what is not wanted any more."""
        new = {**self._wanted.fingerprints, **self._indexing.files}
        changes = {**{file: new[file] for file in self.stale}, **self._indexing.changes}
        orphans = self.orphans
        if not changes and not orphans:
            return
        if not self._first:
            self._output.note(forgotten(changes))
            first = _making_way(orphans, staged)
            self._output.delete(first)
            self._output.put(staged)
            self._output.delete(set(orphans) - set(first))
        if self._adding:
            self._output.note({**changes, **dict.fromkeys(orphans, GONE)})
        else:
            self._output.save(new)
        self.manifest = new

    def reasons(self) -> dict[str, str]:
        """Why each file was rendered or kept."""
        stale = set(self.stale)
        pages = {
            file: self._reason(file, now) if file in stale else "kept"
            for file, now in self._wanted.fingerprints.items()
        }
        return {**pages, **self._indexing.reasons()}

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


def _making_way(orphans: Collection[str], new: Collection[str]) -> list[str]:
    """The orphans in whose place a folder of new files is to be, or that are in a new file's place."""
    if not orphans:
        return []
    places = {folder for name in new for folder in folders_of(name)}
    return [name for name in orphans if name in places or not {*folders_of(name)}.isdisjoint(new)]


def made(
    update: Update, jobs: int, progress: Callable[[str, int, int], None], watch: Watch
) -> dict[str, str]:
    """Make pages and index: the temporary file of each file that differs from what is there."""
    staged = update.render(jobs, progress)
    watch.lap("render")
    staged = update.index(staged, progress)
    watch.lap("search")
    return staged
