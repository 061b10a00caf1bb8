"""One quotation of a card: verified, and with its chain and all that follows from it."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from site_builder.attribution import attribution_level, quote_distance, quote_origin
from site_builder.diagnostics import Fault, Key, shown
from site_builder.fragments import directive, fragment_of, text_fragment
from site_builder.library import Hand, Place, Quote, Source, Span, VoiceRef
from site_builder.model import QuoteEntry, Via
from site_builder.quotes.find import OMISSION, Reason, Unfound, verify
from site_builder.quotes.nearest import compare, ends, is_searched_whole, nearest_passage, telling
from site_builder.quotes.normal import NormalText, normal, normal_text
from site_builder.quotes.segments import segments
from site_builder.quotes.words import cut_word

_CONTEXT = 40

_REASONS: dict[Reason, tuple[str, str]] = {
    "empty": ("quote-empty", "the quotation has no words of the source"),
    "absent": ("quote-not-found", "these words do not stand in the archived text of “{source}”"),
    "disordered": (
        "quote-disordered",
        "the pieces of this quotation do not follow one another in “{source}”",
    ),
    "inserted": (
        "quote-inserted",
        "the quotation inserts “{piece}”, which “{source}” does not have",
    ),
    "context": (
        "quote-context",
        "“prefix” and “suffix” do not stand around these words in one place of “{source}”",
    ),
    "prefix": ("quote-context", "“prefix” does not stand before these words in “{source}”"),
    "suffix": ("quote-context", "“suffix” does not stand after these words in “{source}”"),
    "ambiguous": ("quote-ambiguous", "these words stand more than once in “{source}”"),
}

_HINTS: dict[Reason, str | None] = {
    "empty": "quote the words that carry the claim",
    "absent": None,
    "disordered": "put the pieces into the order of the source, or make two quotations of them",
    "inserted": "take it out and explain in “context”, or mark an omission with […]",
    "context": "copy the words just before and after from one place of the archived text",
    "prefix": "copy the words just before from the archived text",
    "suffix": "copy the words just after from the archived text",
    "ambiguous": "quote more words, or add “prefix” or “suffix” with the words just before or after",
}

_TOO_LONG = (
    "no passage near to them was found: in a text this long, only those are looked at that have some of"
    " the same phrases"
)


class Found(Struct, frozen=True):
    """A place in an archived text."""

    place: Place
    text: NormalText

    @property
    def pieces(self) -> list[str]:
        """The words between omissions as the source has them."""
        return [self.text.archived[piece.start : piece.end] for piece in self.place.pieces]


def quote_anchor(entry: QuoteEntry) -> str:
    """The name of a quotation on its claim's page, which no other quotation moves."""
    return _hashed(entry, entry.source) if entry.id is None else entry.id


def former_anchors(entry: QuoteEntry, source: Source) -> tuple[str, ...]:
    """Names that a quotation had before: those its card lists, and those of its source's other ids."""
    found = dict.fromkeys(entry.aliases)
    if source.aliases and entry.id is None:
        ids = [source.ref.id, *source.aliases]
        found |= dict.fromkeys(_hashed(entry, id) for id in ids if id != entry.source)
    return tuple(found)


def _hashed(entry: QuoteEntry, source: str) -> str:
    words = f"{source}\n{normal(entry.text)}"
    return f"q-{hashlib.sha256(words.encode()).hexdigest()[:8]}"


def resolve_quote(
    entry: QuoteEntry,
    path: str,
    speaker: VoiceRef | None,
    hands: tuple[Hand, ...],
    source: Source,
    found: Found | None,
) -> Quote:
    """A quotation with its address, its chain, its place and what is derived from them."""
    via = [hand.voice for hand in hands]
    publisher = source.ref.publisher
    pieces = found.pieces if found else _written_pieces(entry)
    first = () if speaker is None else (Hand(voice=speaker, cue=entry.cue),)
    url = source.ref.url
    return Quote(
        anchor=path.partition("#")[2],
        former_anchors=former_anchors(entry, source),
        path=path,
        source=source.ref,
        text=entry.text,
        segments=segments(
            [" ".join(piece.split()) for piece in pieces],
            entry.speech if speaker else None,
            _cues(entry),
        ),
        speech=entry.speech,
        cue=entry.cue,
        speaker=speaker,
        chain=(*first, *hands, Hand(voice=publisher)),
        attribution=attribution_level(speaker, via, entry.speech),
        distance=quote_distance(via, primary=source.primary),
        origin=quote_origin(via, publisher),
        place=found.place if found else None,
        place_path=f"{source.ref.path}#{path.split('/')[1]}",
        fragment=_fragment(url, found, pieces) if url else None,
        snapshot=source.snapshot if url else None,
        lang=entry.lang or source.language,
        translation=entry.translation,
        media=entry.media,
    )


