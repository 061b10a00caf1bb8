"""Which pages a site has, and of what each is made.

A page is planned without being composed: it names the function that makes its view and the parts
that go into it. What the parts hold is all that the page depends on, so their hash is its
fingerprint, and a page whose fingerprint is unchanged need not be composed or rendered at all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain, pairwise

from msgspec import Struct
from msgspec.structs import replace

from site_builder.language.words import ENGLISH, Words
from site_builder.library import Indexed, Library
from site_builder.plan.annotations import annotation_pages
from site_builder.plan.changes import change_pages
from site_builder.plan.chart import map_pages
from site_builder.plan.citations import citations
from site_builder.plan.feeds import feed_pages
from site_builder.plan.lists import Lists, lists, relisted
from site_builder.plan.moved import gone_pages, moved_pages
from site_builder.plan.origins import origin_pages
from site_builder.plan.page import Page
from site_builder.plan.restated import Restated, Shown
from site_builder.plan.reviews import review_pages
from site_builder.plan.search import index_of, search_pages
from site_builder.plan.sections import (
    claim_lists,
    claim_pages,
    frame_of,
    home_pages,
    level_pages,
    not_found_pages,
    own_pages,
    source_lists,
    source_pages,
    topic_pages,
    voice_pages,
)
from site_builder.plan.sitemaps import sitemaps
from site_builder.plan.timeline import timeline_pages
from site_builder.plan.twins import claim_twins, data_pages, embed_sheet, header_pages
from site_builder.styles import Sheet, sheet
from site_builder.views import Frame

__all__ = ["Page", "Plan", "plan", "plan_part"]


class Plan(Struct, frozen=True, kw_only=True):
    """All pages of a site, in five groups, and what they were planned from.

    `listed` pages show claims in brief, each of `claims` shows one claim whole, `twins` are the
    files that give one claim in other forms, and `drawn` pages draw on the quotations of many.
    `settled` pages show no word of a claim: they hang on addresses and dates alone. `index` stands
    for the files of the search index, which is no page.
    """

    frame: Frame
    listed: Sequence[Page]
    claims: Mapping[str, Page]
    twins: Mapping[str, tuple[Page, ...]]
    drawn: Sequence[Page]
    settled: Sequence[Page]
    index: Page | None
    library: Library
    lists: Lists
    styles: str

    @property
    def pages(self) -> Iterator[Page]:
        """Every page."""
        yield from self.listed
        yield from self.claims.values()
        yield from chain.from_iterable(self.twins.values())
        yield from self.drawn
        yield from self.settled


def plan(library: Library, styles: str, last: Plan | None = None, words: Words = ENGLISH) -> Plan:
    """Every page of a site; `styles` is its CSS, which the page for missing addresses carries.

    Pages of `last` are kept as they are where they are made of the same parts.
    """
    last = last if last is not None and last.frame.words == words else None
    same_styles = last is not None and last.styles == styles
    changed = _changed(last.library, library) if last is not None and same_styles else None
    if last is not None and changed is not None:
        if all(map(_moves_nothing, changed)):
            return _replan(library, last, changed)
        grouped = relisted(last.lists, [(old.brief, new) for old, new in changed])
    else:
        grouped = None
    grouped = grouped or lists(library.claims.values())
    frame = frame_of(library, words)
    if last is not None and last.frame == frame:
        frame = last.frame
    in_place = None if changed is None else last
    claims, twins = _of_claims(library, grouped, frame, styles, in_place)
    drawn = _drawn(library, grouped)
    listed = _listed(library, grouped, styles)
    return Plan(
        frame=frame,
        listed=listed,
        claims=claims,
        twins=twins,
        drawn=drawn,
        settled=_settled(library, grouped, [*listed, *claims.values(), *drawn], twins, styles),
        index=index_of(library),
        library=library,
        lists=grouped,
        styles=styles,
    )


def plan_part(
    library: Library,
    styles: str,
    claims: Sequence[tuple[Indexed | None, Indexed | None]],
    words: Words = ENGLISH,
) -> Plan | None:
    """The pages of a site that may show what some claims say anew, each given with what it was.

    None where more is new than what they say, so that any page may be another.
    """
    changed = [(old, new) for old, new in claims if old is not None and new is not None]
    if len(changed) != len(claims) or not all(map(_moves_nothing, changed)):
        return None
    ids = {new.brief.id for _, new in changed}
    grouped = lists(library.claims.values())
    frame = frame_of(library, words)
    said = [new.brief for old, new in changed if old.brief != new.brief]
    told = [new.whole for old, new in changed if old.whole.bare != new.whole.bare]
    shown = Shown(said, told)
    touched = _touched(library, grouped.in_order, ids) if said else ids
    listed = _listed(library, grouped, styles) if said else []
    drawn = _drawn(library, grouped) if told else []
    return Plan(
        frame=frame,
        listed=[*filter(shown.on, listed)],
        claims=dict(claim_pages(library, grouped, touched)),
        twins=_twins(library, ids, frame, embed_sheet(styles)),
        drawn=[*filter(shown.on, drawn)],
        settled=[],
        index=index_of(library),
        library=library,
        lists=grouped,
        styles=styles,
    )


def _of_claims(
    library: Library, grouped: Lists, frame: Frame, styles: str, last: Plan | None
) -> tuple[dict[str, Page], dict[str, tuple[Page, ...]]]:
    """The pages of claims and their twins, by id; those of `last` where they are the same.

    The claims of `last`, if it is given, stand in the same order.
    """
    if last is None:
        claims = dict(claim_pages(library, grouped))
        return claims, _twins(library, library.claims, frame, embed_sheet(styles))
    touched = _touched(library, last.lists.in_order, _others(last.library, library))
    claims = {**last.claims, **dict(claim_pages(library, grouped, touched))}
    anew = touched if last.frame is frame else library.claims
    return claims, {**last.twins, **_twins(library, anew, frame, embed_sheet(styles))}


def _listed(library: Library, grouped: Lists, styles: str) -> list[Page]:
    """The pages that show claims in brief, or none."""
    return [
        *home_pages(library, grouped),
        *claim_lists(library, grouped),
        *voice_pages(library, grouped),
        *source_lists(library, grouped),
        *topic_pages(library, grouped),
        *level_pages(library, grouped),
        *timeline_pages(library),
        *map_pages(library),
        *origin_pages(library, grouped),
        *search_pages(library, grouped),
        *own_pages(library),
        *not_found_pages(library, sheet(styles)),
    ]


def _settled(
    library: Library,
    grouped: Lists,
    pages: Sequence[Page],
    twins: Mapping[str, tuple[Page, ...]],
    styles: str,
) -> list[Page]:
    """Former addresses, sitemaps and what a host should send, given all other pages."""
    paths = [page.path for page in pages]
    below = (twin.path for twin in chain.from_iterable(twins.values()))
    moving = [*moved_pages(library, chain(paths, below)), *gone_pages(library, embed_sheet(styles))]
    sent = header_pages(library, [*paths, *(page.path for page in moving)], styles)
    return [*sitemaps(library, grouped, pages), *moving, *sent]


def _drawn(library: Library, lists: Lists) -> list[Page]:
    """The pages that draw on the quotations of many claims."""
    makers = (source_pages, annotation_pages, data_pages, review_pages, feed_pages, change_pages)
    return [page for pages in makers for page in pages(library, lists)]


def _twins(
    library: Library, ids: Iterable[str], frame: Frame, styles: Sheet
) -> dict[str, tuple[Page, ...]]:
    """The twins of some claims, by the claim's id."""
    cited = citations(library)
    return {id: tuple(claim_twins(library.claims[id], library, cited, frame, styles)) for id in ids}


