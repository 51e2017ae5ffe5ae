"""The quantities that a text states: durations, counts with their noun, shares, sums of money. Never dates or years."""

import re
from collections.abc import Iterator

from corpus.ingest.dates.lexicon import GAP, MONTH, MONTHS, NUMBERS, either, table
from corpus.ingest.spots import FIGURE, spots
from corpus.models import Figure, Span

_LISTS = table("figures")
_DURATIONS = frozenset(_LISTS["durations"]["words"])
_SCALES: dict[str, int] = _LISTS["scales"]["words"]
_SIGNS: dict[str, str] = _LISTS["signs"]["words"]
_MONEY: dict[str, str] = _LISTS["money"]["words"]
_PLURALS: dict[str, str] = _LISTS["plurals"]["words"]
_SINGLE = frozenset(_LISTS["single"]["words"])
_NO_NOUN = frozenset(_LISTS["not_a_noun"]["words"])
_BREAKS = frozenset(_LISTS["breaks"]["words"])
_WORDS = {
    word: value for word, value in NUMBERS.items() if word not in {"a", "an", "a couple of", "couple of", "a dozen"}
}

_ONE = rf"(?:{either(_WORDS)}(?:-{either(word for word, value in _WORDS.items() if value < 10)})?)"
_THIN = "[ \u00a0\u2009\u202f]"  # between thousands: "4 000 people"
_SPACED = rf"\d{{1,3}}(?:{_THIN}\d{{3}}){{1,3}}(?!{_THIN}?\d)"
# what most figures are comes first: figures alone
_FIGURE = rf"\d{{1,12}}+(?!\d|[,.]\d|{_THIN}\d)|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|{_SPACED}|\d{{1,12}}(?:\.\d+)?"
_SCALE = rf"(?:(?:-|{GAP})?{either(_SCALES)}(?!\w))"
_SCALED = rf"(?:{_SCALE}{_SCALE}?)?"
# "100,000", "2.5 million", "twenty-five", "two hundred thousand"
_NUMBER = rf"(?:{_FIGURE}|{_ONE}(?!\w)){_SCALED}"
_JOINT = rf"(?:-|{GAP})"
_AND_A_HALF = rf"(?:{_JOINT}and{_JOINT}a{_JOINT}(?P<part>half|quarter))?"
_MINUTES = re.compile(rf"(?:,|{GAP}and)?{GAP}(?P<number>\d{{1,2}}|{_ONE}){GAP}minutes?(?!\w)", re.IGNORECASE)
_SIGN = either(_SIGNS)
_TO = rf"(?:{GAP}?[-–—]{GAP}?|{GAP}(?:to|or|and){GAP})"
_GOES_ON = r"(?=[-–—]|\s{1,7}(?:[-–—]|(?:to|or|and)\b))"  # cheap: most numbers do not
_MARKS = frozenset(sign for sign in _SIGNS if len(sign) == 1)
_PREFIXES = frozenset(sign[:-1].lower() for sign in _SIGNS if len(sign) > 1 and sign[-1] == "$")  # the letters of US$
_LETTERS = frozenset(sign.lower() for sign in _SIGNS if sign.isalpha())
_LONG = re.compile(rf"(?:an?{GAP})?(?P<unit>hour|day|week|month|year)-?long(?!\w)", re.IGNORECASE)
_UNITS = ("hour", "day", "week", "month", "year")
_STARTS = frozenset({*_WORDS, *_LETTERS, *_PREFIXES, *_UNITS, "a", "an", "half", "between"})
_MARKED: dict[str, int] = _LISTS["marked"]["words"]
_MARK = re.compile(rf"{either(_MARKED)}(?!\w)", re.IGNORECASE)
_NOT_AFTER = frozenset(".,:/$€£#№-_")  # what makes a number the tail of something else
_QUANTITY = re.compile(
    rf"(?:(?P<between>between){GAP})?(?:(?P<sign>{_SIGN})\.?\s?)?(?P<low>{_NUMBER})"
    rf"(?:{_GOES_ON}(?:(?P<gap>{_TO})(?:{_SIGN})?(?P<high>{_NUMBER}))?{_AND_A_HALF})?",
    re.IGNORECASE,
)
_ARTICLED = re.compile(
    rf"(?:(?P<half>half)(?:{GAP}|-)(?:an?{GAP})?|an?{GAP})(?P<unit>{either(_DURATIONS)}){_AND_A_HALF}(?!\w)(?!-old)",
    re.IGNORECASE,
)
_PERCENT = r"\s?%|(?:-|\s{1,2})(?:percent|per\scent)(?P<points>age\spoints?)?\b|\s{1,2}percentage(?P<p2>\spoints?)"
_NO_AGE = rf"(?!{GAP}(?:ago|old|earlier|later|from{GAP}now|hence)|-old)"
_DURATION = rf"(?:-|{GAP})(?P<duration>{either(_DURATIONS)})s?(?!\w){_NO_AGE}"
_CURRENCY = rf"(?:-|{GAP})(?:U\.?S\.?{GAP})?(?P<money>{either(_MONEY)})s?(?!\w)"
_UNIT = re.compile(rf"(?=[-\s%])(?:{_PERCENT}|{_DURATION}|{_CURRENCY})", re.IGNORECASE)
_AN_UNIT = re.compile(rf"an?{GAP}{either(_DURATIONS)}", re.IGNORECASE)
# a year, or the day of a month, with nothing behind it that would make it a quantity
_MORE = either(("to", "or", "and", "per", "U", *_SCALES, *_DURATIONS, *_MONEY))
_MAY_GO_ON = rf"[\w%]|[.,]\d|{_THIN}\d|\s{{0,2}}[-–—%]|(?:\s{{1,2}}|{GAP}){_MORE}"
_BARE = re.compile(rf"(?:1[5-9]|20)\d\d(?!(?i:{_MAY_GO_ON}))|\d{{1,2}}{GAP}{MONTH}(?!\w)")
_NEXT_WORD = re.compile(rf"{GAP}(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)")
_HEDGE = re.compile(rf"(?<!\w){either(_LISTS['hedges']['words'])}\s{{1,3}}(?:an?\s)?$", re.IGNORECASE)
_HEDGE_AFTER = re.compile(rf"{GAP}{either(_LISTS['hedges_after']['words'])}(?!\w)", re.IGNORECASE)
_MONTH_BEFORE = re.compile(rf"{MONTH}\s?$")
_MONTH_AFTER = re.compile(rf"(?:st|nd|rd|th)?{GAP}?(?:of{GAP})?{MONTH}(?!\w)")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_FATE = either(_LISTS["fates"]["words"])
_FATE_AFTER = re.compile(
    rf"(?:{GAP}(?:others|more))?{GAP}(?:was|were|are|(?:have|has|had){GAP}been)(?:{GAP}(?:also|still|feared|reported|confirmed))?{GAP}{_FATE}(?!\w)",
    re.IGNORECASE,
)
_FATE_BEFORE = re.compile(
    rf"(?<!\w){either(_LISTS['deeds']['words'])}\s{{1,3}}(?:{either(_LISTS['hedges']['words'])}\s{{1,3}})?$",
    re.IGNORECASE,
)
_ENDS = re.compile(rf"[.,;:]?(?:\s*$|[.,;:]\s|{GAP}(?:in|at|on|and|near|of|after|when|as|while)(?!\w))")
_GROUPED = re.compile(rf"(?<=\d){_THIN}(?=\d{{3}})")
_LAST_OF_HEDGE = tuple({words.split()[-1] for words in _LISTS["hedges"]["words"]})
_LAST_OF_FATE = (*_LAST_OF_HEDGE, *{words.split()[-1] for words in _LISTS["deeds"]["words"]})
_LAST_OF_MONTH = (*MONTHS, *(f"{month}." for month in MONTHS))
_REACH = 30  # code points before a number that are looked at
_NOUN_WORDS = 3  # words of a noun phrase after a number: "two draft peace agreements"


