"""Finds out which words a text fragment makes a browser highlight, and that it scrolled to them.

No script can ask for what `::target-text` covers. So the page paints it in one colour and everything
else in none, far below the first screen; a picture of the screen, taken apart by the page itself,
tells of each character whether it lies on that colour.
"""

import base64
import html
from pathlib import Path

from playwright.sync_api import Page

_SAMPLE = Path(__file__).with_name("highlight.js").read_text(encoding="utf-8")
_STYLE = """
html { font: 10px/16px sans-serif; color: transparent }
body { margin: 4000px 8px }
p { margin: 0 }
::target-text { background: #f0f; color: transparent }
"""
_TEXT = """() => {
  const edges = [...document.querySelectorAll("p")].map((each) => each.getBoundingClientRect());
  const y = Math.min(Math.max(0, Math.floor(edges[0].top)), innerHeight - 1);
  const bottom = Math.min(innerHeight, Math.ceil(edges.at(-1).bottom));
  return { x: 0, y, width: innerWidth, height: Math.max(1, bottom - y) };
}"""
"""Where on the screen the text stands, as far as it does."""

WIDTH, HEIGHT = 1200, 3000


def page_of(text: str) -> str:
    """A page with each line of a text as a paragraph, as far down as can be seen only by scrolling."""
    lines = [line for line in text.split("\n") if line.strip()]
    shown = "\n".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines)
    head = f"<!doctype html><meta charset=utf-8><title>text</title><style>{_STYLE}</style>"
    return f"{head}\n{shown}\n"


def highlighted(page: Page) -> str:
    """The characters that are highlighted on the screen, white space left out, lines apart.

    A stretch that is not highlighted stands as one `…`.
    """
    text = page.evaluate(_TEXT)
    picture = base64.b64encode(page.screenshot(clip=text)).decode()
    found: str = page.evaluate(_SAMPLE, {"picture": picture, "top": text["y"]})
    return found
