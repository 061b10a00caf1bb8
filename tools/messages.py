"""python -m tools.messages: the messages of templates and modules, and each catalogue's part in them."""

import contextlib
import sys
from pathlib import Path

from babel.messages.frontend import CommandLineInterface

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "site_builder" / "locale"
TEMPLATE = LOCALE / "site.pot"

KEYWORDS = ("say", "marked", "say_many:1,2", "counted:1,2")
"""What modules call messages by, besides the names that Babel knows."""


def main() -> int:
    """Write the template anew and update the catalogue of each language."""
    extract(TEMPLATE)
    for catalogue in sorted(LOCALE.glob("*/LC_MESSAGES/site.po")):
        language = catalogue.parts[-3]
        words = ["update", "--no-fuzzy-matching", "--ignore-pot-creation-date", "--width=100"]
        _babel(*words, "-i", TEMPLATE, "-o", catalogue, "-l", language)
    return 0


def extract(into: Path) -> None:
    """Write all messages in the order of the files that they stand in."""
    words = ["extract", "--omit-header", "--add-location=file", "--sort-by-file", "--width=100"]
    for keyword in KEYWORDS:
        words += ["-k", keyword]
    with contextlib.chdir(ROOT):  # patterns are those of names below it
        _babel(*words, "-F", "pyproject.toml", "-o", into, ".")


def _babel(*words: object) -> None:
    CommandLineInterface().run(  # type: ignore[no-untyped-call]
        ["pybabel", "-q", *map(str, words)]
    )


if __name__ == "__main__":
    sys.exit(main())
