"""Rules for other languages than English: days and months written out, days of the week, today and its like."""

import datetime as dt
import re
from functools import cache, lru_cache
from typing import Any

from corpus.ingest.dates import reckon
from corpus.ingest.dates.lexicon import GAP, either, first_words, key, table
from corpus.ingest.dates.scene import Rule, Scene, Value
from corpus.models import Interval, Tense

_LANGUAGES: dict[str, dict[str, Any]] = {entry["code"]: entry for entry in table("stamps")["language"]}
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)"


@cache
def rules(language: str) -> tuple[Rule, ...]:
    """The rules of a language, by its ISO code; none for one that corpus/data/stamps.toml does not know."""
    entry = _LANGUAGES.get(language[:2])
    if entry is None:
        return ()
    months = {form: number for number, forms in enumerate(entry["months"], 1) for form in forms.split()}
    written = {form: at for at, forms in enumerate(entry.get("weekdays", ())) for form in forms.split()}
    weekdays = {form.lower(): at for form, at in written.items()}
    return (
        *_written_out(months),
        *((_of_the_week(weekdays, small=all(map(str.islower, written))),) if weekdays else ()),
        *((_relative(entry["relative"]),) if "relative" in entry else ()),
    )


def _written_out(months: dict[str, int]) -> tuple[Rule, Rule]:
    month = rf"(?P<month>{either(months)})(?!\w)\.?"

    def day_month(match: re.Match[str], scene: Scene) -> Value | None:
        number, day = months[match["month"].lower()], int(match["day"])
        if match["year"]:
            found = reckon.day_of(int(match["year"]), number, day)
            return Value(Interval.day(found), stated=True, free=True) if found else None
        known = scene.stated_day(number, day)
        found = known or (reckon.year_of_day(number, day, scene.anchor, None) if scene.anchor else None)
        return Value(Interval.day(found), stated=known is not None) if found else None

    def month_year(match: re.Match[str], _: Scene) -> Value | None:
        return Value(Interval.month(int(match["year"]), months[match["month"].lower()]), stated=True, free=True)

    link = rf"{GAP}(?:de{GAP}|del{GAP})?"
    day = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:\.|º|er|-го)?"
    return (
        Rule(re.compile(rf"{day}{link}{month}(?:{link}{_YEAR})?", re.IGNORECASE), ("0",), day_month),
        Rule(re.compile(rf"{month}{link}{_YEAR}", re.IGNORECASE), first_words(months), month_year),
    )


def _of_the_week(weekdays: dict[str, int], *, small: bool) -> Rule:
    """`small` for a language that writes its weekdays so: with a capital, one is somebody's name (Віктор Середа)."""

    def read(match: re.Match[str], scene: Scene) -> Value | None:
        if scene.anchor is None or (small and _names_somebody(match[0], scene.text)):
            return None
        return Value(Interval.day(reckon.weekday_near(scene.anchor, weekdays[key(match[0])], Tense.PAST)))

    return Rule(re.compile(rf"{either(weekdays)}(?!\w)", re.IGNORECASE), first_words(weekdays), read)


@lru_cache(8)
def _names_somebody(word: str, text: str) -> bool:
    """Whether a weekday with a capital has it in this text behind other words, not from opening a sentence alone."""
    return word[0].isupper() and re.search(rf"[\w,»”]\s{re.escape(word)}(?!\w)", text) is not None


def _relative(words: dict[str, int]) -> Rule:
    def read(match: re.Match[str], scene: Scene) -> Value | None:
        return Value(Interval.day(scene.anchor + dt.timedelta(words[key(match[0])]))) if scene.anchor else None

    return Rule(re.compile(rf"{either(words)}(?!\w)", re.IGNORECASE), first_words(words), read)
