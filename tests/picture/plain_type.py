"""Fonts that are easy to reckon with: each character is half an em wide, Hebrew is another family."""

from collections.abc import Sequence
from itertools import groupby


class PlainType:
    """What `lines.Type` asks for."""

    def runs(self, text: str, style: str) -> Sequence[tuple[str, str]]:
        grouped = groupby(text, key=lambda char: "\u0590" <= char <= "\u05ff")
        return [("hebrew" if is_hebrew else style, "".join(run)) for is_hebrew, run in grouped]

    def advance(self, text: str, style: str) -> float:
        return len(text) / 2

    def leading(self, text: str, style: str) -> float:
        return 1.25


PLAIN = PlainType()
