"""What is kept beside a site's content rather than with its output, as no build can make it again.

Recorded addresses are under version control, what outside addresses answered is not.
"""

import os
from pathlib import Path

_ANSWERS = ".site-builder/links.json"
"""Below the site's root, not the output folder: a clean build should not ask everybody again."""


def load_answers(root: Path) -> bytes:
    """What outside addresses answered when a site's were last asked; nothing where it is lost."""
    try:
        return (root / _ANSWERS).read_bytes()
    except OSError:
        return b""


def save_answers(root: Path, raw: bytes) -> None:
    """Keep what outside addresses answered, beside a site's content, out of version control."""
    path = root / _ANSWERS
    path.parent.mkdir(exist_ok=True)
    (path.parent / ".gitignore").write_text("*\n", encoding="ascii")
    _put(path, path.with_name(f"{path.name}-{os.getpid()}"), raw)


def save_ledger(path: Path, raw: bytes) -> None:
    """Put the ledger of published addresses into place, as a whole."""
    _put(path, path.with_name(f".{path.name}.tmp"), raw)


def _put(path: Path, temporary: Path, raw: bytes) -> None:
    try:
        temporary.write_bytes(raw)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
