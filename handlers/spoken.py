"""By which words do people part a request? `via`, `через`; `on`, `о`, `про`; days in Russian and Ukrainian too.

The words stand in corpus/data/requests.toml.
"""

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from corpus.words import fold, word_list

CYRILLIC = re.compile(r"[\u0400-\u04ff]")
YEAR_WORD = re.compile(r"(?<=\d{4})\s*(?:года|году|год|г\.?|року|році|рік|р\.?)(?!\w)", re.IGNORECASE)
DAY_ENDING = re.compile(r"(?<=\d)-?(?:ого|го|те|е)(?=\s)", re.IGNORECASE)
INTO = r"(?:(?P<into>в|во|у|за|на)\s+)?"
SPOKEN = ("ru", "uk")


def words(key: str) -> str:
    """Those of a list as one of a regular expression's alternatives, the longest first."""
    return either(word_list("requests")[key]["words"])


def either(some: Iterable[str]) -> str:
    """Alternatives, the longest first; any white space parts the words of one."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(some, key=len, reverse=True))


@cache
def openings() -> dict[str, str]:
    """What opens a stretch of days on one side, by the English word."""
    return {word: one["english"] for one in word_list("requests")["open"] for word in one["words"]}


def every(word: str) -> bool:
    """Whether a word asks for everything."""
    return fold(word) in _folded("all")


@cache
def _folded(key: str) -> frozenset[str]:
    return frozenset(map(fold, word_list("requests")[key]["words"]))


def setting(text: str, kind: str) -> str:
    """A setting, or a value, by the word that the bot uses itself; any other as it is. `kind` is setting | value."""
    return _settings(kind).get(" ".join(text.lower().split()), text)


@cache
def _settings(kind: str) -> dict[str, str]:
    return {word: one["key"] for one in word_list("requests")[kind] for word in one["words"]}


@dataclass(frozen=True, slots=True)
class Asking:
    """How the bot's own examples ask in a language: the months, a question, what stands before a relay."""

    months: tuple[str, ...]
    ask: str = "What did {name} say?"
    via: str = "via"
    lines: tuple[tuple[str, str], ...] = ()  # of commands whose example is no matter of the corpus


@cache
def asking(language: str) -> Asking:
    """English where there is nothing of the language."""
    for one in word_list("requests")["shown"]:
        if one["language"] == language:
            lines = tuple((command, one[command]) for command in ("digest", "settings"))
            return Asking(tuple(one["words"]), one["ask"], one["via"], lines)
    return Asking(tuple(name.lower() for name in calendar.month_name[1:]))


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
