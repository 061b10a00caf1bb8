"""The claims of a library in the orders and groups in which pages list them."""

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

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


def relisted(before: Lists, changed: Iterable[tuple[ClaimBrief, Indexed]]) -> Lists | None:
    """Lists in which some claims have another brief, each given with the one it had before.

    None where a claim might belong elsewhere now. Whatever is not in briefs has to be the same.
    """
    pairs = list(changed)
    if not pairs:
        return before
    if any(_keys(old) != _keys(new.brief) for old, new in pairs):
        return None
    briefs = {new.brief.id: new.brief for _, new in pairs}

    def again(listed: list[ClaimBrief]) -> list[ClaimBrief]:
        return [briefs.get(brief.id, brief) for brief in listed]

    def group(groups: Group, keys: Iterable[str]) -> Group:
        return {**groups, **{key: again(groups[key]) for key in keys}}

    speakers = {brief.speaker.id for brief in briefs.values() if brief.speaker}
    addressees = {brief.addressee.id for brief in briefs.values() if brief.addressee}
    return replace(
        before,
        newest=again(before.newest),
        said=group(before.said, speakers),
        heard=group(before.heard, addressees),
        handed_on=group(before.handed_on, {hand for _, new in pairs for hand in new.facts.hands}),
        on_topic=group(before.on_topic, {t.id for b in briefs.values() for t in b.topics}),
        at_level=group(before.at_level, {brief.attribution for brief in briefs.values()}),
    )


def _keys(brief: ClaimBrief) -> tuple[object, ...]:
    """What decides where lists have a claim, besides its facts."""
    voices = [voice and voice.id for voice in (brief.speaker, brief.addressee)]
    topics = [topic.id for topic in brief.topics]
    return brief.attribution, brief.published, voices, topics


def _place(claim: Indexed) -> tuple[tuple[str, int, int], str]:
    return claim.facts.order, claim.brief.id


def _published(claim: Indexed) -> str:
    return str(claim.brief.published or "")
