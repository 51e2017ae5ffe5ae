"""Calendar arithmetic: whole units, steps from a day, the year of a month or day. Weeks run Monday to Sunday."""

import calendar
import datetime as dt
from typing import Any

from corpus.models import Interval, Tense

_DAY = dt.timedelta(1)


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None where the calendar has no such day."""
    if not (1 <= year <= 9998 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return dt.date(year, month, day)


def week(day: dt.date, step: int = 0) -> Interval:
    """The week that holds the day, or the one `step` weeks on."""
    monday = day - day.weekday() * _DAY + 7 * step * _DAY
    return Interval(monday, monday + 6 * _DAY)


def weekend(day: dt.date, step: int = 0) -> Interval:
    """Saturday and Sunday of that week."""
    sunday = week(day, step).last
    return Interval(sunday - _DAY, sunday)


def month(day: dt.date, step: int = 0) -> Interval:
    """The month that holds the day, or the one `step` months on."""
    at = day.year * 12 + day.month - 1 + step
    return Interval.month(at // 12, at % 12 + 1)


def quarter(year: int, number: int) -> Interval:
    """A calendar quarter, 1 to 4."""
    return Interval(Interval.month(year, 3 * number - 2).first, Interval.month(year, 3 * number).last)


def quarter_at(day: dt.date, step: int = 0) -> Interval:
    """The quarter that holds the day, or the one `step` quarters on."""
    at = day.year * 4 + (day.month - 1) // 3 + step
    return quarter(at // 4, at % 4 + 1)


def half(year: int, number: int) -> Interval:
    """The first or second six months of a year."""
    return Interval(quarter(year, 2 * number - 1).first, quarter(year, 2 * number).last)


def season(year: int, first_month: int) -> Interval:
    """Three months from the first; winter runs into the next year."""
    first = Interval.month(year, first_month)
    return Interval(first.first, month(first.first, 2).last)


def decade(day: dt.date, step: int = 0) -> Interval:
    """The ten years from a round one."""
    first = (day.year // 10 + step) * 10
    return Interval(dt.date(first, 1, 1), dt.date(first + 9, 12, 31))


def century(day: dt.date, step: int = 0) -> Interval:
    """The hundred years from a round one."""
    first = (day.year // 100 + step) * 100
    return Interval(dt.date(max(1, first), 1, 1), dt.date(first + 99, 12, 31))


def unit(name: str, day: dt.date, step: int) -> Interval:
    """The whole unit `step` units from the one that holds the day; `name` singular."""
    match name:
        case "day":
            return Interval.day(day + step * _DAY)
        case "week" | "fortnight":
            return week(day, step * (2 if name == "fortnight" else 1))
        case "weekend":
            return weekend(day, step)
        case "month":
            return month(day, step)
        case "quarter":
            return quarter_at(day, step)
        case "decade":
            return decade(day, step)
        case "century":
            return century(day, step)
        case _:
            return Interval.year(day.year + step)


def in_reach(day: dt.date, years: int) -> bool:
    """Whether a step of so many years stays within the calendar."""
    return 110 < day.year + years < 9880


def weekday_near(anchor: dt.date, weekday: int, tense: Tense | None) -> dt.date:
    """The weekday as news means it: the anchor's own, else the last one, else the next where it is told as future."""
    back = (anchor.weekday() - weekday) % 7
    if back == 0:
        return anchor
    return anchor + (7 - back) * _DAY if tense is Tense.FUTURE else anchor - back * _DAY


def year_of_day(month: int, day: int, anchor: dt.date, tense: Tense | None) -> dt.date | None:
    """The nearest such day, or one on the side that the tense names when the nearest lies far on the other."""
    options = [found for step in (-1, 0, 1) if (found := day_of(anchor.year + step, month, day))]
    if not options:
        return None
    near = min(options, key=lambda option: abs(option - anchor))
    if tense is not Tense.FUTURE and (near - anchor).days > (60 if tense else 150):
        return max((option for option in options if option <= anchor), default=near)
    if tense is Tense.FUTURE and (anchor - near).days > 60:
        return min((option for option in options if option >= anchor), default=near)
    return near


def year_of_month(month: int, anchor: dt.date, tense: Tense | None) -> int:
    """The year of a bare month: behind by default, ahead when it is near or told as future."""
    ahead, back = (month - anchor.month) % 12, (anchor.month - month) % 12
    after = anchor.year + (month < anchor.month)
    before = anchor.year - (month > anchor.month)
    if tense is Tense.PAST and ahead != 1:
        return before
    if tense is Tense.FUTURE and ahead <= 10:
        return after
    return after if back > ahead + 2 and ahead <= 3 else before


def easter(year: int) -> dt.date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return dt.date(year, f // 31, f % 31 + 1)


def feast(entry: dict[str, Any], year: int) -> dt.date:
    """The day of a feast of corpus/data/calendar.toml in a year."""
    if "day" in entry:
        at_month, at_day = (int(part) for part in entry["day"].split("-"))
        return dt.date(year, at_month, at_day)
    if "easter" in entry:
        return easter(year) + int(entry["easter"]) * _DAY
    return _nth_weekday(year, entry)


def _nth_weekday(year: int, entry: dict[str, Any]) -> dt.date:
    whole = Interval.month(year, entry["month"])
    nth, weekday = int(entry["nth"]), int(entry["weekday"])
    if nth < 0:
        return whole.last - ((whole.last.weekday() - weekday) % 7) * _DAY
    # `after`: counted from that day of the month on (Election Day: the Tuesday after the first Monday)
    first = whole.first + int(entry.get("after", 0)) * _DAY
    return first + ((weekday - first.weekday()) % 7 + 7 * (nth - 1)) * _DAY
