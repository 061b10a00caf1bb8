"""How commands speak: diagnostics, summaries, a progress bar, trouble; and the exit codes."""

import errno
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import msgspec

from site_builder import report
from site_builder.build import Progress, Report, no_progress
from site_builder.clock import ClockError
from site_builder.diagnostics import Diagnostic
from site_builder.files import OutputError
from site_builder.search.pagefind import IndexingError
from site_builder.workers import WorkerLostError

TROUBLES = (ClockError, IndexingError, MemoryError, OSError, OutputError, WorkerLostError)
"""What may keep a command from its work that is neither its fault nor the content's."""

FINE, FAULTS, TROUBLE = 0, 1, 2

_FEWEST = 200
_FEWEST_FOR_PROGRESS = {"ask": 3}
"""How much there must be to do before a bar says how far it is; asking takes about a second each."""


def show(result: Report, form: str, root: Path) -> None:
    """Print diagnostics in a form, with paths that work from here; say which cards are left out."""
    show_all(result.diagnostics, form, root)
    for id, reason in sorted(result.left_out.items()):
        say(f"left out: {id} ({reason})")


def show_all(diagnostics: Iterable[Diagnostic], form: str, root: Path) -> None:
    """Print diagnostics in a form, with paths that work from here."""
    shown = report.FORMATS[form](_from_here(each, root) for each in diagnostics)
    click.echo(shown, nl=False, err=form == "text")


def _from_here(diagnostic: Diagnostic, root: Path) -> Diagnostic:
    """A diagnostic whose file is named as seen from the current folder, not from the site's."""
    return msgspec.structs.replace(diagnostic, file=str(root / diagnostic.file))


def faults(result: Report) -> str:
    """How many errors and warnings there are."""
    errors = sum(d.severity == "error" for d in result.diagnostics)
    return f"{count(errors, 'error')}, {count(len(result.diagnostics) - errors, 'warning')}"


def conclude(result: Report) -> int:
    """Say how the content stands after a check; the exit code."""
    if result.failed:
        say(faults(result))
        return FAULTS
    found = faults(result) if result.diagnostics else "no faults"
    say(f"{count(result.claims, 'claim')}, {found}")
    return FINE


def summary(result: Report, folder: Path, seconds: float) -> str:
    """What a build did, in one line."""
    waiting = len(result.awaiting)
    unrecorded = f"; {count(waiting, 'address', 'addresses')} not recorded" if waiting else ""
    return (
        f"{count(result.claims, 'claim')}: {count(result.written, 'file')} written,"
        f" {result.unchanged} unchanged, {result.removed} removed in {seconds:.2f} s"
        f" → {folder}{unrecorded}"
    )


def count(number: int, noun: str, several: str | None = None) -> str:
    """A number and its noun; `several` is the plural where that is not the noun and an s."""
    return f"{number} {noun}" if number == 1 else f"{number} {several or f'{noun}s'}"


def say(message: str) -> None:
    """Tell the user something, beside the output."""
    click.echo(message, err=True)


def trouble(error: str | Exception, place: object = "") -> int:
    """Say why a command could not do its work; its exit code. `place` is where, if unsaid."""
    if isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM:
        error = "memory ran out"
    elif isinstance(error, OSError):
        error = f"{error.filename or place}: {error.strerror}"
    say(f"site-builder: {error}")
    return TROUBLE


@contextmanager
def progress() -> Iterator[Progress]:
    """A progress bar on a terminal, where there is enough to do; elsewhere nothing."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield no_progress
        return
    bar = _Bar()
    try:
        yield bar.show
    finally:
        bar.end()


class _Bar:
    """One line that grows and is wiped at the end."""

    def __init__(self) -> None:
        self._drawn = False

    def show(self, stage: str, through: int, total: int) -> None:
        """Draw how far a stage is."""
        if total < _FEWEST_FOR_PROGRESS.get(stage, _FEWEST):
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
