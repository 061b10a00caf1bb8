"""How a browser reads a text directive, by the letter of the specification.

WICG Scroll to Text Fragment: "Parsing the fragment directive" and "Finding ranges in a document". A
document here is a text whose lines are blocks. Letters compare by their base (UTS #10, primary
level); words are divided as in UAX #29, without its dictionaries.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from urllib.parse import unquote

_WORD = re.compile(r"[\w\u0300-\u036f]+(?:['’.:,][\w\u0300-\u036f]+)*")


@dataclass(frozen=True)
class Parsed:
    """A text directive, decoded."""

    start: str
    end: str | None = None
    prefix: str | None = None
    suffix: str | None = None


def parsed(directive: str) -> Parsed:
    """The parts of `text=[prefix-,]start[,end][,-suffix]`."""
    tokens = directive.removeprefix("text=").split(",")
    prefix = tokens.pop(0)[:-1] if tokens[0].endswith("-") else None
    suffix = tokens.pop()[1:] if tokens[-1].startswith("-") else None
    assert len(tokens) in (1, 2), directive
    assert all(tokens), directive
    plain = [unquote(token, errors="strict") for token in tokens]
    context = [None if part is None else unquote(part) for part in (prefix, suffix)]
    return Parsed(plain[0], plain[1] if len(plain) == 2 else None, *context)


@dataclass
class Document:
    """The letters of a text's lines, each with the offset in the text that it stands for."""

    text: str
    letters: list[tuple[str, int]] = field(init=False)
    bounds: set[int] = field(init=False)

    def __post_init__(self) -> None:
        self.letters = []
        for offset, character in enumerate(self.text):
            if character == "\n":
                self.letters.append(("\n", offset))
            elif character in " \t":
                if self.letters and self.letters[-1][0] not in " \n":
                    self.letters.append((" ", offset))
            else:
                self.letters += [(letter, offset) for letter in based(character)]
        inside = {i for word in _WORD.finditer(self.text) for i in range(*word.span())[1:]}
        self.bounds = set(range(len(self.text) + 1)) - inside
        self.plain = "".join(letter for letter, _ in self.letters)

    def matches(self, sought: Parsed) -> tuple[int, int] | None:
        """The first range that a directive finds, as offsets of the text."""
        least = 0
        while True:
            if sought.prefix is not None:
                prefix = self._find(sought.prefix, least, starts=True)
                if prefix is None:
                    return None
                least = prefix[0] + 1
                at = self._skip_white_space(prefix[1])
                start = self._find(sought.start, at, ends=self._must_end(sought))
                if start is None:
                    return None
                if start[0] != at:
                    continue
            else:
                start = self._find(sought.start, least, starts=True, ends=self._must_end(sought))
                if start is None:
                    return None
                least = start[0] + 1
            found = self._finished(sought, start)
            if found is not None:
                return self._offset(found[0]), self._after(found[1])
            if sought.end is not None:
                return None

    def _must_end(self, sought: Parsed) -> bool:
        return sought.end is not None or sought.suffix is None

    def _finished(self, sought: Parsed, start: tuple[int, int]) -> tuple[int, int] | None:
        """A range from a beginning to the end that is asked for, before its suffix."""
        least = start[1]
        while True:
            stop = start[1]
            if sought.end is not None:
                end = self._find(sought.end, least, starts=True, ends=sought.suffix is None)
                if end is None:
                    return None
                least = stop = end[1]
            if sought.suffix is None:
                return start[0], stop
            at = self._skip_white_space(stop)
            suffix = self._find(sought.suffix, at, ends=True)
            if suffix is None:
                return None
            if suffix[0] == at:
                return start[0], stop
            if sought.end is None:
                return None

    def _find(
        self, words: str, least: int, *, starts: bool = False, ends: bool = False
    ) -> tuple[int, int] | None:
        """The first run of letters, within one line, that are those of some words."""
        sought = "".join(map(based, words))
        at = self.plain.find(sought, least)
        while at >= 0:
            stop = at + len(sought)
            if (not starts or self._offset(at) in self.bounds) and (
                not ends or self._after(stop) in self.bounds
            ):
                return at, stop
            at = self.plain.find(sought, at + 1)
        return None

    def _skip_white_space(self, at: int) -> int:
        while at < len(self.plain) and self.plain[at].isspace():
            at += 1
        return at

    def _offset(self, letter: int) -> int:
        return self.letters[letter][1]

    def _after(self, letter: int) -> int:
        """The offset behind the letter before one, and behind the marks upon it."""
        at = self._offset(letter - 1) + 1
        while at < len(self.text) and not based(self.text[at]):
            at += 1
        return at


def based(character: str) -> str:
    """What a character is at the primary level."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    kept = "".join(letter for letter in plain if unicodedata.category(letter)[0] != "M")
    return kept.translate(str.maketrans("“”‘’", "\"\"''"))
