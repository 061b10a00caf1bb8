"""Voices found by id, for whatever names them; what is not there is noted."""

from collections.abc import Mapping, Sequence

from site_builder.diagnostics import Fault, Hints, Key
from site_builder.library import VoiceRef
from site_builder.resolve.former import Former
from site_builder.resolve.ledger import Ledger, published_before


class Lookup:
    """Finds voices by id and notes those that are not there."""

    def __init__(
        self,
        refs: Mapping[str, VoiceRef],
        former: Former,
        ledger: Ledger,
        broken: frozenset[str],
        faults: list[Fault],
    ) -> None:
        self.refs = refs
        self.former = former
        self.ledger = ledger
        self.broken = broken
        self.faults = faults
        self._hints = Hints()

    def voice(self, id: str, file: str, path: tuple[str | int, ...]) -> VoiceRef | None:
        """The voice with an id."""
        found = self.refs.get(id)
        if found is not None:
            return found
        moved = self.former.fault("voice", id, file, Key(path))
        if moved is not None:
            self.faults.append(moved)
        elif id not in self.broken:
            self.faults.append(
                Fault(
                    code="unknown-voice",
                    message=f"there is no voice “{id}”",
                    file=file,
                    where=Key(path),
                    hint=published_before(self.ledger, "voice", id)
                    or self._hints.suggest(file, id, self.refs)
                    or "add it as a file in people/, organisations/ or unnamed/",
                )
            )
        return self.refs.get(self.former.current("voice", id))

    def organisation(self, id: str, file: str, path: tuple[str | int, ...]) -> VoiceRef | None:
        """The organisation with an id."""
        found = self.voice(id, file, path)
        if found is None or found.kind == "organisation":
            return found
        self.faults.append(
            Fault(
                code="not-organisation",
                message=f"“{id}” is not an organisation",
                file=file,
                where=Key(path),
                hint=self._hints.suggest(
                    file, id, (r.id for r in self.refs.values() if r.kind == "organisation")
                ),
            )
        )
        return None

    def organisations(self, ids: Sequence[str], file: str, field: str) -> tuple[VoiceRef, ...]:
        """The organisations that a field lists."""
        found = (self.organisation(id, file, (field, index)) for index, id in enumerate(ids))
        return tuple(ref for ref in found if ref is not None)
