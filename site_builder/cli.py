"""The command line: options in, exit codes out. 0 fine, 1 content faults, 2 usage or environment."""

import importlib
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from site_builder import __version__

Command = TypeVar("Command", bound=Callable[..., Any])

_EVERY = "*"
"""Stands for every page where `--explain` is given no address."""


def _commands(module: str) -> Any:
    """What a command does; imported only when it runs, so that no other needs to wait for it."""
    return importlib.import_module(f"site_builder.commands.{module}")


def _root(command: Command) -> Command:
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.argument("root", type=folder, default=".")(command)


def _output(command: Command) -> Command:
    folder = click.Path(file_okay=False, path_type=Path)
    return click.option(
        "--output", "-o", type=folder, help="Folder for the site.  [default: ROOT/_site]"
    )(command)


def _checking(command: Command) -> Command:
    drafts = click.option("--drafts", is_flag=True, help="Take in drafts and future-dated cards.")
    return drafts(_reading(command))


def _reading(command: Command) -> Command:
    for option in (
        click.option("--jobs", "-j", type=click.IntRange(min=1), help="Processes to use."),
        click.option("--strict", is_flag=True, help="Make warnings errors."),
        click.option(
            "--format",
            "form",
            type=click.Choice(["text", "json", "github"]),
            default="text",
            show_default=True,
            help="Form of diagnostics.",
        ),
    ):
        command = option(command)
    return command


def _address(command: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """What `--explain` is given: an address; a folder behind it is meant as ROOT."""
    if value is None or value == _EVERY or value.startswith("/"):
        return value
    message = (
        f"an address begins with a slash, and “{value}” does not;"
        f" if it is the site's folder, put it first: site-builder build {value} --explain"
    )
    raise click.BadParameter(message, command, option)


class _MemoryRanOutError(click.ClickException):
    exit_code = 2


class _Commands(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        """Run a command, for which there may not even be the memory to begin."""
        try:
            return super().invoke(ctx)
        except MemoryError as error:
            raise _MemoryRanOutError("memory ran out") from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="site-builder")
def main() -> None:
    """Publish claim cards: who said what, how it is attributed, each quotation proven."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _terminated)


def _terminated(number: int, _frame: object) -> NoReturn:
    """End as after Ctrl-C, with all workers and temporary files; by the code that shells expect."""
    raise SystemExit(128 + number)


@main.command()
@_root
@_output
@_checking
@click.option(
    "--explain",
    is_flag=False,
    flag_value=_EVERY,
    callback=_address,
    metavar="[ADDRESS]",
    help="Say why each page, or one, was rendered or kept.",
)
@click.option("--stats", is_flag=True, help="Say what it took: by stage and template, and memory.")
@click.option("--verify", is_flag=True, help="Build anew elsewhere too, and compare every byte.")
def build(**options: Any) -> None:
    """Build the site of the folder ROOT (default: this one)."""
    raise SystemExit(_commands("building").build(**options))


@main.command()
@_root
@_checking
@click.option("--external", is_flag=True, help="Ask the outside addresses in it too.")
def check(external: bool, **options: Any) -> None:
    """Report every fault of the content, without building anything."""
    raise SystemExit(_commands("asking" if external else "building").check(**options))


@main.command()
@_root
@_reading
def record(**options: Any) -> None:
    """Record the addresses of the site as published, so that none can vanish unnoticed."""
    raise SystemExit(_commands("building").record(**options))


@main.command()
@_root
@_output
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8000,
    show_default=True,
    help="Port, or the next that is free.",
)
@click.option("--open", "browse", is_flag=True, help="Open the site in the browser.")
@click.option("--drafts", is_flag=True, help="Take in drafts and future-dated cards.")
@click.option("--poll", is_flag=True, help="Look for changes: for mounts that send no events.")
def serve(**options: Any) -> None:
    """Serve the site of the folder ROOT, and rebuild it while you edit."""
    raise SystemExit(_commands("serving").serve(**options))


@main.command()
@click.argument("kind", required=False)
def schema(kind: str | None) -> None:
    """Print JSON Schemas of the front matter: of all kinds, or of one (claims, people …)."""
    raise SystemExit(_commands("schemas").schema(kind))


@main.command()
@_root
@_output
def clean(**options: Any) -> None:
    """Delete the files that a build made, and nothing else."""
    raise SystemExit(_commands("building").clean(**options))
