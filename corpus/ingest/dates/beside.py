"""Rules for days told from another event's: "the day before", "a day after the fire", "on the eve of the vote".

The event is one that the text has put on a day further up, in words that hold its noun; "the day before" alone is
reckoned from the day named last. Where no such day is known, there is none.
"""

import datetime as dt
import re

from corpus.ingest.dates import lexicon as lex
from corpus.ingest.dates import reckon, tense
from corpus.ingest.dates.lexicon import GAP, MONTH, NUMBER, WEEKDAY, YEAR
from corpus.ingest.dates.scene import Rule, Scene, Value
from corpus.models import Interval, Tense
from corpus.words import stems

_REACH = 500  # code points between a day and what is reckoned from it
_CLAUSE = 110  # code points on either side of a day that tell what happened on it
_LISTS = lex.table("calendar")
_SHORT = lex.either(_LISTS["short_while"]["words"])
_OWNERS = r"(?:the|a|an|his|her|its|their)"
# the event that follows: "the fire", "Sunday's vote"; its noun is the last word before a mark or a small word
_NOUN = rf"(?P<event>(?:[\w’'-]{{2,20}}{GAP}){{0,4}}?[\w’-]{{3,20}})"
_EVENT = rf"(?:{GAP}(?:(?P<weekday>{WEEKDAY})['’]s|(?i:{_OWNERS})){GAP}{_NOUN})"
_ENDS = rf"(?=[^\S\n]{{0,3}}(?:[.,;:?!)\]”\"—–-]|\n|$)|{GAP}{lex.either(_LISTS['behind_day']['words'])}\b)"
_LONG_AGO = dt.timedelta(60)
_MOST = 40  # days further up that are looked at
_STOPS = re.compile(r"[.!?]\s|\n")
_DAYS = {"hour": 0, "day": 1, "night": 1, "evening": 1, "morning": 1, "week": 7, "eve": 1}
_HOURS = {"24": 1, "48": 2, "72": 3, "twenty-four": 1, "forty-eight": 2, "seventy-two": 3}
_LED = re.compile(r"\b(?:on|by|of|until|till|since|from|for|before|after)\s{1,3}the\s{1,3}\Z", re.IGNORECASE)


def _last_day(scene: Scene, start: int) -> dt.date | None:
    near = scene.last is not None and scene.last.days == 1 and start - scene.last_stop <= _REACH
    return scene.last.first if near and scene.last else None


def _stepped(match: re.Match[str], scene: Scene) -> Value | None:
    """A day after the fire, the day before, two days after."""
    unit = match["unit"].lower()
    count = lex.number(match["count"]) if match["count"] else 1
    if not match["count"] and not scene.the:
        return None
    day = _event_day(match, scene) if match["event"] else _last_day(scene, match.start())
    if day is None or count > 60:
        return None
    sign = -1 if match["way"].lower() == "before" else 1
    return Value(Interval.day(day + dt.timedelta(sign * count * _DAYS[unit])))


def _short_while(match: re.Match[str], scene: Scene) -> Value | None:
    """An hour after the ruling, shortly before the vote: the same day."""
    day = _event_day(match, scene)
    return Value(Interval.day(day)) if day else None


def _eve(match: re.Match[str], scene: Scene) -> Value | None:
    """On the eve of the vote."""
    day = _event_day(match, scene) if scene.the else None
    return Value(Interval.day(day - dt.timedelta(1))) if day else None


def _hours(match: re.Match[str], scene: Scene) -> Value | None:
    """Twenty-four hours earlier."""
    way = (match["way"] or match["side"]).lower()
    day = scene.anchor if way == "ago" else _last_day(scene, match.start())
    step = _HOURS[lex.key(match["count"]).replace(" ", "-")] * (1 if way in {"later", "after"} else -1)
    return Value(Interval.day(day + dt.timedelta(step))) if day else None


def _event_day(match: re.Match[str], scene: Scene) -> dt.date | None:
    """The day that the text has put the event on, or that its weekday names."""
    if match["weekday"]:
        weekday = lex.WEEKDAYS[lex.key(match["weekday"])]
        return reckon.weekday_near(scene.anchor, weekday, Tense.PAST) if scene.anchor else None
    told = stems(match["event"].split()[-1])
    for day, start, stop in reversed(scene.days[-_MOST:]):
        if told and told[-1] in stems(_clause(scene.text, start, stop, scene.begin)):
            return day
    return None


