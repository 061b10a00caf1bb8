"""The code that templates become, kept beside the program's own compiled modules.

Python keeps the code of modules in `__pycache__`, so that a program starts sooner the next time; this
does the same for templates, under the same conditions: where the folder can be written to and
nobody has said `PYTHONDONTWRITEBYTECODE`. Whatever is wrong with the file, templates are compiled.
"""

import contextlib
import marshal
import os
import sys
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from site_builder.digest import SIZE, digest

_PREFIX = "templates-"
_MOST = 500
"""Templates that are kept; beyond, only those of the last program to compile some."""


class CompiledTemplates(BytecodeCache):
    """Code by name and text of the template it comes from, for one engine and one Python."""

    def __init__(self, engine: bytes, folder: Path | None = None) -> None:
        self._folder = folder or Path(__file__).parent / "__pycache__"
        self._file = f"{_PREFIX}{engine.hex()}.{sys.implementation.cache_tag}"
        self._known = _read(self._folder / self._file)
        self._new: dict[str, CodeType] = {}

    def of(self, words: str) -> BytecodeCache:
        """The same for templates with the words of one catalogue, and beside what other language."""
        return _InWords(self, words) if words else self

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, if it is known."""
        bucket.code = self._known.get(_key(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take a template's code to be kept."""
        if bucket.code is not None:
            self._new[_key(bucket)] = bucket.code

    def save(self) -> None:
        """Keep what was compiled since, and no code of other engines."""
        if not self._new or sys.dont_write_bytecode:
            return
        self._known = self._new if len(self._known) > _MOST else self._known | self._new
        self._new = {}
        with contextlib.suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            raw = marshal.dumps(self._known)
            temporary = self._folder / f"{self._file}.{os.getpid()}"
            temporary.write_bytes(digest(raw) + raw)
            temporary.replace(self._folder / self._file)
            for other in self._folder.glob(f"{_PREFIX}*.{sys.implementation.cache_tag}"):
                if other.name != self._file:
                    other.unlink()


class _InWords(BytecodeCache):
    """Code in which the messages of one catalogue stand."""

    def __init__(self, code: CompiledTemplates, words: str) -> None:
        self._code = code
        self._words = words

    def get_source_checksum(self, source: str) -> str:
        """What code hangs on besides a template's name: its text, and the words of its messages."""
        return f"{super().get_source_checksum(source)} {self._words}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, if it is known."""
        self._code.load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take a template's code to be kept."""
        self._code.dump_bytecode(bucket)


def _key(bucket: Bucket) -> str:
    return f"{bucket.key} {bucket.checksum}"


def _read(path: Path) -> dict[str, CodeType]:
    try:
        raw = path.read_bytes()
    except OSError:
        return {}
    if digest(raw[SIZE:]) != raw[:SIZE]:
        return {}
    known: dict[str, CodeType] = marshal.loads(raw[SIZE:])  # noqa: S302 (as Python's own)
    return known
