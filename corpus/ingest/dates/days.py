"""Rules for single days and runs of days: written out, by name of the week, by feast, from the day of writing."""

import datetime as dt
import re

from corpus.ingest.dates import lexicon as lex
from corpus.ingest.dates import reckon, tense
from corpus.ingest.dates.history import known_day
from corpus.ingest.dates.lexicon import DAY, FEAST, GAP, MONTH, STEP, WEEKDAY, YEAR
from corpus.ingest.dates.scene import Rule, Scene, Value
from corpus.models import Interval, Tense

_WITH_YEAR = rf"(?:(?:,|{GAP}of)?{GAP}?,?{GAP}?(?P<year>{YEAR})|,?{GAP}(?P<step>(?i:this|last|next)){GAP}year\b)"
_PART_OF_DAY = rf"(?:{GAP}(?:(?:early|late){GAP})?(?:morning|afternoon|evening|night)\b)?"
_HABIT = rf"(?!{GAP}(?:mornings|afternoons|evenings|nights)\b)"  # "on Saturday nights" is no day
_NO_FIGURE = rf"(?!\w|:\d|[%/]|,\d\d\d|\.\d|{GAP}(?:percent|million|billion|people|troops)\b)"
_DASH = rf"(?:{GAP}?[-–—/]{GAP}?|{GAP}(?:to|through){GAP})"
_NAME = re.compile(r"[A-Z]\w{1,10} \Z")
_BEFORE_DAY = re.compile(r"\b(?:on|the|from|to|until|till|since|by|of|and)\s{1,3}\Z", re.IGNORECASE)
_WEEKDAY_BEFORE = rf"(?:(?:(?i:{STEP}){GAP})?(?P<weekday>{WEEKDAY}){GAP}?,?{GAP}?(?:the{GAP})?)?"


def _month_day(match: re.Match[str], scene: Scene) -> Value | None:
    month = lex.MONTHS[lex.key(match["month"])]
    day = lex.number(match["day"])
    if not _is_one(match, scene):
        return None
    first, stated = _year_of(match, month, day, scene)
    if first is None:
        return None
    last = _end_of_run(match, first)
    return Value(Interval(first, last), scene.mod, stated=stated, free=bool(match["year"]))


def _is_one(match: re.Match[str], scene: Scene) -> bool:
    """Whether it is one expression: "15 and 16 June", not 3 and 17; "on 22. June", not the end of a sentence."""
    groups = match.groupdict()
    if groups.get("joined") and lex.number(match["last"]) != lex.number(match["day"]) + 1:
        return False
    led = groups.get("weekday") or _BEFORE_DAY.search(scene.text, max(0, match.start() - 8), match.start())
    return not groups.get("stop") or bool(led)


def _end_of_run(match: re.Match[str], first: dt.date) -> dt.date:
    groups = match.groupdict()
    day = groups.get("last_day") or groups["last"]
    if not day:
        return first
    month = lex.MONTHS[lex.key(groups["last_month"])] if groups.get("last_month") else first.month
    last = reckon.day_of(first.year + (month < first.month), month, lex.number(day))
    return last if last and last > first else first


def _year_of(match: re.Match[str], month: int, day: int, scene: Scene) -> tuple[dt.date | None, bool]:
    """The day with its year, and whether that year is printed in the article."""
    if match["year"]:
        year = lex.year_number(match["year"])
        # over the turn of the year the year belongs to the end: "Dec. 30-Jan. 2, 2022"
        turned = match.groupdict().get("last_month") and lex.MONTHS[lex.key(match["last_month"])] < month
        return reckon.day_of(year - bool(turned), month, day), True
    if match["step"] and scene.anchor:
        return reckon.day_of(scene.anchor.year + lex.STEPS[match["step"].lower()], month, day), False
    if known := scene.stated_day(month, day):
        return known, True
    if known := known_day(month, day, match.end(), scene):
        return known, False
    if scene.anchor is None:
        return _nearest_stated(month, day, scene), True
    told = tense.of_day(scene.text, scene.begin, match.end())
    found = reckon.year_of_day(month, day, scene.anchor, told)
    if found and found > scene.anchor and tense.closes(scene.text, scene.begin):
        found = reckon.day_of(found.year - 1, month, day)
    if match["weekday"] and found:
        found = _agreeing(found, lex.WEEKDAYS[lex.key(match["weekday"])])
    return found, False


