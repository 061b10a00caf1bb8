"""The map of a site, planned from its library."""

from collections.abc import Iterator

from site_builder.chart import MAP, compose_map
from site_builder.library import Library
from site_builder.plan.page import Page
from site_builder.routes import routes


def map_pages(library: Library) -> Iterator[Page]:
    """The map, where the site has one."""
    if "map" in library.settings.outputs:
        voices = {id: voice.ref for id, voice in library.voices.items()}
        found = routes((claim.facts.routes for claim in library.claims.values()), voices)
        yield Page(MAP.path, "pages/map.html", compose_map, (found,))
