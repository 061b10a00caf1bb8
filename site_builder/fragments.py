"""Links to words of a page elsewhere: URL text fragments (WICG Scroll to Text Fragment).

A directive is `text=[prefix-,]start[,end][,-suffix]`; several are joined by `&`. A browser marks the
first place that fits. It compares base letters, from one end of a word to another, and finds each
part of a directive within one block of the page; so parts never go over the end of a line here.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from site_builder.library import Span
from site_builder.quotes.folded import folded, folded_text
from site_builder.quotes.normal import NormalText
from site_builder.quotes.words import is_firm, joined

LONGEST = 300
"""Code points up to which a quotation within one line is given in full."""

_EDGE = 6
"""Words by which the beginning and the end of a longer one are given, if those are enough."""

_STEPS = (1, 2, 3, 5, 8, 13, 21, 34)
"""How many words of context are tried."""

_STOPS = "、。，．！？；：「」『』（）《》"
_WORD = re.compile(rf"[^\s{_STOPS}]+[{_STOPS}]*|[{_STOPS}]+")
_SPACES = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
"""White space that a page shows as one space (CSS Text, section 4.1); any other stays as it is."""

_UNSEEN = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Format characters: a browser passes over them, so nothing may be said to begin or end with them."""

_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.~")
_ENCODED = [chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in range(256)]
"""How each byte stands in an address (RFC 3986); a hyphen is encoded too."""


class Directive(Struct, frozen=True, kw_only=True):
    """The parts of a text directive, as plain words."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""

    def encoded(self) -> str:
        """The directive as it stands in an address; what separates its parts is encoded in them."""
        parts = [f"{_encoded(self.prefix)}-"] if self.prefix else []
        parts += [_encoded(self.start)]
        parts += [_encoded(self.end)] if self.end else []
        parts += [f"-{_encoded(self.suffix)}"] if self.suffix else []
        return f"text={','.join(parts)}"


def text_fragment(url: str, source: NormalText, pieces: Sequence[Span]) -> str:
    """The address of words of a source, with a directive for each piece of them."""
    return fragment_of(url, (directive(source, piece) for piece in pieces))


def fragment_of(url: str, directives: Iterable[Directive]) -> str:
    """An address with text directives, in place of those that it may have."""
    base, _, fragment = url.partition("#")
    encoded = "&".join(each.encoded() for each in directives)
    return f"{base}#{fragment.partition(':~:')[0]}:~:{encoded}"


def directive(source: NormalText, piece: Span) -> Directive:
    """The directive by which a browser finds a piece of a source, and no other words like it."""
    text = source.archived
    words = text[piece.start : piece.end]
    if words[:1] in _UNSEEN or words[-1:] in _UNSEEN:
        piece = _seen(words, piece)
        words = text[piece.start : piece.end]
    firm = is_firm(text, piece.start) and is_firm(text, piece.end)
    if firm and len(words) <= LONGEST and "\n" not in words:
        sought, searched = folded(words), folded_text(source.text)
        if searched.find(sought, searched.find(sought) + 1) < 0:  # which is nearly always so
            return Directive(start=_shown(words))
    return _Sought(source, piece).directive()


def _seen(words: str, piece: Span) -> Span:
    """A piece without the format characters at its ends."""
    start = piece.start + len(words) - len(words.lstrip(_UNSEEN))
    return Span(start=start, end=max(start, piece.start + len(words.rstrip(_UNSEEN))))


class _Sought:
    """A piece of a source for which beginning, end and context are chosen."""

    def __init__(self, source: NormalText, piece: Span) -> None:
        text = source.archived
        self._text = folded_text(source.text)
        self._whole = text[piece.start : piece.end]
        self._lines = [line for line in self._whole.split("\n") if line.strip()]
        self._before = _words_beside(text[: piece.start].rstrip().rpartition("\n")[2], -1)[::-1]
        self._after = _words_beside(text[piece.end :].lstrip().partition("\n")[0], 0)
        self._led = not is_firm(text, piece.start)
        self._followed = not is_firm(text, piece.end)

    def directive(self) -> Directive:
        """The first of the possible directives that leaves no choice; else the narrowest."""
        first, last = _words(self._lines[0]), _words(self._lines[-1])
        if len(self._lines) > 1:
            return self._from_to(first, last)
        if len(self._whole) <= LONGEST or len(first) <= 2 * _EDGE:
            return self._in_full()
        return self._from_to(first[:-_EDGE], first[_EDGE:])

    def _in_full(self) -> Directive:
        start = _shown(self._whole)
        found = Directive(start=start)
        for prefix, suffix in self._contexts():
            found = Directive(start=start, prefix=prefix, suffix=suffix)
            if len(self._places(found)) == 1:
                break
        return found

    def _from_to(self, first: Sequence[str], last: Sequence[str]) -> Directive:
        """By its ends: the beginning stands once, and the end comes first where it should."""
        start, prefix = self._beginning(first)
        places = self._places(Directive(start=start, prefix=prefix)) or [0]
        goal = places[0] + len(folded(self._whole))
        least = places[0] + len(folded(start))
        found = Directive(start=start, prefix=prefix)
        for end, suffix in self._endings(last):
            found = Directive(start=start, prefix=prefix, end=end, suffix=suffix)
            ends = self._occurrences("", folded(end), folded(suffix), least)
            if next(ends, -1) + len(folded(end)) == goal:
                break
        return found

    def _beginning(self, words: Sequence[str]) -> tuple[str, str]:
        """The first words of a piece, and words before them if it takes those."""
        grown = [(_shown("".join(words[:n])), "") for n in _sizes(len(words))]
        led = [(grown[0][0], prefix) for prefix in _growing(self._before, backwards=True)]
        options = led if self._led else [*grown, *led]
        single = (o for o in options if len(self._places(Directive(start=o[0], prefix=o[1]))) == 1)
        return next(single, options[-1])

    def _endings(self, words: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The last words of a piece, and words after them if it takes those."""
        grown = [_shown("".join(words[-n:])) for n in _sizes(len(words))]
        if not self._followed:
            yield from ((end, "") for end in grown)
        yield from ((grown[0], suffix) for suffix in _growing(self._after))

    def _contexts(self) -> Iterator[tuple[str, str]]:
        """Words before and after, on one side before both."""
        before = ["", *_growing(self._before, backwards=True)]
        after = ["", *_growing(self._after)]
        for n in range(max(len(before), len(after))):
            wide = before[min(n, len(before) - 1)], after[min(n, len(after) - 1)]
            for prefix, suffix in dict.fromkeys(((wide[0], ""), ("", wide[1]), wide)):
                if (prefix or not self._led) and (suffix or not self._followed):
                    yield prefix, suffix

    def _places(self, sought: Directive) -> list[int]:
        """Where a directive without an end fits: the offsets of its beginning, in folded text."""
        parts = folded(sought.prefix), folded(sought.start), folded(sought.suffix)
        return list(self._occurrences(*parts, 0))

    def _occurrences(self, prefix: str, words: str, suffix: str, least: int) -> Iterator[int]:
        text = self._text
        at = text.find(words, least)
        while at >= 0:
            start, end = _led_by(text, at, prefix), _followed_by(text, at + len(words), suffix)
            if start >= 0 and end >= 0 and not joined(text, start) and not joined(text, end):
                yield at
            at = text.find(words, at + 1)


