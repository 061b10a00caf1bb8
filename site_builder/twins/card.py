"""`card.png` beside a claim: the image by which a link to it is shown elsewhere."""

import importlib
from typing import Any

from site_builder.sealing import Outline
from site_builder.views import View

SIZE = (1200, 630)
"""The width and the height of an image, in pixels."""


class CardImage(View, frozen=True, kw_only=True):
    """What the image of a claim shows; `title`, `language` and `direction` are the site's."""

    title: str
    language: str
    direction: str  # "ltr" or "rtl"
    outline: Outline


def compose_card(
    site: None, path: str, title: str, language: str, direction: str, outline: Outline
) -> CardImage:
    """The image of a claim; it shows no more of the site than is named here."""
    return CardImage(title=title, language=language, direction=direction, outline=outline)


def card_png(view: CardImage) -> bytes:
    """`card.png` (PNG, 1200×630)."""
    drawn: bytes = _drawing().card_png(
        view.title, view.outline, view.language, rtl=view.direction == "rtl"
    )
    return drawn


def prepare_cards() -> None:
    """Have at hand what draws, so that workers forked later need not fetch it each."""
    _drawing()


def _drawing() -> Any:
    """What draws; imported only where there is an image to draw, so that no other build waits."""
    return importlib.import_module("site_builder.picture.draw")
