"""Finds what makes a page scroll sideways."""

from pathlib import Path

from playwright.sync_api import Page

_MEASURE = Path(__file__).with_name("overflow.js").read_text(encoding="utf-8")


def overflow(page: Page, width: int) -> list[str]:
    """The elements that reach beyond the edge to which a page scrolls, at `width` CSS pixels."""
    height = (page.viewport_size or {"height": 800})["height"]
    page.set_viewport_size({"width": width, "height": height})
    found: list[str] = page.evaluate(_MEASURE)
    return found
