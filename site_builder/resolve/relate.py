"""What can be said only once every card is known: relations, aliases, links between entries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from site_builder.diagnostics import Fault, Key, Words, one_of, suggest
from site_builder.library import Claim, Library, Relation, Topic
from site_builder.markup import internal, links
from site_builder.model import LEVELS
from site_builder.quotes.normal import normal
from site_builder.resolve.register import Register


class Resolved(Struct, frozen=True, kw_only=True):
    """The claims of a build by id, and what else is known of cards.

    `files` has the file of every entry by `kind:id`; `left_out` the reason for each card that is
    not published; `broken` the ids of cards with faults.
    """

    claims: Mapping[str, Claim]
    files: Mapping[str, str]
    left_out: Mapping[str, str]
    broken: frozenset[str]


def relate(resolved: Resolved, register: Register) -> tuple[Library, list[Fault]]:
    """The library of a site, and the faults between its entries."""
    claims = dict(sorted(resolved.claims.items()))
    topics = _topics(claims.values(), register.topics)
    library = Library(
        settings=register.settings,
        voices=register.voices,
        sources=register.sources,
        topics=topics,
        claims=claims,
        incoming=_incoming(claims),
        pages=register.pages,
    )
    faults = [
        *_check_relations(resolved),
        *_check_aliases(resolved),
        *_check_links(library, resolved, register.broken),
        *_check_unnamed(library, register, resolved.files),
    ]
    return library, faults


def _topics(claims: Iterable[Claim], written: Mapping[str, Topic]) -> dict[str, Topic]:
    """Every topic that has a file or a claim."""
    topics = dict(written)
    for claim in claims:
        for ref in claim.brief.topics:
            if ref.id not in topics:
                topics[ref.id] = Topic(ref=ref)
    return dict(sorted(topics.items()))


def _incoming(claims: Mapping[str, Claim]) -> dict[str, tuple[Relation, ...]]:
    """The relations in which other cards put a claim, but for those it states itself."""
    found: dict[str, list[Relation]] = defaultdict(list)
    for id, claim in claims.items():
        for relation in claim.relations:
            other = claims.get(relation.claim)
            back = Relation(kind=relation.kind, claim=id)
            if other is not None and back not in other.relations:
                found[relation.claim].append(back)
    return {id: tuple(relations) for id, relations in found.items()}


def _check_relations(resolved: Resolved) -> Iterator[Fault]:
    known = resolved.claims.keys() | resolved.left_out.keys() | resolved.broken
    aliases = {alias: id for id, claim in resolved.claims.items() for alias in claim.aliases}
    for id, claim in resolved.claims.items():
        for index, relation in enumerate(claim.relations):
            if relation.claim in known:
                continue
            renamed = aliases.get(relation.claim)
            yield Fault(
                code="unknown-claim",
                message=f"there is no claim “{relation.claim}”",
                file=resolved.files[f"claim:{id}"],
                where=Key(("related", index, "claim")),
                hint=f"it is now “{renamed}”" if renamed else suggest(relation.claim, known),
            )


def _check_aliases(resolved: Resolved) -> Iterator[Fault]:
    owners: dict[str, str] = {}
    for id, claim in sorted(resolved.claims.items()):
        for index, alias in enumerate(claim.aliases):
            owner = alias if alias in resolved.claims else owners.setdefault(alias, id)
            if owner != id:
                yield Fault(
                    code="alias-taken",
                    message=f"the alias “{alias}” belongs to the claim “{owner}”",
                    file=resolved.files[f"claim:{id}"],
                    where=Key(("aliases", index)),
                    hint="an address leads to one claim only",
                )


def _check_links(library: Library, resolved: Resolved, broken: frozenset[str]) -> Iterator[Fault]:
    targets = _targets(library)
    for name, safe in _documents(library):
        for href in links(safe) if "<a " in safe else ():
            fault = _check_link(href, resolved.files.get(name, name), targets)
            if fault is not None and not _excused(href, broken | resolved.broken):
                yield fault


def _targets(library: Library) -> dict[str, set[str]]:
    """The ids that a link of each kind may name."""
    targets: dict[str, set[str]] = {
        "claim": set(library.claims),
        "source": set(library.sources),
        "topic": set(library.topics),
        "page": set(library.pages),
        "attribution": set(LEVELS),
        "person": set(),
        "organisation": set(),
        "unnamed": set(),
    }
    for id, voice in library.voices.items():
        targets[voice.ref.kind].add(id)
    return targets


def _documents(library: Library) -> Iterator[tuple[str, str]]:
    """Each entry's name, `kind:id`, and its HTML."""
    for id, claim in library.claims.items():
        yield f"claim:{id}", claim.notes.html
    for id, voice in library.voices.items():
        yield f"{voice.ref.kind}:{id}", voice.note.html
    for id, source in library.sources.items():
        yield f"source:{id}", source.note.html
    for id, topic in library.topics.items():
        yield f"topic:{id}", topic.introduction.html
    for id, page in library.pages.items():
        yield f"page:{id}", page.body.html


def _check_link(href: str, file: str, targets: Mapping[str, set[str]]) -> Fault | None:
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
        hint=suggest(id, targets[kind]) or _elsewhere(id, targets),
    )


def _elsewhere(id: str, targets: Mapping[str, set[str]]) -> str | None:
    kinds = [kind for kind, ids in targets.items() if id in ids]
    return f"did you mean “{kinds[0]}:{id}”?" if kinds else None


def _excused(href: str, broken: frozenset[str]) -> bool:
    """Whether a link leads to an entry whose own faults are reported already."""
    target = internal(href)
    return target is not None and target[1] in broken


def _check_unnamed(
    library: Library, register: Register, files: Mapping[str, str]
) -> Iterator[Fault]:
    """An unnamed source is described in words of a source that it appears in."""
    appears: dict[str, set[str]] = defaultdict(set)
    for claim in library.claims.values():
        for quote in claim.quotes:
            for voice in (claim.brief.addressee, *(hand.voice for hand in quote.chain)):
                if voice is not None and voice.kind == "unnamed" and quote.place is not None:
                    appears[voice.id].add(quote.source.id)
    for id, sources in sorted(appears.items()):
        name = library.voices[id].ref.name
        words = normal(name).casefold()
        if not any(words in register.texts[source].text.casefold() for source in sources):
            yield Fault(
                code="description-not-found",
                message=f"“{name}” does not stand in a source that this voice appears in",
                file=files[f"unnamed:{id}"],
                where=Key(("described_as",)),
                hint="describe an unnamed source in the source's own words",
                severity="warning",
            )
