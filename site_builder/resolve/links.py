"""Links in authors' texts: that what they name is there, down to the place within a page."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice

from site_builder.addresses import (
    RESERVED,
    change_anchors,
    entry_at,
    former_ids,
    output_file,
    path_of,
    space,
)
from site_builder.diagnostics import Fault, Hints, Key, Words, one_of
from site_builder.library import Indexed
from site_builder.markup import internal, links, own
from site_builder.mentions import Inward, Loose
from site_builder.model import LEVELS
from site_builder.resolve.former import renamed
from site_builder.resolve.moved import Moved
from site_builder.resolve.register import Register
from site_builder.tombstone import Tombstone

_ID = re.compile(r'<h[1-6][^<>]* id="([^"]+)"')

_FEW = 8
"""Places of a page that a hint lists."""

_MADE = RESERVED - {"people", "organisations", "unnamed", "attribution", "origins", "data"}
_MADE -= {"assets", "pagefind", "feed"}
"""Names of pages that the program makes."""

_VOICES = ("person", "organisation", "unnamed")


class Links:
    """The links of a site's texts, and what they may name."""

    def __init__(
        self,
        claims: Mapping[str, Indexed],
        left_out: Mapping[str, str],
        gone: Iterable[Tombstone],
        broken: frozenset[str],
        register: Register,
        moved: Moved,
    ) -> None:
        self._claims = claims
        self._left_out = left_out
        self._gone = {f"{stone.kind}:{stone.id}": stone for stone in gone}
        self._broken = broken
        self._register = register
        self._moved = moved
        self._hints = Hints()
        self.inward: list[Inward] = []

    def faults(self, unresolved: Mapping[str, Loose]) -> Iterator[Fault]:
        """What is wrong with any of the links, those of `unresolved` claims too, by id.

        Those that no entry answers are `inward` then.
        """
        loose = ((f"claim:{id}", each.file, each.links) for id, each in unresolved.items())
        for name, file, hrefs in chain(linked(self._claims, self._register), loose):
            for href in hrefs:
                yield from self._faults(href, name, file)

    def _faults(self, href: str, here: str, file: str) -> Iterator[Fault]:
        named, _, of = href.partition(":")
        if of in self._targets.get(named, ()):
            return
        target = internal(href)
        if target is not None:
            yield from self._check(href, *target, file)
        elif href.startswith("#"):
            kind, _, id = here.partition(":")
            yield from self._check_anchor(href, kind, id, file)
        elif href.startswith(("http:", "https:")):
            yield from self._check_own(href, file)
        elif not href.startswith("mailto:"):
            yield _relative(href, file, self._targets)

    def _check_own(self, href: str, file: str) -> Iterator[Fault]:
        """A link by a whole address is held to the same, where it is one of the site itself."""
        below = own(href, self._register.settings.base_url)
        if below is None:
            return
        path = re.split("[?#]", below, maxsplit=1)[0]
        entry = entry_at(path)
        if entry is None:
            yield from self._inward(href, path, file)
        else:
            yield from self._check(href, *entry, file)

    def _inward(self, href: str, path: str, file: str) -> Iterator[Fault]:
        """A link to what is no entry, of which no place has an address for good if it is a page."""
        self.inward.append(Inward(href=href, path=path, file=file))
        anchor = _anchor(href)
        if anchor and output_file(path) != path:
            yield _no_place(f"/{path}", anchor, (), file, href, self._hints)

    def _check(self, href: str, kind: str, id: str, file: str) -> Iterator[Fault]:
        now = self._current(kind, id)
        if kind == "page" and id in RESERVED:
            yield from self._inward(href, path_of(kind, id), file)
        elif id in self._targets[kind]:
            yield from self._check_anchor(href, kind, id, file)
        elif now is not None:
            present, _, present_id = now.partition(":")
            yield renamed(f"{kind}:{id}", now, file, Words(href))
            yield from self._check_anchor(href, present, present_id, file)
        elif f"{kind}:{id}" in self._gone:
            yield link_to_gone(self._gone[f"{kind}:{id}"], file, Words(href))
        elif id not in self._broken and f"{kind}:{id}" not in self._register.files:
            yield Fault(
                code="broken-link",
                message=f"there is no {kind} “{id}”" if id else f"the link names no {kind}",
                file=file,
                where=Words(href),
                hint=f"it is left out of this build: {self._left_out[id]}"
                if kind == "claim" and id in self._left_out
                else self._elsewhere(id)
                or self._hints.suggest(file, id.lower(), self._named(kind)),
            )

    def _check_anchor(self, href: str, kind: str, id: str, file: str) -> Iterator[Fault]:
        anchor = _anchor(href)
        if not anchor or id in self._broken:
            return
        if kind == "source" and anchor.partition("/")[0] in self._broken:
            return
        known = self._anchors(kind, id)
        if anchor not in known:
            yield _no_place(f"{kind}:{id}", anchor, known, file, href, self._hints)

    def _anchors(self, kind: str, id: str) -> Collection[str]:
        """The places on a page that have addresses of their own."""
        if kind == "claim":
            facts = self._claims[id].facts
            return [*facts.anchors, *change_anchors(facts.change_days)]
        if kind == "source":
            return self._quoting.get(id, ())
        if kind == "page":
            return _ID.findall(self._register.pages[id].body.html)
        return ()

    @cached_property
    def _quoting(self) -> Mapping[str, list[str]]:
        """The places on each source's page: the id of a claim, alone or with a quotation's name."""
        found: dict[str, list[str]] = defaultdict(list)
        for id, claim in self._claims.items():
            facts = claim.facts
            ids = [id, *former_ids("claim", facts.aliases)]
            for source in dict.fromkeys(facts.sources):
                found[source] += ids
            names = iter(facts.anchors)
            for source, count in zip(facts.sources, facts.names, strict=True):
                of_quote = [*islice(names, count)]
                found[source] += [f"{id}/{name}" for id in ids for name in of_quote]
        return found

    def _current(self, kind: str, id: str) -> str | None:
        """The present name, `kind:id`, of what had an address before."""
        if path_of(kind, id) not in self._moved.paths:
            return None
        if kind == "claim":
            return f"claim:{self._moved.claims[id]}" if id in self._moved.claims else None
        now = self._register.former.current(space(kind), id)
        voice = self._register.voices.get(now) if space(kind) == "voice" else None
        return None if now == id else f"{voice.ref.kind if voice else kind}:{now}"

    def _elsewhere(self, id: str) -> str | None:
        kinds = [kind for kind, ids in self._targets.items() if id in ids]
        return f"did you mean “{kinds[0]}:{id}”?" if kinds else None

    def _named(self, kind: str) -> Collection[str]:
        """The ids that a link of a kind may name, pages that the program makes among them."""
        return {*self._targets[kind], *_MADE} if kind == "page" else self._targets[kind]

    @cached_property
    def _targets(self) -> Mapping[str, Collection[str]]:
        """The ids that a link of each kind may name."""
        register, claims = self._register, self._claims
        voices = register.voices.values()
        return {
            "claim": claims.keys(),
            **{kind: {v.ref.id for v in voices if v.ref.kind == kind} for kind in _VOICES},
            "source": register.sources.keys(),
            "topic": register.topics.keys()
            | {topic for claim in claims.values() for topic in claim.facts.topics},
            "attribution": LEVELS,
            "page": register.pages.keys(),
        }


