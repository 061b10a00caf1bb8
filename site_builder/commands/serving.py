"""`serve`."""

import traceback
import webbrowser
from pathlib import Path

from site_builder.build import Options, Report
from site_builder.commands.saying import FINE, TROUBLES, faults, say, show, summary, trouble
from site_builder.serve.session import PortError, Serving, Told
from site_builder.serve.session import serve as run
from site_builder.workers import processors


def serve(
    root: Path, output: Path | None, host: str, port: int, browse: bool, drafts: bool, poll: bool
) -> int:
    """Serve a site and rebuild it on every change, until Ctrl-C."""
    folder = output or root / "_site"
    options = Options(root=root, output=folder, drafts=drafts, jobs=processors(), later=True)
    serving = Serving(options=options, host=host, port=port, poll=poll)

    def built(result: Report | Exception, seconds: float) -> None:
        if isinstance(result, Exception):
            _say_why(result, folder)
            return
        show(result, "text", root)
        if result.failed:
            say(f"{faults(result)}; the site stays as it was")
        else:
            say(summary(result, folder, seconds))

    def listening(address: str, moved: bool) -> None:
        if moved:
            say(f"port {port} is taken; this is the next that is free")
        say(f"serving {address} (Ctrl-C stops)")
        if browse:
            webbrowser.open(address)

    def unwatched(error: Exception) -> None:
        say(f"changes are looked for, since the system tells of none: {error}")

    try:
        run(serving, Told(built=built, listening=listening, unwatched=unwatched))
    except (PortError, *TROUBLES) as error:
        return trouble(error, host)
    return FINE


def _say_why(error: Exception, folder: Path) -> None:
    """Say why there was no build; of an error of our own, also where it came up."""
    if isinstance(error, TROUBLES):
        trouble(error, folder)
        return
    frame = traceback.extract_tb(error.__traceback__)[-1]
    trouble(
        f"{type(error).__name__}: {error} ({frame.filename}:{frame.lineno}). This is a mistake in"
        " the program, not in the content; the site stays as it was, and the next save builds again"
    )
