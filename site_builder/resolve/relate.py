"""What can be said only once every card is known: relations, aliases, links between entries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from site_builder.diagnostics import Fault, Hints, Key
from site_builder.library import Facts, Indexed, Library, Relation, Topic
from site_builder.mentions import Inward, Loose
from site_builder.resolve.former import renamed
from site_builder.resolve.ledger import answering, missing
from site_builder.resolve.links import Links, link_to_gone
from site_builder.resolve.moved import Moved, find_moved
from site_builder.resolve.register import Register
from site_builder.tombstone import Tombstone


class Resolved(Struct, frozen=True, kw_only=True):
    """The claims of a build by id, and what else is known of cards.

    `gone` has the tombstones of withdrawn claims by file, `left_out` the reason for each card that is
    not published; `broken` are the ids of cards with faults, and `unresolved` those of them that can
    be read, by id.
    """

    claims: Mapping[str, Indexed]
    gone: Mapping[str, Tombstone]
    left_out: Mapping[str, str]
    broken: frozenset[str]
    unresolved: Mapping[str, Loose]


class Related(Struct, frozen=True, kw_only=True):
    """A library, the faults between its entries, and what both were made of.

    `inward` are the links to what is no entry, and `awaiting` the addresses that are not recorded yet.
    """

    library: Library
    faults: Sequence[Fault]
    moved: Moved
    inward: Sequence[Inward]
    awaiting: Sequence[str]
    resolved: Resolved
    register: Register


def relate(resolved: Resolved, register: Register, last: Related | None = None) -> Related:
    """The library of a site, and the faults between its entries.

    What `last` was made of need not be looked at again where it is the same.
    """
    changed = None if last is None else _restated(last, resolved, register)
    if last is not None and changed is not None:
        return _with_claims(last, changed, resolved)
    moved, taken = find_moved(resolved.claims, resolved.gone, register)
    claims = _renewed(resolved.claims, moved.claims)
    stones = [*resolved.gone.values(), *register.former.gone.values()]
    library = Library(
        settings=register.settings,
        voices=register.voices,
        sources=register.sources,
        topics=_topics(claims.values(), register.topics),
        claims=claims,
        incoming=_incoming(claims),
        pages=register.pages,
        moved=moved.paths,
        gone={stone.path: stone for stone in sorted(stones, key=lambda stone: stone.path)},
    )
    answers = answering(library)
    links = _links(resolved, register, moved, stones)
    faults = [
        *_check_relations(resolved, moved),
        *taken,
        *links.faults(resolved.unresolved),
        *_check_unnamed(claims.values(), register),
    ]
    if not (register.broken or resolved.broken or taken):
        faults += missing(register.ledger, library, answers, resolved.left_out)
    return Related(
        library=library,
        faults=faults,
        moved=moved,
        inward=links.inward,
        awaiting=sorted(answers - register.ledger.recorded.keys()),
        resolved=resolved,
        register=register,
    )


def _with_claims(last: Related, changed: Mapping[str, Indexed], resolved: Resolved) -> Related:
    """The same with some claims of which only what they say is new."""
    before = last.library.claims
    claims = {**before, **{id: _kept(before[id], claim) for id, claim in changed.items()}}
    library = replace(last.library, claims=claims)
    if any(before[id].brief.topics != claim.brief.topics for id, claim in changed.items()):
        topics = _topics(claims.values(), last.register.topics)
        library = replace(library, topics=topics)
    return replace(last, library=library, resolved=resolved)


def _kept(before: Indexed, claim: Indexed) -> Indexed:
    """A claim in whose place there was another; what is equal of both is the very same."""
    brief = before.brief if before.brief == claim.brief else claim.brief
    return Indexed(brief=brief, facts=before.facts, whole=claim.whole)


def _links(
    resolved: Resolved, register: Register, moved: Moved, gone: Iterable[Tombstone]
) -> Links:
    broken = register.broken | resolved.broken
    return Links(resolved.claims, resolved.left_out, gone, broken, register, moved)


def _restated(
    last: Related, resolved: Resolved, register: Register
) -> Mapping[str, Indexed] | None:
    """The claims that are not what they were, or None where more is new than what they say."""
    before = last.resolved
    if last.register is not register or before.claims.keys() != resolved.claims.keys():
        return None
    if replace(before, claims={}) != replace(resolved, claims={}):
        return None
    pairs = zip(before.claims.values(), resolved.claims.items(), strict=True)
    changed = [(old, id, new) for old, (id, new) in pairs if old is not new]
    if any(old.facts != new.facts for old, _, new in changed):
        return None
    return {id: new for _, id, new in changed}


def _topics(claims: Iterable[Indexed], written: Mapping[str, Topic]) -> dict[str, Topic]:
    """Every topic that has a file or a claim."""
    topics = dict(written)
    for claim in claims:
        for ref in claim.brief.topics:
            if ref.id not in topics:
                topics[ref.id] = Topic(ref=ref)
    return dict(sorted(topics.items()))


def _incoming(claims: Mapping[str, Indexed]) -> dict[str, tuple[Relation, ...]]:
    """The relations in which other cards put a claim, but for those it states itself."""
    found: dict[str, list[Relation]] = defaultdict(list)
    stated = [(id, own.claim, own.kind) for id, c in claims.items() for own in c.facts.relations]
    known = set(stated)
    for id, other, kind in stated:
        if other in claims and (other, id, kind) not in known:
            found[other].append(Relation(kind=kind, claim=id))
    return {id: tuple(relations) for id, relations in found.items()}


def _check_relations(resolved: Resolved, moved: Moved) -> Iterator[Fault]:
    """What is wrong with the cards that others name as related."""
    claims, gone = resolved.claims, {stone.id: stone for stone in resolved.gone.values()}
    known = {*claims, *resolved.left_out, *resolved.broken}
    hints = Hints()
    named_by: list[Facts | Loose] = [claim.facts for claim in claims.values()]
    for named in (*named_by, *resolved.unresolved.values()):
        for index, relation in enumerate(named.relations):
            id, file, where = relation.claim, named.file, Key(("related", index, "claim"))
            if id in known:
                continue
            if id in moved.claims:
                yield renamed(id, moved.claims[id], file, where)
            elif id in gone:
                yield link_to_gone(gone[id], file, where)
            else:
                yield Fault(
                    code="unknown-claim",
                    message=f"there is no claim “{id}”",
                    file=file,
                    where=where,
                    hint=hints.suggest(file, id, known),
                )


def _renewed(claims: Mapping[str, Indexed], renamed: Mapping[str, str]) -> Mapping[str, Indexed]:
    """The claims, whose relations name other claims as they are called now."""
    if not renamed:
        return claims
    found = {
        id: _renew(claim, renamed)
        for id, claim in claims.items()
        if any(relation.claim in renamed for relation in claim.facts.relations)
    }
    return {**claims, **found} if found else claims


def _renew(claim: Indexed, renamed: Mapping[str, str]) -> Indexed:
    relations = tuple(
        dict.fromkeys(
            replace(relation, claim=renamed.get(relation.claim, relation.claim))
            for relation in claim.facts.relations
        )
    )
    return replace(claim, facts=replace(claim.facts, relations=relations))


def _check_unnamed(claims: Iterable[Indexed], register: Register) -> Iterator[Fault]:
    """An unnamed source is described in words of a source that it appears in."""
    described: dict[str, bool] = {}
    for claim in claims:
        for voice, here in claim.facts.unnamed:
            described[voice] = here or described.get(voice, False)
    for id, anywhere in sorted(described.items()):
        if not anywhere:
            name = register.voices[id].ref.name
            yield Fault(
                code="description-not-found",
                message=f"“{name}” does not stand in a source that this voice appears in",
                file=register.files[f"unnamed:{id}"],
                where=Key(("described_as",)),
                hint="describe an unnamed source in the words of the source document",
                severity="warning",
            )
