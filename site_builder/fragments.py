"""Links to words of a page elsewhere: URL text fragments (WICG Scroll to Text Fragment).

The directive is `#:~:text=[prefix-,]start[,end][,-suffix]`; `-`, `,` and `&` inside its parts are
percent-encoded.
"""

from urllib.parse import quote, urldefrag

LONGEST = 160
"""Code points from which a quotation is given by its first and last words only."""

_EDGE_WORDS = 6


def text_fragment(url: str, words: str) -> str:
    """The address of the words of a page, as a text directive."""
    words = " ".join(words.split())
    parts = [words]
    if len(words) > LONGEST:
        every = words.split(" ")
        if len(every) > 2 * _EDGE_WORDS:
            parts = [" ".join(every[:_EDGE_WORDS]), " ".join(every[-_EDGE_WORDS:])]
    directive = ",".join(quote(part, safe="").replace("-", "%2D") for part in parts)
    base, fragment = urldefrag(url)
    return f"{base}#{fragment}:~:text={directive}"
