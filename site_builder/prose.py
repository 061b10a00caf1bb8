"""The HTML of Markdown that is plain prose: paragraphs and short lists, with links and emphasis.

Most notes are no more than that, and Python-Markdown's general way costs ten times as much for
them. Whatever may be more, this module leaves to Python-Markdown; a law in its tests says that
where it does answer, the two agree to the letter.
"""

import re

_SPECIAL = re.compile(r"[\\<>&|\t\r\x02\x03]")
_SPECIAL_PAIRS = ("![", "]:", " \n")
"""What asks for more: HTML, tables, images, references, line breaks."""

_START = r"(?:[a-zA-Z]|[^\W\d_]|\d+(?![\d.])|[“”‘’\"'(\[«„…—–€$£¿¡]|`(?=[^\W_])|\*{1,2}(?=[^\W_]))"
"""How a line of prose begins: in no way in which a heading, a list, code or a quotation could."""

_PARAGRAPH = re.compile(rf"{_START}.*(?:\n{_START}.*)*")
_LIST = re.compile(rf"- {_START}.*(?:\n(?:- |  ){_START}.*)*")
_BLANK = re.compile(r"\n\n+")

_CODE = re.compile(r"(?<!`)`([^\s`*_\[\]](?:[^`*_\[\]\n]*[^\s`*_\[\]])?)`(?!`)")
_LINK = re.compile(r"\[([^\[\]*_]+)\]\(([a-zA-Z0-9:/.#?=%~+_-]+)\)")
_LEFT = re.compile(r"[\[\]_]")
_EMPHASIS = re.compile(
    r"\*(?<![*\w]\*)(?:\*(?![\s*])([^*]*[^\s*])\*\*|(?![\s*])([^*]*[^\s*])\*)(?![*\w])"
)


def prose_html(text: str) -> str | None:
    """The HTML of a Markdown text, or None where it may be more than plain prose."""
    if _SPECIAL.search(text) is not None or any(pair in text for pair in _SPECIAL_PAIRS):
        return None
    made: list[str] = []
    after_list = False
    for block in _BLANK.split(text.strip("\n")):
        if _PARAGRAPH.fullmatch(block) is not None:
            after_list = False
            if not _add("<p>", block, "</p>", made):
                return None
        elif not after_list and _LIST.fullmatch(block) is not None:
            after_list = True
            made.append("<ul>")
            if not all(_add("<li>", item, "</li>", made) for item in block[2:].split("\n- ")):
                return None
            made.append("</ul>")
        else:
            return None
    return "".join(made)


def _add(opening: str, words: str, closing: str, made: list[str]) -> bool:
    """Add an element with its links and emphasis; false where a sign is left that is neither."""
    if "`" in words:
        words = _CODE.sub(r"<code>\1</code>", words)
        if "`" in words:
            return False
    parts = _LINK.split(words) if "[" in words else [words]
    if any(_LEFT.search(between) for between in parts[::3]):
        return False
    linked = [opening, parts[0]]
    for at in range(1, len(parts), 3):
        linked += '<a href="', parts[at + 1], '">', parts[at], "</a>", parts[at + 2]
    html = "".join(linked)
    if "*" in html:
        html = _EMPHASIS.sub(_emphasised, html)
        if "*" in html:
            return False
    made += html, closing
    return True


def _emphasised(match: re.Match[str]) -> str:
    strong = match[1]
    return f"<em>{match[2]}</em>" if strong is None else f"<strong>{strong}</strong>"
