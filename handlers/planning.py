"""How is a schedule read? `daily 08:30 Europe/Kyiv on troops, Ana Lopes`, `weekly mon 09:00`, `pause 7d`."""

import datetime as dt
import re
from dataclasses import dataclass

from handlers.messages import Message, Schedule, msg
from handlers.paging import shown
from handlers.zones import named

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = ("weekday.0", "weekday.1", "weekday.2", "weekday.3", "weekday.4", "weekday.5", "weekday.6")
SHORT = 3  # letters of a day that tell it
LONGEST = dt.timedelta(days=366)
ABOUT = 200  # characters of what a digest is about
_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)", re.ASCII)
_SPAN = re.compile(r"(\d{1,4})\s*(h|d|w|hours?|days?|weeks?)", re.ASCII | re.IGNORECASE)
_UNITS = {"h": dt.timedelta(hours=1), "d": dt.timedelta(days=1), "w": dt.timedelta(weeks=1)}


@dataclass(frozen=True, slots=True)
class Plan:
    """A schedule as it was typed: without a zone, the chat's is meant."""

    minute: int
    weekday: int | None
    zone: str | None
    about: str


def plan(args: str) -> Plan | Message | None:
    """The schedule that the words set; a message where they nearly do; None where they are something else."""
    words = args.split()
    how, rest = (words[0].lower(), words[1:]) if words else ("", [])
    if how not in {"daily", "weekly"}:
        return None
    weekday = None
    if how == "weekly":
        rest = rest[1:] if rest and rest[0].lower() in {"on", "each", "every"} else rest
        weekday = _weekday(rest[0]) if rest else None
        if weekday is None:
            return msg("digest.day", day=shown(rest[0])) if rest else None
        rest = rest[1:]
    rest = rest[1:] if rest and rest[0].lower() == "at" else rest
    clock = _CLOCK.fullmatch(rest[0]) if rest else None
    if clock is None:
        return None
    if int(clock[1]) > 23 or int(clock[2]) > 59:
        return msg("digest.time", time=shown(rest[0]))
    return _placed(int(clock[1]) * 60 + int(clock[2]), weekday, rest[1:])


def _placed(minute: int, weekday: int | None, rest: list[str]) -> Plan | Message:
    at = next((n for n, word in enumerate(rest) if word.lower() == "on"), len(rest))
    place, about = " ".join(rest[:at]), " ".join(rest[at + 1 :])
    zone = named(place) if place else None
    if place and zone is None:
        return msg("digest.zone", zone=shown(place))
    return Plan(minute, weekday, zone, about[:ABOUT])


def _weekday(word: str) -> int | None:
    plain = word.lower().rstrip("s,.") if len(word) > SHORT else word.lower()
    if len(plain) < SHORT:
        return None
    return next((n for n, day in enumerate(DAYS) if day.startswith(plain)), None)


def stretch(text: str) -> dt.timedelta | None:
    """How long a pause is to be: `7d`, `2 weeks`, `12h`; None for anything else, or more than a year."""
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        return None
    length = int(found[1]) * _UNITS[found[2][0].lower()]
    return length if dt.timedelta(0) < length <= LONGEST else None


def clock(minute: int) -> str:
    """`08:30`."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def told(schedule: Schedule) -> Message:
    """A schedule in words: when, where, on what."""
    time = clock(schedule.minute)
    if schedule.weekday is None:
        when = msg("digest.daily", time=time, zone=schedule.zone)
    else:
        when = msg("digest.weekly", day=msg(WEEKDAYS[schedule.weekday]), time=time, zone=schedule.zone)
    return msg("digest.about", when=when, topic=shown(schedule.topic)) if schedule.topic else when