def _clause(text: str, start: int, stop: int, end: int) -> str:
    """The words of the sentence around a day, as far as `end`."""
    before, after = text[max(0, start - _CLAUSE) : start], text[stop : min(end, stop + _CLAUSE)]
    return f"{_STOPS.split(before)[-1]} {_STOPS.split(after, maxsplit=1)[0]}"


def _nth(match: re.Match[str], scene: Scene) -> Value | None:
    """On the 4th, on the night of the 4th: of the month that the text is in, the last such day."""
    if not scene.the or not _LED.search(scene.text, max(0, match.start() - 12), match.start()):
        return None
    number = lex.number(match["day"])
    near, told = _month_of_text(match, scene), tense.of_weekday(scene.text, scene.begin, match.end())
    if near is None:
        return None
    options = [reckon.day_of(month.first.year, month.first.month, number) for month in _months(near)]
    known = [day for day in options if day]
    if near == scene.anchor:
        known = [day for day in known if (day >= near if told is Tense.FUTURE else day <= near)]
    return Value(Interval.day(min(known, key=lambda day: abs(day - near)))) if known else None


def _month_of_text(match: re.Match[str], scene: Scene) -> dt.date | None:
    """A day of the month that the text speaks of: that of the day named last where long ago, else the anchor's."""
    last = scene.last.first if scene.last and match.start() - scene.last_stop <= _REACH else None
    if scene.anchor is None or (last and scene.last and scene.last.days <= 31 and abs(last - scene.anchor) > _LONG_AGO):
        return last
    return scene.anchor


def _months(day: dt.date) -> tuple[Interval, ...]:
    return tuple(reckon.month(day, step) for step in (0, -1, 1)) if reckon.in_reach(day, 1) else ()


def _day_of_month(match: re.Match[str], scene: Scene) -> Value | None:
    """The first day of next month, the last day of March."""
    whole = _month_meant(match, scene)
    if whole is None:
        return None
    nth = match["nth"].lower()
    found = whole.last if nth == "last" else reckon.day_of(whole.first.year, whole.first.month, lex.number(nth))
    return Value(Interval.day(found), stated=bool(match["year"]), free=bool(match["year"])) if found else None


def _month_meant(match: re.Match[str], scene: Scene) -> Interval | None:
    anchor = scene.anchor
    if match["year"]:
        return Interval.month(lex.year_number(match["year"]), lex.MONTHS[lex.key(match["month"])])
    if anchor is None or not reckon.in_reach(anchor, 1):
        return None
    if match["month"]:
        month = lex.MONTHS[lex.key(match["month"])]
        return Interval.month(reckon.year_of_month(month, anchor, None), month)
    return reckon.month(anchor, lex.STEPS.get((match["step"] or "this").lower(), 0))


_COUNTS = ("0", *lex.first_words(lex.NUMBERS))
_WAY = r"(?P<way>before|after)"

RULES = (
    Rule(
        re.compile(
            rf"(?:(?P<count>(?i:{NUMBER})){GAP})?(?P<unit>day|week|night|evening|morning)s?{GAP}{_WAY}(?:{_EVENT}{_ENDS}|{_ENDS})"
        ),
        (*_COUNTS, "day", "night", "evening", "morning", "week"),
        _stepped,
    ),
    Rule(
        re.compile(rf"(?i:{_SHORT}){GAP}{_WAY}{_EVENT}{_ENDS}"),
        ("0", *lex.first_words(_LISTS["short_while"]["words"])),
        _short_while,
    ),
    Rule(re.compile(rf"eve{GAP}of{_EVENT}{_ENDS}"), ("eve",), _eve),
    Rule(
        re.compile(
            rf"(?P<count>{lex.either(_HOURS)}){GAP}hours{GAP}(?:(?P<way>ago|earlier|later)\b|(?P<side>before|after){_ENDS})",
            re.IGNORECASE,
        ),
        ("0", "twenty", "forty", "seventy"),
        _hours,
    ),
    Rule(re.compile(rf"(?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)){_ENDS}"), ("0",), _nth),
    Rule(
        re.compile(
            rf"(?P<nth>(?i:last|{lex.ORDINAL}|\d{{1,2}}(?:st|nd|rd|th))){GAP}day{GAP}of{GAP}"
            rf"(?:(?P<month>{MONTH})(?:,?{GAP}(?:of{GAP})?(?P<year>{YEAR}))?|(?:(?P<step>next|this|last)|the){GAP}month)(?!\w)"
        ),
        ("0", "last", *lex.first_words(lex.ORDINALS)),
        _day_of_month,
    ),
)
