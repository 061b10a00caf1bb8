"""What each command does and says; each returns its exit code."""

import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import msgspec

from site_builder import build as engine
from site_builder import clock, files, report
from site_builder import schema as schemas
from site_builder.build import Options, Report
from site_builder.workers import WorkerLostError, processors

FINE, FAULTS, TROUBLE = 0, 1, 2

_FEWEST_FOR_PROGRESS = 200


def build(
    root: Path,
    output: Path | None,
    jobs: int | None,
    drafts: bool,
    strict: bool,
    form: str,
    explain: str | None,
    stats: bool,
) -> int:
    """Build a site; on content faults the last good site stays as it is."""
    started = clock.seconds()
    options = msgspec.structs.replace(
        _options(root, output, jobs, strict=strict, drafts=drafts), explain=explain is not None
    )
    try:
        with _progress() as progress:
            result = engine.build(options, progress)
    except (files.OutputError, WorkerLostError) as error:
        return _trouble(str(error))
    except OSError as error:
        return _trouble(f"{error.filename or options.output}: {error.strerror}")
    _show(result, form)
    if result.failed:
        _say(f"{_faults(result)}; nothing was written")
        return FAULTS
    if explain is not None:
        lines = engine.explain(result, None if explain == "*" else explain)
        click.echo("\n".join(lines) or f"no page stands at {explain}")
    if stats:
        _say("\n".join(_stats(result)))
    _say(_summary(result, options.output, clock.seconds() - started))
    return FINE


def check(root: Path, jobs: int | None, drafts: bool, strict: bool, form: str) -> int:
    """Report every fault of the content."""
    try:
        with _progress() as progress:
            result = engine.check(
                _options(root, None, jobs, strict=strict, drafts=drafts), progress
            )
    except WorkerLostError as error:
        return _trouble(str(error))
    _show(result, form)
    if result.failed:
        _say(_faults(result))
        return FAULTS
    _say(f"{result.claims} claims, {_faults(result) if result.diagnostics else 'no faults'}")
    return FINE


def schema(kind: str | None) -> int:
    """Print JSON Schemas."""
    known = schemas.schemas()
    if kind is not None and kind not in known:
        return _trouble(f"there is no kind “{kind}”; the kinds are {', '.join(known)}")
    found = known if kind is None else known[kind]
    click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2))
    return FINE


def clean(root: Path, output: Path | None) -> int:
    """Delete what builds made."""
    folder = output or root / "_site"
    try:
        count = files.clean(folder)
    except files.OutputError as error:
        return _trouble(str(error))
    _say(f"{count} files deleted from {folder}")
    return FINE


def _options(
    root: Path, output: Path | None, jobs: int | None, *, strict: bool, drafts: bool
) -> Options:
    return Options(
        root=root,
        output=output or root / "_site",
        strict=strict,
        drafts=drafts,
        jobs=jobs or processors(),
    )


def _show(result: Report, form: str) -> None:
    shown = report.FORMATS[form](result.diagnostics)
    click.echo(shown, nl=False, err=form == "text")
    for id, reason in sorted(result.left_out.items()):
        _say(f"left out: {id} ({reason})")


def _faults(result: Report) -> str:
    errors = sum(d.severity == "error" for d in result.diagnostics)
    return f"{_count(errors, 'error')}, {_count(len(result.diagnostics) - errors, 'warning')}"


def _summary(result: Report, folder: Path, seconds: float) -> str:
    return (
        f"{_count(result.claims, 'claim')}: {_count(result.written, 'page')} written,"
        f" {result.unchanged} unchanged, {result.removed} removed in {seconds:.2f} s → {folder}"
    )


def _stats(result: Report) -> Iterator[str]:
    for stage, seconds in result.seconds.items():
        yield f"{stage:<24}{seconds * 1000:9.1f} ms"
    yield f"{'rendered':<24}{result.rendered:9}"
    usage = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    largest = [resource.getrusage(who).ru_maxrss / 1024 for who in usage]
    yield f"{'peak memory':<24}{largest[0]:9.1f} MiB, largest worker {largest[1]:.1f} MiB"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _say(message: str) -> None:
    click.echo(message, err=True)


def _trouble(message: str) -> int:
    _say(f"site-builder: {message}")
    return TROUBLE


@contextmanager
def _progress() -> Iterator[engine.Progress]:
    """A progress bar on a terminal, where there is enough to do; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield engine.no_progress
        return
    bar = _Bar()
    yield bar.show
    bar.end()


class _Bar:
    """One line that grows and is wiped at the end."""

    def __init__(self) -> None:
        self._drawn = False

    def show(self, stage: str, through: int, total: int) -> None:
        """Draw how far a stage is."""
        if total < _FEWEST_FOR_PROGRESS:
            return
        width = 30
        full = width * through // total
        bar = "█" * full + "░" * (width - full)
        click.echo(f"\r{stage:<8}{bar} {through:>7}/{total}", nl=False, err=True)
        self._drawn = True

    def end(self) -> None:
        """Wipe the line."""
        if self._drawn:
            click.echo("\r\x1b[K", nl=False, err=True)
