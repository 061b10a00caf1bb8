"""What entries were called before, and what was withdrawn: references to either still lead somewhere."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from site_builder.addresses import KINDS_BY_FOLDER, former, path_of, space
from site_builder.diagnostics import Fault, Key, Words
from site_builder.model import GoneCard
from site_builder.parse import Entry
from site_builder.tombstone import Tombstone

AnyEntry = Entry[Any]


class Former(Struct, frozen=True, kw_only=True):
    """Former ids, and entries that were withdrawn.

    `aliases` has those of each entry by `kind:id`; `moved` the present id of what a reference names
    by a former one (`voice:old-id`); `gone` what was withdrawn, as references name it (`voice:id`).
    """

    aliases: Mapping[str, tuple[str, ...]]
    moved: Mapping[str, str]
    gone: Mapping[str, Tombstone]

    def current(self, kind: str, id: str) -> str:
        """The id under which something is known now; `kind` is voice, source, topic or page."""
        return self.moved.get(f"{kind}:{id}", id)

    def fault(self, kind: str, id: str, file: str, where: Key | Words) -> Fault | None:
        """What is wrong with a reference, if it is that its id is a former one or withdrawn."""
        name = f"{kind}:{id}"
        if name in self.moved:
            return renamed(id, self.moved[name], file, where)
        return None if name not in self.gone else withdrawn(self.gone[name], file, where)


def find_former(entries: Mapping[str, Sequence[AnyEntry]]) -> Former:
    """What entries of each folder were called before, and which were withdrawn."""
    aliases = {name: entry.card.aliases for name, entry in named(entries) if entry.card.aliases}
    gone = {
        f"{space(kind)}:{entry.id}": tombstone(kind, entry)
        for kind, entry in ((name.partition(":")[0], entry) for name, entry in named(entries))
        if isinstance(entry.card, GoneCard)
    }
    ids = {f"{space(name.partition(':')[0])}:{entry.id}" for name, entry in named(entries)}
    moved = {name: id for name, id in _moved(aliases) if name not in ids}
    return Former(aliases=aliases, moved=moved, gone=gone)


def named(entries: Mapping[str, Sequence[AnyEntry]]) -> Iterator[tuple[str, AnyEntry]]:
    """Each entry, after its kind and id: `person:ana-lind`."""
    for folder, listed in entries.items():
        for entry in listed:
            yield f"{KINDS_BY_FOLDER[folder]}:{entry.id}", entry


def _moved(aliases: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for name, listed in aliases.items():
        kind, _, id = name.partition(":")
        for alias in listed:
            other, former_id = former(kind, alias)
            if space(other) == space(kind):
                yield f"{space(kind)}:{former_id}", id


def tombstone(kind: str, entry: Entry[GoneCard]) -> Tombstone:
    """What stands at the address of an entry that was withdrawn."""
    card = entry.card
    return Tombstone(
        kind=kind,
        id=entry.id,
        path=path_of(kind, entry.id),
        called=" ".join(card.called.split()) if card.called else None,
        reason=" ".join(card.gone.reason.split()),
        on=card.gone.on,
        published=card.published,
        aliases=(*card.aliases, *card.merged),
        merged=len(card.merged),
    )


def renamed(id: str, now: str, file: str, where: Key | Words) -> Fault:
    """The fault of a reference by a former id: it leads on, so it stops no build."""
    return Fault(
        code="former-id",
        message=f"“{id}” is now called “{now}”",
        file=file,
        where=where,
        hint=f"write “{now}”",
        severity="warning",
    )


def withdrawn(gone: Tombstone, file: str, where: Key | Words) -> Fault:
    """The fault of a card that rests on what was withdrawn."""
    return Fault(
        code="gone-entry",
        message=f"the {gone.kind} “{gone.id}” was withdrawn on {gone.on}",
        file=file,
        where=where,
        hint="take the reference out, or withdraw this entry too",
    )
