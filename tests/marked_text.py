"""Texts in which ‹ and › stand around the words that a test means."""

from site_builder.library import Span


def marked(text: str) -> tuple[str, list[Span]]:
    """A text without its marks, and what stood between them."""
    plain, pieces = "", []
    for part in text.split("‹"):
        words, closed, rest = part.partition("›")
        if closed:
            pieces.append(Span(start=len(plain), end=len(plain) + len(words)))
        plain += words + rest
    return plain, pieces
