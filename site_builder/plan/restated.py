"""A plan after an edit that moves no claim: the same pages, but for those that show what is new.

Nothing that plans a page looks into a statement or a whole claim: a page's parts hold them as they
are. So where claims have other statements or notes, and all else is the same, the pages are those of
the last plan with the new in place of the old.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter, is_
from typing import Any

from site_builder.library import ClaimBrief, Indexed, Sealed, Stored
from site_builder.plan.page import Bare, Each, Glance, Page

_DIGEST: Callable[[Bare], bytes] = attrgetter("whole.bare")


class Restated:
    """What claims say anew, each given with what was known of it before."""

    def __init__(self, changed: Iterable[tuple[Indexed, Indexed]]) -> None:
        pairs = list(changed)
        self._briefs: Mapping[int, ClaimBrief] = {
            id(old.brief): new.brief for old, new in pairs if old.brief is not new.brief
        }
        self._wholes: Mapping[bytes, Sealed | Stored] = {
            old.whole.bare: new.whole for old, new in pairs if old.whole.bare != new.whole.bare
        }

    def pages(self, before: Sequence[Page]) -> Sequence[Page]:
        """Pages that show claims in brief or without their notes, as they are now."""
        return [*map(self.page, before)] if self._briefs or self._wholes else before

    def page(self, before: Page) -> Page:
        """A page with every claim as it is now; the very same where it shows none that has changed."""
        parts = self._part(before.parts)
        return before if parts is before.parts else before.made_of(parts)

    def _part(self, part: Any) -> Any:
        kind = type(part)
        if kind is tuple:
            return self._tuple(part)
        if kind is Bare or kind is Glance:
            whole = self._wholes.get(part.whole.bare)
            return part if whole is None else kind(whole)
        if kind is Each:
            claims = self._tuple(part.claims)
            return part if claims is part.claims else Each(claims)
        return self._briefs.get(id(part), part)

    def _tuple(self, part: tuple[Any, ...]) -> tuple[Any, ...]:
        if self._is_untouched(part):
            return part
        found = tuple(map(self._part, part))
        return part if all(map(is_, found, part)) else found

    def _is_untouched(self, part: tuple[Any, ...]) -> bool:
        """Whether a tuple is of nothing but briefs, or claims, and has none that is new: a quick look."""
        kinds = {*map(type, part)}
        if kinds == {ClaimBrief}:
            return self._briefs.keys().isdisjoint(map(id, part))
        return kinds == {Bare} and self._wholes.keys().isdisjoint(map(_DIGEST, part))
