"""`build --verify`: what a comparison with a clean build found."""

from collections.abc import Iterator

import click
import msgspec

from site_builder.build import Options
from site_builder.commands.saying import (
    FINE,
    TROUBLE,
    TROUBLES,
    count,
    progress,
    say,
    show,
    trouble,
)
from site_builder.report import tamed
from site_builder.verify import Difference, Verdict
from site_builder.verify import verify as compare


def verify(options: Options, form: str) -> int:
    """Build anew elsewhere and say whether that makes the same site.

    A difference is exit code 2: it is a mistake of the program, or somebody's hand in the output
    folder, but nothing that an author could mend in the content.
    """
    try:
        with progress() as told:
            verdict = compare(options, told)
    except TROUBLES as error:
        return trouble(error, "the clean build")
    if verdict.clean.failed:
        show(verdict.clean, form, options.root)
    if form == "json":
        click.echo(_as_json(verdict))
    else:
        for line in _as_text(verdict, options):
            say(tamed(line))
    return FINE if verdict.equal else TROUBLE


def _as_text(verdict: Verdict, options: Options) -> Iterator[str]:
    if verdict.others:
        others = ", ".join(verdict.others)
        yield f"not made by any build, and not compared: {others}"
    for difference in verdict.differences:
        yield from _lines(difference, f"{options.output}/{difference.file}")
    if verdict.equal:
        yield f"{count(verdict.files, 'file')}, all equal to a clean build"
    elif verdict.clean.failed:
        yield f"a clean build finds faults that this one did not{_WAY_OUT}"
    else:
        number = count(len(verdict.differences), "difference")
        yield f"{number} from a clean build of {count(verdict.files, 'file')}{_WAY_OUT}"


_WAY_OUT = (
    ": the content or the output folder was edited meanwhile, or the program has made a mistake;"
    " `site-builder clean`, then build again"
)


def _lines(difference: Difference, name: str) -> Iterator[str]:
    if difference.how == "missing":
        yield f"{name}: missing"
    elif difference.how == "extra":
        yield f"{name}: extra; a clean build does not make it"
    else:
        yield f"{name}:{difference.line}: differs, from byte {difference.byte} on"
        yield f"  here:  {difference.here}"
        yield f"  clean: {difference.clean}"


def _as_json(verdict: Verdict) -> str:
    value = {
        "files": verdict.files,
        "equal": verdict.equal,
        "differences": verdict.differences,
        "others": verdict.others,
    }
    return msgspec.json.encode({"verify": value}).decode()
