"""Rules for quarters and halves of a year, and for what a text compares them with: "a year earlier"."""

import re

from corpus.ingest.dates import lexicon as lex
from corpus.ingest.dates import reckon, tense
from corpus.ingest.dates.lexicon import GAP, YEAR
from corpus.ingest.dates.scene import Rule, Scene, Value
from corpus.models import Interval, Tense

_PARTS_OF_YEAR = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_NTH = lex.either(_PARTS_OF_YEAR)
_FISCAL = rf"(?:fiscal[ -]|fiscal{GAP})?"
_NTHS = ("0", "first", "second", "third", "fourth", "fiscal")
_STEPS = lex.first_words(lex.STEPS)


def like_quarter(scene: Scene) -> Value | None:
    """A year before the quarter that the text speaks of, else the year before the anchor."""
    if scene.quarter and not scene.by_year:
        first = scene.quarter.first
        return Value(reckon.quarter(first.year - 1, (first.month + 2) // 3))
    if scene.anchor and reckon.in_reach(scene.anchor, -1):
        return Value(Interval.year(scene.anchor.year - 1))
    return None


def _many_months(_: re.Match[str], scene: Scene) -> Value | None:
    """For the nine months: what follows is compared with the year before, no longer with a quarter."""
    scene.by_year = True
    return None


def _period_last_year(_: re.Match[str], scene: Scene) -> Value | None:
    """The corresponding period last year, last year's quarter, the quarter a year ago."""
    return like_quarter(scene) if scene.quarter else None


def _year_before(match: re.Match[str], scene: Scene) -> Value | None:
    """Year-ago, year-earlier, the year-earlier third quarter."""
    if scene.anchor and match["nth"]:
        value = _numbered_quarter(_PARTS_OF_YEAR[match["nth"].lower()], scene, match.end())
        return Value(reckon.quarter(value.first.year - 1, (value.first.month + 2) // 3), is_quarter=False)
    return like_quarter(scene)


def _numbered_quarter(number: int, scene: Scene, stop: int) -> Interval:
    """The last such quarter that has begun, or the coming one where it is told as future.

    What is still to be reported of the quarter just over ("will post a loss in the first quarter") is no plan for it.
    """
    assert scene.anchor
    now = (scene.anchor.month - 1) // 3 + 1
    told = tense.of_day(scene.text, scene.begin, stop)
    year = scene.anchor.year - (number > now and told is not Tense.FUTURE)
    reporting = now - number == 1 and tense.reports(scene.text, scene.begin, stop)
    if told is Tense.FUTURE and number < now and not reporting:
        year += 1
    return reckon.quarter(year, number)


def _quarter(match: re.Match[str], scene: Scene) -> Value | None:
    number = _PARTS_OF_YEAR[match["nth"].lower()]
    year = match["year"] or match["year_before"]
    if year:
        return Value(reckon.quarter(lex.year_number(year), number), scene.mod, stated=True, free=True, is_quarter=True)
    if scene.anchor is None or not reckon.in_reach(scene.anchor, 1):
        return None
    if step := match["step"] or match["step_before"]:
        found = reckon.quarter(scene.anchor.year + lex.STEPS[step.lower()], number)
    else:
        found = _numbered_quarter(number, scene, match.end())
    return Value(found, scene.mod, is_quarter=True)


def _half(match: re.Match[str], scene: Scene) -> Value | None:
    number = _PARTS_OF_YEAR[match["nth"].lower()]
    if match["year"]:
        return Value(reckon.half(lex.year_number(match["year"]), number), stated=True, free=True)
    if scene.anchor is None or not reckon.in_reach(scene.anchor, 1):
        return None
    step = lex.STEPS[match["step"].lower()] if match["step"] else 0
    return Value(reckon.half(scene.anchor.year + step, number))


def _latest(match: re.Match[str], scene: Scene) -> Value | None:
    """The latest quarter is the one spoken of, else the last that is over."""
    if match["year"]:  # the 1988 period: the like of the quarter spoken of
        year = int(match["year"])
        if scene.quarter and not scene.by_year:
            found = reckon.quarter(year, (scene.quarter.first.month + 2) // 3)
            return Value(found, stated=True, is_quarter=False)
        return Value(Interval.year(year), stated=True, free=True)
    if scene.quarter:
        return Value(scene.quarter)
    if scene.anchor:
        return Value(reckon.quarter_at(scene.anchor, -1), is_quarter=True)
    return None


RULES = (
    Rule(
        re.compile(rf"(?:six|nine|twelve|6|9|12){GAP}months\b", re.IGNORECASE),
        ("six", "nine", "twelve", "0"),
        _many_months,
    ),
    Rule(
        re.compile(
            rf"(?:quarter|period){GAP}(?:last{GAP}year|a{GAP}year{GAP}(?:ago|earlier))\b|last{GAP}year['’]s{GAP}quarter\b",
            re.IGNORECASE,
        ),
        ("quarter", "period", "last"),
        _period_last_year,
    ),
    Rule(
        re.compile(
            rf"(?:comparable{GAP})?year-(?:ago|earlier)(?:{GAP}{_FISCAL}(?:(?P<nth>{_NTH})[ -])?(?:quarter|period))?\b",
            re.IGNORECASE,
        ),
        ("year", "comparable"),
        _year_before,
    ),
    Rule(
        re.compile(
            rf"(?:(?P<step_before>this|last|next){GAP}year['’]s{GAP})?(?:(?P<year_before>{YEAR})(?:['’]s)?{GAP})?"
            rf"{_FISCAL}(?P<nth>{_NTH})(?:-|{GAP}){_FISCAL}quarter\b"
            rf"(?:{GAP}(?:of{GAP}|in{GAP})?(?:fiscal{GAP})?(?:(?P<year>{YEAR})|(?P<step>this|last|next){GAP}year))?",
            re.IGNORECASE,
        ),
        (*_NTHS, *_STEPS),
        _quarter,
    ),
    Rule(
        re.compile(
            rf"(?P<nth>first|second)(?:-|{GAP})half{GAP}of{GAP}(?:(?P<year>{YEAR})|(?:(?P<step>this|last|next)|the){GAP}year\b)",
            re.IGNORECASE,
        ),
        ("first", "second"),
        _half,
    ),
    Rule(
        re.compile(rf"(?:latest|(?P<year>(?:19|20)\d\d)){GAP}(?P<unit>quarter|period)\b", re.IGNORECASE),
        ("latest", "0"),
        _latest,
    ),
)
