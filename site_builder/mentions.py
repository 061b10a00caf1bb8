"""What content names of other entries and pages, as long as it is not known whether they are there."""

from site_builder.library import Relation, Value


class Inward(Value, frozen=True, kw_only=True):
    """A link to a page or file of the site that is no entry, by its path there."""

    href: str
    path: str
    file: str


class Loose(Value, frozen=True, kw_only=True):
    """Of a card with faults: the other claims that it names, and the addresses that its notes link to."""

    file: str
    relations: tuple[Relation, ...]
    links: tuple[str, ...]
