"""What turns content into pages, as a digest: this program and the libraries that have a say."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from site_builder import __version__
from site_builder.digest import digest

_LIBRARIES = {
    "fontpkg_source_serif_4": "fontpkg_source_serif_4",
    "icu4py": "icu4py",
    "jinja2": "jinja2",
    "manimgx_fonts": "manimgx_fonts",
    "manimgx_fonts_cjk": "manimgx_fonts_cjk",
    "markdown": "markdown",
    "markupsafe": "markupsafe",
    "msgspec": "msgspec",
    "nh3": "nh3",
    "pagefind_bin": "pagefind_bin",
    "pillow": "PIL",
    "pyyaml": "yaml",
}
"""The module of each library, by the name of its metadata; the fonts of one version are the same."""


def engine() -> bytes:
    """The digest of the program's own text and of its libraries' versions."""
    package = Path(__file__).parent
    texts = [path.read_bytes() for path in sorted(package.rglob("*.py"))]
    return digest(b"\0".join([*texts, " ".join((__version__, *sorted(_versions()))).encode()]))


def _versions() -> Iterator[str]:
    """The names of the libraries' metadata, which end in their versions.

    `importlib.metadata` would say the same after a twentieth of a second, and no library is
    imported to be asked.
    """
    specs = [find_spec(module) for module in _LIBRARIES.values()]
    folders = {Path(spec.origin).parents[1] for spec in specs if spec and spec.origin}
    for folder in folders:
        for path in folder.glob("*.*-info"):
            if path.name.lower().partition("-")[0] in _LIBRARIES:
                yield path.name
