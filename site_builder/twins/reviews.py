"""`data/claimreview.json`: every rated claim's review, as a schema.org DataFeed."""

import datetime
from collections.abc import Iterable, Iterator

import msgspec

from site_builder.library import Citation, Claim, Rating
from site_builder.structured.claims import review
from site_builder.structured.graph import CONTEXT, Node, known, publisher, terms
from site_builder.views import Frame, View


class Reviews(View, frozen=True, kw_only=True):
    """The reviews of a site, an entry each, and when the last of them changed."""

    feed: Node
    entries: tuple[Node, ...]


def compose_reviews(
    site: Frame, path: str, claims: Iterable[Claim], sources: tuple[Citation, ...]
) -> Reviews:
    """The reviews of claims that have a rating; sources are those of all their quotations."""
    cited = {source.ref.id: source for source in sources}
    entries = tuple(_entries(site, claims, cited))
    feed = {
        "@context": CONTEXT,
        "@type": "DataFeed",
        "@id": site.base_url + path,
        "name": f"Reviews of claims – {site.title}",
        "url": site.base_url + path,
        "inLanguage": site.language,
        **terms(site),
    } | known(publisher=publisher(site))
    if entries:
        feed["dateModified"] = max(entry["dateModified"] for entry in entries)
    return Reviews(feed=feed, entries=entries)


def claimreview_json(view: Reviews) -> str:
    """`data/claimreview.json`: one review a line."""
    head = _encode(view.feed)[:-1]
    lines = ",\n".join(map(_encode, view.entries))
    return f'{head},"dataFeedElement":[\n{lines}\n]}}\n'


def _entries(site: Frame, claims: Iterable[Claim], cited: dict[str, Citation]) -> Iterator[Node]:
    for claim in claims:
        url = site.base_url + claim.brief.path
        sources = dict.fromkeys(quote.source.id for quote in claim.quotes)
        reviewed = review(site, url, claim, [cited[id] for id in sources])
        if reviewed is not None and claim.rating is not None:
            yield {
                "@type": "DataFeedItem",
                "url": url,
                "dateCreated": claim.rating.reviewed_on,
                "dateModified": _changed(claim, claim.rating),
                "item": reviewed,
            }


def _changed(claim: Claim, rating: Rating) -> datetime.date:
    return max(rating.reviewed_on, claim.brief.updated or rating.reviewed_on)


def _encode(value: object) -> str:
    return msgspec.json.encode(value).decode()
