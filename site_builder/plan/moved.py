"""Pages at addresses that have moved, or whose entries were withdrawn."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from site_builder import compose
from site_builder.addresses import embed_path
from site_builder.library import Library
from site_builder.plan.page import Page
from site_builder.styles import Sheet
from site_builder.twins.embed import compose_embed_gone
from site_builder.twins.redirects import compose_redirects


def moved_pages(library: Library, planned: Iterable[str]) -> Iterator[Page]:
    """A page that leads on for each former address and each page below it, and all for hosts.

    What stands below an entry's address (the further pages of a long list, an embed, its data) has
    moved with it. A file that is no page cannot lead on by itself, so only hosts are told of it.
    """
    moves = sorted(_moves(library, planned))
    for path, to in moves:
        if path.endswith("/"):
            yield Page(path, "pages/redirect.html", compose.compose_redirect, (to,))
    if "redirects" in library.settings.outputs:
        yield Page("_redirects", "data/_redirects", compose_redirects, (tuple(moves),))


def gone_pages(library: Library, embed_styles: Sheet) -> Iterator[Page]:
    """A page for each entry that was withdrawn, and for the frames in which other sites show it."""
    embeds = "embeds" in library.settings.outputs
    for path, gone in library.gone.items():
        yield Page(path, "pages/gone.html", compose.compose_gone, (gone,))
        if gone.kind == "claim" and embeds:
            parts = (gone, embed_styles)
            yield Page(embed_path(path), "pages/embed-gone.html", compose_embed_gone, parts)
        elif gone.kind == "claim":
            yield Page(embed_path(path), "pages/gone.html", compose.compose_gone, (gone,))


def _moves(library: Library, planned: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every path that has moved, and the present one."""
    former: Mapping[str, list[str]] = defaultdict(list)
    for path, to in library.moved.items():
        former[to].append(path)
    yield from library.moved.items()
    for path in planned if former else ():
        entry = _entry(path)
        for start in former.get(entry, ()) if len(entry) < len(path) else ():
            yield start + path[len(entry) :], path


def _entry(path: str) -> str:
    """The path of the entry that a path belongs to: `claims/some-id/`, or `about/`."""
    first = path.find("/") + 1
    second = path.find("/", first) + 1
    return path[: second or first]
