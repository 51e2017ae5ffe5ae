"""Rules for weeks, months, seasons, years and longer: named, numbered, or reckoned from the day of writing."""

import re

from corpus.ingest.dates import lexicon as lex
from corpus.ingest.dates import reckon, tense
from corpus.ingest.dates.lexicon import GAP, MONTH, NUMBER, SEASON, SHORT_YEAR, STEP, YEAR
from corpus.ingest.dates.quarters import like_quarter
from corpus.ingest.dates.scene import Rule, Scene, Value
from corpus.models import Interval, Mod, Tense

_UNIT = r"(?P<unit>day|week|fortnight|month|quarter|year|decade|centur)(?:s|y|ies)?"
_WHOLE = r"(?P<unit>weekend|week|month|quarter|year|decade|century)"
_AMBIGUOUS = frozenset({"may", "march"})
_LEADING = re.compile(
    r"(?:in|since|until|till|by|from|to|of|for|through|during|and|between|before|after|or|late|early|mid|last|next|this)[\s-]{1,3}\Z",
    re.IGNORECASE,
)
_FOR_THE = re.compile(
    r"\b(?:for|of)\s{1,3}the\s{1,3}(?:full|fiscal)?\s{0,3}\Z|\bthe\s{1,3}full\s{1,3}\Z", re.IGNORECASE
)
_BEFORE_YEAR = re.compile(r"\b(?:in|of|since|by|until|from|to|and|for|during)\s{1,3}['’]\Z", re.IGNORECASE)
_UP_TO = re.compile(r"\b(?P<word>by|at|since|from|until|before|through)\s{1,3}\Z", re.IGNORECASE)
_ON = re.compile(rf"{GAP}(?:on|for|of|to)\b")  # "the March on the capital" is no month


def _month_year(match: re.Match[str], scene: Scene) -> Value | None:
    month = lex.MONTHS[lex.key(match["month"])]
    if match["year"]:
        return Value(Interval.month(lex.year_number(match["year"]), month), scene.mod, stated=True, free=True)
    if scene.anchor is None or not reckon.in_reach(scene.anchor, 1):
        return None
    return Value(Interval.month(scene.anchor.year + lex.STEPS[match["step"].lower()], month), scene.mod)


def _bare_month(match: re.Match[str], scene: Scene) -> Value | None:
    if not match["step"] and lex.key(match["month"]) in _AMBIGUOUS and not _led(scene, match):
        return None
    month = lex.MONTHS[lex.key(match["month"])]
    if scene.anchor is None:
        return _stated_month(month, scene)
    if not reckon.in_reach(scene.anchor, 1):
        return None
    if match["step"]:
        year = _stepped_year(month, lex.STEPS[match["step"].lower()], scene)
    else:
        told = tense.of_day(scene.text, scene.begin, match.end())
        year = reckon.year_of_month(month, scene.anchor, told)
    return Value(Interval.month(year, month), scene.mod)


def _led(scene: Scene, match: re.Match[str]) -> bool:
    """Whether a word stands before it that only a month can follow: "in May", not "May the best win"."""
    named = scene.the and not _ON.match(scene.text, match.end())
    return (
        named or scene.begin < match.start() or bool(_LEADING.search(scene.text, max(0, scene.begin - 10), scene.begin))
    )


def _stated_month(month: int, scene: Scene) -> Value | None:
    years = {known.first.year for known in scene.stated if known.first.month == month}
    return Value(Interval.month(min(years), month), scene.mod, stated=True) if len(years) == 1 else None


def _stepped_year(month: int, step: int, scene: Scene) -> int:
    assert scene.anchor
    if step < 0:
        return scene.anchor.year - (month >= scene.anchor.month)
    return scene.anchor.year + (month <= scene.anchor.month) if step > 0 else scene.anchor.year


def _stepped_unit(match: re.Match[str], scene: Scene) -> Value | None:
    """Last week, next year, this quarter."""
    if scene.anchor is None or not reckon.in_reach(scene.anchor, 101):
        return None
    word, unit = match["step"].lower(), match["unit"].lower()
    step = lex.STEPS[word]
    if match["unit"].istitle() and not match[0].isupper():
        return None  # "This Week", a programme
    if word in lex.FROM_THE_TEXT or (scene.the and word in {"next", "last"}):
        return None  # see sequel; "the next year" is a length of time
    if unit == "weekend" and step == 0 and word == "this":
        return _weekend(match, scene)
    return Value(reckon.unit(unit, scene.anchor, step), scene.mod, is_quarter=unit == "quarter")


