"""What do a command's words ask for? Who, through whom, on what, between which days, one outlet against another."""

import datetime as dt
import re
from dataclasses import dataclass

from corpus.models import Interval
from corpus.requested import MONTHS, either, in_english, spelled_out
from corpus.results import Match
from handlers.messages import Desk
from handlers.spoken import openings, words

LONGEST = 200  # characters of a name or topic that can still be meant
VIA = re.compile(rf"(?<!\s)\s+(?:{words('via')})\s+", re.IGNORECASE)
ON = re.compile(rf"(?:^|(?<!\s)\s+)(?:{words('on')})\s+", re.IGNORECASE)
INSIDE = re.compile(
    rf"(?<!\s)\s+(?:{words('in')})\s+", re.IGNORECASE
)  # a letter by itself is taken for an initial else
VERSUS = re.compile(rf"(?<!\s)\s+(?:{words('versus')})\s+", re.IGNORECASE)
RANGE = re.compile(r"(?P<first>[^.]+?)\s*(?:\.\.+|…)\s*(?P<last>[^.]+)")
WRITTEN_RANGE = re.compile(rf"\b(?:{words('from')})\s+(?P<first>.+?)\s+(?:{words('to')})\s+(?P<last>.+)", re.IGNORECASE)
OPEN = (  # on one side; `before` and `after` leave their own day out
    re.compile(rf"(?<!\w)(?<!\bday )(?P<word>{either(openings())})\s+(?P<day>.+)", re.IGNORECASE),
    re.compile(r"(?P<day>[^.…]+?)\s*(?P<word>\.\.+|…)\s*$"),
    re.compile(r"(?P<word>\.\.+|…)\s*(?P<day>[^.…]+)$"),
)
ISO = re.compile(r"(?<![\w-])\d{4}-\d\d(?:-\d\d)?(?![\w-])")
YEAR = re.compile(r"(?<![\w-])(?:1[5-9]|20)\d\d(?![\w-])")
BARE_DAY = re.compile(r"(?<![\w-])\d{1,2}(?:st|nd|rd|th)?$")
DAY_MONTH = re.compile(rf"\d{{1,2}}(?:st|nd|rd|th)?\s+((?:{MONTHS})\b.*)", re.IGNORECASE)
MONTH_DAY = re.compile(rf"((?<!\w)(?:{MONTHS}))\.?\s+\d{{1,2}}(?:st|nd|rd|th)?$", re.IGNORECASE)
MONTH = re.compile(rf"\b(?:{MONTHS})\b", re.IGNORECASE)
BARE_MONTH = re.compile(rf"\s*(?:{MONTHS})\s*", re.IGNORECASE)
LINKS = re.compile(rf"(?:(?:(?<!\s)\s+)?\b(?:{words('links')})\b)+\s*$", re.IGNORECASE)
MEANINGFUL = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Wanted:
    """`who` may still hold a topic, which only a resolver of names can part from it."""

    who: str
    via: str = ""
    topic: str = ""


def readable(args: str) -> bool:
    """Whether there is a letter or digit to go by, and no more text than a name or a topic has."""
    return len(args) <= LONGEST and bool(MEANINGFUL.search(args))


def wanted(args: str) -> Wanted:
    """Read `WHO [via WHO] [on TOPIC]`, the last two in either order."""
    who, *rest = (INSIDE.sub(" in ", part) for part in VIA.split(args, maxsplit=1))
    via, *topics = ON.split(rest[0], maxsplit=1) if rest else ("",)
    return Wanted(who.strip(), via.strip(), topics[0].strip() if topics else "")


def versus(args: str) -> tuple[tuple[str, str] | None, str]:
    """Read `OUTLET vs OUTLET [on TOPIC]` or `TOPIC`: both outlets or None, and the topic."""
    first, *rest = VERSUS.split(args, maxsplit=1)
    if not rest:
        return None, ON.sub("", args, count=1) if ON.match(args) else args
    second, *topics = ON.split(rest[0], maxsplit=1)
    return (first.strip(), second.strip()), topics[0].strip() if topics else ""


