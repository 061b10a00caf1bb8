"""What pages other than those of claims are about, in the words of schema.org."""

from collections.abc import Sequence

from site_builder.library import Citation, SourceRef, Topic, Voice, VoiceRef
from site_builder.model import AttributionLevel
from site_builder.structured.graph import Node, contact, known, placed, publisher, site_id
from site_builder.structured.voices import voice_whole
from site_builder.structured.works import work_node
from site_builder.views import Frame, Head, Pager

_POLICIES = {"methodology/": "publishingPrinciples", "corrections/": "correctionsPolicy"}
"""The pages of a site's own that say how it works, and what schema.org calls that."""

_ABOUT = "about/"


def home_graph(site: Frame, head: Head) -> list[Node]:
    """The home page, the site, and who publishes it by which rules."""
    own = {page.path for page in site.pages}
    rules = {name: site.base_url + path for path, name in _POLICIES.items() if path in own}
    page = placed("WebPage", site, head)
    whole: Node = {
        "@type": "WebSite",
        "@id": site_id(site),
        "name": site.title,
        "url": site.base_url,
    }
    whole |= known(description=site.description, inLanguage=site.language)
    publishes = publisher(site)
    if publishes is not None:
        whole["publisher"] = publishes | contact(site) | rules
    elif "publishingPrinciples" in rules:
        whole["publishingPrinciples"] = rules["publishingPrinciples"]
    return [page | {"about": {"@id": site_id(site)}}, whole]


def list_graph(
    site: Frame, head: Head, paths: Sequence[str], pager: Pager, about: Node | None = None
) -> list[Node]:
    """A page of a list; paths are those of its entries."""
    page = placed("CollectionPage", site, head)
    if about is not None:
        page["about"] = about
    listed = [
        {"@type": "ListItem", "position": number, "url": site.base_url + path}
        for number, path in enumerate(paths, start=pager.first)
    ]
    page["mainEntity"] = {"@type": "ItemList"} | known(
        numberOfItems=pager.items, itemListElement=listed
    )
    return [page]


def topic_node(topic: Topic) -> Node:
    """What the claims of a topic are about."""
    return {"@type": "Thing", "name": topic.ref.title} | known(description=topic.description)


def level_node(level: AttributionLevel) -> Node:
    """What the claims of an attribution level have in common."""
    return {"@type": "DefinedTerm", "name": level}


def voice_graph(site: Frame, head: Head, voice: Voice) -> list[Node]:
    """A page about a voice."""
    page = placed("CollectionPage", site, head)
    return [page | {"mainEntity": voice_whole(site.base_url, voice)}]


def source_graph(
    site: Frame, head: Head, cited: Citation, based_on: tuple[SourceRef | VoiceRef, ...]
) -> list[Node]:
    """A page about a source."""
    page = placed("WebPage", site, head)
    return [page | {"mainEntity": work_node(site.base_url, cited, based_on)}]


def own_graph(site: Frame, head: Head) -> list[Node]:
    """A page of the site's own."""
    if head.path == _ABOUT:
        return [placed("AboutPage", site, head) | {"about": {"@id": site_id(site)}}]
    return [placed("WebPage", site, head)]
