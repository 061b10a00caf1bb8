"""What turns content into pages, as a digest: this program and the libraries that have a say."""

import importlib.metadata
from pathlib import Path

from site_builder import __version__
from site_builder.digest import digest

_LIBRARIES = ("jinja2", "markdown", "markupsafe", "msgspec", "nh3", "pyyaml")


def engine() -> bytes:
    """The digest of the program's own text and of its libraries' versions."""
    package = Path(__file__).parent
    texts = [path.read_bytes() for path in sorted(package.rglob("*.py"))]
    versions = [importlib.metadata.version(name) for name in _LIBRARIES]
    return digest(b"\0".join([*texts, " ".join((__version__, *versions)).encode()]))
