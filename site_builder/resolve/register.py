"""What claims refer to: voices, sources with their archived texts, and topics."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from site_builder.addresses import RESERVED, path_of
from site_builder.diagnostics import Fault, Key
from site_builder.digest import SIZE, digest, digest_value
from site_builder.library import (
    Document,
    Source,
    SourceRef,
    TextPage,
    Topic,
    TopicRef,
    Voice,
    VoiceRef,
)
from site_builder.markup import to_html
from site_builder.model import (
    GoneCard,
    OrganisationCard,
    PageCard,
    PersonCard,
    SiteSettings,
    SourceCard,
    TopicCard,
    UnnamedCard,
    VoiceKind,
)
from site_builder.parse import SETTINGS, Entry
from site_builder.quotes.normal import NormalText, NormalTexts
from site_builder.resolve.former import AnyEntry, Former, find_former, named
from site_builder.resolve.ledger import Ledger
from site_builder.resolve.lookup import Lookup
from site_builder.resolve.written import check_text
from site_builder.text import FORBIDDEN

VOICE_FOLDERS: dict[str, VoiceKind] = {
    "people": "person",
    "organisations": "organisation",
    "unnamed": "unnamed",
}

_NOTHING = bytes(SIZE)


class Archive(Struct, frozen=True):
    """An archived text and the SHA-256 sum of its bytes."""

    text: str
    sha256: str


def archive(text: str, raw: bytes) -> Archive:
    """The archived text that a file holds; what no page can carry, a space stands for."""
    return Archive(FORBIDDEN.sub(" ", text), hashlib.sha256(raw).hexdigest())


class Register(Struct, frozen=True, kw_only=True):
    """Everything that a claim card may name, by id.

    `files` has the file of each by `kind:id`, and `names` what a claim shows of each, as a digest
    by `voice:id`, `source:id`, `topic:id` and `scale`; `broken` has the ids, or `scale`, of what has
    faults of its own.
    """

    settings: SiteSettings
    voices: Mapping[str, Voice]
    sources: Mapping[str, Source]
    texts: Mapping[str, NormalText]
    topics: Mapping[str, Topic]
    pages: Mapping[str, TextPage]
    files: Mapping[str, str]
    names: Mapping[str, bytes]
    former: Former
    ledger: Ledger
    broken: frozenset[str]

    def digest_of(self, uses: Iterable[str]) -> bytes:
        """The digest of all that names stand for, whether or not there is such a thing."""
        names = self.names
        return digest(b"".join(names.get(name, _NOTHING) for name in uses))

    @property
    def documents(self) -> Iterator[tuple[str, str, Document]]:
        """Every Markdown text of the register: what it stands on, as `kind:id`, and its file."""
        texts = (
            *((f"{voice.ref.kind}:{id}", voice.note) for id, voice in self.voices.items()),
            *((f"source:{id}", source.note) for id, source in self.sources.items()),
            *((f"topic:{id}", topic.introduction) for id, topic in self.topics.items()),
            *((f"page:{id}", page.body) for id, page in self.pages.items()),
        )
        for name, text in texts:
            yield name, self.files[name], text


class Parsed(Struct, frozen=True, kw_only=True):
    """The entries of all folders but `claims/`, and the archived texts by source id."""

    settings: SiteSettings
    entries: Mapping[str, Sequence[AnyEntry]]
    archives: Mapping[str, Archive]
    ledger: Ledger
    broken: frozenset[str]


def register(parsed: Parsed) -> tuple[Register, list[Fault]]:
    """Resolve all that claims refer to."""
    faults: list[Fault] = []
    entries = {folder: _live(listed) for folder, listed in parsed.entries.items()}
    former = find_former(parsed.entries)
    refs = {
        entry.id: voice_ref(kind, entry)
        for folder, kind in VOICE_FOLDERS.items()
        for entry in entries.get(folder, ())
    }
    lookup = Lookup(refs, former, parsed.ledger, parsed.broken, faults)
    voices = {
        entry.id: _voice(kind, entry, lookup)
        for folder, kind in VOICE_FOLDERS.items()
        for entry in entries.get(folder, ())
    }
    sources = _sources(entries.get("sources", ()), parsed.archives, lookup)
    unresolved = {entry.id for entry in entries.get("sources", ())} - sources.keys()
    unresolved |= {alias for id in unresolved for alias in former.aliases.get(f"source:{id}", ())}
    pages = {entry.id: _page(entry, faults) for entry in entries.get("pages", ())}
    topics = {entry.id: _topic(entry) for entry in entries.get("topics", ())}
    faults += (fault for listed in entries.values() for e in listed for fault in check_text(e))
    faults += check_publisher(parsed.settings)
    made = Register(
        settings=parsed.settings,
        voices=_sorted(voices),
        sources=_sorted(sources),
        texts=NormalTexts({id: s.text for id, s in sources.items() if s.text is not None}),
        topics=_sorted(topics),
        pages=_sorted(pages),
        files={name: entry.file for name, entry in named(parsed.entries)},
        names=_names(parsed.settings, refs, sources, topics, former),
        former=former,
        ledger=parsed.ledger,
        broken=parsed.broken | unresolved,
    )
    return made, faults


def _live(entries: Sequence[AnyEntry]) -> Sequence[AnyEntry]:
    """Entries but for those that were withdrawn."""
    return [entry for entry in entries if not isinstance(entry.card, GoneCard)]


def _names(
    settings: SiteSettings,
    voices: Mapping[str, VoiceRef],
    sources: Mapping[str, Source],
    topics: Mapping[str, Topic],
    former: Former,
) -> dict[str, bytes]:
    found = {
        "scale": digest_value(settings.rating_scale),
        **{f"voice:{id}": digest_value(ref) for id, ref in voices.items()},
        **{
            f"source:{id}": digest_value(
                (s.ref, s.language, s.primary, s.snapshot, s.text and s.sha256, s.aliases)
            )
            for id, s in sources.items()
        },
        **{f"topic:{id}": digest_value(topic.ref) for id, topic in topics.items()},
        **{name: digest_value(gone) for name, gone in former.gone.items()},
    }
    for name, id in former.moved.items():
        found[name] = digest(id.encode() + found.get(f"{name.partition(':')[0]}:{id}", _NOTHING))
    return found


def _sorted(values: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(values.items()))


def voice_ref(kind: VoiceKind, entry: AnyEntry) -> VoiceRef:
    """The short reference to a voice."""
    card = entry.card
    name = card.described_as if isinstance(card, UnnamedCard) else card.name
    return VoiceRef(kind=kind, id=entry.id, name=name, path=path_of(kind, entry.id))


def document(entry: AnyEntry, top: int, *, anchors: bool = False) -> Document:
    """An entry's body; its headings begin at level `top`."""
    return Document(html=to_html(entry.body, top, anchors=anchors))


