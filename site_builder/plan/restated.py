"""After an edit that moves no claim: which pages show it, and the same pages with what is new.

Nothing that plans a page looks into a statement or a whole claim: a page's parts hold them as they
are. So where claims have other statements or notes, and all else is the same, the pages are those of
the last plan with the new in place of the old.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from site_builder.library import ClaimBrief, Indexed, Sealed, Stored
from site_builder.plan.page import Bare, Each, Glance, Page

_BARE: Callable[[Any], bytes] = attrgetter("whole.bare")


class Shown:
    """Some claims, of which pages may show the briefs, or the wholes without their notes."""

    def __init__(self, briefs: Iterable[ClaimBrief], wholes: Iterable[Sealed | Stored]) -> None:
        self._briefs = frozenset(map(id, briefs))
        self._wholes = frozenset(whole.bare for whole in wholes)

    def on(self, page: Page) -> bool:
        """Whether a page shows any of them."""
        return self._among(page.parts)

    def _in(self, part: Any) -> bool:
        kind = type(part)
        if kind is tuple:
            return self._among(part)
        if kind is Bare or kind is Glance:
            return part.whole.bare in self._wholes
        return self._among(part.claims) if kind is Each else id(part) in self._briefs

    def _among(self, parts: tuple[Any, ...]) -> bool:
        kinds = {*map(type, parts)}
        if kinds == {ClaimBrief}:  # as in most lists: a quick look
            return not self._briefs.isdisjoint(map(id, parts))
        if kinds == {Bare}:
            return not self._wholes.isdisjoint(map(_BARE, parts))
        return any(map(self._in, parts))


class Restated:
    """What claims say anew, each given with what was known of it before."""

    def __init__(self, changed: Iterable[tuple[Indexed, Indexed]]) -> None:
        pairs = list(changed)
        said = [(old.brief, new.brief) for old, new in pairs if old.brief is not new.brief]
        told = [(old, new) for old, new in pairs if old.whole.bare != new.whole.bare]
        self._shown = Shown([old for old, _ in said], [old.whole for old, _ in told])
        self._briefs: Mapping[int, ClaimBrief] = {id(old): new for old, new in said}
        self._wholes = {old.whole.bare: new.whole for old, new in told}

    def pages(self, before: Sequence[Page]) -> Sequence[Page]:
        """Pages that show claims in brief or without their notes, as they are now."""
        return [*map(self.page, before)] if self._briefs or self._wholes else before

    def page(self, before: Page) -> Page:
        """A page with every claim as it is now; the very same where it shows none that has changed."""
        return before.made_of(self._part(before.parts)) if self._shown.on(before) else before

    def _part(self, part: Any) -> Any:
        kind = type(part)
        if kind is tuple:
            return tuple(map(self._part, part))
        if kind is Bare or kind is Glance:
            return kind(self._wholes.get(part.whole.bare, part.whole))
        if kind is Each:
            return Each(self._part(part.claims))
        return self._briefs.get(id(part), part)