def find_figures(text: str) -> tuple[Figure, ...]:
    """Every stated quantity, by span, none overlapping; the span holds number and unit. Linear."""
    found: list[Figure] = []
    at = 0
    for start, name in spots(text, _STARTS, _MARKS):
        if start >= at and _begins(text, start, name) and (figure := _figure_at(text, start, name)):
            found.append(figure)
            at = figure.span.stop
    return tuple(found)


def _begins(text: str, start: int, name: str) -> bool:
    """Whether a quantity may begin at a spot, by what stands beside it."""
    before = text[start - 1 : start]
    if before in _NOT_AFTER or before.isalnum():
        return False
    return name not in _PREFIXES or name == "a" or text[start + len(name) : start + len(name) + 1] == "$"


def _figure_at(text: str, at: int, name: str) -> Figure | None:
    """The quantity at a spot; which rules are tried is told by the spot's name."""
    if name == FIGURE:
        return None if _BARE.match(text, at) else _counted_at(text, at)
    if not name.isalpha():
        return _counted_at(text, at)
    if name in {"a", "an"} and text[at + len(name) : at + len(name) + 1] != "$" and not _AN_UNIT.match(text, at):
        return None
    if long := _LONG.match(text, at):
        return _figure(text, Span(at, long.end()), 1.0, 1.0, long["unit"].lower())
    articled = _ARTICLED.match(text, at)
    if articled:
        value = (0.5 if articled["half"] else 1.0) + _fraction(articled["part"])
        hedged = _is_hedged(text, at) or _HEDGE_AFTER.match(text, articled.end())
        lasting = _lasting(text, Span(at, articled.end()), value, value, articled["unit"].lower())
        # "a day" is no quantity; "about an hour" is, and "an hour and ten minutes"
        return lasting if articled["half"] or hedged or lasting.low != 1 else None
    return _counted_at(text, at)


