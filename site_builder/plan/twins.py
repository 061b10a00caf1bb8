"""The files that machines read, planned from a library and its lists."""

from collections.abc import Iterable, Iterator, Mapping

from site_builder.addresses import CITATIONS, card_path, embed_path, linked_path, oembed_path
from site_builder.library import Citation, Indexed, Library
from site_builder.model import SiteSettings
from site_builder.plan.citations import reviewed_speaker
from site_builder.plan.lists import Lists
from site_builder.plan.page import Bare, Each, Glance, Page
from site_builder.plan.reviews import REVIEWS, has_reviews
from site_builder.styles import Sheet, layers, sheet
from site_builder.twins.card import captions, compose_card
from site_builder.twins.citation import compose_citation
from site_builder.twins.claims import compose_claims_data
from site_builder.twins.embed import LAYERS, compose_embed, compose_oembed
from site_builder.twins.headers import compose_headers
from site_builder.twins.linked import compose_linked
from site_builder.twins.schemas import compose_schema, schemas_of
from site_builder.views import Frame

DATA_FILES = {"claims_json": "data/claims.json", "claims_csv": "data/claims.csv"}
"""Where each of the `outputs` that hold claims stands."""


def claim_files(settings: SiteSettings) -> tuple[str, ...]:
    """The paths of the data files on claims that a site has."""
    paths = [DATA_FILES[name] for name in settings.outputs if name in DATA_FILES]
    return (*paths, REVIEWS) if has_reviews(settings) else tuple(paths)


def data_pages(library: Library, lists: Lists) -> Iterator[Page]:
    """The data files that hold every claim, and the schemas of those that there are."""
    for name in library.settings.outputs:
        if name in DATA_FILES:
            every = Each(tuple(Bare(library.claims[id].whole) for id in lists.in_order))
            path = DATA_FILES[name]
            yield Page(path, path, compose_claims_data, (every,))
    for path in schemas_of(library.settings.outputs):
        yield Page(path, path, compose_schema, ())


def claim_twins(
    claim: Indexed,
    library: Library,
    cited: Mapping[str, Citation],
    frame: Frame,
    embed_styles: Sheet,
) -> Iterator[Page]:
    """The files beside a claim's page: what shows or tells the same in other forms."""
    outputs = library.settings.outputs
    path, bare = claim.brief.path, Bare(claim.whole)
    if "embeds" in outputs:
        parts = (bare, embed_styles)
        yield Page(embed_path(path), "pages/embed.html", compose_embed, parts)
        if "oembed" in outputs:
            yield Page(oembed_path(path), "data/oembed.json", compose_oembed, (bare,))
    if "claim_json" in outputs:
        sources = tuple(cited[id] for id in dict.fromkeys(claim.facts.sources))
        told = (bare, sources, reviewed_speaker(claim, library))
        yield Page(linked_path(path), "data/claim.json", compose_linked, told)
    if "cards" in outputs:
        said = captions(frame.words, claim.brief.attribution)
        image = (frame.title, frame.language, frame.direction, Glance(claim.whole), said)
        yield Page(card_path(path), "data/card.png", compose_card, image, framed=False)
    if "citations" in outputs:
        for file in CITATIONS:
            yield Page(path + file, f"data/{file}", compose_citation, (bare,))


def embed_sheet(styles: str) -> Sheet:
    """What an embed carries of the site's style sheet."""
    return sheet(layers(styles, LAYERS))


def header_pages(library: Library, paths: Iterable[str], styles: str) -> Iterator[Page]:
    """What a host should send with each of the paths."""
    outputs = library.settings.outputs
    if "headers" not in outputs:
        return
    sections = {path.partition("/")[0] for path in paths if path.endswith("/")}
    carried = [sheet(styles).source]  # the page for missing addresses
    if "embeds" in outputs:
        carried.append(embed_sheet(styles).source)
    parts = (tuple(sorted(sections)), tuple(carried))
    yield Page("_headers", "data/_headers", compose_headers, parts)
