"""Dates and numbers in the words and signs of a language."""

import datetime
import importlib
from functools import lru_cache
from typing import Any

from site_builder.language.words import Words

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def day_in_words(value: datetime.date | str, words: Words) -> str:
    """A date, or a part of one: 22 November 2026, February 2026, 2026 in English."""
    found = None if words.english else _cldr().day(value, words.language)
    return _in_english(value) if found is None else found


def number_in_words(value: float, words: Words) -> str:
    """A number: 10,000.5 in English."""
    found = None if words.english else _cldr().number(value, words.language)
    return f"{value:,}" if found is None else found


@lru_cache(maxsize=1)
def _cldr() -> Any:
    """What is known of other languages; imported where a page is to be made in one."""
    return importlib.import_module("site_builder.language.cldr.days")


def _in_english(value: datetime.date | str) -> str:
    if isinstance(value, datetime.date):
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    year, *rest = value.split("-")
    words = [year]
    if rest:
        words.insert(0, _MONTHS[int(rest[0]) - 1])
    if len(rest) > 1:
        words.insert(0, str(int(rest[1])))
    return " ".join(words)
