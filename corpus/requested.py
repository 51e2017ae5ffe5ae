"""Days as people type them in a request, as English prints them, which is what finds dates reads.

`call 30 december`, `on dec 30`, `разговор 30 декабря`: months get their capital and their full name, days of the week
their capital. The words stand in corpus/data/requests.toml and stamps.toml.
"""

import calendar
import re
from collections.abc import Callable, Iterable
from functools import cache

from corpus.words import word_list

CYRILLIC = re.compile(r"[\u0400-\u04ff]")
YEAR_WORD = re.compile(r"(?<=\d{4})\s*(?:года|году|год|г\.?|року|році|рік|р\.?)(?!\w)", re.IGNORECASE)
DAY_ENDING = re.compile(r"(?<=\d)-?(?:ого|го|те|е)(?=\s)", re.IGNORECASE)
INTO = r"(?:(?P<into>в|во|у|за|на)\s+)?"
SPOKEN = ("ru", "uk")
MONTHS = "|".join((*calendar.month_name[1:], *calendar.month_abbr[1:], "Sept"))
_BEFORE = "|".join(rf"(?<=\b{word} )" for word in ("in", "since", "until", "during", "last", "next", "early", "late"))
_NUMBERED = (
    rf"(?<!\w)(?:{MONTHS})(?:\.(?=,?\s*\d)|(?=,?\s*\d))|(?<=\d)(?P<lead>(?:st|nd|rd|th)?\s*(?:of\s+)?)(?:{MONTHS})\b"
)
_LED = rf"(?:{_BEFORE})(?:{MONTHS})\b|^(?:{MONTHS})$"
_NAMED = re.compile(rf"{_NUMBERED}|{_LED}|\b(?:{'|'.join(calendar.day_name)})\b", re.IGNORECASE)


def as_printed(text: str, named: Callable[[str], bool] | None = None) -> str:
    """A request with its days as English prints them; `named` as `in_english` takes it."""
    return spelled_out(in_english(text, named))


def spelled_out(text: str) -> str:
    """Months in full, days of the week with their capital: in a chat, few write either so."""
    return _NAMED.sub(_spelled_out, text)


def _spelled_out(found: re.Match[str]) -> str:
    lead = found["lead"] or ""
    name = found[0][len(lead) :]
    months = (month for month in calendar.month_name[1:] if name[:3].casefold() == month[:3].casefold())
    return lead + (name.title() if name.title() in calendar.day_name else next(months, name))


def either(some: Iterable[str]) -> str:
    """Alternatives, the longest first; any white space parts the words of one."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(some, key=len, reverse=True))


def in_english(text: str, named: Callable[[str], bool] | None = None) -> str:
    """Days in Russian or Ukrainian as English says them: `в декабре 2021 г.` is `in December 2021`; all else stays.

    `named` tells whether a weekday with a capital and nothing before it is somebody's name: Середа.
    """
    if not CYRILLIC.search(text):
        return text
    shown = YEAR_WORD.sub("", DAY_ENDING.sub("", text))
    shown = _phrase().sub(lambda found: _phrases()[_plain(found[0])], shown)
    shown = _month().sub(lambda found: _put("in", found, calendar.month_name[_months()[found["month"].lower()]]), shown)
    return _weekday().sub(lambda found: found[0] if _name(found, named) else _on_day(found), shown)


def _name(found: re.Match[str], named: Callable[[str], bool] | None) -> bool:
    return named is not None and not found["into"] and found["day"][0].isupper() and named(found["day"])


def _on_day(found: re.Match[str]) -> str:
    return _put("on", found, calendar.day_name[_weekdays()[found["day"].lower()]])


def _put(link: str, found: re.Match[str], name: str) -> str:
    return f"{link} {name}" if found["into"] else name


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


@cache
def _phrases() -> dict[str, str]:
    return {word: one["english"] for one in word_list("requests")["phrase"] for word in one["words"]}


@cache
def _phrase() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(_phrases())})(?!\w)", re.IGNORECASE)


@cache
def _months() -> dict[str, int]:
    forms = [language["months"] for language in word_list("stamps")["language"] if language["code"] in SPOKEN]
    forms += [word_list("requests")["months"][language] for language in SPOKEN]
    return {form: number for months in forms for number, month in enumerate(months, 1) for form in month.split()}


@cache
def _month() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){INTO}(?P<month>{either(_months())})(?!\w)\.?", re.IGNORECASE)


@cache
def _weekdays() -> dict[str, int]:
    forms = [one["weekdays"] for one in word_list("stamps")["language"] if one["code"] in SPOKEN]
    return {form.lower(): day for days in forms for day, names in enumerate(days) for form in names.split()}


@cache
def _weekday() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){INTO}(?P<day>{either(_weekdays())})(?!\w)", re.IGNORECASE)
