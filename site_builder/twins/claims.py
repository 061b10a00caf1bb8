"""`data/claims.json` and `data/claims.csv`: every claim with its quotations."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from site_builder.library import Claim, Quote, Rating, VoiceRef
from site_builder.views import Frame, View

CSV_FIELDS = [
    "claim_id",
    "claim_url",
    "claim",
    "claim_type",
    "speaker_id",
    "speaker",
    "addressee_id",
    "addressee",
    "made_on",
    "when",
    "occasion",
    "topics",
    "attribution",
    "distance",
    "origins",
    "rating",
    "published",
    "updated",
    "quote_source",
    "quote_text",
    "quote_speech",
    "quote_cue",
    "quote_attribution",
    "quote_distance",
    "quote_chain",
    "quote_verified",
    "quote_start",
    "quote_end",
    "quote_paragraph",
    "quote_prefix",
    "quote_suffix",
    "quote_anchor",
    "quote_fragment",
]

_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""With what a cell begins that a spreadsheet may take for a formula, full-width forms included."""


class ClaimsData(View, frozen=True, kw_only=True):
    """Every claim of the site."""

    site: Frame
    claims: Iterable[Claim]


def compose_claims_data(site: Frame, path: str, claims: Iterable[Claim]) -> ClaimsData:
    """Every claim, for a data file."""
    return ClaimsData(site=site, claims=claims)


def claims_json(view: ClaimsData) -> str:
    """`data/claims.json`: the site and its claims, one claim a line."""
    site = _encode(_site(view.site))
    lines = ",\n".join(_encode(claim_record(claim, view.site)) for claim in view.claims)
    return f'{{"site": {site},\n"claims": [\n{lines}\n]}}\n'


def claims_csv(view: ClaimsData) -> str:
    """`data/claims.csv` (RFC 4180): a row a quotation.

    A cell that a spreadsheet would run as a formula has an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CSV_FIELDS)
    for claim in view.claims:
        record = claim_record(claim, view.site)
        writer.writerows(_rows(record))
    return out.getvalue()


def claim_record(claim: Claim, site: Frame) -> dict[str, Any]:
    """A claim as `data/claims.json` gives it."""
    brief = claim.brief
    return {
        "id": brief.id,
        "url": site.base_url + brief.path,
        "claim": brief.statement,
        "claim_type": brief.claim_type,
        "context": claim.context,
        "speaker": _voice(brief.speaker),
        "addressee": _voice(brief.addressee),
        "made_on": brief.made_on,
        "when": brief.when,
        "occasion": brief.occasion,
        "topics": [topic.id for topic in brief.topics],
        "attribution": brief.attribution,
        "distance": brief.distance,
        "origins": [_voice(origin) for origin in claim.origins],
        "rating": _rating(claim.rating),
        "published": brief.published,
        "updated": brief.updated,
        "changes": claim.changes,
        "related": [{"claim": r.claim, "as": r.kind} for r in claim.relations],
        "quotes": [_quote(quote, site) for quote in claim.quotes],
    }


def _quote(quote: Quote, site: Frame) -> dict[str, Any]:
    place = quote.place
    return {
        "source": quote.source.id,
        "text": quote.text,
        "speech": quote.speech,
        "cue": quote.cue,
        "attribution": quote.attribution,
        "distance": quote.distance,
        "chain": [_voice(hand.voice) for hand in quote.chain],
        "verified": quote.verified,
        "start": place.start if place else None,
        "end": place.end if place else None,
        "paragraph": place.paragraph if place else None,
        "prefix": place.prefix if place else None,
        "suffix": place.suffix if place else None,
        "anchor": site.base_url + quote.path,
        "fragment": quote.fragment,
        "lang": quote.lang,
        "translation": quote.translation,
        "media": quote.media,
    }


def _site(site: Frame) -> dict[str, Any]:
    return {
        "title": site.title,
        "description": site.description,
        "base_url": site.base_url,
        "language": site.language,
        "publisher": site.publisher,
        "license": site.license,
    }


def _voice(voice: VoiceRef | None) -> dict[str, str] | None:
    return None if voice is None else {"id": voice.id, "kind": voice.kind, "name": voice.name}


def _rating(rating: Rating | None) -> dict[str, Any] | None:
    if rating is None:
        return None
    return {
        "id": rating.id,
        "label": rating.label,
        "value": rating.value,
        "best": rating.best,
        "worst": rating.worst,
        "explanation": rating.explanation,
        "reviewed_on": rating.reviewed_on,
        "reviewed_by": rating.reviewed_by,
    }


def _encode(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _rows(record: dict[str, Any]) -> Iterator[list[str]]:
    speaker, addressee = record["speaker"] or {}, record["addressee"] or {}
    rating = record["rating"] or {}
    claim = [
        record["id"],
        record["url"],
        record["claim"],
        record["claim_type"],
        speaker.get("id"),
        speaker.get("name"),
        addressee.get("id"),
        addressee.get("name"),
        record["made_on"],
        record["when"],
        record["occasion"],
        " ".join(record["topics"]),
        record["attribution"],
        record["distance"],
        " ".join(origin["id"] for origin in record["origins"]),
        rating.get("label"),
        record["published"],
        record["updated"],
    ]
    for quote in record["quotes"]:
        chain = " > ".join(hand["id"] for hand in quote["chain"])
        cells = [quote[name] for name in ("source", "text", "speech", "cue", "attribution")]
        cells += [quote["distance"], chain, str(quote["verified"]).lower()]
        cells += [quote[name] for name in ("start", "end", "paragraph", "prefix", "suffix")]
        yield [_cell(cell) for cell in (*claim, *cells, quote["anchor"], quote["fragment"])]


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    # An apostrophe of the text's own before such a sign gets another, so that none is in doubt.
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text
