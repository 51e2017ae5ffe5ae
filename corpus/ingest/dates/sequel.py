"""Rules for what is reckoned from the date named last: "the next morning", "two days later", "Jan. 12 and 13"."""

import datetime as dt
import re

from corpus.ingest.dates import lexicon as lex
from corpus.ingest.dates import reckon
from corpus.ingest.dates.lexicon import DAY, GAP, NUMBER, WEEKDAY
from corpus.ingest.dates.scene import Rule, Scene, Value
from corpus.models import Interval

_REACH = 500  # code points between a date and what is reckoned from it
_PART = r"(?:day|morning|afternoon|evening|night)"
_FROM_LAST = {"same": 0, "following": 1, "preceding": -1, "next": 1, "previous": -1}
_JOINED = re.compile(r"\s{0,2},?\s{0,2}(?:and|or|&)\s{1,2}|,\s{1,2}")
_GOES_ON = re.compile(r"(?:,?\s{1,2}(?:and|or|&)|,)\s{1,2}\d{1,2}\b")  # "Nov. 7, 8 and 9"
_WORDS = ("next", "following", "previous", "preceding")


def _last_day(scene: Scene, start: int) -> dt.date | None:
    """The single day named last, if that is not too far back."""
    near = scene.last is not None and scene.last.days == 1 and start - scene.last_stop <= _REACH
    return scene.last.first if near and scene.last else None


def _another_day(match: re.Match[str], scene: Scene) -> Value | None:
    """Jan. 12 and 13: the second of two days of a month."""
    day = _last_day(scene, match.start())
    joined = _JOINED.fullmatch(scene.text, scene.last_stop, match.start())
    if day is None or not joined or (joined[0].strip() == "," and not _GOES_ON.match(scene.text, match.end())):
        return None
    found = reckon.day_of(day.year, day.month, lex.number(match["day"]))
    return Value(Interval.day(found)) if found and day < found else None


def _day_told(match: re.Match[str], scene: Scene) -> Value | None:
    """That day, the same evening, the next morning."""
    word = match["word"].lower()
    if word in _WORDS and not scene.the:
        return None
    day = _last_day(scene, match.start())
    step = dt.timedelta(_FROM_LAST.get(word, 0))
    return Value(Interval.day(day + step), scene.mod) if day else None


def _weekday_told(match: re.Match[str], scene: Scene) -> Value | None:
    """The previous Friday, the following Monday: next to the day named last, else to the anchor."""
    day = _last_day(scene, match.start()) or scene.anchor
    if day is None:
        return None
    weekday = lex.WEEKDAYS[lex.key(match["weekday"])]
    if _FROM_LAST[match["word"].lower()] > 0:
        return Value(Interval.day(day + dt.timedelta((weekday - day.weekday() - 1) % 7 + 1)), scene.mod)
    return Value(Interval.day(day - dt.timedelta((day.weekday() - weekday - 1) % 7 + 1)), scene.mod)


def _later(match: re.Match[str], scene: Scene) -> Value | None:
    """Two days later, a week earlier: the same length from the day named last."""
    day = _last_day(scene, match.start())
    count, unit = lex.number(match["count"]), match["unit"].lower()
    count *= -1 if match["way"].lower() in {"earlier", "before"} else 1
    if unit == "year":
        return _years_later(count, scene, match.start())
    if day is None or abs(count) > 999:
        return None
    if unit in {"day", "week"}:
        return Value(Interval.day(day + dt.timedelta(count * (7 if unit == "week" else 1))))
    return Value(reckon.unit(unit, day, count))


def _years_later(count: int, scene: Scene, start: int) -> Value | None:
    near = scene.last is not None and scene.last.days <= 366 and start - scene.last_stop <= _REACH
    if not near or scene.last is None or count == -1 or not reckon.in_reach(scene.last.first, count):
        return None
    return Value(Interval.year(scene.last.first.year + count))


def _unit_told(match: re.Match[str], scene: Scene) -> Value | None:
    """The following month: reckoned from what the text named last, where that is no longer than the unit."""
    if not scene.the or scene.last is None or match.start() - scene.last_stop > _REACH:
        return None
    whole = reckon.unit(match["unit"].lower(), scene.last.first, _FROM_LAST[match["word"].lower()])
    return Value(whole, scene.mod) if whole.days >= scene.last.days else None


RULES = (
    Rule(re.compile(rf"(?P<day>{DAY})(?![:%/.,]\d|-\w)"), ("0",), _another_day),
    Rule(
        re.compile(rf"(?P<word>that|same|following|next|preceding)(?:{GAP}same)?{GAP}{_PART}\b", re.IGNORECASE),
        ("that", "same", "following", "next", "preceding"),
        _day_told,
    ),
    Rule(
        re.compile(rf"(?P<word>(?i:following|previous|preceding)){GAP}(?P<weekday>{WEEKDAY})(?!\w)"),
        ("following", "previous", "preceding"),
        _weekday_told,
    ),
    Rule(
        re.compile(
            rf"(?P<count>{NUMBER}){GAP}(?P<unit>day|week|month|year)s?{GAP}(?P<way>later|earlier)\b", re.IGNORECASE
        ),
        ("0", *lex.first_words(lex.NUMBERS)),
        _later,
    ),
    Rule(
        re.compile(rf"(?P<word>same|following|preceding){GAP}(?P<unit>week|weekend|month|year)\b", re.IGNORECASE),
        ("same", "following", "preceding"),
        _unit_told,
    ),
)
