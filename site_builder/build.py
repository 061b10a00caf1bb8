"""read → parse → resolve → plan → render → write: a site from its folder, or its diagnostics."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from site_builder import beside, clock, files
from site_builder.clock import Watch
from site_builder.compiled import CompiledTemplates
from site_builder.content import (
    SOURCES,
    Folder,
    UnusableTemplateError,
    packaged_templates,
)
from site_builder.costs import Costs
from site_builder.diagnostics import Diagnostic, Fault
from site_builder.digest import digest
from site_builder.engine import engine
from site_builder.files import Output
from site_builder.glance import Glance
from site_builder.indexing import Left
from site_builder.library import DamagedError, Library
from site_builder.load import Changes, Choices, Loaded, Loader
from site_builder.locate import locate
from site_builder.memory import Kept, decode_kept
from site_builder.mentions import Inward
from site_builder.plan import plan
from site_builder.plan.inward import unanswered
from site_builder.remembered import Memory
from site_builder.render import TemplateError, Templates
from site_builder.resolve.ledger import LEDGER, write_ledger
from site_builder.resolve.outward import Mention, outward
from site_builder.standing import seal, standing
from site_builder.update import STYLES, Update, Wanted, made
from site_builder.workers import nothing

Progress = Callable[[str, int, int], None]
"""Is told a stage and how many of how many items are through."""


def no_progress(stage: str, through: int, total: int) -> None:
    """Tells nobody."""


class Options(Struct, frozen=True, kw_only=True):
    """What a build is asked for.

    `strict` makes warnings errors, `explain` asks for reasons and `stats` for what pages cost;
    `today` stands for the date of the clock; `later` leaves making a search index to who asks for it.
    """

    root: Path
    output: Path
    strict: bool = False
    drafts: bool = False
    explain: bool = False
    stats: bool = False
    jobs: int = 1
    today: datetime.date | None = None
    later: bool = False


class Report(Struct, frozen=True, kw_only=True):
    """What a build found and did.

    Of the files that were `rendered`, only `written` ones differ from those that were there;
    `changed` names them, `gone` those that were deleted; `reasons` says for each file why it was
    rendered or kept. `seconds` are by stage and `costs` by template; `size` is how many bytes were
    written. After a check, `mentions` are the outside addresses, where the content has no errors.
    `awaiting` are the addresses that are not recorded yet; `left` makes a search index left for later.
    """

    diagnostics: Sequence[Diagnostic]
    left_out: Mapping[str, str]
    claims: int = 0
    mentions: Sequence[Mention] | None = None
    awaiting: Sequence[str] = ()
    left: Left | None = None
    changed: Sequence[str] = ()
    gone: Sequence[str] = ()
    rendered: int = 0
    unchanged: int = 0
    reasons: Mapping[str, str] = {}
    seconds: Mapping[str, float] = {}
    costs: Costs = {}
    size: int = 0

    @property
    def kept(self) -> int:
        """How many files did not need to be rendered."""
        return self.written + self.unchanged - self.rendered

    @property
    def written(self) -> int:
        """How many files differ from those that were there."""
        return len(self.changed)

    @property
    def removed(self) -> int:
        """How many files were deleted."""
        return len(self.gone)

    @property
    def failed(self) -> bool:
        """Whether there is an error, so that nothing was written."""
        return any(diagnostic.severity == "error" for diagnostic in self.diagnostics)


def check(options: Options, progress: Progress = no_progress) -> Report:
    """Everything that a build would find, without writing anything."""
    return Builder(options).check(progress)


def record(options: Options, progress: Progress = no_progress) -> Report:
    """Record every address that is published; on an error leave the ledger as it is."""
    return Builder(options).record(progress)


def build(options: Options, progress: Progress = no_progress) -> Report:
    """Bring the output folder to what the content says; on an error leave it as it is.

    Raises `files.OutputError` where the output folder cannot be used.
    """
    return Builder(options, once=True).build(progress)


class Builder:
    """Builds one site, again and again: a later build need not do again what an earlier did.

    One that builds `once` plans nothing where everything is as the last build had it.
    """

    def __init__(self, options: Options, *, once: bool = False) -> None:
        self._options = options
        self._once = once and not options.explain
        self._folder = Folder(options.root)
        self._engine = engine()
        self._code = CompiledTemplates(self._engine)
        self._memory: Memory | None = None

    @property
    def base_url(self) -> str:
        """Where the site is published, as far as that is known."""
        return self._memory.plan.frame.base_url if self._memory and self._memory.plan else ""

    def record(self, progress: Progress) -> Report:
        """Add the addresses that are published and not recorded yet to the ledger."""
        loaded, diagnostics = self._load(Loader(self._folder, {}), progress, None)
        report = Report(diagnostics=diagnostics, left_out=loaded.left_out)
        if loaded.library is None or report.failed:
            return report
        new = loaded.related.awaiting
        if new:
            recorded = loaded.related.register.ledger.recorded
            beside.save_ledger(self._options.root / LEDGER, write_ledger([*recorded, *new]))
        return msgspec.structs.replace(report, claims=len(loaded.library.claims), awaiting=new)

    def check(self, progress: Progress) -> Report:
        """Everything that a build would find."""
        kept = decode_kept(files.kept(self._options.output, files.CACHE), self._engine)
        loaded, diagnostics = self._load(Loader(self._folder, kept.by_file), progress, None)
        report = Report(diagnostics=diagnostics, left_out=loaded.left_out)
        if loaded.library is None:
            return report
        return msgspec.structs.replace(
            report, claims=len(loaded.library.claims), mentions=[*outward(loaded.related)]
        )

    def build(self, progress: Progress = no_progress, changes: Changes | None = None) -> Report:
        """One build; `changes` are all files that may have changed since the last good one."""
        _refuse_own_sources(self._options)
        with files.opened(self._options.output) as output:
            if self._memory is None:
                raw = files.kept(output.folder, files.CACHE)
                glance = Glance(self._folder, self._options.jobs) if self._once and raw else None
                kept = decode_kept(raw, self._engine)
                self._memory = Memory(self._folder, self._engine, output, kept, glance)
            try:
                return self._build(output, self._memory, progress, changes)
            except DamagedError:
                # Nothing is trusted then: the build is a cold one.
                nothing = Kept(engine=self._engine)
                self._memory = Memory(self._folder, self._engine, output, nothing)
                return self._build(output, self._memory, progress, None)
            finally:
                self._memory.vault.close()

    def _build(
        self, output: Output, memory: Memory, progress: Progress, changes: Changes | None
    ) -> Report:
        watch = Watch()

        def look_ahead() -> None:
            if memory.templates is None:
                with suppress(UnusableTemplateError):  # it is told when its turn comes
                    self._read_templates(memory, changes).prepare_all()
                    self._code.save()

        loaded, diagnostics = self._load(memory.loader, progress, changes, look_ahead)
        report = Report(diagnostics=diagnostics, left_out=loaded.left_out)
        watch.lap("read, parse, resolve")
        if loaded.library is None or report.failed:
            return report
        try:
            templates = self._read_templates(memory, changes)
        except UnusableTemplateError as error:
            wrong = locate([error.fault], self._folder.read_text)
            return msgspec.structs.replace(report, diagnostics=[*diagnostics, *wrong])
        stand = self._standing(output, templates, memory.loader)
        if stand is not None and not memory.loader.changed:
            watch.lap("compare")
            return msgspec.structs.replace(
                report,
                claims=len(loaded.library.claims),
                unchanged=len(stand),
                awaiting=self._awaiting(loaded),
                seconds=watch.laps,
            )
        wanted = memory.wanted(loaded.library, templates, stand)
        watch.lap("plan")
        update = self._compared(output, memory, wanted, watch)
        try:
            staged = made(update, self._options.jobs, progress, watch)
        except TemplateError as error:
            wrong = [self._placed(error.diagnostic)]
            return msgspec.structs.replace(report, diagnostics=[*diagnostics, *wrong])
        update.write(staged)
        memory.keep(output, update, lasting=changes is None)
        if changes is None and update.complete:
            seal(output, self._made_of(templates, memory.loader.made_of))
        watch.lap("write")
        return msgspec.structs.replace(
            report,
            claims=len(loaded.library.claims),
            changed=sorted(staged),
            rendered=len(update.stale),
            unchanged=update.wanted - len(staged),
            gone=update.orphans,
            awaiting=self._awaiting(loaded),
            reasons=update.reasons() if self._options.explain else {},
            seconds=watch.laps,
            costs=update.costs,
            left=update.left(output.vault(memory.vault.name)),
            size=files.size(self._options.output, staged) if self._options.stats else 0,
        )

    def _compared(self, output: Output, memory: Memory, wanted: Wanted, watch: Watch) -> Update:
        """The update that brings the folder to what is wanted, ready to render."""
        known, asked = wanted.stand or memory.known(output), self._options
        update = Update(output, wanted, known, counted=asked.stats, later=asked.later)
        watch.lap("fingerprint, compare")
        update.prepare()
        self._code.save()
        watch.lap("compile templates")
        return update

    def _standing(
        self, output: Output, templates: Templates, loader: Loader
    ) -> dict[str, str] | None:
        """The manifest, if all files stand as they were made of what has not changed since."""
        if not self._once:
            return None
        return standing(output, self._made_of(templates, loader.was_made_of))

    def _made_of(self, templates: Templates, content: bytes) -> bytes:
        """The digest of everything that a site is made of."""
        return digest(self._engine + templates.digest + content)

    def _awaiting(self, loaded: Loaded) -> Sequence[str]:
        return () if self._options.drafts else loaded.related.awaiting

    def _load(
        self,
        loader: Loader,
        progress: Progress,
        changes: Changes | None,
        meanwhile: Callable[[], object] = nothing,
    ) -> tuple[Loaded, list[Diagnostic]]:
        options = self._options
        today = options.today or clock.today()
        choices = Choices(today=today, drafts=options.drafts, jobs=options.jobs)
        loaded = loader.load(
            choices, lambda through, total: progress("read", through, total), changes, meanwhile
        )
        if loaded.library is not None and loaded.related.inward:
            dead = [*_dead_ends(self._folder, loaded.library, loaded.related.inward)]
            loaded = msgspec.structs.replace(
                loaded,
                library=None if dead else loaded.library,
                faults=[*loaded.faults, *dead],
            )
        diagnostics = locate(loaded.faults, self._folder.read_text) if loaded.faults else []
        if options.strict:
            diagnostics = [msgspec.structs.replace(d, severity="error") for d in diagnostics]
        return loaded, diagnostics

    def _placed(self, wrong: Diagnostic) -> Diagnostic:
        """A diagnostic of a template with the file that it stands in."""
        file = self._folder.template_file(wrong.file, packaged_templates())
        return msgspec.structs.replace(wrong, file=file)

    def _read_templates(self, memory: Memory, changes: Changes | None) -> Templates:
        """The templates as they are now, in the words that the site has now."""
        words, last = memory.loader.words, memory.templates
        before = last if last is not None and last.words == words else None
        inside = changes is not None and all(name.startswith("content/") for name in changes)
        if before is not None and inside:
            return before
        texts, assets = self._folder.templates(packaged_templates())
        if before is not None and before.texts == texts and before.assets == assets:
            return before
        memory.templates = Templates(texts, assets, self._code, words)
        return memory.templates


def _dead_ends(folder: Folder, library: Library, links: Iterable[Inward]) -> Iterable[Fault]:
    """What is wrong with links to what is no entry; these are few, so all is planned for them."""
    pages = (page.file for page in plan(library, "").pages)
    files = {STYLES, *pages, *folder.assets(packaged_templates())}
    return unanswered(links, files)


def _refuse_own_sources(options: Options) -> None:
    """Refuse an output folder in, at or above what the site is made from: neither stays itself."""
    output = options.output.resolve()
    for part in SOURCES:
        named = options.root / part
        for source in (options.root.resolve() / part, named.resolve()):
            if output.is_relative_to(source) or source.is_relative_to(output):
                does = (
                    "is" if output == source else "holds" if output in source.parents else "lies in"
                )
                message = (
                    f"{options.output} {does} {named}, from which the site is made;"
                    " name another folder with --output"
                )
                raise files.OutputError(message)


def explain(report: Report, address: str | None) -> Iterable[str]:
    """A line for each page: its address and why it was rendered or kept."""
    for file, reason in sorted(report.reasons.items()):
        path = file.removesuffix("index.html")
        if address is None or path.strip("/") == address.strip("/"):
            yield f"/{path}  {reason}"
