"""Dates and numbers as CLDR, the Unicode consortium's common locale data, has them."""

import datetime
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

_SKELETONS = {1: "y", 2: "yMMMM"}
"""What is shown of a date by how many of year, month and day it has."""


@lru_cache(maxsize=4096)
def day(value: datetime.date | str, language: str) -> str | None:
    """A date, or a part of one, in words; None where nothing is known of the language."""
    locale = _locale(language)
    if locale is None:
        return None
    if isinstance(value, datetime.date):
        return format_date(value, "long", locale)
    parts = [*map(int, value.split("-"))]
    date = datetime.date(*parts, *(1,) * (3 - len(parts)))
    skeleton = _SKELETONS.get(len(parts))
    return format_skeleton(skeleton, date, locale=locale) if skeleton else day(date, language)


@lru_cache(maxsize=4096)
def number(value: float, language: str) -> str | None:
    """A number in the digits and with the signs of a language."""
    locale = _locale(language)
    return None if locale is None else format_decimal(value, locale=locale)


@lru_cache(maxsize=8)
def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
