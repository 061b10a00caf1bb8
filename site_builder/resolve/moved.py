"""Former addresses: where each leads now, and that no two entries want the same."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from site_builder.addresses import RESERVED, former, path_of, space
from site_builder.diagnostics import Fault, Key
from site_builder.library import Indexed
from site_builder.resolve.register import Register
from site_builder.tombstone import Tombstone


class Owner(Struct, frozen=True):
    """An entry that has former ids."""

    kind: str
    id: str
    file: str
    aliases: tuple[str, ...]
    merged: int = 0

    def where(self, index: int) -> Key:
        """Where an alias stands in the file: ids of cards that were taken in have a field of their own."""
        own = len(self.aliases) - self.merged
        return Key(("aliases", index) if index < own else ("merged", index - own))


def owners(
    claims: Mapping[str, Indexed], gone: Mapping[str, Tombstone], register: Register
) -> Iterator[Owner]:
    """The entries that have former ids, claims first; `gone` are withdrawn claims by file."""
    for id, claim in claims.items():
        if claim.facts.aliases:
            yield Owner("claim", id, claim.facts.file, claim.facts.aliases, claim.facts.merged)
    for file, stone in gone.items():
        yield Owner("claim", stone.id, file, stone.aliases, stone.merged)
    for name, aliases in register.former.aliases.items():
        kind, _, id = name.partition(":")
        yield Owner(kind, id, register.files[name], aliases)


class Moved(Struct, frozen=True, kw_only=True):
    """The former addresses of a site.

    `paths` has the present path of each former one, and `claims` the present id of each former one of
    a claim.
    """

    paths: Mapping[str, str]
    claims: Mapping[str, str]


def find_moved(
    claims: Mapping[str, Indexed], gone: Mapping[str, Tombstone], register: Register
) -> tuple[Moved, list[Fault]]:
    """Where each former address leads, and the faults of those that belong to something else."""
    found = _Moves(claims, gone, register)
    return Moved(paths=found.paths, claims=found.claims), found.faults


class _Moves:
    """The former addresses as they are found."""

    def __init__(
        self, claims: Mapping[str, Indexed], gone: Mapping[str, Tombstone], register: Register
    ) -> None:
        self.faults: list[Fault] = []
        self.paths: dict[str, str] = {}
        self.claims: dict[str, str] = {}
        self._register = register
        self._present = {
            "claim": claims.keys() | {stone.id for stone in gone.values()},
            "topic": register.topics.keys()
            | {topic for claim in claims.values() for topic in claim.facts.topics},
        }
        self._taken: dict[tuple[str, str], Owner] = {}
        for owner in owners(claims, gone, register):
            for index, alias in enumerate(owner.aliases):
                self._take(owner, *former(owner.kind, alias), owner.where(index))

    def _take(self, owner: Owner, kind: str, id: str, where: Key) -> None:
        other = self._other(owner, kind, id)
        if kind == "page" and id in RESERVED:
            self.faults.append(_reserved(owner, id, where))
        elif other is not None:
            self.faults.append(_taken(owner, id, other, where))
        else:
            self.paths[path_of(kind, id)] = path_of(owner.kind, owner.id)
            if kind == owner.kind == "claim":
                self.claims[id] = owner.id

    def _other(self, owner: Owner, kind: str, id: str) -> str | None:
        """The other entry, in words, that an address or a reference by an id belongs to."""
        present = self._kind_at(space(kind), id)
        if present is not None:
            same = id == owner.id and space(kind) == space(owner.kind) and kind != present
            return None if same else f"{present} “{id}”"
        first = self._taken.setdefault((kind, id), owner)
        return None if first is owner else f"{first.kind} “{first.id}”"

    def _kind_at(self, kind: str, id: str) -> str | None:
        """The kind of what has an id now; `kind` is that of references: voice, claim or other."""
        register = self._register
        if f"{kind}:{id}" in register.former.gone:
            return register.former.gone[f"{kind}:{id}"].kind
        if kind == "voice":
            return register.voices[id].ref.kind if id in register.voices else None
        present = {
            **self._present,
            "source": register.sources.keys(),
            "page": register.pages.keys(),
        }
        return kind if id in present[kind] else None


def _taken(owner: Owner, id: str, other: str, where: Key) -> Fault:
    return Fault(
        code="alias-taken",
        message=f"the alias “{id}” belongs to the {other}",
        file=owner.file,
        where=where,
        hint="an address leads to one entry only",
    )


def _reserved(owner: Owner, id: str, where: Key) -> Fault:
    return Fault(
        code="reserved-address",
        message=f"the address /{id}/ belongs to the site itself",
        file=owner.file,
        where=where,
        hint="take this alias out",
    )
