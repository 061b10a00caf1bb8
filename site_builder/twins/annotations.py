"""A source's `annotations.json`: each verified quotation as a W3C Web Annotation.

Web Annotation Data Model (W3C Recommendation, 23 February 2017). The file is a collection with its
first page in it; where quotations are many, further pages stand below `annotations/`.
"""

import datetime
from collections.abc import Iterator
from typing import Any

import msgspec

from site_builder.addresses import first_id
from site_builder.library import Claim, Source, Span
from site_builder.model import Media
from site_builder.quotes.find import MARGIN
from site_builder.views import Frame, View

MEDIA_FRAGMENTS = "http://www.w3.org/TR/media-frags/"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"


class Annotations(View, frozen=True, kw_only=True):
    """One page of a source's annotations, of so many `pages`.

    `start` is the number, from 0, of its first annotation among the `total`.
    """

    site: Frame
    source: Source
    claims: tuple[Claim, ...]
    number: int
    pages: int
    start: int
    total: int


def annotations_path(source_path: str, number: int = 1) -> str:
    """Where a page of a source's annotations stands; the first is within the collection."""
    return f"{source_path}annotations{'' if number == 1 else f'/{number}'}.json"


def compose_annotations(
    site: Frame,
    path: str,
    source: Source,
    claims: tuple[Claim, ...],
    page: tuple[int, int],
    annotations: tuple[int, int],
) -> Annotations:
    """A page of annotations: its number and how many there are; its start and the total."""
    number, pages = page
    start, total = annotations
    return Annotations(
        site=site,
        source=source,
        claims=claims,
        number=number,
        pages=pages,
        start=start,
        total=total,
    )


def annotations_json(view: Annotations) -> bytes:
    """A collection with its first page, or a later page of it (sections 5.1 and 5.2)."""
    made = _page(view)
    if view.number == 1:
        last = _page_id(view, view.pages)
        made = {
            "id": _collection(view),
            "type": "AnnotationCollection",
            "label": view.site.words.say("Quotations from “{title}”").format(
                title=view.source.ref.title
            ),
            **_creator(view.site),
            "total": view.total,
            "first": made,
            "last": last,
        }
    else:
        made["partOf"] = _collection(view)
    return msgspec.json.encode({"@context": CONTEXT, **made}) + b"\n"


def _page(view: Annotations) -> dict[str, Any]:
    number = view.number
    page: dict[str, Any] = {"id": _page_id(view, number), "type": "AnnotationPage"}
    if number > 1:
        page["prev"] = _page_id(view, number - 1)
    if number < view.pages:
        page["next"] = _page_id(view, number + 1)
    return {**page, "startIndex": view.start, "items": list(_annotations(view))}


def _collection(view: Annotations) -> str:
    return view.site.base_url + annotations_path(view.source.ref.path)


def _page_id(view: Annotations, number: int) -> str:
    path = annotations_path(view.source.ref.path, number)
    return view.site.base_url + (f"{path}#page-1" if number == 1 else path)


def _annotations(view: Annotations) -> Iterator[dict[str, Any]]:
    site, source = view.site, view.source
    creator = _creator(site)
    collection = _collection(view)
    for claim in view.claims:
        about = {"motivation": "linking", **creator, **_times(claim), "body": _body(claim, site)}
        first = first_id(claim.brief.id, claim.aliases, claim.merged)
        for quote in claim.quotes:
            if quote.place is not None and quote.source.id == source.ref.id:
                id = f"{collection}#{first}.{quote.anchor}"
                target = _target(quote.place.pieces, quote.media, source, site)
                yield {"id": id, "type": "Annotation", **about, "target": target}


def _body(claim: Claim, site: Frame) -> list[dict[str, str]]:
    """What is linked to: the claim's page, and the claim in words."""
    page = {"id": site.base_url + claim.brief.path, "type": "Text", "format": "text/html"}
    words = {"type": "TextualBody", "value": claim.brief.statement, "format": "text/plain"}
    language = {"language": site.language}
    return [{**page, **language}, {**words, **language, "purpose": "describing"}]


def _target(pieces: tuple[Span, ...], media: Media | None, source: Source, site: Frame) -> Any:
    """The quoted words; where some between them are left out, each piece is a target."""
    targets = [
        {
            "source": _address(source, site),
            **_state(source),
            "selector": [*_selectors(piece, source.text or ""), *_times_of(media)],
        }
        for piece in pieces
    ]
    return targets if len(targets) > 1 else targets[0]


def _address(source: Source, site: Frame) -> str:
    """The whole document in which the words stand; that of the site where it has no other."""
    return (source.ref.url or site.base_url + source.ref.path).partition("#")[0]


def _selectors(piece: Span, text: str) -> list[dict[str, Any]]:
    """The words with what stands around them, and their place in the archived text."""
    start, end = piece.start, piece.end
    return [
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - MARGIN) : start],
            "suffix": text[end : end + MARGIN],
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]


def _times_of(media: Media | None) -> Iterator[dict[str, Any]]:
    """When in a recording the words are said, in seconds (Media Fragments URI 1.0, section 4.2.1)."""
    if media is not None:
        end = "" if media.end is None else f",{media.end:g}"
        yield {
            "type": "FragmentSelector",
            "conformsTo": MEDIA_FRAGMENTS,
            "value": f"t={media.start:g}{end}",
        }


def _state(source: Source) -> dict[str, Any]:
    """When the source was read, and the copy of it that was made then."""
    state: dict[str, Any] = {"type": "TimeState"}
    if source.accessed:
        state["sourceDate"] = _instant(source.accessed)
    if source.snapshot:
        state["cached"] = source.snapshot.url
    return {"state": state} if source.ref.url and len(state) > 1 else {}


def _creator(site: Frame) -> dict[str, Any]:
    publisher = site.publisher
    if publisher is None:
        return {}
    return {"creator": ({"id": publisher.url} if publisher.url else {}) | {"name": publisher.name}}


def _times(claim: Claim) -> dict[str, str]:
    published, changed = claim.brief.published, claim.changed_on
    if published is None or changed is None:
        return {}
    return {"created": _instant(published), "modified": _instant(changed)}


def _instant(day: datetime.date) -> str:
    """The beginning of a day as xsd:dateTime in UTC, as the model asks for."""
    return f"{day}T00:00:00Z"