def apart(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotations of a card; those of one source lead each to its own words there.

    A source's page has the claim's id at the first of them, whichever that is in its text.
    """
    if len(quotes) == 1:
        return tuple(quotes)
    of_source = Counter(quote.source.id for quote in quotes)
    return tuple(
        replace(quote, place_path=f"{quote.place_path}/{quote.anchor}")
        if of_source[quote.source.id] > 1
        else quote
        for quote in quotes
    )


def _cues(entry: QuoteEntry) -> list[str]:
    """The reporting words of the speaker's first reporter and of each hand."""
    cues = [entry.cue, *(via.cue for via in entry.via if isinstance(via, Via))]
    return [cue for cue in cues if cue is not None]


def _written_pieces(entry: QuoteEntry) -> list[str]:
    """The words between omissions as the card has them."""
    return [piece for piece in OMISSION.split(entry.text) if piece.strip()] or [entry.text]


def _fragment(url: str, found: Found | None, pieces: list[str]) -> str:
    """The address of the words; of those that nothing is kept to compare with, by themselves."""
    if found is not None:
        return text_fragment(url, found.text, found.place.pieces)
    spans = [Span(start=0, end=len(piece)) for piece in pieces]
    directives = (directive(normal_text(p), s) for p, s in zip(pieces, spans, strict=True))
    return fragment_of(url, directives)


def find_place(
    entry: QuoteEntry, text: NormalText, path: tuple[str | int, ...], file: str
) -> Place | Fault:
    """Where a quotation stands in its source, or why it does not."""
    found = verify(entry.text, text, entry.prefix or "", entry.suffix or "")
    if isinstance(found, Place):
        return found
    code, message = _REASONS[found.reason]
    field = found.reason if found.reason in ("prefix", "suffix") else "text"
    return Fault(
        code=code,
        message=message.format(source=entry.source, piece=shown(found.piece)),
        file=file,
        where=Key((*path, field)),
        hint=_HINTS[found.reason],
        notes=_notes(found, text),
    )


def _notes(found: Unfound, text: NormalText) -> tuple[str, ...]:
    if found.reason == "absent":
        words = telling(found.piece, text)
        nearest = nearest_passage(words, text)
        if nearest is not None:
            return compare(words, nearest)
        return () if is_searched_whole(words, text) else (_TOO_LONG,)
    return tuple(_surrounded(span.start, span.end, text) for span in found.places)


def _surrounded(start: int, end: int, text: NormalText) -> str:
    archived = text.archived
    before = archived[max(0, start - _CONTEXT) : start]
    after = archived[end : end + _CONTEXT]
    if start > _CONTEXT:
        before = f"…{before.partition(' ')[2]}"
    if end + _CONTEXT < len(archived):
        after = f"{after.rpartition(' ')[0]}…"
    quoted = ends(archived[start:end])
    words = " ".join(f"{before}[{quoted}]{after}".split())
    return f"paragraph {text.paragraph(start)}: {words}"


def check_cues(
    entry: QuoteEntry, place: Place, text: NormalText, path: tuple[str | int, ...], file: str
) -> Iterator[Fault]:
    """Each cue stands in the quotation or in the paragraphs around it."""
    cues = [(entry.cue, (*path, "cue"))]
    cues += [
        (v.cue, (*path, "via", i, "cue")) for i, v in enumerate(entry.via) if isinstance(v, Via)
    ]
    around = _paragraphs_around(place, text)
    for cue, where in cues:
        if cue is not None and cue not in around and not _stands_in(cue, around):
            yield Fault(
                code="cue-not-found",
                message=f"the cue “{cue}” does not stand in the paragraph of its quotation",
                file=file,
                where=Key(where),
                hint="copy the reporting words from the source",
                severity="warning",
            )


def check_publisher(
    entry: QuoteEntry, source: Source, path: tuple[str | int, ...], file: str
) -> Iterator[Fault]:
    """The publisher, which ends every chain by itself, is not its last hand as well."""
    publisher = source.ref.publisher.id
    last = entry.via[-1] if entry.via else None
    if publisher == (last.who if isinstance(last, Via) else last):
        where = (*path, "via", len(entry.via) - 1)
        yield Fault(
            code="publisher-in-via",
            message=f"“{publisher}” published “{source.ref.id}”, so the chain has it twice",
            file=file,
            where=Key((*where, "who") if isinstance(last, Via) else where),
            hint="leave it out: the publisher is added at the end",
            severity="warning",
        )


def check_words(
    place: Place, text: NormalText, path: tuple[str | int, ...], file: str
) -> Iterator[Fault]:
    """A quotation, and each piece of it, begins and ends with a whole word of the source."""
    for piece in place.pieces:
        for does, at in (("begins", piece.start), ("ends", piece.end)):
            word = cut_word(text.archived, at)
            if word is not None:
                yield Fault(
                    code="quote-cuts-word",
                    message=f"the quotation {does} in the middle of the word “{shown(word)}”",
                    file=file,
                    where=Key((*path, "text")),
                    hint="quote whole words: a part of one may say something else",
                    severity="warning",
                )


def _stands_in(words: str, text: str) -> bool:
    pieces = normal(words).casefold().replace("[...]", "...").split("...")
    comparable = normal(text).casefold()
    return all(piece.strip() in comparable for piece in pieces)


def _paragraphs_around(place: Place, text: NormalText) -> str:
    first, last = text.paragraph(place.start), text.paragraph(place.end - 1)
    return text.archived[text.paragraphs[first - 1][0] : text.paragraphs[last - 1][1]]


def hands_of(entry: QuoteEntry, voices: Mapping[str, VoiceRef | None]) -> tuple[Hand, ...] | None:
    """The hands between speaker and publisher, or None where one of them is unknown."""
    hands = []
    for via in entry.via:
        ref = voices[via if isinstance(via, str) else via.who]
        if ref is None:
            return None
        hands.append(Hand(voice=ref) if isinstance(via, str) else _hand(via, ref))
    return tuple(hands)


def _hand(via: Via, ref: VoiceRef) -> Hand:
    return Hand(
        voice=ref,
        cue=via.cue,
        access=via.access,
        ground_rules=via.ground_rules,
        stance=via.stance,
        commitment=via.commitment,
    )
