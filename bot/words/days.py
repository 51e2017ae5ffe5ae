"""How is a day written, or a stretch of days? As short as it can be read: `8-31 Dec 2021`, with a real dash."""

import datetime as dt

from bot.words.written import month, month_of
from corpus.models import Interval


def day(value: dt.date, language: str = "en") -> str:
    """`8 Dec 2021`."""
    return f"{value.day} {month_of(value, language)} {value.year}"


def days(value: Interval, language: str = "en") -> str:
    """A day, a month, a year, or what lies between two days."""
    a, b = value.first, value.last
    iso = value.iso
    if len(iso) == 4:
        return iso
    if len(iso) == 7:
        return f"{month(a, language)} {a.year}"
    if a == b:
        return day(a, language)
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day}–{day(b, language)}"
    if a.year == b.year:
        return f"{a.day} {month_of(a, language)} – {day(b, language)}"
    return f"{day(a, language)} – {day(b, language)}"
