"""python -m tools.lighthouse [ROOT] [PAGE ...]: scores of a site's pages; 1 where one is below 100.

A site is built and served by a real nginx, with what its `_headers` says and compressed. Lighthouse
then loads pages as a phone on a slow network would (its default: simulated throttling).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from site_builder.build import Options, build
from tests.browser import chromium
from tests.browser.nginx import MISSING as NO_NGINX
from tests.browser.nginx import find_nginx, nginx
from tests.site_text import largest_pages
from tools.lighthouse.report import pace, row, table
from tools.refusal import refuse

PROGRAM = Path(__file__).with_name("node_modules") / "lighthouse/cli/index.js"
MISSING = "Lighthouse is not there: `make lighthouse` installs it with npm"
RUNS = 3
ATTEMPTS = 3
"""How often a page is tried that Lighthouse makes no report on."""

ROOT = Path(__file__).parents[2]


class NoReportError(Exception):
    """Lighthouse makes no report on the page at an address."""


@dataclass(frozen=True)
class Lighthouse:
    """The program, told which browser to start."""

    browser: Path
    folder: Path

    def __call__(self, address: str) -> Any:
        """Its report on one loading of the page at an address, as read from JSON."""
        report = self.folder / "report.json"
        flags = " ".join(("--headless", *chromium.FLAGS))
        command = ["node", str(PROGRAM), address, "--quiet", "--no-enable-error-reporting"]
        options = ["--output=json", f"--output-path={report}", f"--chrome-flags={flags}"]
        environment = {**os.environ, "CHROME_PATH": str(self.browser)}
        for _ in range(ATTEMPTS):
            # A browser that starts too slowly is no fault of the page: Lighthouse asks to try again.
            done = subprocess.run([*command, *options], check=False, env=environment)
            if done.returncode == 0:
                return json.loads(report.read_text(encoding="utf-8"))
        raise NoReportError(address)


def main() -> int:
    """Measures, and prints a table; 2 where something is missing, or the site has faults."""
    arguments = _arguments()
    browser, server = chromium.find_chromium(), find_nginx()
    if browser is None or server is None or not PROGRAM.exists():
        return refuse(chromium.MISSING if not browser else NO_NGINX if not server else MISSING)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site = folder / "site"
        if build(Options(root=arguments.root, output=site)).failed:
            return refuse(f"{arguments.root} has faults: `site-builder check` says which")
        pages = arguments.pages or _chosen(site)
        with nginx(server, site, "/", folder) as address:
            try:
                return _measure(Lighthouse(browser, folder), address, pages, arguments.runs)
            except NoReportError as error:
                return refuse(f"Lighthouse makes no report on {error}")


def _measure(lighthouse: Lighthouse, address: str, pages: Sequence[str], runs: int) -> int:
    reports = {
        page: [lighthouse(address + page.lstrip("/")) for _ in range(runs)] for page in pages
    }
    rows = [row(page, found) for page, found in reports.items()]
    every = [report for found in reports.values() for report in found]
    print(table(rows))
    print(f"medians of {runs}; Lighthouse {every[0]['lighthouseVersion']};", end=" ")
    print(f"benchmarkIndex {pace(every):.0f}: a slower or busier machine lowers “speed”")
    for warning in sorted({warning for report in every for warning in report["runWarnings"]}):
        print(warning)
    return int(any(each.failed for each in rows))


def _chosen(site: Path) -> list[str]:
    """The addresses of the largest page of each kind that readers find, embeds not among them."""
    names = largest_pages(site)
    return [
        "/" + name.removesuffix("index.html")
        for name in names
        if name.endswith("index.html") and not name.endswith("/embed/index.html")
    ]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.lighthouse", description=__doc__)
    parser.add_argument("root", nargs="?", type=Path, default=ROOT, help="a site's folder")
    parser.add_argument(
        "pages", nargs="*", help="such as / /map/ [default: the largest page of each kind]"
    )
    parser.add_argument(
        "--runs", type=int, default=RUNS, help=f"of which the median counts [default: {RUNS}]"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
