"""What pages say of themselves: the way to them, their title, and what machines are told."""

from collections.abc import Sequence

from msgspec.structs import replace

from site_builder.addresses import to_root
from site_builder.structured.graph import Node, script
from site_builder.structured.pages import list_graph
from site_builder.views import Frame, Head, Link, Pager

HOME = Link(label="Home", path="")
CLAIMS = Link(label="Claims", path="claims/")
VOICES = Link(label="Voices", path="voices/")
SOURCES = Link(label="Sources", path="sources/")
TOPICS = Link(label="Topics", path="topics/")


def numbered(title: str, pager: Pager) -> str:
    """The title of a page of a list; the first is called as the list is."""
    return title if pager.number == 1 else f"{title}, page {pager.number}"


def page_head(
    site: Frame, kind: str, path: str, title: str, description: str | None, *crumbs: Link
) -> Head:
    """What a page says of itself; crumbs lead from the home page to the page above it."""
    return Head(
        kind=kind,
        title=title,
        description=_beside(title, description),
        path=path,
        root=to_root(path),
        canonical=site.base_url + path,
        crumbs=crumbs,
        section=crumbs[-1].path if len(crumbs) > 1 else path,
    )


def saying(head: Head, graph: Sequence[Node]) -> Head:
    """A head that says to machines what the page is about."""
    return replace(head, structured=script(graph))


def listing(
    site: Frame, head: Head, paths: Sequence[str], pager: Pager, about: Node | None = None
) -> Head:
    """The head of a page of a list, of which the paths of its entries are given."""
    return saying(head, list_graph(site, head, paths, pager, about))


def with_feed(head: Head, path: str, site: Frame) -> Head:
    """The head of a page whose claims have feeds of their own, where the site has such."""
    return replace(head, feed=path) if "section_feeds" in site.outputs else head


def _beside(title: str, description: str | None) -> str | None:
    """A description on one line; None where it says no more than the title."""
    words = " ".join((description or "").split())
    same = words.rstrip(".").casefold() == title.rstrip(".").casefold()
    return None if same else words or None
