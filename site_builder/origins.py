"""On how many independent origins claims rest, and which are supported best and least."""

from collections import Counter
from collections.abc import Iterable, Sequence
from heapq import nsmallest

from site_builder.addresses import ORIGINS
from site_builder.heads import CLAIMS, HOME, listing, numbered, page_head
from site_builder.language.words import counted
from site_builder.library import ClaimBrief
from site_builder.model import LEVELS
from site_builder.views import Frame, Head, Pager, View

MOST_ORIGINS = 3
"""Origins from which on claims are listed together."""

ON_ORIGINS = counted("Claims that rest on 1 origin", "Claims that rest on {count} origins")
ON_MOST_ORIGINS = counted(
    "Claims that rest on 1 origin or more",
    "Claims that rest on {count} origins or more",
)

_RANKS = {level: rank for rank, level in enumerate(LEVELS)}


class OriginCount(View, frozen=True, kw_only=True):
    """How many claims rest on so many origins (the largest number stands for all above it too)."""

    origins: int
    path: str
    count: int


class OriginsPage(View, frozen=True, kw_only=True):
    """One page of the claims that rest on so many origins."""

    site: Frame
    head: Head
    origins: int
    most: int
    counts: tuple[OriginCount, ...]
    claims: tuple[ClaimBrief, ...]
    pager: Pager


def by_origins(claims: Iterable[ClaimBrief]) -> dict[int, list[ClaimBrief]]:
    """Claims by the number of their independent origins; what has more than most, with these."""
    found: dict[int, list[ClaimBrief]] = {number: [] for number in range(1, MOST_ORIGINS + 1)}
    for claim in claims:
        found[min(max(claim.origins, 1), MOST_ORIGINS)].append(claim)
    return found


def origin_counts(claims: Iterable[ClaimBrief]) -> tuple[OriginCount, ...]:
    """How many claims rest on one origin, on two, and on more."""
    counts = Counter(min(max(claim.origins, 1), MOST_ORIGINS) for claim in claims)
    return tuple(
        OriginCount(origins=number, path=origins_path(number), count=counts[number])
        for number in range(1, MOST_ORIGINS + 1)
    )


def origins_path(number: int) -> str:
    """Where claims that rest on so many origins are listed."""
    return f"{ORIGINS}{number}/"


def extremes(
    claims: Sequence[ClaimBrief], most: int
) -> tuple[tuple[ClaimBrief, ...], tuple[ClaimBrief, ...]]:
    """The claims with the strongest and those with the weakest support; none is in both.

    More independent origins are stronger, then a stronger level, then fewer hands.
    """
    count = min(most, len(claims) // 2)
    strongest = nsmallest(count, claims, key=_weakness)
    weakest = nsmallest(count, claims, key=lambda claim: tuple(-each for each in _weakness(claim)))
    return tuple(strongest), tuple(weakest)


def compose_origins(
    site: Frame,
    path: str,
    origins: int,
    counts: tuple[OriginCount, ...],
    claims: tuple[ClaimBrief, ...],
    pager: Pager,
) -> OriginsPage:
    """A page of the claims that rest on so many origins."""
    words = site.words
    if origins == MOST_ORIGINS:
        title = words.say_many(*ON_MOST_ORIGINS, origins)
    else:
        title = words.say_many(*ON_ORIGINS, origins)
    title = numbered(title, pager, words)
    head = page_head(site, "origins", path, title, None, HOME, CLAIMS)
    return OriginsPage(
        site=site,
        head=listing(site, head, [claim.path for claim in claims], pager),
        origins=origins,
        most=MOST_ORIGINS,
        counts=counts,
        claims=claims,
        pager=pager,
    )


def _weakness(claim: ClaimBrief) -> tuple[int, int, int, int]:
    return -claim.origins, _RANKS[claim.attribution], claim.distance, -claim.verified
