"""A claim card, on its own, against the register: a claim or faults.

No other card is looked at, so cards can be resolved in any order and in any process.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec import Struct, field

from site_builder.addresses import path_of
from site_builder.attribution import strongest
from site_builder.diagnostics import Fault, Hints, Key, nearest_word, suggest
from site_builder.library import (
    Claim,
    ClaimBrief,
    Facts,
    Indexed,
    Quote,
    Rating,
    Relation,
    TopicRef,
    VoiceRef,
)
from site_builder.markup import links
from site_builder.mentions import Loose
from site_builder.model import AttributionLevel, ClaimCard, QuoteEntry, RatingEntry, SiteSettings
from site_builder.parse import Entry
from site_builder.quotes.normal import has_words, normal
from site_builder.resolve.ledger import published_before
from site_builder.resolve.quotation import (
    Found,
    apart,
    check_cues,
    check_publisher,
    check_words,
    find_place,
    hands_of,
    quote_anchor,
    resolve_quote,
)
from site_builder.resolve.register import Register, document
from site_builder.resolve.written import check_text
from site_builder.sealing import seal

Path = tuple[str | int, ...]

Named = TypeVar("Named")

_UNKNOWN = {
    "voice": ("unknown-voice", "add it as a file in people/, organisations/ or unnamed/"),
    "source": ("unknown-source", "add it as sources/{}.md"),
}

_NEWER = "quote each passage once, or give the newer one an “id”: the other keeps its address"
_TAKEN_OUT = "name only quotations that were taken out of the card"

UNPLACED = 1 << 60
"""Where a quotation without a place sorts: behind all others of its source."""


class _Resolver(Struct):
    """Resolves one card; keeps its faults as they come."""

    entry: Entry[ClaimCard]
    register: Register
    faults: list[Fault]
    hints: Hints = field(default_factory=Hints)

    def fault(
        self, code: str, message: str, path: Path, hint: str | None, *, warning: bool = False
    ) -> None:
        """Note a fault of the card."""
        self.faults.append(
            Fault(
                code=code,
                message=message,
                file=self.entry.file,
                where=Key(path),
                hint=hint,
                severity="warning" if warning else "error",
            )
        )

    def find(self, kind: str, known: Mapping[str, Named], id: str, path: Path) -> Named | None:
        """What a reference names, by its present id or a former one; what is not there is noted."""
        if id in known:
            return known[id]
        former = self.register.former
        moved = former.fault(kind, id, self.entry.file, Key(path))
        if moved is not None:
            self.faults.append(moved)
        elif id not in self.register.broken:
            code, add = _UNKNOWN[kind]
            message = f"there is no {kind} “{id}”"
            before = published_before(self.register.ledger, kind, id)
            hint = before or self.hints.suggest(self.entry.file, id, known) or add.format(id)
            self.fault(code, message, path, hint)
        return known.get(former.current(kind, id))

    def voice(self, id: str | None, path: Path) -> VoiceRef | None:
        """The voice with an id, if the card names one."""
        if id is None:
            return None
        found = self.find("voice", self.register.voices, id, path)
        return None if found is None else found.ref

    def quotes(self, path: str, speaker: VoiceRef | None) -> tuple[Quote, ...]:
        """The card's quotations, as far as they can be resolved."""
        found = []
        anchors: set[str] = set()
        for index, entry in enumerate(self.entry.card.quotes):
            anchor = quote_anchor(entry)
            quote = self.quote(entry, ("quotes", index), f"{path}#{anchor}", speaker)
            self._take_anchors((anchor, *entry.aliases), ("quotes", index), anchors)
            if quote is not None:
                found.append(quote)
        for index, change in enumerate(self.entry.card.changes):
            self._take_anchors(change.quotes, ("changes", index), anchors, _TAKEN_OUT)
        return apart(found)

    def _take_anchors(
        self, names: Iterable[str], path: Path, taken: set[str], hint: str = _NEWER
    ) -> None:
        for anchor in names:
            if anchor in taken:
                self.fault(
                    "quote-repeated",
                    f"two quotations have the address #{anchor}",
                    path,
                    hint,
                )
            taken.add(anchor)

    def quote(
        self, entry: QuoteEntry, path: Path, address: str, speaker: VoiceRef | None
    ) -> Quote | None:
        """A quotation, or None where the register lacks what it names."""
        voices = {}
        for number, via in enumerate(entry.via):
            if isinstance(via, str):
                voices[via] = self.voice(via, (*path, "via", number))
            else:
                voices[via.who] = self.voice(via.who, (*path, "via", number, "who"))
        hands = hands_of(entry, voices)
        source = self.find("source", self.register.sources, entry.source, (*path, "source"))
        if source is None or hands is None:
            return None
        self.faults += check_publisher(entry, source, path, self.entry.file)
        text = self.register.texts.get(source.ref.id)
        if text is None:
            return resolve_quote(entry, address, speaker, hands, source, None)
        place = find_place(entry, text, path, self.entry.file)
        if isinstance(place, Fault):
            self.faults.append(place)
            return None
        self.faults += check_words(place, text, path, self.entry.file)
        self.faults += check_cues(entry, place, text, path, self.entry.file)
        return resolve_quote(entry, address, speaker, hands, source, Found(place, text))

    def topics(self) -> Iterator[TopicRef]:
        """The card's topics; one without a file takes its title from its id."""
        known = self.register.topics
        for index, id in enumerate(self.entry.card.topics):
            if id in known:
                yield known[id].ref
                continue
            moved = self.register.former.fault("topic", id, self.entry.file, Key(("topics", index)))
            if moved is not None:
                self.faults.append(moved)
                yield from self._moved_topic(id)
                continue
            near = nearest_word(id, known)
            if near is not None and id not in self.register.broken:
                self.fault(
                    "topic-without-file",
                    f"the topic “{id}” has no file",
                    ("topics", index),
                    f"did you mean “{near}”? else add topics/{id}.md",
                    warning=True,
                )
            yield TopicRef(
                id=id, title=id.replace("-", " ").capitalize(), path=path_of("topic", id)
            )

    def _moved_topic(self, id: str) -> Iterator[TopicRef]:
        now = self.register.former.current("topic", id)
        if now in self.register.topics and now not in self.entry.card.topics:
            yield self.register.topics[now].ref

    def check_when(self) -> None:
        """The words for the time are the source's own."""
        when = self.entry.card.when
        former = self.register.former
        sources = [former.current("source", quote.source) for quote in self.entry.card.quotes]
        texts = [self.register.texts[id] for id in sources if id in self.register.texts]
        if when is None or not texts or not self.register.broken.isdisjoint(sources):
            return
        words = normal(when)
        if not any(words in text.text for text in texts) and not any(
            words.casefold() in text.text.casefold() for text in texts
        ):
            self.fault(
                "when-not-found",
                f"“{when}” does not stand in a source of this card",
                ("when",),
                "copy the source’s own words for the time",
                warning=True,
            )

    def rating(self) -> Rating | None:
        """The card's rating, on the site's scale."""
        entry = self.entry.card.rating
        if entry is None:
            return None
        scale = {point.id: point for point in self.register.settings.rating_scale}
        if entry.value in scale:
            return _rating(entry, self.register.settings)
        if "scale" in self.register.broken:
            return None
        hint = suggest(entry.value, scale) or "list it in rating_scale of site.yaml"
        self.fault(
            "unknown-rating", f"the rating scale has no “{entry.value}”", ("rating", "value"), hint
        )
        return None


