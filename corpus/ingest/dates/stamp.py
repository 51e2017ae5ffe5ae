"""The day a page says it was published: stamps in many orders and languages."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.ingest.dates import reckon
from corpus.ingest.dates.lexicon import either, table

_LISTS = table("stamps")
_MONTHS: dict[str, int] = {
    form: number
    for language in _LISTS["language"]
    for number, forms in enumerate(language["months"], 1)
    for form in forms.split()
}
_LABELS = frozenset(_LISTS["labels"]["words"]) | frozenset(_LISTS["weekdays"]["words"]) | frozenset(_MONTHS)
_PROSE = frozenset(_LISTS["prose"]["words"])
_LONGEST = 200  # code points of a line that may be a stamp
_OTHER_WORDS = 8  # names of outlets, places and authors beside the day

_MONTH = rf"(?P<month>{either(_MONTHS)})(?!\w)\.?"
_DAY = r"(?<!\d)(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|-го|er|º)?(?!\d)\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_SEPARATOR = r"[\s,]{1,3}(?:de\s|of\s|del\s)?"
_ORDERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_DAY}\s{{0,3}}(?:(?:de|of)\s)?[\s-]?{_MONTH}(?:{_SEPARATOR}|-){_YEAR}",
        rf"{_MONTH}\s{{0,2}}{_DAY}(?!\s?[-–]\s?\d){_SEPARATOR}{_YEAR}",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<a>\d{1,2})(?P<mark>[-/.])(?P<b>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)(?!\d)",
        r"(?<![\d.])(?P<a>\d{1,2})(?P<mark>\.)\s(?P<b>\d{1,2})\.\s(?P<year>(?:19|20)\d\d)(?!\d)",
        r"(?<![\d.])(?P<a>\d{1,2})(?P<mark>\.)(?P<b>\d{1,2})\.(?P<year>[0-6]\d)(?![\d.])",
        rf"(?<!\w)(?P<year>(?:19|20)\d\d)[\s,]{{1,3}}{_MONTH}\s{{1,2}}{_DAY}",
    )
)
_TIME = re.compile(
    r"(?<![\d:.])(?P<hour>[01]?\d|2[0-3])(?:[:h](?P<minute>[0-5]\d)|\.(?P<dotted>[0-5]\d)(?=\s?(?:uhr|[ap]\.?m|gmt|utc|bst|c?est|cet|msk)))(?::[0-5]\d(?:\.\d+)?)?"
    r"\s?(?P<half>[ap]\.?m\b\.?)?(?:\s?(?:z\b|[+-]\d\d:?\d\d))?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_RANGE = re.compile(r"(?:\A|[^\d:.])\d{1,2}\s?[-–]\s?$")  # "9-10 January", not "11:29 - 10 January"
_CREDIT = re.compile(  # "Editor: huaxia", "Posted on August 2, 2020 by seagull"
    r"(?:editor|author|reporter|source|writer)\s?:\s?[^\s|]+|\bby\s[^\s|]{2,30}$", re.IGNORECASE
)
_SPAN = re.compile(r"\s?(?:[-–—]|to|until|till)\s?", re.IGNORECASE)
_ON = re.compile(r"(?:on|in)\s\S", re.IGNORECASE)
_RUN = 400  # characters before a stamp that are looked at for a headline
_HEADLINE = re.compile(r"(?<!\w)(?:[^\W\d_][\w'’]*,?\s){3,}$")
_PUBLISHED = re.compile(r"(?:publi|posted|issued|опубл|veröff|created)\w*[^|\d]{0,20}$", re.IGNORECASE)
_UPDATED = re.compile(
    r"(?:updated|modified|обновлено|оновлено|aktualisiert|mis à jour|actualizado)[^|\d]{0,20}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Stamp:
    start: int
    stop: int
    day: dt.date


def publication_date(line: str) -> str | None:
    """ISO day, or minute ("2021-12-30T11:28", as printed), from a line that is a stamp of publication or holds one.

    None for relative ones ("9 mths"), for orders of figures that can be read two ways, and for running prose.
    """
    line = " ".join(line[: _LONGEST + 1].split())
    if not line or len(line) > _LONGEST:
        return None
    stamps = sorted(_stamps(line), key=lambda stamp: (stamp.start, -stamp.stop))
    if not stamps:
        return None
    chosen = _chosen(line, stamps)
    clock = _clock(line, chosen)
    if not _is_stamp(line, stamps):
        return None
    return chosen.day.isoformat() + (f"T{clock}" if clock else "")


def _stamps(line: str) -> Iterator[_Stamp]:
    for order in _ORDERS:
        for match in order.finditer(line):
            day = _day(match)
            if day and not _RANGE.search(line[: match.start()]):
                yield _Stamp(match.start(), match.end(), day)


def _day(match: re.Match[str]) -> dt.date | None:
    groups = match.groupdict()
    year = int(match["year"])
    year += 2000 if year < 100 else 0
    if "a" in groups:
        return _figures(int(match["a"]), int(match["b"]), year, match["mark"])
    month = match["month"].lower()
    return reckon.day_of(year, int(month) if month.isdigit() else _MONTHS[month], int(match["day"]))


def _figures(a: int, b: int, year: int, mark: str) -> dt.date | None:
    """31.12.2021 has the day first; with strokes only what can be read one way, or reads the same both ways."""
    if mark == "." or a > 12 or a == b:
        return reckon.day_of(year, b, a)
    return reckon.day_of(year, a, b) if b > 12 else None


def _chosen(line: str, stamps: list[_Stamp]) -> _Stamp:
    """The one labelled as publication, else the first that is not labelled as a later change."""
    for stamp in stamps:
        if _PUBLISHED.search(line[: stamp.start]):
            return stamp
    return next((stamp for stamp in stamps if not _UPDATED.search(line[: stamp.start])), stamps[0])


def _clock(line: str, stamp: _Stamp) -> str | None:
    """The time beside the day: the one after it before the next label, else the one before it."""
    after = _TIME.search(line, stamp.stop)
    if after and after.start() - stamp.stop > 25:
        after = None
    before = [match for match in _TIME.finditer(line, 0, stamp.start) if stamp.start - match.end() <= 25]
    match = after or (before[-1] if before else None)
    if match is None:
        return None
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    return f"{hour:02d}:{match['minute'] or match['dotted']}"


def _is_stamp(line: str, stamps: list[_Stamp]) -> bool:
    """Whether nothing stands beside the days but labels, names and times: prose has other words in lower case."""
    rest = line
    for stamp in sorted(stamps, key=lambda found: -found.start):
        rest = f"{rest[: stamp.start]} {rest[stamp.stop :]}"
    if any(_SPAN.fullmatch(line, a.stop, b.start) for a, b in pairwise(stamps)):
        return False  # from one day to another: no day of publication
    rest = _CREDIT.sub(" ", _TIME.sub(" ", rest))
    words = _WORD.findall(rest)
    others = [word for word in words if word.lower() not in _LABELS]
    if others and (_ON.match(line) or _is_headline(line[: stamps[0].start])):
        return False
    if any(word.lower() in _PROSE for word in words) or len(others) > _OTHER_WORDS:
        return False
    return not any(word[0].islower() for word in others) and not (len(others) > 2 and rest.rstrip().endswith("."))


def _is_headline(before: str) -> bool:
    """Three words and more that run into the day without a mark between: "Council Opens Bridge December 31, 2021"."""
    run = _HEADLINE.search(before[-_RUN:])
    return (
        run is not None
        and sum(word.lower() not in _LABELS for word in _WORD.findall(run[0])) > 2
        and "," not in run[0][-3:]
    )