def _told_year(scene: Scene, step: int) -> Value | None:
    return Value(Interval.year(scene.year + step), scene.mod) if scene.year else None


def _that_year(match: re.Match[str], scene: Scene) -> Value | None:
    if match["unit"].lower() == "quarter":
        return Value(scene.quarter, scene.mod, is_quarter=True) if scene.quarter else None
    return _told_year(scene, 0)


def _weekend(match: re.Match[str], scene: Scene) -> Value | None:
    """The coming one only when told as planned; on a Saturday or Sunday the running one."""
    if scene.anchor is None:
        return None
    told = tense.of_weekday(scene.text, scene.begin, match.end())
    ahead = told is Tense.FUTURE or scene.anchor.weekday() >= 5
    return Value(reckon.weekend(scene.anchor, 0 if ahead else -1), scene.mod)


def _the_unit(match: re.Match[str], scene: Scene) -> Value | None:
    """The end of the month, earlier in the year; "the quarter" is the one spoken of."""
    if not scene.the or scene.anchor is None:
        return None
    unit = match["unit"].lower()
    if unit == "quarter":
        return Value(scene.quarter, scene.mod) if scene.quarter else None
    if unit == "weekend":
        return _weekend(match, scene)
    if unit == "year" and _FOR_THE.search(scene.text, max(0, match.start() - 16), match.start()):
        scene.by_year = True
    elif not scene.part:
        return None
    return Value(reckon.unit(unit, scene.anchor, 0), scene.mod)


def _ago(match: re.Match[str], scene: Scene) -> Value | None:
    if scene.anchor is None:
        return None
    count, unit = lex.number(match["count"]), match["unit"].lower()
    unit = "century" if unit == "centur" else unit
    back = match["way"].lower() in {"ago", "earlier"}
    if match["way"].lower() == "earlier" and (unit, count) != ("year", 1):
        return None  # see sequel
    if unit == "year" and count == 1 and back:
        return like_quarter(scene)
    years = count * {"decade": 10, "century": 100}.get(unit, 1)
    if not reckon.in_reach(scene.anchor, -years if back else years):
        return None
    return Value(reckon.unit(unit, scene.anchor, -count if back else count), scene.mod)


def _year(match: re.Match[str], scene: Scene) -> Value | None:
    first = lex.year_number(match["year"])
    last = match["last"]
    if not last:
        return Value(Interval.year(first), scene.mod, stated=True, free=True)
    stop = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if not first < stop <= first + 150:
        return None
    return Value(Interval(Interval.year(first).first, Interval.year(stop).last), stated=True, free=True)


def _short_year(match: re.Match[str], scene: Scene) -> Value | None:
    """In '98."""
    if not _BEFORE_YEAR.search(scene.text, max(0, match.start() - 12), match.start()):
        return None
    return Value(Interval.year(lex.year_number(f"'{match[0]}")), stated=True, free=True)


def _decade(match: re.Match[str], scene: Scene) -> Value | None:
    century = int(match["century"] or 19) * 100
    first = Interval.year(century + int(match["tens"]) * 10)
    return Value(Interval(first.first, Interval.year(first.first.year + 9).last), scene.mod, stated=True, free=True)


def _season(match: re.Match[str], scene: Scene) -> Value | None:
    first_month = lex.SEASONS[match["season"].lower()]
    if match["year"]:
        return Value(reckon.season(lex.year_number(match["year"]), first_month), scene.mod, stated=True, free=True)
    if scene.anchor is None or not match["step"] or not reckon.in_reach(scene.anchor, 2):
        return None
    step = lex.STEPS[match["step"].lower()]
    year = scene.anchor.year
    if step < 0 and first_month + 2 >= scene.anchor.month:
        year -= 1
    elif step > 0 and first_month <= scene.anchor.month:
        year += 1
    return Value(reckon.season(year, first_month), scene.mod)


def _year_end(match: re.Match[str], scene: Scene) -> Value | None:
    """By year-end: the last day; a year-end meeting: late in the year."""
    if scene.anchor is None or not reckon.in_reach(scene.anchor, -1):
        return None
    before = _UP_TO.search(scene.text, max(0, match.start() - 10), match.start())
    if before is None or "-" not in match[0]:
        return Value(Interval.year(scene.anchor.year), Mod.END)
    year = scene.anchor.year - (before["word"].lower() in {"since", "from"})
    return Value(Interval.day(Interval.year(year).last))


