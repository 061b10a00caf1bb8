"""The search index of a live site: made once a reader searches, so that no save waits for it."""

import asyncio
from collections.abc import Callable, Mapping

from site_builder.indexing import Left
from site_builder.search.pagefind import IndexingError

Files = Mapping[str, bytes]


class _SupersededError(Exception):
    """The site has been built again, or is served no more."""


class Searching:
    """Holds the index that builds have left for later; `troubled` is told why there is none."""

    def __init__(self, troubled: Callable[[Exception], object]) -> None:
        self._troubled = troubled
        self._left: Left | None = None
        self._making: asyncio.Future[Files] | None = None
        self._told = False

    def built(self, left: Left | None) -> None:
        """Take in what a good build has left; None where the index stands in the folder."""
        self._left, self._making, self._told = left, None, False

    def stop(self) -> None:
        """Leave off whatever is being made."""
        self.built(None)

    @property
    def pending(self) -> bool:
        """Whether the index in the folder is not that of the site."""
        return self._left is not None

    async def files(self) -> Files:
        """The files of the index, by name; none where it cannot be made."""
        while (left := self._left) is not None:
            making = self._making = self._making or self._begun(left)
            try:
                found = await making
            except _SupersededError:
                continue
            except (IndexingError, OSError) as error:
                if not self._told:
                    self._told = True
                    self._troubled(error)
                return {}
            if left is self._left:
                return found
        return {}

    def _begun(self, left: Left) -> "asyncio.Future[Files]":
        def waiting() -> None:
            if left is not self._left:
                raise _SupersededError

        return asyncio.get_running_loop().run_in_executor(None, left, waiting)