def check_publisher(settings: SiteSettings) -> Iterator[Fault]:
    """Whoever rates claims is named: a review without an author is none to search engines."""
    if settings.rating_scale and settings.publisher is None:
        yield Fault(
            code="ratings-unsigned",
            message="search engines take no rating that nobody answers for, so none is offered to them",
            file=SETTINGS,
            where=Key(("rating_scale",), on="key"),
            hint="say who publishes the site: “publisher: {name: …}”",
            severity="warning",
        )


def _voice(kind: VoiceKind, entry: AnyEntry, lookup: Lookup) -> Voice:
    ref, card, note = voice_ref(kind, entry), entry.card, document(entry, 2)
    if isinstance(card, OrganisationCard):
        return Voice(
            ref=ref, organisation_kind=card.kind, url=card.url, same_as=card.same_as, note=note
        )
    affiliation = lookup.organisations(card.affiliation, entry.file, "affiliation")
    if isinstance(card, PersonCard):
        return Voice(
            ref=ref, role=card.role, affiliation=affiliation, same_as=card.same_as, note=note
        )
    return Voice(
        ref=ref,
        affiliation=affiliation,
        naming=card.naming,
        stated_number=card.stated_number,
        ground_rules=card.ground_rules,
        access=card.access,
        reason=card.reason,
        note=note,
    )


