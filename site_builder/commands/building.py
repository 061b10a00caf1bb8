"""`build`, `check` and `clean`."""

import gc
import resource
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from site_builder import build as engine
from site_builder import clock, files
from site_builder.build import Options, Report
from site_builder.commands.saying import (
    FAULTS,
    FINE,
    TROUBLES,
    count,
    faults,
    progress,
    say,
    show,
    summary,
    trouble,
)
from site_builder.workers import processors

_COLLECT_RARELY = (200_000, 20, 1000)
"""When the garbage collector looks: nearly all that a build makes is needed to its end."""


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
    gc.set_threshold(*_COLLECT_RARELY)
    options = msgspec.structs.replace(
        _options(root, output, jobs, strict=strict, drafts=drafts), explain=explain is not None
    )
    try:
        with progress() as told:
            result = engine.build(options, told)
    except TROUBLES as error:
        return trouble(error, options.output)
    show(result, form, root)
    if result.failed:
        say(f"{faults(result)}; nothing was written")
        return FAULTS
    if explain is not None:
        lines = engine.explain(result, None if explain == "*" else explain)
        click.echo("\n".join(lines) or f"no page stands at {explain}")
    if stats:
        say("\n".join(_stats(result)))
    say(summary(result, options.output, clock.seconds() - started))
    return FINE


def check(root: Path, jobs: int | None, drafts: bool, strict: bool, form: str) -> int:
    """Report every fault of the content."""
    try:
        with progress() as told:
            result = engine.check(_options(root, None, jobs, strict=strict, drafts=drafts), told)
    except TROUBLES as error:
        return trouble(error, root)
    show(result, form, root)
    if result.failed:
        say(faults(result))
        return FAULTS
    found = faults(result) if result.diagnostics else "no faults"
    say(f"{count(result.claims, 'claim')}, {found}")
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


def _stats(result: Report) -> Iterator[str]:
    for stage, seconds in result.seconds.items():
        yield f"{stage:<24}{seconds * 1000:9.1f} ms"
    yield f"{'rendered':<24}{result.rendered:9}"
    usage = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    largest = [resource.getrusage(who).ru_maxrss / 1024 for who in usage]
    yield f"{'peak memory':<24}{largest[0]:9.1f} MiB, largest worker {largest[1]:.1f} MiB"