def _counted_at(text: str, at: int) -> Figure | None:
    quantity = _QUANTITY.match(text, at)
    if quantity is None:
        return None
    for match in _readings(text, at, quantity):
        if figure := _with_unit(text, match):
            return figure
    return None


def _readings(text: str, at: int, quantity: re.Match[str]) -> Iterator[re.Match[str]]:
    """The range where it is one, else its first number alone."""
    if quantity["high"] and not (re.search("and", quantity["gap"], re.IGNORECASE) and not quantity["between"]):
        yield quantity
    if quantity["between"]:
        return
    first = _QUANTITY.match(text, at, quantity.end("low")) if quantity["high"] else quantity
    if first:
        yield first


def _with_unit(text: str, match: re.Match[str]) -> Figure | None:
    low = high = _value(match["low"])
    stop = match.end()
    if match["high"]:
        low, high = _same_scale(match, low, _value(match["high"]))
    if match["part"]:
        low, high = low + _fraction(match["part"]), high + _fraction(match["part"])
    if match["sign"]:
        mark = _MARK.match(text, stop)
        times = _MARKED[mark[0].lower()] if mark else 1
        span = Span(match.start(), mark.end() if mark else stop)
        return _figure(text, span, low * times, high * times, _SIGNS[match["sign"].upper()])
    if unit := _UNIT.match(text, stop):
        return _in_units(text, Span(match.start(), unit.end()), low, high, unit)
    return _count(text, match, low, high) or _fated(text, match, low, high)


def _in_units(text: str, span: Span, low: float, high: float, unit: re.Match[str]) -> Figure:
    if unit["duration"]:
        return _lasting(text, span, low, high, unit["duration"].lower())
    if unit["money"]:
        return _figure(text, span, low, high, _money(unit["money"]))
    return _figure(text, span, low, high, "percentage point" if unit["points"] or unit["p2"] else "percent")


def _fated(text: str, match: re.Match[str], low: float, high: float) -> Figure | None:
    """A bare number of people whose fate is told beside it: "five were killed", "killing nine"."""
    if _YEAR.fullmatch(match["low"]):
        return None
    if _FATE_AFTER.match(text, match.end()) or (_ENDS.match(text, match.end()) and _is_after_deed(text, match.start())):
        return _figure(text, Span(*match.span()), low, high, "person")
    return None


def _is_after_deed(text: str, start: int) -> bool:
    before = text[max(0, start - _REACH) : start]
    return _ends_in(before, _LAST_OF_FATE) and bool(_FATE_BEFORE.search(before))