def _sources(
    entries: Sequence[Entry[SourceCard]], archives: Mapping[str, Archive], lookup: Lookup
) -> dict[str, Source]:
    refs = {}
    for entry in entries:
        publisher = lookup.organisation(entry.card.publisher, entry.file, ("publisher",))
        if publisher is not None:
            refs[entry.id] = SourceRef(
                id=entry.id,
                title=entry.card.title,
                path=path_of("source", entry.id),
                url=entry.card.url,
                publisher=publisher,
            )
    every = {entry.id for entry in entries} | lookup.broken
    return {
        entry.id: _source(entry, refs, every, archives.get(entry.id), lookup)
        for entry in entries
        if entry.id in refs
    }


def _source(
    entry: Entry[SourceCard],
    refs: Mapping[str, SourceRef],
    every: set[str] | frozenset[str],
    archived: Archive | None,
    lookup: Lookup,
) -> Source:
    card = entry.card
    if archived is None:
        lookup.faults.append(_no_archive(entry))
    elif card.sha256 is not None and card.sha256 != archived.sha256:
        lookup.faults.append(_changed_archive(entry, archived))
    based_on: list[SourceRef | VoiceRef | None] = []
    for index, id in enumerate(card.based_on):
        now = lookup.former.current("source", id)
        if id in refs or id in every:
            based_on.append(refs.get(id))
        elif moved := lookup.former.fault("source", id, entry.file, Key(("based_on", index))):
            lookup.faults.append(moved)
            based_on.append(refs.get(now))
        else:
            based_on.append(lookup.organisation(id, entry.file, ("based_on", index)))
    return Source(
        ref=refs[entry.id],
        kind=card.kind,
        authors=card.authors,
        published=card.published,
        accessed=card.accessed,
        archives=card.archives,
        language=card.language,
        based_on=tuple(ref for ref in based_on if ref is not None),
        primary=card.primary,
        sha256=archived.sha256 if archived else card.sha256,
        text=archived.text if archived else None,
        aliases=card.aliases,
        note=document(entry, 2),
    )


def _no_archive(entry: Entry[SourceCard]) -> Fault:
    return Fault(
        code="no-archived-text",
        message="this source has no archived text, so its quotations cannot be verified",
        file=entry.file,
        hint=f"put its text beside it as {entry.id}.txt",
        severity="warning",
    )


def _changed_archive(entry: Entry[SourceCard], archived: Archive) -> Fault:
    return Fault(
        code="archive-changed",
        message="the archived text does not have this SHA-256 sum",
        file=entry.file,
        where=Key(("sha256",)),
        hint=f"restore {entry.id}.txt; if its text is right, its sum is {archived.sha256}",
    )


def _topic(entry: Entry[TopicCard]) -> Topic:
    return Topic(
        ref=TopicRef(id=entry.id, title=entry.card.title, path=path_of("topic", entry.id)),
        description=entry.card.description,
        introduction=document(entry, 2),
    )


def _page(entry: Entry[PageCard], faults: list[Fault]) -> TextPage:
    if entry.id in RESERVED:
        faults.append(
            Fault(
                code="reserved-address",
                message=f"the address /{entry.id}/ belongs to the site itself",
                file=entry.file,
                hint="give the file another name",
            )
        )
    return TextPage(
        slug=entry.id,
        path=path_of("page", entry.id),
        title=entry.card.title,
        description=entry.card.description,
        body=document(entry, 2, anchors=True),
    )
