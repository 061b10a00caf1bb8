"""A claim, its quotations and its rating in the words of schema.org.

The statement is a `Claim`, based on `Quotation`s, each part of a source in which the claim appears.
A claim with a rating is what a `ClaimReview` has reviewed, and no other claim is (Google's fact
check rules: a review without a rating is none).
"""

from collections.abc import Sequence

from site_builder.library import Citation, Claim, Quote, Rating, Voice
from site_builder.model import ChangeEntry
from site_builder.structured.graph import Node, known, publisher
from site_builder.structured.voices import voice_named, voice_whole
from site_builder.structured.works import work, work_named
from site_builder.views import Frame

_LEAST = 1
"""The lowest value that a scale may have in Google's fact check rules."""


def claim_graph(
    site: Frame, page: Node, claim: Claim, sources: Sequence[Citation], speaker: Voice | None = None
) -> list[Node]:
    """A claim's own page and the claim, or the review of it where it has a rating.

    Of a review, `speaker` is who made the claim, with all that is known of them.
    """
    url, brief = page["url"], claim.brief
    if brief.published is not None:
        page["datePublished"] = brief.published
        page["dateModified"] = claim.changed_on
    corrections = [_correction(change) for change in claim.changes if change.kind != "update"]
    if corrections:
        page["correction"] = corrections
    page["mainEntity"] = {"@id": f"{url}#_claim"}
    reviewed = review(site, url, claim, sources, speaker)
    return [page, reviewed or claim_node(site.base_url, url, claim, sources)]


def claim_node(base_url: str, url: str, claim: Claim, sources: Sequence[Citation]) -> Node:
    """A statement, who made it, where it appears, and the quotations that it rests on."""
    brief = claim.brief
    node: Node = {"@type": "Claim", "@id": f"{url}#_claim", "text": brief.statement}
    author = brief.speaker and voice_named(base_url, brief.speaker)
    if author:
        node["author"] = author
    elif brief.speaker:
        node["creditText"] = brief.speaker.name
    if brief.made_on is not None:
        node["dateCreated"] = brief.made_on
    node["appearance"] = [work(base_url, source) for source in sources]
    handed_on = any(quote.between for quote in claim.quotes)
    first = None if handed_on else _first(sources)
    if first is not None:
        node["firstAppearance"] = work_named(base_url, first.ref)
    languages = {source.ref.id: source.language for source in sources}
    node["isBasedOn"] = [
        _quotation(base_url, quote, languages.get(quote.source.id)) for quote in claim.quotes
    ]
    return node


def review(
    site: Frame, url: str, claim: Claim, sources: Sequence[Citation], speaker: Voice | None = None
) -> Node | None:
    """The review of a claim that has a rating, by whoever publishes the site and stands by it."""
    rating, author = claim.rating, publisher(site)
    if rating is None or author is None:
        return None
    reviewed = claim_node(site.base_url, url, claim, sources)
    if speaker is not None:
        reviewed["author"] = voice_whole(site.base_url, speaker)
    if claim.brief.made_on is not None:
        # In Google's rules this is when a claim was made or came into the open.
        reviewed["datePublished"] = claim.brief.made_on
    return {
        "@type": "ClaimReview",
        "@id": f"{url}#_review",
        "url": url,
        "claimReviewed": claim.brief.statement,
        "datePublished": claim.brief.published or rating.reviewed_on,
        "dateModified": claim.changed_on,
        "author": author,
        "creditText": rating.reviewed_by,
        "inLanguage": site.language,
        "reviewRating": _rating(rating),
        "itemReviewed": reviewed,
    }


def _rating(rating: Rating) -> Node:
    """A verdict; scales that begin below 1 are moved up as a whole, which keeps all distances."""
    raised = max(0, _LEAST - rating.worst)
    return {
        "@type": "Rating",
        "ratingValue": rating.value + raised,
        "bestRating": rating.best + raised,
        "worstRating": rating.worst + raised,
        "alternateName": rating.label,
        "ratingExplanation": rating.explanation,
    }


def _quotation(base_url: str, quote: Quote, source_language: str | None) -> Node:
    """Words of a source; their maker is the speaker only where they are all the speaker's own."""
    speaker, publishes = quote.speaker, quote.source.publisher
    node: Node = {"@type": "Quotation", "@id": base_url + quote.path, "text": quote.text}
    language = quote.lang or source_language
    if language is not None:
        node["inLanguage"] = language
    spoken = speaker and voice_named(base_url, speaker)
    if spoken:
        node["spokenByCharacter"] = spoken
    elif speaker:
        node["creditText"] = speaker.name
    own = speaker is not None and quote.speech == "direct"
    maker = spoken if own else voice_named(base_url, publishes)
    if maker:
        node["creator"] = maker
    node["isPartOf"] = work_named(base_url, quote.source)
    if quote.translation is not None:
        node["workTranslation"] = {"@type": "Quotation"} | known(
            text=quote.translation.text,
            inLanguage=quote.translation.lang,
            creditText=quote.translation.by,
        )
    return node


def _correction(change: ChangeEntry) -> Node:
    return {"@type": "CorrectionComment", "text": change.note, "datePublished": change.date}


def _first(sources: Sequence[Citation]) -> Citation | None:
    """The source that came out before all others, where their dates tell which it was.

    None where that rests on another publication, in which the claim may have appeared before.
    """
    first = _earliest(sources)
    return None if first is None or first.derived else first


def _earliest(sources: Sequence[Citation]) -> Citation | None:
    if len(sources) == 1:
        return sources[0]
    dated = sorted((source.published, source.ref.id) for source in sources if source.published)
    if len(dated) < len(sources):
        return None
    (first, id), (second, _) = dated[:2]
    if second.startswith(first):
        return None
    return next(source for source in sources if source.ref.id == id)
