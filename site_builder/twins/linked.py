"""`claim.json`: what a claim's page says to machines, as JSON-LD of its own."""

from site_builder.library import Citation, Claim, Voice
from site_builder.structured.claims import claim_graph
from site_builder.structured.graph import Node, document, page_node
from site_builder.views import Frame, View
from site_builder.wording import in_brief


class LinkedClaim(View, frozen=True, kw_only=True):
    """A claim's page and the claim, or the review of it."""

    graph: tuple[Node, ...]


def compose_linked(
    site: Frame, path: str, claim: Claim, sources: tuple[Citation, ...], speaker: Voice | None
) -> LinkedClaim:
    """A claim with its quotations; sources are theirs, and of a rated claim the speaker is given."""
    brief = claim.brief
    page = page_node(
        "WebPage", site, site.base_url + brief.path, brief.statement, in_brief(claim, site.words)
    )
    return LinkedClaim(graph=tuple(claim_graph(site, page, claim, sources, speaker)))


def claim_json(view: LinkedClaim) -> bytes:
    """`claim.json` (JSON-LD 1.1)."""
    return document(view.graph)
