"""Finds and starts the Chromium that is installed on this machine."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

# The shell is the same browser without windows: with those, a page takes twice as long, unseen.
NAMES = (
    *("chromium-headless-shell", "chromium", "chromium-browser"),
    *("google-chrome", "google-chrome-stable"),
)
APPLICATIONS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)
MISSING = (
    "No Chromium was found: install it (on Debian: apt-get install chromium-headless-shell), or let CHROMIUM "
    "lead to one, or say SITE_BUILDER_NO_BROWSER=1 to leave out the tests that need it."
)
# A test browser asks nobody outside for updates, and runs where there is neither a
# graphics card nor (in a container, as root) a sandbox.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> Path | None:
    """The browser's program: $CHROMIUM alone where it is set, else the first known name on PATH."""
    if named := os.environ.get("CHROMIUM"):
        return Path(found) if (found := shutil.which(named)) else None
    on_path = (Path(found) for name in NAMES if (found := shutil.which(name)))
    installed = (application for application in APPLICATIONS if application.exists())
    return next(on_path, None) or next(installed, None)


@contextmanager
def launch(executable: Path) -> Iterator[Browser]:
    """A headless browser with an empty profile, closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield browser
        browser.close()
