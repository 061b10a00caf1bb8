"""A resolved site as tests look at it."""

from dataclasses import dataclass

from site_builder.library import Claim, Library, Quote
from site_builder.load import Loaded
from tests.opened import opened


@dataclass(frozen=True)
class Resolved:
    """What became of a site."""

    loaded: Loaded

    @property
    def codes(self) -> list[str]:
        """The code of every fault."""
        return sorted(fault.code for fault in self.loaded.faults)

    @property
    def library(self) -> Library:
        """The library of a site without errors."""
        assert self.loaded.library is not None, self.loaded.faults
        return self.loaded.library

    def claim(self, id: str = "port-stays-open") -> Claim:
        """A claim with all that is derived from its card."""
        return opened(self.library.claims[id])

    def quote(self, id: str = "port-stays-open") -> Quote:
        """The only quotation of a claim."""
        (quote,) = self.claim(id).quotes
        return quote
