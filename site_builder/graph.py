"""Several chains of one claim as one graph, which shows where they part and what they share.

Chains are joined from the speaker on, as far as they pass through the same hands. So the branches
after the speaker are the claim's independent origins, and all that echoes one of them hangs on it.
"""

from collections.abc import Sequence

from site_builder.attribution import strongest
from site_builder.joined import GraphEnd, GraphHand
from site_builder.library import Quote

DEEPEST = 12
"""Hands of the longest chain that is drawn in a graph."""


def joined_chains(quotes: Sequence[Quote]) -> tuple[GraphHand, ...]:
    """The first hands of some quotations' chains; none where all are one chain, or one too long."""
    if len(quotes) == 1 or all(quote.chain == quotes[0].chain for quote in quotes):
        return ()
    if max(len(quote.chain) for quote in quotes) > DEEPEST:
        return ()
    return _hands(list(enumerate(quotes, start=1)), 0)


def _hands(numbered: Sequence[tuple[int, Quote]], depth: int) -> tuple[GraphHand, ...]:
    """The hands at some place in the chains, each with those that follow on it."""
    groups: dict[str, list[tuple[int, Quote]]] = {}
    for number, quote in numbered:
        if depth < len(quote.chain):
            groups.setdefault(quote.chain[depth].voice.path, []).append((number, quote))
    return tuple(_hand(group, depth) for group in groups.values())


def _hand(numbered: Sequence[tuple[int, Quote]], depth: int) -> GraphHand:
    quotes = [quote for _, quote in numbered]
    cues = (quote.chain[depth - 1].cue for quote in quotes) if depth else ()
    return GraphHand(
        voice=quotes[0].chain[depth].voice,
        level=strongest([quote.attribution for quote in quotes]),
        cues=tuple(dict.fromkeys(cue for cue in cues if cue)),
        ends=tuple(
            GraphEnd(
                number=number,
                anchor=quote.anchor,
                level=quote.attribution,
                verified=quote.verified,
            )
            for number, quote in numbered
            if len(quote.chain) == depth + 1
        ),
        hands=_hands(numbered, depth + 1),
    )