def uses(card: ClaimCard) -> tuple[str, ...]:
    """The names in the register of all that a card refers to."""
    voices = [card.speaker, card.addressee]
    for quote in card.quotes:
        voices += [via if isinstance(via, str) else via.who for via in quote.via]
    names = [f"voice:{id}" for id in voices if id is not None]
    names += [f"source:{quote.source}" for quote in card.quotes]
    names += [f"topic:{id}" for id in card.topics]
    return tuple(dict.fromkeys(names if card.rating is None else [*names, "scale"]))


def _waits(card: ClaimCard, register: Register) -> bool:
    """Whether a card names something that has faults itself, so that nothing can be made of it."""
    return not register.broken.isdisjoint(name.rpartition(":")[2] for name in uses(card))


def resolve_claim(entry: Entry[ClaimCard], register: Register) -> tuple[Claim | None, list[Fault]]:
    """The claim that a card makes, and the card's faults; None where it or what it names has errors."""
    card = entry.card
    resolver = _Resolver(entry, register, [])
    path = path_of("claim", entry.id)
    speaker = resolver.voice(card.speaker, ("speaker",))
    addressee = resolver.voice(card.addressee, ("addressee",))
    topics = tuple(resolver.topics())
    quotes = resolver.quotes(path, speaker)
    resolver.check_when()
    rating = resolver.rating()
    faults = [*resolver.faults, *check_text(entry)]
    if _waits(card, register) or any(fault.severity == "error" for fault in faults):
        return None, faults
    changes = tuple(sorted(card.changes, key=lambda change: change.date))
    if changes and changes[-1].kind == "retraction":
        rating = None  # the site does not stand by its verdict any more
    origins = tuple(dict.fromkeys(quote.origin for quote in quotes))
    brief = ClaimBrief(
        id=entry.id,
        path=path,
        statement=" ".join(card.claim.split()),
        claim_type=card.claim_type,
        speaker=speaker,
        addressee=addressee,
        made_on=card.made_on,
        when=card.when,
        occasion=card.occasion,
        topics=topics,
        attribution=strongest([quote.attribution for quote in quotes]),
        distance=min(quote.distance for quote in quotes),
        origins=len(origins),
        verified=all(quote.verified for quote in quotes),
        rating=rating.label if rating else None,
        published=card.published,
        updated=card.updated,
    )
    claim = Claim(
        brief=brief,
        context=card.context,
        quotes=quotes,
        origins=origins,
        relations=_relations(card),
        rating=rating,
        changes=changes,
        aliases=(*card.aliases, *card.merged),
        merged=len(card.merged),
        notes=document(entry, 3),
    )
    return claim, faults


