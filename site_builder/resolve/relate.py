"""What can be said only once every card is known: relations, aliases, links between entries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from site_builder.diagnostics import Fault, Key, Words, one_of, suggest
from site_builder.library import Indexed, Library, Relation, Topic
from site_builder.markup import internal, links
from site_builder.model import LEVELS
from site_builder.resolve.register import Register


class Resolved(Struct, frozen=True, kw_only=True):
    """The claims of a build by id, and what else is known of cards.

    `left_out` has the reason for each card that is not published; `broken` are the ids of cards
    with faults.
    """

    claims: Mapping[str, Indexed]
    left_out: Mapping[str, str]
    broken: frozenset[str]


class Related(Struct, frozen=True, kw_only=True):
    """A library, the faults between its entries, and what both were made of."""

    library: Library
    faults: Sequence[Fault]
    resolved: Resolved
    register: Register


def relate(resolved: Resolved, register: Register, last: Related | None = None) -> Related:
    """The library of a site, and the faults between its entries.

    What `last` was made of need not be looked at again where it is the same.
    """
    claims = resolved.claims
    if last is not None and _same_facts(last, resolved, register):
        incoming, faults = last.library.incoming, last.faults
    else:
        incoming = _incoming(claims)
        faults = [
            *_check_relations(resolved),
            *_check_aliases(claims),
            *_check_links(resolved, register),
            *_check_unnamed(claims.values(), register),
        ]
    library = Library(
        settings=register.settings,
        voices=register.voices,
        sources=register.sources,
        topics=_topics(claims.values(), register.topics),
        claims=claims,
        incoming=incoming,
        pages=register.pages,
    )
    return Related(library=library, faults=faults, resolved=resolved, register=register)


def _same_facts(last: Related, resolved: Resolved, register: Register) -> bool:
    before = last.resolved
    if last.register is not register or before.claims.keys() != resolved.claims.keys():
        return False
    if before.left_out != resolved.left_out or before.broken != resolved.broken:
        return False
    pairs = zip(before.claims.values(), resolved.claims.values(), strict=True)
    return all(old.facts is new.facts or old.facts == new.facts for old, new in pairs)


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


def _check_relations(resolved: Resolved) -> Iterator[Fault]:
    claims, left_out, broken = resolved.claims, resolved.left_out, resolved.broken
    for claim in claims.values():
        for index, relation in enumerate(claim.facts.relations):
            id = relation.claim
            if id not in claims and id not in left_out and id not in broken:
                yield Fault(
                    code="unknown-claim",
                    message=f"there is no claim “{id}”",
                    file=claim.facts.file,
                    where=Key(("related", index, "claim")),
                    hint=_renamed(id, claims) or suggest(id, [*claims, *left_out, *broken]),
                )


def _renamed(id: str, claims: Mapping[str, Indexed]) -> str | None:
    """A hint that names the claim to which an earlier id belongs."""
    owners = (now for now, claim in claims.items() if id in claim.facts.aliases)
    return next((f"it is now “{owner}”" for owner in owners), None)


def _check_aliases(claims: Mapping[str, Indexed]) -> Iterator[Fault]:
    owners: dict[str, str] = {}
    for id, claim in claims.items():
        for index, alias in enumerate(claim.facts.aliases):
            owner = alias if alias in claims else owners.setdefault(alias, id)
            if owner != id:
                yield Fault(
                    code="alias-taken",
                    message=f"the alias “{alias}” belongs to the claim “{owner}”",
                    file=claim.facts.file,
                    where=Key(("aliases", index)),
                    hint="an address leads to one claim only",
                )


def _check_links(resolved: Resolved, register: Register) -> Iterator[Fault]:
    targets = _targets(resolved.claims, register)
    broken = register.broken | resolved.broken
    for file, hrefs in linked(resolved.claims.values(), register):
        for href in hrefs:
            fault = _check_link(href, file, targets, resolved.left_out)
            if fault is not None and not _excused(href, broken):
                yield fault


def linked(claims: Iterable[Indexed], register: Register) -> Iterator[tuple[str, Sequence[str]]]:
    """The addresses that each file's Markdown links to."""
    for claim in claims:
        if claim.facts.links:
            yield claim.facts.file, claim.facts.links
    for file, document in register.documents:
        if "<a " in document.html:
            yield file, links(document.html)


def _targets(claims: Mapping[str, Indexed], register: Register) -> dict[str, Collection[str]]:
    """The ids that a link of each kind may name."""
    voices = register.voices.values()
    kinds = ("person", "organisation", "unnamed")
    return {
        "claim": claims.keys(),
        **{kind: {v.ref.id for v in voices if v.ref.kind == kind} for kind in kinds},
        "source": register.sources.keys(),
        "topic": register.topics.keys()
        | {topic for claim in claims.values() for topic in claim.facts.topics},
        "attribution": LEVELS,
        "page": register.pages.keys(),
    }


def _check_link(
    href: str, file: str, targets: Mapping[str, Collection[str]], left_out: Mapping[str, str]
) -> Fault | None:
    named, _, of = href.partition(":")
    if of in targets.get(named, ()):
        return None
    target = internal(href)
    if target is None:
        if href.startswith(("http:", "https:", "mailto:", "#")):
            return None
        hint = f"link to an entry as kind:id, where the kind is {one_of(targets)}"
        message = f"“{href}” leads nowhere on this site"
        return Fault(code="relative-link", message=message, file=file, where=Words(href), hint=hint)
    kind, id = target
    if id in targets[kind]:
        return None
    return Fault(
        code="broken-link",
        message=f"there is no {kind} “{id}”",
        file=file,
        where=Words(href),
        hint=f"it is left out of this build: {left_out[id]}"
        if kind == "claim" and id in left_out
        else suggest(id, targets[kind]) or _elsewhere(id, targets),
    )


def _elsewhere(id: str, targets: Mapping[str, Collection[str]]) -> str | None:
    kinds = [kind for kind, ids in targets.items() if id in ids]
    return f"did you mean “{kinds[0]}:{id}”?" if kinds else None


def _excused(href: str, broken: frozenset[str]) -> bool:
    """Whether a link leads to an entry whose own faults are reported already."""
    target = internal(href)
    return target is not None and target[1] in broken


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
