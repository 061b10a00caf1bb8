"""The few words on a social image."""

from msgspec import Struct


class Captions(Struct, frozen=True, kw_only=True):
    """What an image says besides names and the statement."""

    level: str
    own_voice: str = "in its own voice"
    rated: str = "Rated “{verdict}”"
    retracted: str = "Retracted"
    others: str = "{count} others"  # hands that there is no room for: two or more