def _nearest_stated(month: int, day: int, scene: Scene) -> dt.date | None:
    """With no anchor: the day nearest to one that the article prints with its year, within half a year."""
    fits = [
        (abs(option - known.first), option)
        for known in scene.stated
        for step in (-1, 0, 1)
        if (option := reckon.day_of(known.first.year + step, month, day))
    ]
    distance, option = min(fits, default=(dt.timedelta.max, None))
    return option if distance.days <= 183 else None


def _agreeing(day: dt.date, weekday: int) -> dt.date:
    """The same day of the nearest year in which it falls on that day of the week."""
    for step in (0, -1, 1):
        other = reckon.day_of(day.year + step, day.month, day.day)
        if other and other.weekday() == weekday:
            return other
    return day


def _iso(match: re.Match[str], _: Scene) -> Value | None:
    day = reckon.day_of(int(match["year"]), int(match["month"]), int(match["day"]))
    return Value(Interval.day(day), stated=True, free=True) if day else None


def _figures(match: re.Match[str], scene: Scene) -> Value | None:
    """3/14/2021, 14.3.2021: the American order with strokes, the European with stops, each where it can be."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    month, day = (a, b) if match["mark"] == "/" else (b, a)
    found, other = reckon.day_of(year, month, day), reckon.day_of(year, day, month)
    if other and (found is None or _is_meant(other, found, match.start(), scene)):
        found = other
    return Value(Interval.day(found), stated=True, free=True) if found else None


def _is_meant(other: dt.date, found: dt.date, start: int, scene: Scene) -> bool:
    """Whether the less usual order is right: "Thursday (12/9/2024)", or else it lies months ahead of the article."""
    if scene.last and 0 <= start - scene.last_stop <= 3 and scene.last.days == 1:
        return scene.last.first == other
    if scene.anchor is None:
        return False
    return (found - scene.anchor).days > 28 and -28 <= (other - scene.anchor).days <= 7


def _weekday(match: re.Match[str], scene: Scene) -> Value | None:
    if scene.anchor is None or not reckon.in_reach(scene.anchor, 1) or _is_named(scene):
        return None
    weekday = lex.WEEKDAYS[lex.key(match["weekday"])]
    if match["ago"]:
        day = reckon.weekday_near(scene.anchor, weekday, Tense.PAST) - dt.timedelta(7)
        return Value(Interval.day(day), scene.mod)
    if match["week"]:
        day = reckon.week(scene.anchor, lex.STEPS[match["week"].lower()]).first + dt.timedelta(weekday)
        return Value(Interval.day(day), scene.mod)
    if match["step"]:
        if match["step"].lower() in {*lex.FROM_THE_TEXT, "previous"}:
            return None  # see sequel
        return _stepped_weekday(weekday, lex.STEPS[match["step"].lower()], scene)
    told = tense.of_weekday(scene.text, scene.begin, match.end())
    return Value(Interval.day(reckon.weekday_near(scene.anchor, weekday, told)), scene.mod, tense=told)


def _weekday_of_day(match: re.Match[str], scene: Scene) -> Value | None:
    """Friday the 13th: the last day that was both."""
    if scene.anchor is None or scene.anchor.year < 5:
        return None
    weekday, number = lex.WEEKDAYS[lex.key(match["weekday"])], lex.number(match["day"])
    days = (scene.anchor - dt.timedelta(back) for back in range(1_200))
    found = next((day for day in days if day.day == number and day.weekday() == weekday), None)
    return Value(Interval.day(found)) if found else None


def _is_named(scene: Scene) -> bool:
    """Super Tuesday, Black Monday: a name, not a day of this week."""
    return scene.text[max(0, scene.begin - 12) : scene.begin].endswith(lex.NAMED)


def _stepped_weekday(weekday: int, step: int, scene: Scene) -> Value | None:
    assert scene.anchor
    back = (scene.anchor.weekday() - weekday) % 7
    if step == 0:
        day = reckon.week(scene.anchor).first + dt.timedelta(weekday)
    elif step < 0:
        day = scene.anchor - dt.timedelta(back or 7)
    else:
        day = scene.anchor + dt.timedelta(7 - back)
    return Value(Interval.day(day), scene.mod)


def _relative_day(match: re.Match[str], scene: Scene) -> Value | None:
    if scene.anchor is None or _is_title(match, scene):
        return None
    day = scene.anchor + dt.timedelta(lex.RELATIVE_DAYS[lex.key(match["day"])])
    return Value(Interval.day(day), scene.mod)


def _is_title(match: re.Match[str], scene: Scene) -> bool:
    """VOA Today, USA Today: a capital after a capital names a programme or a paper."""
    before = scene.text[max(0, match.start() - 12) : match.start()]
    return match[0][0].isupper() and not match[0].isupper() and bool(_NAME.search(before))


def _feast(match: re.Match[str], scene: Scene) -> Value | None:
    entry = lex.FEASTS[lex.key(match["feast"])]
    if match["year"]:
        return Value(Interval.day(reckon.feast(entry, lex.year_number(match["year"]))), stated=True, free=True)
    if scene.anchor is None or not reckon.in_reach(scene.anchor, 1):
        return None
    anchor = scene.anchor
    options = [reckon.feast(entry, anchor.year + step) for step in (-1, 0, 1)]
    step = lex.STEPS[match["step"].lower()] if match["step"] else None
    told = tense.of_day(scene.text, scene.begin, match.end())
    near = min(options, key=lambda option: abs(option - anchor))
    if step == -1 or (told is Tense.PAST and (near - anchor).days > 60):
        near = max(option for option in options if option <= anchor)
    elif step == 1 or (told is Tense.FUTURE and (anchor - near).days > 60):
        near = min(option for option in options if option >= anchor)
    return Value(reckon.week(near) if match["week"] else Interval.day(near), scene.mod)


_MONTH_STARTS = lex.first_words(lex.MONTHS)
_DAY_STARTS = ("0", *lex.first_words(lex.ORDINALS))
_WEEKDAY_STARTS = lex.first_words(lex.WEEKDAYS)
_STEP_STARTS = lex.first_words(lex.STEPS)

RULES = (
    Rule(re.compile(r"(?P<year>[12]\d{3})-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])"), ("0",), _iso),
    Rule(
        re.compile(r"(?P<a>\d{1,2})(?P<mark>[/.])(?P<b>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)(?![\w/]|\.\d)"),
        ("0",),
        _figures,
    ),
    Rule(
        re.compile(
            rf"{_WEEKDAY_BEFORE}(?P<month>{MONTH}){GAP}?(?:the{GAP})?(?P<day>{DAY})"
            rf"(?:{_DASH}(?P<last>{DAY})(?![:%/]|{GAP}(?:percent|million)))?"
            rf"{_NO_FIGURE}(?:{GAP}?[-–—]{GAP}?(?P<last_month>{MONTH}){GAP}?(?P<last_day>{DAY}){_NO_FIGURE})?"
            rf"{_WITH_YEAR}?(?i:{_PART_OF_DAY})"
        ),
        (*_MONTH_STARTS, *_WEEKDAY_STARTS, *_STEP_STARTS),
        _month_day,
    ),
    Rule(
        re.compile(
            rf"{_WEEKDAY_BEFORE}(?P<day>{DAY})(?:(?:{_DASH}|(?P<joined>{GAP}(?:and|&){GAP}))(?P<last>{DAY}))?(?P<stop>\.)?"
            rf"{GAP}?(?:of{GAP})?(?P<month>{MONTH})"
            rf"(?!\w){_WITH_YEAR}?(?i:{_PART_OF_DAY})"
        ),
        (*_DAY_STARTS, *_WEEKDAY_STARTS, *_STEP_STARTS),
        _month_day,
    ),
    Rule(
        re.compile(
            rf"(?:(?P<step>(?i:{STEP})){GAP})?(?P<weekday>{WEEKDAY})(?!\w)(?i:{_HABIT}{_PART_OF_DAY})"
            rf"(?:,?{GAP}(?i:(?:of{GAP})?(?P<week>last|next|this){GAP}week\b|a{GAP}week{GAP}(?P<ago>ago)\b))?"
        ),
        (*_WEEKDAY_STARTS, *_STEP_STARTS),
        _weekday,
    ),
    Rule(
        re.compile(rf"(?P<weekday>{WEEKDAY}),?{GAP}the{GAP}(?P<day>{DAY})(?!{GAP}(?:of{GAP})?{MONTH})"),
        _WEEKDAY_STARTS,
        _weekday_of_day,
    ),
    Rule(
        re.compile(rf"(?P<day>{lex.either(lex.RELATIVE_DAYS)})(?!\w){_PART_OF_DAY}", re.IGNORECASE),
        lex.first_words(lex.RELATIVE_DAYS),
        _relative_day,
    ),
    Rule(
        re.compile(
            rf"(?:(?P<step>(?i:{STEP})){GAP})?(?P<feast>{FEAST})(?!\w)(?P<week>{GAP}week)?(?:,?{GAP}(?:of{GAP})?(?P<year>{YEAR}))?"
        ),
        (*lex.first_words(lex.FEASTS), *_STEP_STARTS),
        _feast,
    ),
)
