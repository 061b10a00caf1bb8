"""Pictures of a built site's pages for people to look at: two widths, two colour schemes.

python -m tools.screenshots _site screenshots / /claims/ /404.html
"""

import argparse
import sys
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser

from tests.browser import chromium
from tests.browser.static_server import serving
from tools.refusal import refuse

WIDTHS = (390, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def main() -> int:
    """Takes the pictures and names each; 2 where there is nothing to take or no browser."""
    arguments = _arguments()
    executable = chromium.find_chromium()
    if executable is None:
        return refuse(chromium.MISSING)
    if not arguments.site.is_dir():
        return refuse(f"{arguments.site} is not there: build the site first")
    with serving(arguments.site) as root, chromium.launch(executable) as browser:
        for address in arguments.addresses:
            for picture in photograph(browser, root, address, arguments.folder):
                print(picture)
    return 0


def photograph(browser: Browser, root: str, address: str, folder: Path) -> list[Path]:
    """Whole-page PNGs of the page at `address` below `root`, one a width and colour scheme."""
    name = address.strip("/").replace("/", "-").removesuffix(".html") or "home"
    pictures = []
    for width, scheme in product(WIDTHS, SCHEMES):
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.goto(root + address.lstrip("/"))
        pictures.append(folder / f"{name}-{width}-{scheme}.png")
        page.screenshot(path=pictures[-1], full_page=True)
        page.close()
    return pictures


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="screenshots", description="Pictures of built pages.")
    parser.add_argument("site", type=Path, help="a built folder, such as _site")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("addresses", nargs="*", default=["/"], help="such as / /claims/")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