def _changed(before: Library, after: Library) -> list[tuple[Indexed, Indexed]] | None:
    """The claims that are not what they were; None where more differs than what claims say."""
    if before.claims.keys() != after.claims.keys() or before.incoming is not after.incoming:
        return None
    for name in ("settings", "voices", "sources", "pages", "moved", "gone"):
        if getattr(before, name) is not getattr(after, name):
            return None
    if before.topics != after.topics:
        return None
    pairs = zip(before.claims.values(), after.claims.values(), strict=True)
    changed = [(old, new) for old, new in pairs if old is not new]
    return changed if all(old.facts == new.facts for old, new in changed) else None


def _moves_nothing(changed: tuple[Indexed, Indexed]) -> bool:
    """Whether lists have a claim in the same place, under other words or the same."""
    old, new = changed
    if old.facts != new.facts:
        return False
    return old.brief == new.brief or replace(new.brief, statement=old.brief.statement) == old.brief


def _others(before: Library, after: Library) -> set[str]:
    """The claims that are not what they were."""
    return {id for id, claim in after.claims.items() if claim is not before.claims[id]}


def _touched(library: Library, order: Sequence[str], changed: Set[str]) -> set[str]:
    """The claims whose pages show one that has changed: itself, related ones, neighbours."""
    touched = set(changed)
    for id in changed:
        relations = (*library.claims[id].facts.relations, *library.incoming.get(id, ()))
        touched.update(relation.claim for relation in relations)
    for id, following in pairwise(order):
        if id in changed or following in changed:
            touched |= {id, following}
    return touched


def _replan(library: Library, last: Plan, changed: Sequence[tuple[Indexed, Indexed]]) -> Plan:
    """The plan after a change of statements, or of what is seen inside of claims alone."""
    restated = Restated(changed)
    claims = dict(last.claims)
    anew = [new.brief.id for _, new in changed]
    if any(old.brief is not new.brief for old, new in changed):
        touched = _touched(library, last.lists.in_order, {*anew})
        claims.update({id: restated.page(claims[id]) for id in touched})
    for _, new in changed:
        page = claims[new.brief.id]
        claims[new.brief.id] = page.made_of((new.whole, *page.parts[1:]))
    pairs = [(old.brief, new) for old, new in changed if old.brief is not new.brief]
    twins = _twins(library, anew, last.frame, embed_sheet(last.styles))
    return Plan(
        frame=last.frame,
        listed=restated.pages(last.listed),
        claims=claims,
        twins={**last.twins, **twins},
        drawn=restated.pages(last.drawn),
        settled=last.settled,
        index=index_of(library),
        library=library,
        lists=relisted(last.lists, pairs) or last.lists,
        styles=last.styles,
    )
