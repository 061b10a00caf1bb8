"""Claims put away on disk, one after the other, so that memory need not hold a whole site.

A vault only grows. Whoever puts a claim in remembers where it stands and its digest, so whatever
else is in the file does no harm. Several processes may put claims in at once.
"""

import errno
import os

from site_builder.library import Sealed, Stored

_PREFIX = "claims-"


class Vault:
    """A file of claims, which is there once one is put in."""

    def __init__(self, folder: str, name: str = "") -> None:
        self._folder = folder
        self.name = name or _new_name(folder)
        self._descriptor = -1
        self._owner = 0

    def put(self, sealed: Sealed) -> Stored:
        """Put a claim away."""
        raw = sealed.raw + sealed.notes
        descriptor = self._opened()
        if os.write(descriptor, raw) < len(raw):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), self._path)
        # Appending leads behind what was written, whatever other processes write meanwhile.
        return Stored(
            digest=sealed.digest,
            bare=sealed.bare,
            outline=sealed.outline,
            words=sealed.words,
            start=os.lseek(descriptor, 0, os.SEEK_CUR) - len(raw),
            size=len(sealed.raw),
            notes=len(sealed.notes),
        )

    def get(self, stored: Stored) -> Sealed:
        """A claim as it was put away, or as whatever has become of it."""
        size = stored.size
        raw = os.pread(self._opened(), size + stored.notes, stored.start)
        return Sealed(
            digest=stored.digest,
            bare=stored.bare,
            outline=stored.outline,
            words=stored.words,
            raw=raw[:size],
            notes=raw[size:],
        )

    @property
    def size(self) -> int:
        """How many bytes it has."""
        try:
            return os.stat(self._path).st_size
        except FileNotFoundError:
            return 0

    def drop_others(self) -> None:
        """Delete the folder's other vaults."""
        for name in vaults(self._folder):
            if name != self.name:
                os.unlink(f"{self._folder}/{name}")

    def close(self) -> None:
        """Let go of the file, which is opened again where need be."""
        if self._owner == os.getpid():
            os.close(self._descriptor)
        self._owner = 0

    @property
    def _path(self) -> str:
        return f"{self._folder}/{self.name}"

    def _opened(self) -> int:
        """The file, opened by this very process: a place in it would be shared with those forked."""
        if self._owner != os.getpid():
            flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
            self._descriptor, self._owner = os.open(self._path, flags, 0o644), os.getpid()
        return self._descriptor


def vaults(folder: str) -> list[str]:
    """The names of the vaults in a folder."""
    return sorted(name for name in os.listdir(folder) if name.startswith(_PREFIX))


def _new_name(folder: str) -> str:
    taken, number = vaults(folder), 1
    while f"{_PREFIX}{number}" in taken:
        number += 1
    return f"{_PREFIX}{number}"
