"""The reviews of claims, planned from a library and its lists."""

from collections.abc import Iterable, Iterator

from site_builder.library import Library, Voice
from site_builder.model import SiteSettings
from site_builder.plan.citations import citations, reviewed_speaker
from site_builder.plan.lists import Lists
from site_builder.plan.page import Bare, Each, Page
from site_builder.twins.reviews import compose_reviews

REVIEWS = "data/claimreview.json"
"""Where the reviews of claims stand."""


def has_reviews(settings: SiteSettings) -> bool:
    """Whether a site has a file of reviews: it rates claims, and somebody stands for that."""
    rates = bool(settings.rating_scale) and settings.publisher is not None
    return rates and "claimreview" in settings.outputs


def review_pages(library: Library, lists: Lists) -> Iterator[Page]:
    """The reviews of all claims that have a rating, where somebody stands for them."""
    if not has_reviews(library.settings):
        return
    rated = [id for id in lists.in_order if library.claims[id].brief.rating is not None]
    quoted = {source for id in rated for source in library.claims[id].facts.sources}
    cited = tuple(citation for id, citation in citations(library).items() if id in quoted)
    speakers = (reviewed_speaker(library.claims[id], library) for id in rated)
    every = Each(tuple(Bare(library.claims[id].whole) for id in rated))
    yield Page(REVIEWS, REVIEWS, compose_reviews, (every, cited, _each_once(speakers)))


def _each_once(voices: Iterable[Voice | None]) -> tuple[Voice, ...]:
    return tuple({voice.ref.id: voice for voice in voices if voice is not None}.values())
