"""What a builder remembers from build to build."""

from collections.abc import Mapping

from site_builder import files
from site_builder.content import Folder
from site_builder.files import Output
from site_builder.fingerprint import Fingerprints
from site_builder.glance import Glance
from site_builder.library import DamagedError, Library
from site_builder.load import Loader
from site_builder.memory import Kept, Outcome, encode_kept
from site_builder.plan import Plan, plan, plan_part
from site_builder.render import Templates
from site_builder.update import Update, Wanted

SPARE = 1 << 20
"""Bytes of a vault that may be of no use, besides as many as are."""


class Memory:
    """What a builder remembers, and keeps for those of later processes."""

    def __init__(
        self,
        folder: Folder,
        engine: bytes,
        output: Output,
        kept: Kept,
        glance: Glance | None = None,
    ) -> None:
        self.vault = output.vault(kept.vault)
        if self.vault.size > 2 * kept.size + SPARE:
            kept = self._tidied(output, kept)
        self.loader = Loader(folder, kept.by_file, self.vault.put, glance)
        self.templates: Templates | None = None
        self.plan: Plan | None = None
        self.fingerprints = Fingerprints(engine)
        self._engine = engine
        self._kept: Mapping[str, Outcome] = self.loader.outcomes
        self._manifest: tuple[dict[str, str], object] | None = None

    def _tidied(self, output: Output, kept: Kept) -> Kept:
        """The same with a vault of nothing but what is of use."""
        full, self.vault = self.vault, output.vault()
        try:
            return kept.moved(self.vault.name, full.get, self.vault.put)
        except DamagedError:
            return Kept(engine=kept.engine)
        finally:
            full.close()

    def wanted(
        self, library: Library, templates: Templates, stand: dict[str, str] | None
    ) -> Wanted:
        """What the folder should hold; where most files `stand` as they should, only others are planned."""
        fetch, styles = self.vault.get, templates.styles
        if stand is not None:
            claims = [(old.claim, now.claim) for old, now in self.loader.changed]
            part = plan_part(library, styles, claims, templates.words)
            if part is not None:
                return Wanted(part, templates, self.fingerprints, fetch, stand)
        self.plan = plan(library, styles, self.plan, templates.words)
        return Wanted(self.plan, templates, self.fingerprints, fetch)

    def known(self, output: Output) -> dict[str, str] | None:
        """The manifest as the last build left it, unless another process has built since."""
        if self._manifest is None or self._manifest[1] != output.state():
            return None
        return self._manifest[0]

    def keep(self, output: Output, update: Update, *, lasting: bool) -> None:
        """Remember what a build has left, for this process or (`lasting`) later ones too."""
        self._manifest = update.manifest, output.state()
        found = self.loader.outcomes
        if lasting and found != self._kept:
            found = {file: outcome for file, outcome in found.items() if outcome.lasting}
        if lasting and found != self._kept:
            raw = encode_kept(found.values(), self._engine, self.vault.name)
            output.keep(files.CACHE, raw)
            self.vault.drop_others()
