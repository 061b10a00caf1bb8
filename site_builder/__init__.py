"""A static fact-check microsite generator: claim cards in, attributed and verified pages out."""

__version__ = "0.1.0"