def _of_the_month(match: re.Match[str], scene: Scene) -> Value | None:
    """The second (call) of the month is no day: the month is meant."""
    if scene.anchor is None or re.search(
        r"\bon\s{1,3}the\s{1,3}\Z", scene.text[max(0, match.start() - 12) : match.start()]
    ):
        return None
    return Value(reckon.month(scene.anchor))


def _week_of(match: re.Match[str], scene: Scene) -> Value | None:
    if scene.anchor is None:
        return None
    month = lex.MONTHS[lex.key(match["month"])]
    told = tense.of_day(scene.text, scene.begin, match.end())
    day = reckon.year_of_day(month, lex.number(match["day"]), scene.anchor, told)
    return Value(reckon.week(day)) if day else None


_MONTHS = lex.first_words(lex.MONTHS)
_STEPS = lex.first_words(lex.STEPS)
_COUNTS = ("0", *lex.first_words(lex.NUMBERS))
_NTHS = ("0", "first", "second", "third", "fourth", "fiscal")
_COUNTED = lex.either(lex.COUNTED)
_NOT_COUNTED = rf"(?!{GAP}{_COUNTED}\b|%|{GAP}?percent|[-/]\w|,\d)"
_FISCAL = rf"(?:fiscal[ -]|fiscal{GAP})?"

RULES = (
    Rule(
        re.compile(
            rf"(?P<month>{MONTH})(?!\w)(?:,|{GAP}of)?{GAP}(?:(?P<year>{YEAR}|{SHORT_YEAR})|(?P<step>(?i:this|last|next)){GAP}year\b)"
        ),
        _MONTHS,
        _month_year,
    ),
    Rule(
        re.compile(rf"(?:(?P<step>(?i:{STEP})){GAP})?(?P<month>{MONTH})(?!\w|{GAP}?\d)"),
        (*_MONTHS, *_STEPS),
        _bare_month,
    ),
    Rule(
        re.compile(rf"(?P<step>{STEP}){GAP}(?:(?:full|fiscal|calendar){GAP})?{_WHOLE}\b(?!-)", re.IGNORECASE),
        _STEPS,
        _stepped_unit,
    ),
    Rule(re.compile(rf"that{GAP}(?P<unit>year|quarter)\b", re.IGNORECASE), ("that",), _that_year),
    Rule(
        re.compile(rf"{_WHOLE}\b(?!-)", re.IGNORECASE),
        ("weekend", "week", "month", "quarter", "year", "decade", "century"),
        _the_unit,
    ),
    Rule(
        re.compile(
            rf"(?P<count>{NUMBER})(?:-|{GAP}){_UNIT}(?:{GAP}or{GAP}so)?{GAP}(?P<way>ago|earlier|from{GAP}now|hence)\b",
            re.IGNORECASE,
        ),
        _COUNTS,
        _ago,
    ),
    Rule(
        re.compile(
            rf"(?:(?:fiscal|year){GAP})?(?P<year>{YEAR})(?:[-–](?P<last>(?:1[5-9]|20)\d\d|\d\d)(?![\w-]))?{_NOT_COUNTED}",
            re.IGNORECASE,
        ),
        (
            "0",
            "fiscal",
            "year",
            *lex.first_words(word for word, value in lex.NUMBERS.items() if 10 <= value <= 20),
            "two",
        ),
        _year,
    ),
    Rule(re.compile(r"(?<=['’])\d\d(?![\w'’])"), ("0",), _short_year),
    Rule(re.compile(r"(?P<century>1[5-9]|20)(?P<tens>\d)0['’]?s\b"), ("0",), _decade),
    Rule(
        re.compile(
            rf"(?:(?P<step>{STEP}){GAP})?(?P<season>{SEASON})(?:{GAP}(?:of{GAP})?(?P<year>{YEAR}))?(?!\w)",
            re.IGNORECASE,
        ),
        (*lex.first_words(lex.SEASONS), *_STEPS),
        _season,
    ),
    Rule(re.compile(r"year(?:['’]s)?[- ]end\b", re.IGNORECASE), ("year",), _year_end),
    Rule(
        re.compile(
            rf"(?:first|second|third|fourth|fifth|sixth|last|latest){GAP}(?:such{GAP})?of{GAP}the{GAP}month\b",
            re.IGNORECASE,
        ),
        ("first", "second", "third", "fourth", "fifth", "sixth", "last", "latest"),
        _of_the_month,
    ),
    Rule(re.compile(rf"week{GAP}of{GAP}(?P<month>{MONTH}){GAP}(?P<day>{lex.DAY})"), ("week",), _week_of),
)
