"""Links to words of a page elsewhere: URL text fragments (WICG Scroll to Text Fragment).

The directive is `#:~:text=[prefix-,]start[,end][,-suffix]`; `-`, `,` and `&` inside its parts are
percent-encoded. Words without an end must stand in one block of the page.
"""

from collections.abc import Sequence
from urllib.parse import quote, urldefrag

LONGEST = 160
"""Code points from which a quotation is given by its first and last words only."""

_EDGE_WORDS = 6


def text_fragment(url: str, lines: Sequence[str]) -> str:
    """The address of words of a page, as a text directive.

    `lines` are runs of words, between which the page has a new line or words left out.
    """
    first, last = lines[0].split(), lines[-1].split()
    parts = [first[:_EDGE_WORDS], last[-_EDGE_WORDS:]]
    if len(lines) == 1 and (len(lines[0]) <= LONGEST or len(first) <= 2 * _EDGE_WORDS):
        parts = [first]
    directive = ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in parts)
    base, fragment = urldefrag(url)
    return f"{base}#{fragment}:~:text={directive}"
