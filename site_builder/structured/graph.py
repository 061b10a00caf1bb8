"""JSON-LD 1.1 (W3C) in the words of schema.org: addresses of things, and graphs as text.

A thing is named by the address of its page and a fragment that begins with `_`, which no anchor on
a page does. It has that name wherever it is mentioned, so that what several pages say of it can be
put together.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import Raw

from site_builder.views import Frame, Head, Link

CONTEXT = "https://schema.org"

Node = dict[str, Any]
"""A thing: its type, its name, and what is said of it; nothing that is not known."""

_encode = msgspec.json.Encoder().encode


def document(nodes: Sequence[Node | Raw]) -> bytes:
    """A JSON-LD document of its own."""
    return _encode({"@context": CONTEXT, "@graph": nodes})


def script(nodes: Sequence[Node | Raw]) -> str:
    """JSON-LD as it stands within a page's `script` element.

    What could end the element or open a comment in it begins with the one sign that is escaped, as
    JSON allows (HTML, 4.12.1.3). No script runs it, so no other needs to be.
    """
    return document(nodes).replace(b"<", b"\\u003c").decode()


def fragment(node: Node) -> Raw:
    """A node that is put into many graphs, encoded once."""
    return Raw(_encode(node))


def known(**properties: Any) -> Node:
    """Properties that have a value."""
    return {name: value for name, value in properties.items() if value not in (None, "", [], ())}


def site_id(site: Frame) -> str:
    """The name of the site among all things."""
    return f"{site.base_url}#_site"


@lru_cache(maxsize=16)
def publisher(site: Frame) -> Node | None:
    """Who publishes the site, in brief."""
    own = site.publisher
    if own is None:
        return None
    return {
        "@type": "Organization",
        "@id": f"{site.base_url}#_publisher",
        "name": own.name,
        "url": own.url or site.base_url,
    }


def contact(site: Frame) -> Node:
    """Where the publisher is reached: by e-mail or on a page."""
    if site.publisher is None or site.publisher.contact is None:
        return {}
    reached = site.publisher.contact
    if "://" in reached:
        return {"contactPoint": {"@type": "ContactPoint", "url": reached}}
    return {"email": reached}


def terms(site: Frame) -> Node:
    """On what terms the site's own words may be used, where that is an address."""
    return known(license=site.license_url)


@lru_cache(maxsize=16)
def _of_site(site: Frame) -> Node:
    """What every page of a site says of the site."""
    page: Node = {
        "inLanguage": site.language,
        "isPartOf": {
            "@type": "WebSite",
            "@id": site_id(site),
            "name": site.title,
            "url": site.base_url,
        },
    }
    publishes = publisher(site)
    if publishes is not None:
        page["publisher"] = publishes
    return {name: fragment(value) for name, value in (page | terms(site)).items()}


def page_node(kind: str, site: Frame, url: str, title: str, description: str | None) -> Node:
    """A page of the site."""
    page = {"@type": kind, "@id": url, "url": url, "name": title, **_of_site(site)}
    if description is not None:
        page["description"] = description
    return page


def placed(kind: str, site: Frame, head: Head) -> Node:
    """A page of the site, with the way to it."""
    page = page_node(kind, site, head.canonical, head.title, head.description)
    if head.crumbs:
        here = _step(len(head.crumbs) + 1, head.title, head.canonical)
        steps = [*_way(site.base_url, head.crumbs), here]
        page["breadcrumb"] = {"@type": "BreadcrumbList", "itemListElement": steps}
    return page


@lru_cache(maxsize=256)
def _way(base_url: str, crumbs: tuple[Link, ...]) -> list[Raw]:
    """The pages above a page."""
    return [
        fragment(_step(number, crumb.label, base_url + crumb.path))
        for number, crumb in enumerate(crumbs, start=1)
    ]


def _step(number: int, name: str, url: str) -> Node:
    return {"@type": "ListItem", "position": number, "name": name, "item": {"@id": url}}
