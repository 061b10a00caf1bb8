"""What other sites show of a claim: its embed, the HTML that frames it, and what oEmbed says.

An embed is a page of its own that needs no other file: its CSS stands in it, the same in all
embeds, so that one hash in a policy allows it.
"""

import math
from html import escape
from typing import Any

import msgspec

from site_builder.addresses import card_path, embed_path, to_root
from site_builder.library import Claim, Quote
from site_builder.policy import embed_policy
from site_builder.styles import Sheet
from site_builder.tombstone import Tombstone
from site_builder.twins.card import SIZE
from site_builder.views import EmbedGonePage, EmbedPage, Frame, Head, View
from site_builder.wording import headline, withdrawn

LAYERS = ("tokens", "embed")
"""The layers of the site's style sheet that an embed carries."""

LONGEST = 400
"""Code points of a quotation from which on an embed leaves words out at its end."""

_WIDTH = 600
_COLUMN = 480
"""The width of a column from which on a frame need not grow."""

_PHONE = 320
_BESIDE = 40
"""What a page leaves on a phone beside its text, both sides together."""

_PADDING = 30
_FIXED = 108
"""Letters beside statement, quotation and chain: who said it, and the line at the foot."""

_CACHE_AGE = 86_400  # seconds


class OEmbed(View, frozen=True, kw_only=True):
    """What a claim's frame holds, for sites that ask."""

    site: Frame
    title: str
    html: str
    height: int
    thumbnail: str | None


def compose_embed(site: Frame, path: str, claim: Claim, styles: Sheet) -> EmbedPage:
    """A claim as other sites show it in a frame."""
    brief = claim.brief
    quote = _quote(claim)
    head = _head(site, path, brief.statement, brief.path, styles)
    return EmbedPage(
        site=site,
        head=head,
        brief=brief,
        quote=quote,
        words=shortened(quote.text),
        quotes=len(claim.quotes),
        retracted=claim.retraction is not None,
        styles=styles.css,
    )


def compose_embed_gone(site: Frame, path: str, gone: Tombstone, styles: Sheet) -> EmbedGonePage:
    """What a frame shows of a claim that was withdrawn."""
    head = _head(site, path, withdrawn(gone, site.words), gone.path, styles)
    return EmbedGonePage(site=site, head=head, gone=gone, styles=styles.css)


def compose_oembed(site: Frame, path: str, claim: Claim) -> OEmbed:
    """What oEmbed says of a claim."""
    return OEmbed(
        site=site,
        title=headline(claim, site.words),
        html=snippet(site, claim),
        height=height(claim),
        thumbnail=site.base_url + card_path(claim.brief.path) if "cards" in site.outputs else None,
    )


def oembed_json(view: OEmbed) -> bytes:
    """A response of type rich (oEmbed 1.0, section 2.3.4.4)."""
    publisher = view.site.publisher
    said: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": view.title,
        "provider_name": view.site.title,
        "provider_url": view.site.base_url,
        "cache_age": _CACHE_AGE,
        "html": view.html,
        "width": _WIDTH,
        "height": view.height,
    }
    if view.thumbnail is not None:
        width, height = SIZE
        said |= {
            "thumbnail_url": view.thumbnail,
            "thumbnail_width": width,
            "thumbnail_height": height,
        }
    if publisher is not None:
        said["author_name"] = publisher.name
    if publisher is not None and publisher.url is not None:
        said["author_url"] = publisher.url
    return msgspec.json.encode(said) + b"\n"


def _head(site: Frame, path: str, title: str, of: str, styles: Sheet) -> Head:
    """What an embed says of itself; `of` is the path of the claim's own page."""
    return Head(
        kind="embed",
        title=title,
        description=None,
        path=path,
        root=to_root(path),
        canonical=site.base_url + of,
        crumbs=(),
        section="",
        noindex=True,
        policy=embed_policy(styles.source),
    )


def has_oembed(site: Frame) -> bool:
    """Whether a site tells oEmbed of its claims: it needs embeds for that."""
    return "oembed" in site.outputs and "embeds" in site.outputs


def snippet(site: Frame, claim: Claim) -> str:
    """HTML that shows a claim's embed on another site."""
    source = escape(site.base_url + embed_path(claim.brief.path))
    title = escape(claim.brief.statement)
    low, high = height(claim), height(claim, _PHONE)
    slope = round((high - low) / (_COLUMN - _PHONE), 2)
    # Between the two widths, as high as that of the window asks for: frames cannot ask for themselves.
    grown = f"clamp({low}px,{high}px + ({_PHONE + _BESIDE}px - 100vw)*{slope},{high}px)"
    return (
        f'<iframe src="{source}" title="{title}" width="{_WIDTH}" height="{low}"'
        f' loading="lazy" style="max-width:100%;height:{grown};border:0"></iframe>'
    )


def height(claim: Claim, width: int = _COLUMN) -> int:
    """About how high an embed is that is so wide, in CSS pixels."""
    quote = _quote(claim)
    share = (width - _PADDING) / (_COLUMN - _PADDING)
    words = min(len(quote.text), LONGEST)
    chain = sum(len(hand.voice.name) + 4 for hand in quote.chain)
    lines = 26 * _lines(len(claim.brief.statement), 44 * share) + 25 * _lines(words, 50 * share)
    others = 20 * _lines(chain, 56 * share) + 20 * _lines(_FIXED, 56 * share)
    return 20 * math.ceil((lines + others + 155) / 20)


def shortened(text: str) -> str:
    """The words of a quotation; of a long one those that begin it, and a mark of omission."""
    if len(text) <= LONGEST:
        return text
    kept = text[:LONGEST]
    return (kept.rpartition(" ")[0] or kept).rstrip(" ,;:–—") + " […]"


def _lines(length: int, measure: float) -> int:
    return math.ceil(length / measure)


def _quote(claim: Claim) -> Quote:
    """The first quotation that gives the claim its level."""
    level = claim.brief.attribution
    return next(quote for quote in claim.quotes if quote.attribution == level)
