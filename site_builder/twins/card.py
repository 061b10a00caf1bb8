"""`card.png` beside a claim: the image by which a link to it is shown elsewhere."""

import importlib
from functools import lru_cache
from typing import Any

from site_builder.language.captions import Captions
from site_builder.language.words import Words
from site_builder.model import AttributionLevel
from site_builder.sealing import Outline
from site_builder.views import View
from site_builder.wording import LEVEL_NAMES

SIZE = (1200, 630)
"""The width and the height of an image, in pixels."""


class CardImage(View, frozen=True, kw_only=True):
    """What the image of a claim shows; `title`, `language` and `direction` are the site's."""

    title: str
    language: str
    direction: str  # "ltr" or "rtl"
    outline: Outline
    captions: Captions | None


def compose_card(
    site: None,
    path: str,
    title: str,
    language: str,
    direction: str,
    outline: Outline,
    captions: Captions | None = None,
) -> CardImage:
    """The image of a claim; it shows no more of the site than is named here."""
    return CardImage(
        title=title, language=language, direction=direction, outline=outline, captions=captions
    )


def card_png(view: CardImage) -> bytes:
    """`card.png` (PNG, 1200×630)."""
    drawn: bytes = _drawing().card_png(
        view.title,
        view.outline,
        view.language,
        rtl=view.direction == "rtl",
        captions=view.captions,
    )
    return drawn


@lru_cache(maxsize=16)
def captions(words: Words, level: AttributionLevel) -> Captions | None:
    """What the image of a claim of a level says; None for English as it stands."""
    if not words.mark:
        return None
    return Captions(
        level=words.say(LEVEL_NAMES[level]),
        own_voice=words.say("in its own voice"),
        rated=words.say("Rated “{verdict}”"),
        retracted=words.say("Retracted"),
        others=words.say("{count} others"),
    )


def prepare_cards() -> None:
    """Have at hand what draws, so that workers forked later need not fetch it each."""
    _drawing()


def _drawing() -> Any:
    """What draws; imported only where there is an image to draw, so that no other build waits."""
    return importlib.import_module("site_builder.picture.draw")
