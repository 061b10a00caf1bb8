"""The claims of a library in the orders and groups in which pages list them."""

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from site_builder.library import ClaimBrief, Indexed

Group = dict[str, list[ClaimBrief]]


class Lists(Struct, frozen=True):
    """Claims by place (`in_order`), by date (`newest` first), and grouped by what they share."""

    newest: list[ClaimBrief]
    in_order: list[str]
    said: Group
    heard: Group
    handed_on: Group
    on_topic: Group
    at_level: Group
    quoted: dict[str, list[str]]


def lists(claims: Iterable[Indexed]) -> Lists:
    """Order and group claims."""
    in_order = sorted(claims, key=_place)
    newest = sorted(in_order, key=_published, reverse=True)
    said: Group = defaultdict(list)
    heard: Group = defaultdict(list)
    handed_on: Group = defaultdict(list)
    on_topic: Group = defaultdict(list)
    at_level: Group = defaultdict(list)
    quoted: dict[str, list[str]] = defaultdict(list)
    for claim in newest:
        brief, facts = claim.brief, claim.facts
        at_level[brief.attribution].append(brief)
        if brief.speaker is not None:
            said[brief.speaker.id].append(brief)
        if brief.addressee is not None:
            heard[brief.addressee.id].append(brief)
        for topic in brief.topics:
            on_topic[topic.id].append(brief)
        for source in dict.fromkeys(facts.sources):
            quoted[source].append(brief.id)
        for voice in facts.hands:
            handed_on[voice].append(brief)
    return Lists(
        newest=[claim.brief for claim in newest],
        in_order=[claim.brief.id for claim in in_order],
        said=said,
        heard=heard,
        handed_on=handed_on,
        on_topic=on_topic,
        at_level=at_level,
        quoted=quoted,
    )


def _place(claim: Indexed) -> tuple[tuple[str, int, int], str]:
    return claim.facts.order, claim.brief.id


def _published(claim: Indexed) -> str:
    return str(claim.brief.published or "")
