"""Whether a dated thing is told as past or as planned, from the words around the date."""

import re

from corpus.ingest.dates.lexicon import either, table
from corpus.models import Tense

_LISTS = table("tense")
_BEFORE, _AFTER = 70, 50  # code points that are looked at


def _words(name: str) -> list[str]:
    return list(_LISTS[name]["words"])


_STRONG = re.compile(rf"(?<!\w){either(_words('future_strong'))}(?!\w)", re.IGNORECASE)
_WEAK = re.compile(rf"(?<!\w){either([*_words('future_strong'), *_words('future_weak')])}(?!\w)", re.IGNORECASE)
_NOT_YET = r"(?<!\bbe )(?<!\bis )(?<!\bare )(?<!\bto )"  # "is heard in May", "to be published": no past
_PAST = re.compile(
    rf"(?<![\w’'-]){_NOT_YET}(?:{either(_words('past'))}|(?!{either(_words('not_past'))}\b)[a-z]{{2,18}}ed)(?!\w)",
    re.IGNORECASE,
)
_HAD = re.compile(
    rf"\bhad\s+(?:\w+\s+)?been\s+{either(_words('had_been'))}\b|\bhad\s+(?:not\s+)?\w+(?:ed|n)\b", re.IGNORECASE
)
_CLOSING = re.compile(rf"(?<!\w){either(_words('closing'))}\s+(?:the\s+)?$", re.IGNORECASE)
_HAD_NOT = re.compile(r"\A[\s,]*\w+\s+had\b", re.IGNORECASE)
_AT_ONCE = re.compile(rf"\s{{1,3}}(?:\w{{2,12}}ly\s)?{_PAST.pattern}", re.IGNORECASE)
_REPORTING = re.compile(rf"(?<!\w){either(_words('reporting'))}\s+(?:[\w.,]+\s+){{0,3}}$", re.IGNORECASE)
_PROMISE = re.compile(r"\b(?:will|would)\b(?!.*\bsaid)", re.IGNORECASE | re.DOTALL)
_AHEAD = re.compile(rf"(?<!\w){either(_words('ahead'))}\s+(?:the\s+)?$", re.IGNORECASE)
_LIMIT = re.compile(
    rf"(?<!\w){either(_words('limit'))}\s+(?:[\d:]+\s*[ap]\.?m\.?\s+)?(?:[A-Z]{{2,4}}\s)?$", re.IGNORECASE
)
_SINCE = re.compile(r"\bsince\s+$", re.IGNORECASE)
_CUT = re.compile(r"[;:“”\"]|``|''|(?<=[a-z]{3})[.!?]\s+(?=[A-Z])|\n\s*\n")


def around(text: str, start: int, stop: int) -> tuple[str, str]:
    """What stands before and after within the clause, at most 70 and 50 code points."""
    before = text[max(0, start - _BEFORE) : start]
    cut = [mark.end() for mark in _CUT.finditer(before)]
    after = _CUT.split(text[stop : stop + _AFTER], maxsplit=1)[0]
    return before[cut[-1] :] if cut else before, after


def of_weekday(text: str, start: int, stop: int) -> Tense | None:
    """Past unless a strong cue of the future stands nearer: news names the days behind it."""
    before, after = around(text, start, stop)
    if _REPORTING.search(before) and not _PROMISE.search(before):
        return Tense.PAST
    if text[stop : stop + 2] in {"'s", "’s"}:
        return Tense.FUTURE if _AHEAD.search(before) else Tense.PAST
    if _SINCE.search(before):
        return Tense.PAST
    if _HAD.search(before) or _HAD_NOT.search(after):
        return Tense.PAST
    if _LIMIT.search(before):
        return Tense.FUTURE
    if _AT_ONCE.match(after):
        return Tense.PAST
    return _nearest(before, after, _STRONG)


def of_day(text: str, start: int, stop: int) -> Tense | None:
    """By the nearest cue, weak ones too: for months and days, whose year it chooses."""
    before, after = around(text, start, stop)
    return _nearest(before, after, _WEAK)


def closes(text: str, start: int) -> bool:
    """Whether what stands before says that the day is over: "ended Jan. 31", "as of Sept. 30"."""
    return bool(_CLOSING.search(text[max(0, start - 12) : start]))


def _nearest(before: str, after: str, future: re.Pattern[str]) -> Tense | None:
    ahead = max((m.end() for m in future.finditer(before)), default=-1)
    behind = max((m.end() for m in _PAST.finditer(before)), default=-1)
    if ahead >= 0 or behind >= 0:
        return Tense.FUTURE if ahead > behind else Tense.PAST
    first_ahead, first_behind = future.search(after), _PAST.search(after)
    if first_ahead is None and first_behind is None:
        return None
    if first_behind is None or (first_ahead is not None and first_ahead.start() < first_behind.start()):
        return Tense.FUTURE
    return Tense.PAST
