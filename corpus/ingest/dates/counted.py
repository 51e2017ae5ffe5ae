"""Rules for days and weeks that are counted off: "two Fridays ago", "a week from Tuesday", "the week after next"."""

import datetime as dt
import re

from corpus.ingest.dates import lexicon as lex
from corpus.ingest.dates import reckon
from corpus.ingest.dates.lexicon import GAP, NUMBER, WEEKDAY
from corpus.ingest.dates.scene import Rule, Scene, Value
from corpus.models import Interval, Tense

_WEEK = dt.timedelta(7)
_MOST = 99  # weeks that anybody counts
_NEAR = lex.either(["today", "tomorrow", "yesterday"])


def _weekdays_ago(match: re.Match[str], scene: Scene) -> Value | None:
    """Two Fridays ago: the second Friday before the anchor."""
    count = lex.number(match["count"])
    if scene.anchor is None or not 0 < count <= _MOST:
        return None
    return Value(Interval.day(_before(scene.anchor, match["weekday"]) - (count - 1) * _WEEK))


def _before(day: dt.date, weekday: str) -> dt.date:
    """The last such day of the week before a day."""
    back = (day.weekday() - lex.WEEKDAYS[lex.key(weekday)]) % 7
    return day - dt.timedelta(back or 7)


def _weeks_from(match: re.Match[str], scene: Scene) -> Value | None:
    """A week from Tuesday, two weeks from tomorrow, a week ago Friday."""
    count = lex.number(match["count"]) * (2 if match["unit"].lower() == "fortnight" else 1)
    if scene.anchor is None or count > _MOST:
        return None
    if match["way"].lower() == "ago":
        return (
            Value(Interval.day(_before(scene.anchor, match["weekday"]) - count * _WEEK)) if match["weekday"] else None
        )
    return Value(Interval.day(_from(match, scene.anchor) + count * _WEEK))


def _from(match: re.Match[str], anchor: dt.date) -> dt.date:
    if match["near"]:
        return anchor + dt.timedelta(lex.RELATIVE_DAYS[match["near"].lower()])
    return reckon.weekday_near(anchor, lex.WEEKDAYS[lex.key(match["weekday"])], Tense.FUTURE)


def _week_on(match: re.Match[str], scene: Scene) -> Value | None:
    """Tuesday week, the Friday after next: a week behind the coming one."""
    if scene.anchor is None:
        return None
    day = reckon.weekday_near(scene.anchor, lex.WEEKDAYS[lex.key(match["weekday"])], Tense.FUTURE)
    return Value(Interval.day(day + _WEEK))


def _unit_but_one(match: re.Match[str], scene: Scene) -> Value | None:
    """The week after next, the weekend before last."""
    if scene.anchor is None or not reckon.in_reach(scene.anchor, 2):
        return None
    return Value(reckon.unit(match["unit"].lower(), scene.anchor, 2 if match["next"] else -2))


_COUNTS = ("0", *lex.first_words(lex.NUMBERS))
_WEEKDAYS = lex.first_words(lex.WEEKDAYS)

RULES = (
    Rule(re.compile(rf"(?P<count>{NUMBER}){GAP}(?P<weekday>{WEEKDAY})s?{GAP}ago\b"), _COUNTS, _weekdays_ago),
    Rule(
        re.compile(
            rf"(?P<count>(?i:{NUMBER})){GAP}(?P<unit>week|fortnight)s?{GAP}(?P<way>from|ago)"
            rf"(?:{GAP}on)?(?:{GAP}(?:last|this|next|coming))?{GAP}(?:(?P<weekday>{WEEKDAY})|(?P<near>{_NEAR}))(?!\w)"
        ),
        _COUNTS,
        _weeks_from,
    ),
    Rule(
        re.compile(rf"(?P<weekday>{WEEKDAY}){GAP}(?:week(?!\w|-)|after{GAP}next\b)(?!{GAP}(?:of|in|the|at|long)\b)"),
        _WEEKDAYS,
        _week_on,
    ),
    Rule(
        re.compile(
            rf"(?P<unit>week|weekend|month|year){GAP}(?:(?P<next>after{GAP}next)|before{GAP}last)\b", re.IGNORECASE
        ),
        ("week", "weekend", "month", "year"),
        _unit_but_one,
    ),
)
