"""What turns content into pages, as a digest: this program and the libraries that have a say."""

from collections.abc import Iterator
from pathlib import Path

import jinja2
import markdown
import markupsafe
import msgspec
import nh3
import yaml

from site_builder import __version__
from site_builder.digest import digest

_LIBRARIES = {
    "jinja2": jinja2,
    "markdown": markdown,
    "markupsafe": markupsafe,
    "msgspec": msgspec,
    "nh3": nh3,
    "pyyaml": yaml,
}


def engine() -> bytes:
    """The digest of the program's own text and of its libraries' versions."""
    package = Path(__file__).parent
    texts = [path.read_bytes() for path in sorted(package.rglob("*.py"))]
    return digest(b"\0".join([*texts, " ".join((__version__, *sorted(_versions()))).encode()]))


def _versions() -> Iterator[str]:
    """The names of the libraries' metadata, which end in their versions.

    `importlib.metadata` would say the same after a twentieth of a second.
    """
    for name, module in _LIBRARIES.items():
        for path in Path(module.__file__ or "").parents[1].glob("*.*-info"):
            if path.name.lower().startswith(f"{name}-"):
                yield path.name
