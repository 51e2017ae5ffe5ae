"""How is a schedule read? `daily 08:30 Europe/Kyiv on troops, Ana Lopes`, `weekly mon 09:00`, `будни 9:00`, `pause 7d`.

The words stand in corpus/data/schedule.toml.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from corpus.words import fold, word_list
from handlers.messages import Message, Schedule, msg
from handlers.paging import shown
from handlers.zones import named

WEEKDAYS = ("weekday.0", "weekday.1", "weekday.2", "weekday.3", "weekday.4", "weekday.5", "weekday.6")
SHORT = 3  # letters of a day that tell it
LONGEST = dt.timedelta(days=366)
ABOUT = 200  # characters of what a digest is about
WIDEST = 4  # words of a phrase
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(am|pm)?", re.ASCII | re.IGNORECASE)
_SPAN = re.compile(r"(\d{1,4})\s*([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Plan:
    """A schedule as it was typed: without a zone, the chat's is meant."""

    minute: int
    weekday: int | None
    zone: str | None
    about: str
    workdays: bool = False


@dataclass(frozen=True, slots=True)
class _Days:
    """On which days, and what is left to read. `said` where words told so, and no time of day alone."""

    rest: Sequence[str]
    weekday: int | None = None
    workdays: bool = False
    said: bool = True


def plan(args: str) -> Plan | Message | None:
    """The schedule that the words set; a message where they nearly do; None where they are something else."""
    days = _days(args.split())
    if days is None or isinstance(days, Message):
        return days
    timed = _minute(_without("at", days.rest), bare=days.said)
    if timed is None or isinstance(timed, Message):
        return timed
    placed = _placed(timed[0], days.weekday, timed[1])
    return replace(placed, workdays=days.workdays) if isinstance(placed, Plan) else placed


def after_now(args: str) -> str:
    """What stands behind a word for at once; all of it where there is none."""
    words = args.split()
    rest = _without("now", words)
    return " ".join(rest) if len(rest) < len(words) else args


def _days(words: Sequence[str]) -> _Days | Message | None:
    for how in ("workdays", "daily", "weekly"):
        rest = _without(how, words)
        if len(rest) < len(words):
            return _of_week(rest) if how == "weekly" else _Days(rest, workdays=how == "workdays")
    rest = _without("each", words)
    if rest and (weekday := _weekday(rest[0])) is not None:
        return _Days(rest[1:], weekday)
    return _Days(words, said=False)


def _of_week(words: Sequence[str]) -> _Days | Message | None:
    rest = _without("each", words)
    if not rest:
        return None
    weekday = _weekday(rest[0])
    return msg("digest.day", day=shown(rest[0])) if weekday is None else _Days(rest[1:], weekday)


def _minute(words: Sequence[str], *, bare: bool) -> tuple[int, Sequence[str]] | Message | None:
    """The minute of the day and the words behind it; None where they begin with none.

    An hour alone is a time only where `bare`: behind words that announce one.
    """
    found = _CLOCK.fullmatch(words[0]) if words else None
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    rest, half = (words[1:], half) if half else _half(words[1:])
    if not (bare or half or found[2]):
        return None
    if hour > (12 if half else 23) or minute > 59:
        return msg("digest.time", time=shown(words[0]))
    return (hour % 12 + 12 * (half == "pm") if half else hour) * 60 + minute, rest


def _half(words: Sequence[str]) -> tuple[Sequence[str], str]:
    """The words behind am or pm, and which it is."""
    for half in ("am", "pm"):
        rest = _without(half, words)
        if len(rest) < len(words):
            return rest, half
    return words, ""


def _placed(minute: int, weekday: int | None, rest: Sequence[str]) -> Plan | Message:
    at = next((n for n in range(len(rest)) if len(_without("about", rest[n:])) < len(rest[n:])), len(rest))
    place, about = " ".join(rest[:at]), " ".join(_without("about", rest[at:]))
    zone = named(place) if place else None
    if place and zone is None:
        return msg("digest.zone", zone=shown(place))
    return Plan(minute, weekday, zone, about[:ABOUT])


def _without(key: str, words: Sequence[str]) -> Sequence[str]:
    """The words behind the longest phrase of a list that they begin with; all of them where there is none."""
    for length in range(min(WIDEST, len(words)), 0, -1):
        if _plain(" ".join(words[:length])) in _phrases(key):
            return words[length:]
    return words


@cache
def _phrases(key: str) -> frozenset[str]:
    return frozenset(map(_plain, word_list("schedule")[key]["words"]))


def _plain(text: str) -> str:
    return fold(text).strip(".,:;!")


def _weekday(word: str) -> int | None:
    plain = _plain(word)
    for day in word_list("schedule")["weekday"]:
        names = map(fold, day["names"])
        if plain in day["short"] or (len(plain) >= SHORT and any(_begins(plain, name) for name in names)):
            return int(day["number"])
    return None


def _begins(word: str, name: str) -> bool:
    return name.startswith(word) or (word.startswith(name) and len(word) <= len(name) + SHORT)


def stretch(text: str) -> dt.timedelta | None:
    """How long a pause is to be: `7d`, `2 weeks`, `12h`; None for anything else, or more than a year."""
    found = _SPAN.fullmatch(text.strip().rstrip("."))
    hours = _hours().get(fold(found[2])) if found and found[1].isascii() else None
    if found is None or hours is None:
        return None
    length = int(found[1]) * dt.timedelta(hours=hours)
    return length if dt.timedelta(0) < length <= LONGEST else None


@cache
def _hours() -> dict[str, int]:
    return {fold(word): unit["hours"] for unit in word_list("schedule")["unit"] for word in unit["words"]}


@cache
def _settings() -> dict[str, str]:
    return {fold(word): one["key"] for one in word_list("schedule")["setting"] for word in one["words"]}


def setting(word: str) -> str:
    """What is said to a schedule, by the word that the bot itself uses; other words come back in small letters."""
    return _settings().get(_plain(word), word.lower())


def clock(minute: int) -> str:
    """`08:30`."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def told(schedule: Schedule) -> Message:
    """A schedule in words: when, where, on what."""
    time = clock(schedule.minute)
    if schedule.workdays:
        when = msg("digest.workdays", time=time, zone=schedule.zone)
    elif schedule.weekday is None:
        when = msg("digest.daily", time=time, zone=schedule.zone)
    else:
        when = msg("digest.weekly", day=msg(WEEKDAYS[schedule.weekday]), time=time, zone=schedule.zone)
    return msg("digest.about", when=when, topic=shown(schedule.topic)) if schedule.topic else when
