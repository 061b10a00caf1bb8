"""Claims of a library that was loaded without a vault."""

from site_builder.library import Claim, Indexed, Sealed


def opened(indexed: Indexed) -> Claim:
    """The claim whole."""
    assert isinstance(indexed.whole, Sealed)
    return indexed.whole.open()
