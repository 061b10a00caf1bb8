"""`check --external`: the content, and whether the outside addresses in it answer."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec

from site_builder import __version__, clock
from site_builder import build as engine
from site_builder.build import Options, Report
from site_builder.commands.saying import (
    FAULTS,
    FINE,
    TROUBLE,
    TROUBLES,
    conclude,
    count,
    progress,
    say,
    show,
    show_all,
    trouble,
)
from site_builder.content import Folder
from site_builder.links import check as links
from site_builder.links.check import Checked
from site_builder.links.findings import Finding
from site_builder.network.ask import Asking
from site_builder.network.exchange import Line
from site_builder.workers import processors


def check(root: Path, jobs: int | None, drafts: bool, strict: bool, form: str) -> int:
    """Report every fault of the content, and what every outside address in it answers."""
    options = Options(
        root=root,
        output=root / "_site",
        strict=strict,
        drafts=drafts,
        jobs=jobs or processors(),
    )
    try:
        with progress() as told:
            result = engine.check(options, told)
    except TROUBLES as error:
        return trouble(error, root)
    show(result, form, root)
    return max(conclude(result), _ask(result, root, form, strict=strict))


def asking() -> Asking:
    """How addresses are asked: over the network as it is, by the clock as it is."""
    return Asking(line=Line(agent=f"site-builder/{__version__} (checks links)"), now=clock.now)


def _ask(result: Report, root: Path, form: str, *, strict: bool) -> int:
    """Report on every outside address of content that has no errors of its own."""
    if result.mentions is None:
        say("no outside address was asked: mend the errors first")
        return FAULTS
    try:
        with progress() as told:
            checked = links.check(result.mentions, Folder(root), asking(), told)
    except KeyboardInterrupt:
        say("stopped; what was answered so far is kept")
        return TROUBLE
    except TROUBLES as error:
        return trouble(error, root)
    found = [_strictly(finding) if strict else finding for finding in checked.findings]
    show_all((f for f in found if form != "github" or f.verdict != "ok"), form, root)
    if checked.unkept is not None:
        say(f"the answers are not kept for the next time: {checked.unkept.strerror}")
    say(_summary(checked))
    return FAULTS if any(finding.severity == "error" for finding in found) else FINE


def _strictly(finding: Finding) -> Finding:
    """A finding of which a warning is an error; an unclear answer is neither."""
    severity = "error" if finding.severity == "warning" else finding.severity
    return msgspec.structs.replace(finding, severity=severity)


def _summary(checked: Checked) -> str:
    words = Counter(_by_address(checked.findings).values())
    of_each = ", ".join(f"{number} {word}" for word, number in sorted(words.items()))
    links = count(words.total(), "outside link")
    return f"{links}, {checked.asked} asked now{':' if of_each else ''} {of_each}".rstrip()


def _by_address(found: Iterable[Finding]) -> dict[str, str]:
    return {finding.address: finding.verdict for finding in found}
