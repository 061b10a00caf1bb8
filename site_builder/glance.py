"""A first look at a site's content, while the process has little memory that another would copy."""

from collections.abc import Mapping, Sequence

from site_builder.background import read
from site_builder.content import ContentFile, Folder, Listing
from site_builder.diagnostics import Fault
from site_builder.digest import SIZE, digest
from site_builder.workers import Ahead

MANY = 5_000
"""Cards from which on another process reads them sooner than this one would."""

_UNREAD = bytes(SIZE)


class Glance:
    """The files that a site has, and digests of its cards, which another process works out meanwhile."""

    def __init__(self, folder: Folder, jobs: int) -> None:
        self.listing: tuple[Listing, Sequence[Fault]] = folder.listing()
        cards = self._cards = self.listing[0].entries["claims"]
        self._ahead: Ahead | None = None
        if jobs > 1 and len(cards) >= MANY:
            self._ahead = Ahead(lambda number: _digest(folder, cards[number]), len(cards), SIZE)

    def digests(self) -> Mapping[str, bytes]:
        """The digest of each card that was read; all have been, unless that process has ended early."""
        found = self._ahead.results() if self._ahead else ()
        pairs = zip(self._cards, found, strict=False)
        return {card.file: each for card, each in pairs if each != _UNREAD}


def _digest(folder: Folder, card: ContentFile) -> bytes:
    raw = read(folder, card.file)
    return _UNREAD if isinstance(raw, Fault) else digest(raw)
