"""What pages say of themselves: the way to them, their title, and what machines are told."""

from collections.abc import Sequence

from msgspec.structs import replace

from site_builder.addresses import list_path, to_root
from site_builder.language.words import Words, marked
from site_builder.structured.graph import Node, script
from site_builder.structured.pages import list_graph
from site_builder.views import Frame, Head, Link, Pager

_NEIGHBOURS = 2

HOME = Link(label=marked("Home"), path="")
CLAIMS = Link(label=marked("Claims"), path="claims/")
VOICES = Link(label=marked("Voices"), path="voices/")
SOURCES = Link(label=marked("Sources"), path="sources/")
TOPICS = Link(label=marked("Topics"), path="topics/")

LISTS = {
    "claim": CLAIMS,
    "person": VOICES,
    "organisation": VOICES,
    "unnamed": VOICES,
    "source": SOURCES,
    "topic": TOPICS,
}
"""The list in which the entries of each kind stand; pages of a site's own stand in none."""

DESCRIPTIONS = {
    "claims": marked("All statements, the newest first, with who made each and who handed it on."),
    "level": marked("Statements that reach the reader in the same way, the newest first."),
    "origins": marked(
        "Whoever passes a statement on is no second origin: ten papers that echo one agency count"
        " once."
    ),
    "changes": marked("Claims that were published, changed and withdrawn, the latest first."),
    "voices": marked("Everyone who made a statement, was told it, or handed it on."),
    "voice": marked(
        "What this voice said, handed on and published, with the words of the sources."
    ),
    "sources": marked(
        "Where the statements stand. Each opens with its quoted passages in their places."
    ),
    "source": marked(
        "What is quoted of this source, each passage in its place, and for which claim."
    ),
    "topics": marked("What the statements are about, and how many there are on each topic."),
    "topic": marked("Who said what on this topic, in which words, and through whom."),
    "timeline": marked("When the statements were made, the earliest first."),
    "map": marked(
        "Who said what through whom: from the speakers, through those who passed it on, to those who"
        " published it."
    ),
    "search": marked("In the statements, in every quotation, and in the names of who said it."),
}
"""What pages say of themselves whose content has no words for it, by kind."""


def numbered(title: str, pager: Pager, words: Words) -> str:
    """The title of a page of a list; the first is called as the list is."""
    if pager.number == 1:
        return title
    return words.say("{title}, page {number}").format(title=title, number=pager.number)


def page_head(
    site: Frame, kind: str, path: str, title: str, description: str | None, *crumbs: Link
) -> Head:
    """What a page says of itself; crumbs lead from the home page to the page above it."""
    usual = DESCRIPTIONS.get(kind)
    return Head(
        kind=kind,
        title=title,
        description=_beside(title, description) or (site.words.say(usual) if usual else None),
        path=path,
        root=to_root(path),
        canonical=site.base_url + path,
        crumbs=tuple(crumb.said(site.words) for crumb in crumbs) if site.words.mark else crumbs,
        section=crumbs[-1].path if len(crumbs) > 1 else path,
    )


def pager(path: str, number: int, items: int, per_page: int) -> Pager:
    """Where the page with a number, from 1, stands in a list of so many items."""
    total = max(1, -(-items // per_page))
    shown = {1, total, *range(number - _NEIGHBOURS, number + _NEIGHBOURS + 1)}
    links: list[Link] = []
    last = 0
    for page in sorted(page for page in shown if 1 <= page <= total):
        if page > last + 1:
            links.append(Link(label="…", path=""))
        links.append(Link(label=str(page), path=list_path(path, page)))
        last = page
    return Pager(
        number=number,
        total=total,
        items=items,
        first=(number - 1) * per_page + 1 if items else 0,
        previous=list_path(path, number - 1) if number > 1 else None,
        next=list_path(path, number + 1) if number < total else None,
        pages=tuple(links),
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