def days(args: str, desk: Desk) -> tuple[Interval | None, str]:
    """The days that a request names, and its words without them: `troops december 2021` -> December 2021, `troops`.

    "Last week" counts from the desk's clock; a month or a day without its year takes that of the corpus.
    """
    from corpus.ingest.dates import may_name_time

    written = in_english(args, lambda word: desk.library.resolve(word).status is Match.ACCEPT)
    if not may_name_time(written):
        return None, args
    for pattern in (WRITTEN_RANGE, RANGE):
        found = pattern.search(written)
        if found and (span := _between(found, desk)):
            return span
    day, rest = _open(written, desk) or _single(written, desk)
    return (day, rest) if day else (None, args)


def _open(args: str, desk: Desk) -> tuple[Interval, str] | None:
    """`Since 20 December`, `before 9 December`, `9 December..`: as far as anything is told of."""
    found = next((found for pattern in OPEN if (found := pattern.search(args))), None)
    day, after = _single(found["day"].strip(), desk) if found else (None, "")
    if not found or not day:
        return None
    word = openings().get(" ".join(found["word"].lower().split()), "")
    if word in {"since", "after"} or found.end("word") > found.end("day"):
        first = day.last + dt.timedelta(days=1) if word == "after" else day.first
        span = Interval(first, max(first, _edge(desk, -1)))
    else:
        last = day.first - dt.timedelta(days=1) if word == "before" else day.last
        span = Interval(min(last, _edge(desk, 0)), last)
    return span, " ".join(part for part in (found.string[: found.start()].strip(), after) if part)


def _edge(desk: Desk, end: int) -> dt.date:
    """The first (0) or the last (-1) day that an article is of or tells of."""
    scope, told = desk.library.scope(), [event.when for event in desk.library.timeline().events]
    known = (scope.first, scope.last, *(day for when in told for day in (when.first, when.last)))
    return sorted(day for day in known if day)[end] if any(known) else desk.clock.now().date()


def _between(found: re.Match[str], desk: Desk) -> tuple[Interval, str] | None:
    opening, closing = _shared_month(found["first"].strip(), found["last"].strip())
    first, before = _single(opening, desk)
    last, after = _single(closing, desk)
    if not first or not last:
        return None
    rest = " ".join(part for part in (found.string[: found.start()].strip(), before, after) if part)
    low, high = min(first.first, last.first), max(first.last, last.last)
    return Interval(low, high), rest


def _shared_month(first: str, last: str) -> tuple[str, str]:
    """The one of two ends that is a bare day with the month of the other: `7..30 december`, `december 7 to 30`."""
    if (alone := BARE_DAY.search(first)) and (written := DAY_MONTH.match(last)):
        return f"{first[: alone.start()]}{alone[0]} {written[1]}", last
    if BARE_DAY.fullmatch(last) and (written := MONTH_DAY.search(first)):
        return first, f"{written[1]} {last}"
    return first, last


def _single(text: str, desk: Desk) -> tuple[Interval | None, str]:
    return _numbered(ISO.search(text)) or _worded(text, desk) or _numbered(YEAR.search(text)) or (None, text)


def _numbered(found: re.Match[str] | None) -> tuple[Interval, str] | None:
    try:
        return (Interval.parse(found[0]), _without(found.string, found.start(), found.end())) if found else None
    except ValueError:
        return None


def _worded(text: str, desk: Desk) -> tuple[Interval, str] | None:
    from corpus.ingest.dates import find_dates

    today = desk.clock.now().date()
    anchor = desk.library.scope().last if MONTH.search(text) else today
    written = spelled_out(text if not BARE_MONTH.fullmatch(text) else f"in {text}")
    for mention in find_dates(written, anchor=anchor or today):
        return mention.interval, _without(written, mention.span.start, mention.span.stop)
    return None


def _without(text: str, start: int, stop: int) -> str:
    head = LINKS.sub("", text[:start])
    return " ".join(f"{head} {text[stop:]}".split())
