"""read → parse → resolve → plan → render → write: a site from its folder, or its diagnostics."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from site_builder import clock, files
from site_builder.content import (
    CONTENT,
    TEMPLATES,
    Folder,
    UnusableTemplateError,
    packaged_templates,
)
from site_builder.costs import Costs
from site_builder.diagnostics import Diagnostic
from site_builder.engine import engine
from site_builder.files import Output
from site_builder.fingerprint import Fingerprints
from site_builder.load import Changes, Choices, Loaded, Loader
from site_builder.locate import locate
from site_builder.memory import decode_kept, encode_kept
from site_builder.plan import Plan, plan
from site_builder.render import TemplateError, Templates
from site_builder.resolve.outward import Mention, outward
from site_builder.update import Update, Wanted

Progress = Callable[[str, int, int], None]
"""Is told a stage and how many of how many items are through."""


def no_progress(stage: str, through: int, total: int) -> None:
    """Tells nobody."""


class Options(Struct, frozen=True, kw_only=True):
    """What a build is asked for.

    `strict` makes warnings errors, `explain` asks for reasons and `stats` for what pages cost;
    `today` stands for the date of the clock.
    """

    root: Path
    output: Path
    strict: bool = False
    drafts: bool = False
    explain: bool = False
    stats: bool = False
    jobs: int = 1
    today: datetime.date | None = None


class Report(Struct, frozen=True, kw_only=True):
    """What a build found and did.

    Of the files that were `rendered`, only `written` ones differ from those that were there;
    `changed` names them, `gone` those that were deleted; `reasons` says for each file why it was
    rendered or kept. `seconds` are by stage and `costs` by template; `size` is how many bytes were
    written. After a check, `mentions` are the outside addresses, where the content has no errors.
    """

    diagnostics: Sequence[Diagnostic]
    left_out: Mapping[str, str]
    claims: int = 0
    mentions: Sequence[Mention] | None = None
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


def build(options: Options, progress: Progress = no_progress) -> Report:
    """Bring the output folder to what the content says; on an error leave it as it is.

    Raises `files.OutputError` where the output folder cannot be used.
    """
    return Builder(options).build(progress)


class Builder:
    """Builds one site, again and again: a later build need not do again what an earlier did."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._folder = Folder(options.root)
        self._engine = engine()
        kept = decode_kept(files.load_cache(options.output), self._engine)
        self._loader = Loader(self._folder, kept)
        self._kept = kept
        self._templates: Templates | None = None
        self._plan: Plan | None = None
        self._fingerprints = Fingerprints(self._engine)
        self._manifest: tuple[dict[str, str], object] | None = None

    def check(self, progress: Progress) -> Report:
        """Everything that a build would find."""
        loaded, diagnostics = self._load(progress, None)
        report = Report(diagnostics=diagnostics, left_out=loaded.left_out)
        if loaded.library is None:
            return report
        return msgspec.structs.replace(
            report, claims=len(loaded.library.claims), mentions=[*outward(loaded.related)]
        )

    def build(self, progress: Progress = no_progress, changes: Changes | None = None) -> Report:
        """One build; `changes` are all files that may have changed since the last good one."""
        _refuse_own_sources(self._options)
        watch = _Watch()
        loaded, diagnostics = self._load(progress, changes)
        report = Report(diagnostics=diagnostics, left_out=loaded.left_out)
        watch.lap("read, parse, resolve")
        if loaded.library is None or report.failed:
            return report
        try:
            templates = self._templates = self._read_templates(changes)
        except UnusableTemplateError as error:
            wrong = locate([error.fault], self._folder.read_text)
            return msgspec.structs.replace(report, diagnostics=[*diagnostics, *wrong])
        planned = self._plan = plan(loaded.library, templates.styles, self._plan)
        watch.lap("plan")
        wanted = Wanted.of(planned, templates, self._fingerprints)
        watch.lap("fingerprint")
        with files.opened(self._options.output) as output:
            counted = self._options.stats
            update = Update(output, wanted, self._known(output), counted=counted)
            watch.lap("compare")
            update.prepare()
            watch.lap("compile templates")
            try:
                staged = update.render(self._options.jobs, progress)
            except TemplateError as error:
                wrong = [self._placed(error.diagnostic)]
                return msgspec.structs.replace(report, diagnostics=[*diagnostics, *wrong])
            watch.lap("render")
            update.write(staged)
            self._manifest = update.manifest, output.state()
            if changes is None:
                self._keep(output)
            watch.lap("write")
        return msgspec.structs.replace(
            report,
            claims=len(loaded.library.claims),
            changed=sorted(staged),
            rendered=len(update.stale),
            unchanged=len(wanted.fingerprints) - len(staged),
            gone=update.orphans,
            reasons=update.reasons() if self._options.explain else {},
            seconds=watch.laps,
            costs=update.costs,
            size=files.size(self._options.output, staged) if self._options.stats else 0,
        )

    @property
    def base_url(self) -> str:
        """Where the site is published, as far as that is known."""
        return self._plan.frame.base_url if self._plan else ""

    def _known(self, output: Output) -> dict[str, str] | None:
        """The manifest as the last build left it, unless another process has built since."""
        if self._manifest is None or self._manifest[1] != output.state():
            return None
        return self._manifest[0]

    def _keep(self, output: Output) -> None:
        """Keep for later processes what became of cards, unless just that is kept already."""
        found = self._loader.outcomes
        if found != self._kept:
            found = {file: outcome for file, outcome in found.items() if outcome.lasting}
        if found != self._kept:
            output.save_cache(encode_kept(found.values(), self._engine))

    def _load(self, progress: Progress, changes: Changes | None) -> tuple[Loaded, list[Diagnostic]]:
        options = self._options
        today = options.today or clock.today()
        choices = Choices(today=today, drafts=options.drafts, jobs=options.jobs)
        loaded = self._loader.load(
            choices, lambda through, total: progress("read", through, total), changes
        )
        diagnostics = locate(loaded.faults, self._folder.read_text) if loaded.faults else []
        if options.strict:
            diagnostics = [msgspec.structs.replace(d, severity="error") for d in diagnostics]
        return loaded, diagnostics

    def _placed(self, wrong: Diagnostic) -> Diagnostic:
        """A diagnostic of a template with the file that it stands in."""
        file = self._folder.template_file(wrong.file, packaged_templates())
        return msgspec.structs.replace(wrong, file=file)

    def _read_templates(self, changes: Changes | None) -> Templates:
        before = self._templates
        if before is not None and changes is not None and not _of_templates(changes):
            return before
        texts, assets = self._folder.templates(packaged_templates())
        if before is not None and before.texts == texts and before.assets == assets:
            return before
        return Templates(texts, assets)


def _refuse_own_sources(options: Options) -> None:
    """Refuse an output folder in, at or above what the site is made from: neither stays itself."""
    output = options.output.resolve()
    for part in (CONTENT, TEMPLATES):
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


def _of_templates(changes: Changes) -> bool:
    return any(not name.startswith("content/") for name in changes)


def explain(report: Report, address: str | None) -> Iterable[str]:
    """A line for each page: its address and why it was rendered or kept."""
    for file, reason in sorted(report.reasons.items()):
        path = file.removesuffix("index.html")
        if address is None or path.strip("/") == address.strip("/"):
            yield f"/{path}  {reason}"


class _Watch:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = clock.seconds()

    def lap(self, stage: str) -> None:
        """Note the end of a stage."""
        now = clock.seconds()
        self.laps[stage] = now - self._last
        self._last = now
