"""What an output folder holds of ours, and of what each file was made.

Only what the manifest lists is ever replaced or deleted. It is a log: a line a file, with its
fingerprint first, and a later line overrules an earlier one, so that a small change costs a small
write. A line that a crash cut short at the end counts as never written.
"""

from collections.abc import Iterable, Mapping

HEADER = "site-builder manifest 1"

STALE = "?"
"""The fingerprint of a file that may be half a build old: it is written anew."""

GONE = "!"
"""Stands for the fingerprint of a file that is not there any more."""

Manifest = Mapping[str, str]
"""The files of an output folder, and the fingerprint of what each was made of."""


def encode(manifest: Manifest) -> bytes:
    """A whole manifest, sorted by file."""
    return f"{HEADER}\n{_lines(sorted(manifest.items()))}".encode()


def encode_changes(changes: Manifest) -> bytes:
    """Lines to add to a manifest."""
    return _lines(changes.items()).encode()


def decode(raw: bytes) -> dict[str, str] | None:
    """The manifest that a file holds, or None where it is damaged or of another version."""
    try:
        header, *lines = raw[: raw.rindex(b"\n")].decode().split("\n")
    except ValueError:
        return None
    if header != HEADER:
        return None
    found: dict[str, str] = {}
    for line in lines:
        fingerprint, _, name = line.partition(" ")
        if not _is_ours(name):
            return None
        if fingerprint == GONE:
            found.pop(name, None)
        else:
            found[name] = fingerprint
    return found


def forgotten(files: Iterable[str]) -> dict[str, str]:
    """Files that are about to change: still ours, but not to be trusted."""
    return dict.fromkeys(files, STALE)


def _lines(entries: Iterable[tuple[str, str]]) -> str:
    return "".join(_line(name, fingerprint) for name, fingerprint in entries)


def _line(name: str, fingerprint: str) -> str:
    if not _is_ours(name):
        message = f"a site has no file {name!r}"
        raise ValueError(message)
    return f"{fingerprint} {name}\n"


def _is_ours(name: str) -> bool:
    """Whether a name can only be that of a file below the output folder."""
    if "\n" in name or "\0" in name:
        return False
    return {"", ".", ".."}.isdisjoint(name.split("/"))