def _led_by(text: str, at: int, prefix: str) -> int:
    """Where words begin that stand before an offset, with or without a space between, or -1."""
    at -= len(prefix) + (bool(prefix) and text[at - 1 : at] == " ")
    return at if at >= 0 and text.startswith(prefix, at) else -1


def _followed_by(text: str, at: int, suffix: str) -> int:
    """Where words end that stand after an offset, with or without a space between, or -1."""
    at += bool(suffix) and text[at : at + 1] == " "
    return at + len(suffix) if text.startswith(suffix, at) else -1


def _words(line: str) -> list[str]:
    """The words of a line, each with what follows it up to the next."""
    starts = [match.start() for match in _WORD.finditer(line)]
    return [line[start:end] for start, end in pairwise([*starts, len(line)])]


def _words_beside(line: str, near: int) -> list[str]:
    """The words beside a piece, unless a format character keeps a browser from seeing them there."""
    return [] if line and line[near] in _UNSEEN else _words(line)


def _sizes(most: int) -> list[int]:
    """How many of so many words are tried."""
    return [*(n for n in (_EDGE, 2 * _EDGE, 4 * _EDGE) if n < most), most]


def _growing(words: Sequence[str], *, backwards: bool = False) -> list[str]:
    """The first words, more and more of them; where they run `backwards`, in their own order."""
    most = min(len(words), _STEPS[-1])
    counts = dict.fromkeys(min(n, most) for n in _STEPS) if most else {}
    return [_shown("".join(words[:n][::-1] if backwards else words[:n])) for n in counts]


def _shown(words: str) -> str:
    return " ".join(words.split()) if words.isascii() else _SPACES.sub(" ", words).strip(" ")


def _encoded(words: str) -> str:
    return "".join([_ENCODED[byte] for byte in words.encode()])
