"""`serve`."""

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
    options = Options(root=root, output=folder, drafts=drafts, jobs=processors())
    serving = Serving(options=options, host=host, port=port, poll=poll)

    def built(result: Report | Exception, seconds: float) -> None:
        if isinstance(result, Exception):
            say(f"site-builder: {result}")
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

    try:
        run(serving, Told(built=built, listening=listening))
    except (PortError, *TROUBLES) as error:
        return trouble(error, host)
    return FINE
