"""How are days, numbers and lists written in a language? English by itself, the others by Babel's tables."""

import datetime as dt
import functools
from typing import TYPE_CHECKING

from bot.words.tongues import FALLBACK, nearest

if TYPE_CHECKING:
    from babel import Locale

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
JOINTS = {"and": " and ", "or": " or "}
STYLES = {"and": "standard", "or": "or"}


def month_of(value: dt.date, language: str) -> str:
    """A month after its day, short: `Dec`, `дек.`."""
    spoken = nearest(language)
    if spoken == FALLBACK:
        return MONTHS[value.month - 1]
    return str(_locale(spoken).months["format"]["abbreviated"][value.month])


def month(value: dt.date, language: str) -> str:
    """A month by itself: `December`, `декабрь`."""
    spoken = nearest(language)
    if spoken == FALLBACK:
        return LONG[value.month - 1]
    return str(_locale(spoken).months["stand-alone"]["wide"][value.month])


def number(value: float, language: str) -> str:
    """`12,000`, `12 000`."""
    spoken = nearest(language)
    if spoken == FALLBACK:
        return f"{value:,}"
    from babel.numbers import format_decimal

    return format_decimal(value, locale=_locale(spoken))


def joint(kind: str, language: str) -> str:
    """What stands before the last of a list: `kind` is and | or."""
    spoken = nearest(language)
    if spoken == FALLBACK:
        return JOINTS[kind]
    pattern = str(_locale(spoken).list_patterns[STYLES[kind]]["2"])
    return pattern.removeprefix("{0}").removesuffix("{1}")


@functools.cache
def _locale(language: str) -> "Locale":
    from babel import Locale

    return Locale.parse(language)
