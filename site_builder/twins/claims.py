"""`data/claims.json` and `data/claims.csv`: every claim with its quotations."""

import csv
import io
from collections.abc import Iterable, Iterator

import msgspec

from site_builder.library import Claim, Hand, Quote, Rating, VoiceRef
from site_builder.model import Translation
from site_builder.twins.columns import COLUMNS
from site_builder.twins.records import (
    ChangeRecord,
    ClaimRecord,
    HandRecord,
    MediaRecord,
    PieceRecord,
    PublisherRecord,
    QuoteRecord,
    RatingRecord,
    RelationRecord,
    SiteRecord,
    SnapshotRecord,
    TranslationRecord,
    VoiceRecord,
)
from site_builder.views import Frame, View


class ClaimsData(View, frozen=True, kw_only=True):
    """Every claim of the site."""

    site: Frame
    claims: Iterable[Claim]


def compose_claims_data(site: Frame, path: str, claims: Iterable[Claim]) -> ClaimsData:
    """Every claim, for a data file."""
    return ClaimsData(site=site, claims=claims)


def claims_json(view: ClaimsData) -> str:
    """`data/claims.json`: the site and its claims, one claim a line."""
    site = _encode(site_record(view.site))
    lines = ",\n".join(_encode(claim_record(claim, view.site)) for claim in view.claims)
    return f'{{"site": {site},\n"claims": [\n{lines}\n]}}\n'


def claims_csv(view: ClaimsData) -> str:
    """`data/claims.csv` (RFC 4180): a row a quotation.

    A cell that a spreadsheet would run as a formula has an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in COLUMNS)
    for claim in view.claims:
        record = claim_record(claim, view.site)
        writer.writerows(_rows(record))
    return out.getvalue()


def _rows(claim: ClaimRecord) -> Iterator[list[str]]:
    """The rows of a claim, whose own cells are the same in each."""
    own = [column.cell(claim) if column.of == "claim" else "" for column in COLUMNS]
    for quote in claim.quotes:
        pairs = zip(COLUMNS, own, strict=True)
        yield [column.cell(quote) if column.of == "quote" else cell for column, cell in pairs]


def claim_record(claim: Claim, site: Frame) -> ClaimRecord:
    """A claim as `data/claims.json` gives it."""
    brief = claim.brief
    return ClaimRecord(
        id=brief.id,
        url=site.base_url + brief.path,
        claim=brief.statement,
        claim_type=brief.claim_type,
        context=claim.context,
        speaker=_voice(brief.speaker) if brief.speaker else None,
        addressee=_voice(brief.addressee) if brief.addressee else None,
        made_on=brief.made_on,
        when=brief.when,
        occasion=brief.occasion,
        topics=tuple(topic.id for topic in brief.topics),
        attribution=brief.attribution,
        distance=brief.distance,
        origins=tuple(map(_voice, claim.origins)),
        rating=_rating(claim.rating) if claim.rating else None,
        published=brief.published,
        updated=brief.updated,
        changes=tuple(ChangeRecord(date=c.date, kind=c.kind, note=c.note) for c in claim.changes),
        related=tuple(RelationRecord(claim=r.claim, kind=r.kind) for r in claim.relations),
        aliases=claim.aliases,
        quotes=tuple(_quote(quote, site) for quote in claim.quotes),
    )


def _quote(quote: Quote, site: Frame) -> QuoteRecord:
    place, media, copy = quote.place, quote.media, quote.snapshot
    return QuoteRecord(
        id=quote.anchor,
        source=quote.source.id,
        text=quote.text,
        speech=quote.speech,
        cue=quote.cue,
        attribution=quote.attribution,
        distance=quote.distance,
        chain=tuple(_voice(hand.voice) for hand in quote.chain),
        via=tuple(map(_hand, quote.between)),
        verified=quote.verified,
        start=place.start if place else None,
        end=place.end if place else None,
        pieces=tuple(PieceRecord(start=p.start, end=p.end) for p in place.pieces) if place else (),
        paragraph=place.paragraph if place else None,
        prefix=place.prefix if place else None,
        suffix=place.suffix if place else None,
        anchor=site.base_url + quote.path,
        fragment=quote.fragment,
        snapshot=SnapshotRecord(url=copy.url, date=copy.date) if copy else None,
        lang=quote.lang,
        translation=_translation(quote.translation) if quote.translation else None,
        media=MediaRecord(start=media.start, end=media.end) if media else None,
    )


def site_record(site: Frame) -> SiteRecord:
    """The site as `data/claims.json` gives it."""
    who = site.publisher
    return SiteRecord(
        title=site.title,
        description=site.description,
        base_url=site.base_url,
        language=site.language,
        publisher=PublisherRecord(name=who.name, url=who.url, contact=who.contact) if who else None,
        license=site.license,
    )


def _voice(voice: VoiceRef) -> VoiceRecord:
    return VoiceRecord(id=voice.id, kind=voice.kind, name=voice.name)


def _hand(hand: Hand) -> HandRecord:
    voice = hand.voice
    return HandRecord(
        id=voice.id,
        kind=voice.kind,
        name=voice.name,
        cue=hand.cue,
        access=hand.access,
        ground_rules=hand.ground_rules,
        stance=hand.stance,
        commitment=hand.commitment,
    )


def _translation(other: Translation) -> TranslationRecord:
    return TranslationRecord(text=other.text, lang=other.lang, by=other.by)


def _rating(rating: Rating) -> RatingRecord:
    return RatingRecord(
        id=rating.id,
        label=rating.label,
        value=rating.value,
        best=rating.best,
        worst=rating.worst,
        description=rating.description,
        explanation=rating.explanation,
        reviewed_on=rating.reviewed_on,
        reviewed_by=rating.reviewed_by,
    )


def _encode(value: object) -> str:
    return msgspec.json.encode(value).decode()
