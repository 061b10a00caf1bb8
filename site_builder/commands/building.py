"""`build`, `check`, `record` and `clean`."""

import gc
from pathlib import Path

import click
import msgspec

from site_builder import build as engine
from site_builder import clock, files
from site_builder.build import Options, Report
from site_builder.commands import stats as figures
from site_builder.commands import verifying
from site_builder.commands.saying import (
    FAULTS,
    FINE,
    TROUBLES,
    conclude,
    count,
    faults,
    progress,
    say,
    show,
    summary,
    trouble,
)
from site_builder.resolve.ledger import LEDGER
from site_builder.workers import Memory, processors, watched


def build(
    root: Path,
    output: Path | None,
    jobs: int | None,
    drafts: bool,
    strict: bool,
    form: str,
    explain: str | None,
    stats: bool,
    verify: bool,
) -> int:
    """Build a site; on content faults the last good site stays as it is."""
    started = clock.seconds()
    gc.disable()  # nearly all that a build makes is needed to its end
    folder = output or root / "_site"
    try:
        options = msgspec.structs.replace(
            _options(root, output, jobs, strict=strict, drafts=drafts),
            explain=explain is not None,
            stats=stats,
            today=clock.today(),  # the same for a clean build beside this one
        )
        result, memory = _built(options)
    except TROUBLES as error:
        return trouble(error, folder)
    show(result, form, root)
    if result.failed:
        say(f"{faults(result)}; nothing was written")
        return FAULTS
    if explain is not None:
        lines = engine.explain(result, None if explain == "*" else explain)
        click.echo("\n".join(lines) or f"no page stands at {explain}")
    if stats:
        _show_stats(result, memory, form)
    say(summary(result, folder, clock.seconds() - started))
    return verifying.verify(options, form) if verify else FINE


def _built(options: Options) -> tuple[Report, Memory]:
    """Build, and look at the workers' memory where stats are asked for."""
    with progress() as told:
        if not options.stats:
            return engine.build(options, told), Memory()
        with watched() as memory:
            return engine.build(options, told), memory


def _show_stats(result: Report, memory: Memory, form: str) -> None:
    """Say what a build took: where programs read diagnostics as JSON, they get this as well."""
    if form == "json":
        click.echo(figures.as_json(result, memory))
    else:
        say("\n".join(figures.as_text(result, memory)))


def check(root: Path, jobs: int | None, drafts: bool, strict: bool, form: str) -> int:
    """Report every fault of the content."""
    try:
        with progress() as told:
            result = engine.check(_options(root, None, jobs, strict=strict, drafts=drafts), told)
    except TROUBLES as error:
        return trouble(error, root)
    show(result, form, root)
    return conclude(result)


def record(root: Path, jobs: int | None, strict: bool, form: str) -> int:
    """Record the addresses that are published and not recorded yet."""
    try:
        with progress() as told:
            options = _options(root, None, jobs, strict=strict, drafts=False)
            result = engine.record(options, told)
    except TROUBLES as error:
        return trouble(error, root)
    show(result, form, root)
    if result.failed:
        say(f"{faults(result)}; nothing was recorded")
        return FAULTS
    say(f"{count(len(result.awaiting), 'address', 'addresses')} added to {root / LEDGER}")
    return FINE


def clean(root: Path, output: Path | None) -> int:
    """Delete what builds made."""
    folder = output or root / "_site"
    try:
        deleted = files.clean(folder)
    except TROUBLES as error:
        return trouble(error, folder)
    say(f"{count(deleted, 'file')} deleted from {folder}")
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