def linked(
    claims: Mapping[str, Indexed], register: Register
) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Each text that has links: what it stands on (`kind:id`), its file, and the addresses."""
    for id, claim in claims.items():
        if claim.facts.links:
            yield f"claim:{id}", claim.facts.file, claim.facts.links
    for name, file, document in register.documents:
        if "<a " in document.html:
            yield name, file, links(document.html)


def _relative(href: str, file: str, kinds: Collection[str]) -> Fault:
    kind, colon, _ = href.partition(":")
    return Fault(
        code="relative-link",
        message=f"“{href}” leads nowhere on this site",
        file=file,
        where=Words(href),
        hint=f"write “{kind.lower()}” in small letters"
        if colon and kind.lower() in kinds
        else f"link to an entry as kind:id, where the kind is {one_of(kinds)}",
    )


def link_to_gone(stone: Tombstone, file: str, where: Key | Words) -> Fault:
    """A link leads to the page that says what was withdrawn."""
    return Fault(
        code="link-to-gone",
        message=f"the {stone.kind} “{stone.id}” was withdrawn on {stone.on}",
        file=file,
        where=where,
        hint="say so beside the link, or take it out",
        severity="warning",
    )


def _anchor(href: str) -> str:
    """The place within a page that an address names, without words to scroll to."""
    return href.partition("#")[2].partition(":~:")[0]


def _no_place(
    page: str, anchor: str, known: Collection[str], file: str, href: str, hints: Hints
) -> Fault:
    return Fault(
        code="broken-anchor",
        message=f"“{page}” has no place “#{anchor}”",
        file=file,
        where=Words(href),
        hint=hints.suggest(file, anchor, known) or _places(known),
    )


def _places(known: Collection[str]) -> str:
    """A hint of where on a page a link can lead."""
    if 0 < len(known) <= _FEW:
        return f"the places on it are {', '.join(known)}"
    return "link to the page itself, without “#”"
