"""`data/claimreview.json`: every rated claim's review, as a schema.org DataFeed."""

from collections.abc import Iterable, Iterator

import msgspec

from site_builder.library import Citation, Claim, Voice
from site_builder.structured.claims import review
from site_builder.structured.graph import CONTEXT, Node, known, publisher, terms
from site_builder.views import Frame, View


class Reviews(View, frozen=True, kw_only=True):
    """The reviews of a site, an entry each, and when the last of them changed."""

    feed: Node
    entries: tuple[Node, ...]


def compose_reviews(
    site: Frame,
    path: str,
    claims: Iterable[Claim],
    sources: tuple[Citation, ...],
    speakers: tuple[Voice, ...],
) -> Reviews:
    """The reviews of claims that have a rating; sources are those of all their quotations."""
    cited = {source.ref.id: source for source in sources}
    known_voices = {voice.ref.id: voice for voice in speakers}
    entries = tuple(_entries(site, claims, cited, known_voices))
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


def _entries(
    site: Frame, claims: Iterable[Claim], cited: dict[str, Citation], voices: dict[str, Voice]
) -> Iterator[Node]:
    for claim in claims:
        url = site.base_url + claim.brief.path
        sources = dict.fromkeys(quote.source.id for quote in claim.quotes)
        speaker = voices.get(claim.brief.speaker.id) if claim.brief.speaker else None
        reviewed = review(site, url, claim, [cited[id] for id in sources], speaker)
        if reviewed is not None:
            yield {
                "@type": "DataFeedItem",
                "url": url,
                "dateCreated": reviewed["datePublished"],
                "dateModified": reviewed["dateModified"],
                "item": reviewed,
            }


def _encode(value: object) -> str:
    return msgspec.json.encode(value).decode()
