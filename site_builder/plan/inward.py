"""Links to pages and files of the site that are no entries: that something stands there."""

from collections.abc import Collection, Iterable, Iterator

from site_builder.addresses import output_file
from site_builder.diagnostics import Fault, Words, nearest_word, shown
from site_builder.mentions import Inward


def unanswered(links: Iterable[Inward], files: Collection[str]) -> Iterator[Fault]:
    """A fault for each link to a path that none of a site's files answers for."""
    for link in links:
        if output_file(link.path) not in files:
            yield Fault(
                code="broken-link",
                message=f"nothing stands at /{shown(link.path)} on this site",
                file=link.file,
                where=Words(link.href),
                hint=_nearest(link.path, files),
            )


def _nearest(path: str, files: Collection[str]) -> str | None:
    near = nearest_word(path, (file.removesuffix("index.html") for file in files))
    return None if near is None else f"did you mean /{near}?"
