"""The files of the search index in an output folder: made, kept, or left for later, all together.

They have one fingerprint, which stands for everything that is indexed. So there is nothing to make
where all files that the manifest lists below the index's folder have it.
"""

from collections.abc import Callable, Mapping

from site_builder.files import Output
from site_builder.fingerprint import differences, part_names
from site_builder.manifest import STALE, forgotten
from site_builder.search.index import FOLDER
from site_builder.search_page import compose_index

Make = Callable[[], Mapping[str, bytes]]
"""Makes the files of an index, by name."""

Left = Callable[[Callable[[], object]], Mapping[str, bytes]]
"""Makes the files of an index that a build left for later, and calls now and then what it is given."""


class Indexing:
    """What becomes of the index in one update.

    `files` are those that are to be there, with what the manifest is to say of each; `stale` says
    that they are not what they should be, and `made` names those that were made. Where there is to
    be no index, `fingerprint` is None.
    """

    def __init__(
        self, fingerprint: str | None, old: Mapping[str, str], missing: set[str], *, later: bool
    ) -> None:
        there = {file: mark for file, mark in old.items() if file.startswith(FOLDER)}
        whole = missing.isdisjoint(there) and {*there.values()} == {fingerprint}
        self._old = there
        self._fingerprint = fingerprint or ""
        self.stale = fingerprint is not None and not whole
        self.files: Mapping[str, str] = {} if fingerprint is None else there
        self.made: list[str] = []
        if self.stale and later:
            self.files = forgotten(there)

    def make(self, output: Output, make: Make, *, first: bool) -> dict[str, str]:
        """Make the index; the temporary file of each file that differs from what is there.

        Where there is no site yet (`first`), files are put into place at once.
        """
        made = make()
        self.files = dict.fromkeys(made, self._fingerprint)
        self.made = [*made]
        if first:
            output.note(forgotten(made))
        else:
            output.refuse_foreign(made.keys() - self._old.keys())
        staged = {}
        for file, raw in made.items():
            temporary = output.stage(file, raw, existing=file in self._old)
            if temporary is not None:
                staged[file] = temporary
        if first:
            output.put(staged)
        return staged

    @property
    def changes(self) -> dict[str, str]:
        """What the manifest is to say of files of which it says something else, or that are made."""
        made = {*self.made}
        return {
            file: mark
            for file, mark in self.files.items()
            if file in made or self._old.get(file) != mark
        }

    def reasons(self) -> dict[str, str]:
        """Why the index was made or kept; nothing where there is none."""
        if not self._fingerprint:
            return {}
        if not self.stale:
            return {FOLDER: "kept"}
        marks = {*self._old.values()} - {STALE}
        old = min(marks, default=STALE) if self._old else None
        if old == self._fingerprint:
            return {FOLDER: "some of its files were gone"}
        return {FOLDER: differences(old, self._fingerprint, part_names(compose_index))}
