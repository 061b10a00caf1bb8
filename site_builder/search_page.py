"""The page on which readers search, and what the index behind it is made of."""

from msgspec.structs import replace

from site_builder.heads import CLAIMS, HOME, SOURCES, TOPICS, VOICES, page_head, saying
from site_builder.language.words import marked
from site_builder.policy import SEARCH_PAGE
from site_builder.search.record import Record
from site_builder.structured.graph import placed
from site_builder.views import Frame, Head, LevelCount, Link, View

SEARCH = Link(label=marked("Search"), path="search/")


class SearchPage(View, frozen=True, kw_only=True):
    """The page on which readers search; `ways` and `levels` are how to find claims without."""

    site: Frame
    head: Head
    levels: tuple[LevelCount, ...]
    ways: tuple[Link, ...]


class IndexView(View, frozen=True, kw_only=True):
    """What the search index is made of: records in one language, as BCP 47 has its first subtag."""

    language: str
    records: tuple[Record, ...]


def compose_search(
    site: Frame, path: str, levels: tuple[LevelCount, ...], topics: bool
) -> SearchPage:
    """The page on which readers search."""
    title = site.words.say(SEARCH.label)
    head = page_head(site, "search", path, title, None, HOME)
    ways = (CLAIMS, VOICES, SOURCES, *((TOPICS,) if topics else ()))
    return SearchPage(
        site=site,
        head=saying(replace(head, policy=SEARCH_PAGE), [placed("SearchResultsPage", site, head)]),
        levels=levels,
        ways=tuple(link.said(site.words) for link in ways),
    )


def compose_index(site: Frame, path: str, language: str, records: tuple[Record, ...]) -> IndexView:
    """What the search index is made of."""
    return IndexView(language=language.partition("-")[0].lower(), records=records)