def _count(text: str, match: re.Match[str], low: float, high: float) -> Figure | None:
    """A number with the plural noun that follows within three words; no days, no bare years, no clock times."""
    at = match.end()
    following = _NEXT_WORD.match(text, at)
    if following is None or _YEAR.fullmatch(match["low"]) or _is_of_month(text, match):
        return None
    for _ in range(_NOUN_WORDS):
        if following is None or following["word"].lower() in _BREAKS:
            return None
        at = following.end()
        noun = _singular(following["word"], one=high == 1)
        if noun in _DURATIONS:  # "two years ago" is a date
            return None
        if noun:
            return _figure(text, Span(match.start(), at), low, high, noun)
        following = _NEXT_WORD.match(text, at)
    return None


def _is_of_month(text: str, match: re.Match[str]) -> bool:
    """Whether a month stands before or behind: then the number is a day."""
    before = text[max(0, match.start() - 12) : match.start()]
    return bool(
        _MONTH_AFTER.match(text, match.end())
        or (before.lower().rstrip().endswith(_LAST_OF_MONTH) and _MONTH_BEFORE.search(before))
    )


def _singular(word: str, *, one: bool) -> str | None:
    """The noun in the singular, lower case; None for a word that is no counted noun."""
    word = word.lower()
    if one:
        return word if word in _SINGLE else None
    if word in _PLURALS:
        return _PLURALS[word]
    if word in _NO_NOUN or not word.endswith("s") or word.endswith(("ss", "us", "is")) or len(word) < 4:
        return None
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes", "zes")) else word[:-1]


def _figure(text: str, span: Span, low: float, high: float, unit: str) -> Figure:
    hedged = _is_hedged(text, span.start) or bool(_HEDGE_AFTER.match(text, span.stop))
    return Figure(span, min(low, high), max(low, high), unit, hedged)


def _lasting(text: str, span: Span, low: float, high: float, unit: str) -> Figure:
    """A duration; hours with the minutes that follow them."""
    more = _MINUTES.match(text, span.stop) if unit == "hour" and low == high else None
    if more:
        part = _value(more["number"]) / 60
        return _figure(text, Span(span.start, more.end()), low + part, high + part, unit)
    return _figure(text, span, low, high, unit)


def _is_hedged(text: str, start: int) -> bool:
    before = text[max(0, start - _REACH) : start]
    return _ends_in(before, _LAST_OF_HEDGE) and bool(_HEDGE.search(before))


def _ends_in(before: str, endings: tuple[str, ...]) -> bool:
    """Whether what stands before a number ends in one of these, an article perhaps between: cheap, and mostly not."""
    words = before.lower().split()
    if words and words[-1] in {"a", "an"}:
        words.pop()
    return bool(words) and words[-1].endswith(endings)


def _value(words: str) -> float:
    """A number in figures or words with its scales: "2.5 million", "two hundred thousand"."""
    if words.isdecimal():
        return float(words)
    if words in _WORDS:
        return float(_WORDS[words])
    if (plain := words.replace(",", "")).replace(".", "", 1).isdecimal():
        return float(plain)
    parts = re.findall(r"[\d.,]*\d|[^\W\d_]+", _GROUPED.sub("", words.lower()))
    total = 0.0
    for part in parts:
        if part[0].isdigit():
            total += float(part.replace(",", ""))
        elif part in _SCALES:
            total = (total or 1.0) * _SCALES[part]
        else:
            total += _WORDS.get(part, 0)
    return total


def _same_scale(match: re.Match[str], low: float, high: float) -> tuple[float, float]:
    """90 to 100 thousand: the scale of the last number holds for both."""
    if low >= high:
        return low, high
    scale = 1
    for word in re.findall(r"[^\W\d_]+", match["high"].lower()):
        scale *= _SCALES.get(word, 1)
    own = any(word in _SCALES for word in re.findall(r"[^\W\d_]+", match["low"].lower()))
    return (low, high) if own or scale == 1 else (low * scale, high)


def _fraction(word: str | None) -> float:
    return {"half": 0.5, "quarter": 0.25}.get((word or "").lower(), 0.0)


def _money(word: str) -> str:
    return _MONEY[word.lower()] if word.lower() in _MONEY else _MONEY[word.upper()]
