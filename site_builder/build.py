"""read → parse → resolve → plan → render → write: a site from its folder, or its diagnostics."""

import importlib.metadata
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from site_builder import __version__, clock, files
from site_builder.content import Folder, packaged_templates
from site_builder.diagnostics import Diagnostic
from site_builder.files import Output
from site_builder.fingerprint import Fingerprints, differences, digest, part_names
from site_builder.load import Choices, Loaded, load
from site_builder.locate import locate
from site_builder.manifest import Manifest
from site_builder.plan import Plan, plan
from site_builder.render import TemplateError, Templates, stylesheet
from site_builder.workers import spread

_LIBRARIES = ("jinja2", "markdown", "markupsafe", "msgspec", "nh3", "pyyaml")

Progress = Callable[[str, int, int], None]
"""Is told a stage and how many of how many items are through."""


def no_progress(stage: str, through: int, total: int) -> None:
    """Tells nobody."""


class Options(Struct, frozen=True, kw_only=True):
    """What a build is asked for; `strict` makes warnings errors."""

    root: Path
    output: Path
    strict: bool = False
    drafts: bool = False
    jobs: int = 1


class Report(Struct, frozen=True, kw_only=True):
    """What a build found and did.

    Of the files that were `rendered`, only `written` ones differ from those that were there;
    `reasons` says for each file why it was rendered or kept; `seconds` are by stage.
    """

    diagnostics: Sequence[Diagnostic]
    left_out: Mapping[str, str]
    claims: int = 0
    written: int = 0
    rendered: int = 0
    unchanged: int = 0
    removed: int = 0
    reasons: Mapping[str, str] = {}
    seconds: Mapping[str, float] = {}

    @property
    def failed(self) -> bool:
        """Whether there is an error, so that nothing was written."""
        return any(diagnostic.severity == "error" for diagnostic in self.diagnostics)


def check(options: Options, progress: Progress = no_progress) -> Report:
    """Everything that a build would find, without writing anything."""
    loaded, diagnostics = _load(options, progress)
    claims = len(loaded.library.claims) if loaded.library else 0
    return Report(diagnostics=diagnostics, left_out=loaded.left_out, claims=claims)


def build(options: Options, progress: Progress = no_progress) -> Report:
    """Bring the output folder to what the content says; on an error leave it as it is.

    Raises `files.OutputError` where the output folder cannot be used.
    """
    watch = _Watch()
    loaded, diagnostics = _load(options, progress)
    report = Report(diagnostics=diagnostics, left_out=loaded.left_out)
    watch.lap("read, parse, resolve")
    if loaded.library is None or report.failed:
        return report
    texts, assets = Folder(options.root).templates(packaged_templates())
    templates = Templates(texts)
    styles = stylesheet(texts)
    planned = plan(loaded.library, styles)
    watch.lap("plan")
    with files.opened(options.output) as output:
        update = _Update(output, planned, templates, {"assets/site.css": styles.encode(), **assets})
        watch.lap("compare")
        try:
            staged = update.render(options.jobs, progress)
        except TemplateError as error:
            return msgspec.structs.replace(report, diagnostics=[*diagnostics, error.diagnostic])
        watch.lap("render")
        removed = update.write(staged)
        watch.lap("write")
    return msgspec.structs.replace(
        report,
        claims=len(loaded.library.claims),
        written=len(staged),
        rendered=len(update.stale),
        unchanged=update.total - len(staged),
        removed=removed,
        reasons=update.reasons(),
        seconds=watch.laps,
    )


def _load(options: Options, progress: Progress) -> tuple[Loaded, list[Diagnostic]]:
    folder = Folder(options.root)
    choices = Choices(today=clock.today(), drafts=options.drafts, jobs=options.jobs)
    loaded = load(folder, choices, lambda through, total: progress("read", through, total))
    diagnostics = locate(loaded.faults, folder.read_text)
    if options.strict:
        diagnostics = [msgspec.structs.replace(d, severity="error") for d in diagnostics]
    return loaded, diagnostics


class _Update:
    """The way from what an output folder holds to what it should hold."""

    def __init__(
        self, output: Output, planned: Plan, templates: Templates, assets: Mapping[str, bytes]
    ) -> None:
        fingerprints = Fingerprints(engine(), templates, planned.frame)
        self._output = output
        self._templates = templates
        self._frame = planned.frame
        self._assets = assets
        self._old = output.load()
        self._pages = {page.file: page for page in planned.pages}
        self._new = {file: digest(raw) for file, raw in assets.items()}
        self._new |= {file: fingerprints.of(page) for file, page in self._pages.items()}
        missing = output.missing(self._old.files)
        self.stale = [
            file
            for file, fingerprint in self._new.items()
            if self._old.files.get(file) != fingerprint or file in missing
        ]
        output.refuse_foreign(self._new.keys() - self._old.files.keys())

    @property
    def total(self) -> int:
        """How many files the site has."""
        return len(self._new)

    def render(self, jobs: int, progress: Progress) -> dict[str, str]:
        """Render what is stale; the temporary file of each file that differs from what is there."""
        through = 0

        def count(more: int) -> None:
            nonlocal through
            through += more
            progress("render", through, len(self.stale))

        staged: dict[str, str] = {}
        for result in spread(self._stage, len(self.stale), jobs, count):
            if isinstance(result, Diagnostic):
                raise TemplateError(result)
            staged.update(result)
        return staged

    def write(self, staged: Mapping[str, str]) -> int:
        """Forget, write, delete, remember; how many files were deleted."""
        orphans = sorted(self._old.files.keys() - self._new.keys())
        if not staged and not orphans and self._old.files == self._new:
            return 0
        self._output.save(self._old.forget(self.stale))
        self._output.put(staged)
        removed = self._output.delete(orphans)
        self._output.save(Manifest(self._new))
        return removed

    def reasons(self) -> dict[str, str]:
        """Why each file was rendered or kept."""
        stale = set(self.stale)
        return {
            file: self._reason(file, fingerprint) if file in stale else "kept"
            for file, fingerprint in self._new.items()
        }

    def _reason(self, file: str, fingerprint: str) -> str:
        old = self._old.files.get(file)
        if old == fingerprint:
            return "the file was gone"
        page = self._pages.get(file)
        if page is None:
            return "new" if old is None else "changed"
        return differences(old, fingerprint, part_names(page.compose))

    def _stage(self, start: int, stop: int) -> dict[str, str] | Diagnostic:
        staged = {}
        for file in self.stale[start:stop]:
            try:
                raw = self._bytes(file)
            except TemplateError as error:
                return error.diagnostic
            temporary = self._output.stage(file, raw, existing=file in self._old.files)
            if temporary is not None:
                staged[file] = temporary
        return staged

    def _bytes(self, file: str) -> bytes:
        if file in self._assets:
            return self._assets[file]
        return self._templates.render(self._pages[file], self._frame)


def engine() -> str:
    """A hash of the program and of the libraries that have a say in its output."""
    package = Path(__file__).parent
    sources = (path.read_bytes() for path in sorted(package.rglob("*.py")))
    versions = (__version__, *map(importlib.metadata.version, _LIBRARIES))
    return digest(*(version.encode() for version in versions), *sources)


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
