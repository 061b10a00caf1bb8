"""What a Markdown text may ask of its converter, so that no card holds a build up.

Python-Markdown looks from every sign that could begin something to the end of its paragraph, and calls
itself for every level of a list. So a text is refused before it is converted where signs times
letters are too many, or levels too deep: by counting and not by a clock, so that a text is as right on a
slow machine as on a fast one.
"""

import re

from msgspec import Struct

from site_builder.diagnostics import Fault, Offset

LARGEST_NOTES = 200_000
"""Code points that the text below the fields may have."""

_SMALL = 1000
"""Code points below which no text takes long, whatever stands in it."""

_INDENTED = re.compile(r"^(?: {0,3}+\t| {4}){40,}+[ \t]*+(?=\S)", re.MULTILINE)
_NESTED = re.compile(r"^[ \t]*(?:(?:[*+-]|\d{1,9}\.)[ \t]+|>[ \t]*){30,}", re.MULTILINE)
"""What would nest lists and quotations deeper than a parser that calls itself can follow."""

_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_SIGN = re.compile(r"[\\`*_&!\[<:@#|=\n]")
_BRACKET = re.compile(r"\]\(|[\[\]()]")

_MOST_LOOKED_THROUGH = 300_000_000
"""Letters passed over by the quick search from every sign to the end of its paragraph."""

_MOST_STEPPED_THROUGH = 4_000_000
"""Letters passed over one by one, as is done from every bracket and angle to that which closes it."""


class _Excess(Struct, frozen=True):
    code: str
    message: str
    hint: str
    at: int


def excess(text: str, file: str, start: int = 0) -> Fault | None:
    """What a Markdown text asks too much of, or None; `start` is its place in the file."""
    found = _excess(text)
    if found is None:
        return None
    where = Offset(start + found.at)
    return Fault(code=found.code, message=found.message, file=file, where=where, hint=found.hint)


def _excess(text: str) -> _Excess | None:
    deep = _INDENTED.search(text)
    if deep is not None:
        return _indented(deep.end())
    if len(text) > LARGEST_NOTES:
        return _too_large(len(text))
    nested = _NESTED.search(text)
    if nested is not None:
        return _indented(nested.start())
    return _tangled(text) if len(text) > _SMALL else None


def _tangled(text: str) -> _Excess | None:
    if text.count("<") * len(text) > _MOST_STEPPED_THROUGH:
        markup = text.count("<") * len(text)
        if markup > _MOST_LOOKED_THROUGH or _angles(text) > _MOST_STEPPED_THROUGH:
            return _too_many_signs(text.index("<"))
    start = 0
    for blank in _BLANK.finditer(text):
        if _asks_too_much(text[start : blank.start()]):
            return _too_many_signs(start)
        start = blank.end()
    return _too_many_signs(start) if _asks_too_much(text[start:]) else None


def _asks_too_much(paragraph: str) -> bool:
    size = len(paragraph)
    if size <= _SMALL:
        return False
    if size * len(_SIGN.findall(paragraph)) > _MOST_LOOKED_THROUGH:
        return True
    brackets = paragraph.count("[")
    return brackets * size > _MOST_STEPPED_THROUGH and _steps(paragraph) > _MOST_STEPPED_THROUGH


def _angles(text: str) -> int:
    """Letters between each `<` and the `>` after it, or the end."""
    steps, close = 0, -1
    at = text.find("<")
    while at >= 0:
        if close < at:
            close = text.find(">", at)
            close = len(text) if close < 0 else close
        steps += close - at
        at = text.find("<", at + 1)
    return steps


def _steps(paragraph: str) -> int:
    """Letters between each bracket and that which closes it, or the end."""
    steps, last, square, curved = 0, 0, 0, 0
    for match in _BRACKET.finditer(paragraph):
        steps += (square + curved) * (match.start() - last)
        last = match.start()
        sign = match[0]
        if sign == "[":
            square += 1
        elif sign == ")":
            curved = max(0, curved - 1)
        else:
            square = max(0, square - 1) if sign[0] == "]" else square
            curved += 1 if sign == "](" or (sign == "(" and curved) else 0
    return steps + (square + curved) * (len(paragraph) - last)


def _indented(at: int) -> _Excess:
    return _Excess(
        "indented-too-deep",
        "this line is indented so deep that no list or code could ask for it",
        "indent by four spaces for each level of a list",
        at,
    )


def _too_large(size: int) -> _Excess:
    return _Excess(
        "notes-too-large",
        f"the text below the fields has {size:,} characters; the most is {LARGEST_NOTES:,}",
        "put an archived text into sources/<id>.txt, or divide the page",
        0,
    )


def _too_many_signs(at: int) -> _Excess:
    return _Excess(
        "notes-tangled",
        "from here on stand so many signs of Markdown or HTML that reading them would hold up the build",
        "close brackets and tags that are open, and set paragraphs apart with blank lines",
        at,
    )
