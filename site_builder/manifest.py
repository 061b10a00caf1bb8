"""What an output folder holds of ours, and of what each file was made.

Only what the manifest lists is ever replaced or deleted.
"""

from collections.abc import Iterable, Mapping

import msgspec
from msgspec import Struct

VERSION = 1

STALE = ""
"""The fingerprint of a file that may be half a build old: it is written anew."""


class Manifest(Struct, frozen=True):
    """The files of an output folder and the fingerprint of what each was made of."""

    files: Mapping[str, str]
    version: int = VERSION

    def forget(self, stale: Iterable[str]) -> "Manifest":
        """The manifest with files that are about to change: still ours, but not to be trusted."""
        return Manifest({**self.files, **dict.fromkeys(stale, STALE)})


EMPTY = Manifest({})


def encode(manifest: Manifest) -> bytes:
    """A manifest as JSON, sorted by file, a file a line."""
    files = ",\n".join(
        f"{_json(name)}: {_json(fingerprint)}"
        for name, fingerprint in sorted(manifest.files.items())
    )
    return f'{{"version": {manifest.version}, "files": {{\n{files}\n}}}}\n'.encode()


def decode(raw: bytes) -> Manifest | None:
    """The manifest that JSON holds, or None where it is damaged or of another version."""
    try:
        manifest = msgspec.json.decode(raw, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    ours = all(map(_stands_below, manifest.files))
    return manifest if manifest.version == VERSION and ours else None


def _stands_below(name: str) -> bool:
    """Whether a name can only be that of a file below the folder."""
    return "\0" not in name and {"", ".", ".."}.isdisjoint(name.split("/"))


def _json(value: str) -> str:
    return msgspec.json.encode(value).decode()