def loose(entry: Entry[ClaimCard]) -> Loose:
    """What a card says of other entries, whatever is wrong with it."""
    found = tuple(links(document(entry, 3).html))
    return Loose(file=entry.file, relations=_relations(entry.card), links=found)


def _relations(card: ClaimCard) -> tuple[Relation, ...]:
    return tuple(Relation(kind=related.kind, claim=related.claim) for related in card.related)


def _rating(entry: RatingEntry, settings: SiteSettings) -> Rating:
    scale = settings.rating_scale
    point = next(point for point in scale if point.id == entry.value)
    return Rating(
        id=point.id,
        label=point.label,
        value=point.value,
        best=max(point.value for point in scale),
        worst=min(point.value for point in scale),
        description=point.description,
        explanation=entry.explanation,
        reviewed_on=entry.reviewed_on,
        reviewed_by=entry.reviewed_by,
    )


def _unnamed(claim: Claim, register: Register) -> Iterator[tuple[str, bool]]:
    """The unnamed voices of verified quotations, and whether the source has what describes them."""
    addressee = claim.brief.addressee
    for quote in claim.quotes:
        if quote.verified:
            for voice in (addressee, *(hand.voice for hand in quote.chain)):
                if voice is not None and voice.kind == "unnamed":
                    yield voice.id, has_words(register.texts[quote.source.id].text, voice.name)


def index(claim: Claim, file: str, register: Register) -> Indexed:
    """A claim as a library keeps it."""
    quotes = claim.quotes
    place = quotes[0].place
    facts = Facts(
        file=file,
        order=(quotes[0].source.id, place.start, place.end)
        if place
        else (quotes[0].source.id, UNPLACED, 0),
        changed_on=claim.changed_on,
        change_days=tuple(change.date for change in claim.changes),
        sources=tuple(quote.source.id for quote in quotes),
        topics=tuple(topic.id for topic in claim.brief.topics),
        hands=tuple(dict.fromkeys(hand.voice.id for quote in quotes for hand in quote.between)),
        routes=tuple(map(_route, quotes)),
        unnamed=tuple(dict.fromkeys(_unnamed(claim, register))),
        quotes=len(quotes),
        quotes_verified=sum(quote.verified for quote in quotes),
        relations=claim.relations,
        aliases=claim.aliases,
        merged=claim.merged,
        links=tuple(links(claim.notes.html)) if "<a " in claim.notes.html else (),
        anchors=tuple(_anchors(claim)),
        names=tuple(1 + len(quote.former_anchors) for quote in quotes),
    )
    return Indexed(brief=claim.brief, facts=facts, whole=seal(claim))


def _route(quote: Quote) -> tuple[AttributionLevel, tuple[str, ...]]:
    ids = [hand.voice.id for hand in quote.chain]
    return quote.attribution, (*ids,) if quote.speaker else ("", *ids)


def _anchors(claim: Claim) -> Iterator[str]:
    """Every name by which an address can lead to a quotation, or to the note that it was taken out."""
    for quote in claim.quotes:
        yield quote.anchor
        yield from quote.former_anchors
    for change in claim.changes:
        yield from change.quotes
