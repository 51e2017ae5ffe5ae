"""Days that are known without their year: "the Sept. 11 attacks", "9/11"."""

import datetime as dt
import re
from functools import cache

from corpus.ingest.dates import lexicon as lex
from corpus.ingest.dates.lexicon import GAP
from corpus.ingest.dates.scene import Rule, Scene, Value
from corpus.models import Interval

_ENTRIES = lex.table("calendar")["known_day"]
_BETWEEN = rf"(?:{GAP}[a-z]+)?"  # the Sept. 11 terror attacks


@cache
def _known() -> dict[tuple[int, int], tuple[tuple[dt.date, re.Pattern[str]], ...]]:
    """By month and day: the day, and what stands behind it."""
    found: dict[tuple[int, int], tuple[tuple[dt.date, re.Pattern[str]], ...]] = {}
    for entry in _ENTRIES:
        day = dt.date.fromisoformat(entry["day"])
        behind = re.compile(rf",?{_BETWEEN}{GAP}{lex.either(entry['of'])}(?!\w)", re.IGNORECASE)
        found[day.month, day.day] = (*found.get((day.month, day.day), ()), (day, behind))
    return found


def known_day(month: int, day: int, stop: int, scene: Scene) -> dt.date | None:
    """The day that a month and day mean by what stands behind them, if it is not still to come."""
    for known, behind in _known().get((month, day), ()):
        if behind.match(scene.text, stop) and (scene.anchor is None or known <= scene.anchor):
            return known
    return None


def _figures(match: re.Match[str], scene: Scene) -> Value | None:
    day = next(dt.date.fromisoformat(entry["day"]) for entry in _ENTRIES if match[0] in entry.get("figures", ()))
    return Value(Interval.day(day)) if scene.anchor is None or day <= scene.anchor else None


RULES = (
    Rule(
        re.compile(rf"{lex.either(figures for entry in _ENTRIES for figures in entry.get('figures', ()))}(?![\w/])"),
        ("0",),
        _figures,
    ),
)
