"""Whether a dated thing is told as past or as planned, from the words around the date."""

import re
from collections import defaultdict
from functools import lru_cache

from corpus.ingest.dates.lexicon import either, table
from corpus.models import Tense

_LISTS = table("tense")
_BEFORE, _AFTER = 70, 70  # code points that are looked at
_TAIL = 36  # of those before, how many hold what stands right before the date


def _words(name: str) -> list[str]:
    return list(_LISTS[name]["words"])


def _by_first_word(phrases: list[str]) -> dict[str, tuple[str, ...]]:
    """Each cue's words after its first, by that first word."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for phrase in phrases:
        first, _, rest = phrase.partition(" ")
        found[first].append(rest)
    return {first: tuple(rests) for first, rests in found.items()}


_STRONG = _by_first_word([*_words("future_strong"), *_words("timetable")])
_WEAK = _by_first_word([*_words("future_strong"), *_words("timetable"), *_words("future_weak")])
_PAST = frozenset(_words("past"))
_NOT_PAST = frozenset(_words("not_past"))
_NO_VERB = frozenset(_words("no_verb"))
_NO_PAST_AFTER = frozenset({"be", "is", "are", "to"})  # "is heard in May", "to be published"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_HAD = re.compile(
    rf"\bhad\s+(?:\w+\s+)?been\s+{either(_words('had_been'))}\b|\bhad\s+(?:not\s+)?\w+(?:ed|n)\b", re.IGNORECASE
)
_CLOSING = re.compile(rf"(?<!\w){either(_words('closing'))}\s+(?:the\s+)?$", re.IGNORECASE)
_HAD_NOT = re.compile(r"[\s,]{0,3}\w+\s+had\b", re.IGNORECASE)
_THEN_HAD = re.compile(r"\bhad\b", re.IGNORECASE)  # "by Sunday the speech had been cut"
_REPORTING = re.compile(rf"(?<!\w)(?<!\bbe\s){either(_words('reporting'))}\s+(?:[\w.,]+\s+){{0,3}}$", re.IGNORECASE)
_PROMISE = re.compile(r"\b(?:will|would)\b(?!.*\bsaid)", re.IGNORECASE | re.DOTALL)
_AHEAD = re.compile(rf"(?<!\w){either(_words('ahead'))}\s+(?:the\s+)?$", re.IGNORECASE)
_AHEAD_OF_THE = re.compile(rf"(?<!\w){either(_words('ahead'))}\s+the\s+$", re.IGNORECASE)
_ITS_EVENT = re.compile(r"\s(?!(?:in|on|at|of|after|before|and|or|was|were|is)\b)[a-z]")  # "the Thursday call"
_LIMIT = re.compile(
    rf"(?<!\w){either(_words('limit'))}\s+(?:[\d:]+\s*[ap]\.?m\.?\s+)?(?:[A-Z]{{2,4}}\s)?$", re.IGNORECASE
)
# "called on people to gather on Saturday", "is on Saturday", "a rally for Saturday", "put off to Saturday"
_CALLED = re.compile(
    rf"(?<!\w)(?<!was\s)(?<!were\s){either(_words('calling'))}(?:\s+[\w'’,-]+){{0,5}}?\s+to\s+(?:\w+\s+)?{either(_words('gathering'))}\b[^.]*$",
    re.IGNORECASE,
)
_IS_ON = re.compile(r"\b(?:is|are)\s+(?:\w+\s+)?on\s+$", re.IGNORECASE)
_FOR = re.compile(rf"(?<!\w)(?:for|{either(_words('put_off'))}\s+to)\s+(?:next\s+)?$", re.IGNORECASE)
_BIDDEN = re.compile(
    rf"[“\"‘](?:[^”\"]*?(?:[.;!?,]\s+(?:and\s+)?|\sand\s+))?(?:please\s+)?{either(_words('bidding'))}\b[^.!?”\"]*$",
    re.IGNORECASE,
)
_OVER = re.compile(rf"\b{either(_words('over'))}\b[^.]{{0,40}}\bbefore\s+$", re.IGNORECASE)
_FOR_THE_EVENT = re.compile(
    rf"(?<!\w){either(_words('ahead'))}\s+(?:the|a|an|this)\s+(?:\w+\s+){{1,3}}in\s+$", re.IGNORECASE
)
_RESULTS = frozenset(_words("results"))
_SINCE = re.compile(r"\bsince\s+$", re.IGNORECASE)
_CUT = re.compile(r"[;:“”\"]|``|''|\bthat\b|(?<=[a-z]{3})[.!?]\s+(?=[A-Z])|\n\s*\n")


def around(text: str, start: int, stop: int) -> tuple[str, str]:
    """What stands before and after within the clause, at most 70 code points each."""
    before = text[max(0, start - _BEFORE) : start]
    cut = [mark.end() for mark in _CUT.finditer(before)]
    after = _CUT.split(text[stop : stop + _AFTER], maxsplit=1)[0]
    return before[cut[-1] :] if cut else before, after


@lru_cache(maxsize=1)  # the reading of a weekday and the telling of its tense ask in turn
def of_weekday(text: str, start: int, stop: int) -> Tense | None:
    """Past unless a strong cue of the future stands nearer: news names the days behind it."""
    before, after = around(text, start, stop)
    tail = before[-_TAIL:]
    if _REPORTING.search(tail) and not _PROMISE.search(before):
        return Tense.PAST
    if after.lstrip()[:2] in {"'s", "’s"}:
        over = _HAD.search(before) or _OVER.search(before)
        return Tense.FUTURE if _AHEAD.search(tail) and not over else Tense.PAST
    if _SINCE.search(tail):
        return Tense.PAST
    if ("had" in before and _HAD.search(before)) or _HAD_NOT.match(after):
        return Tense.PAST
    if _ITS_EVENT.match(after) and _AHEAD_OF_THE.search(tail):
        return Tense.FUTURE
    if _LIMIT.search(tail):
        return Tense.PAST if _THEN_HAD.search(after) else Tense.FUTURE
    behind = _cues(after, _STRONG)
    if behind and behind[0][0] <= 1 and behind[0][1] is Tense.PAST and after[:1].isspace():
        return Tense.PAST
    if _is_called_for(text, start, before):
        return Tense.FUTURE
    return _nearest(_cues(before, _STRONG), behind)


def _is_called_for(text: str, start: int, before: str) -> bool:
    """Whether somebody is to do something on the day: "called on people to gather on Saturday", "come on Saturday"."""
    if _IS_ON.search(before) or _FOR.search(before) or _CALLED.search(before):
        return True
    return _BIDDEN.search(text[max(0, start - _BEFORE) : start]) is not None


def of_day(text: str, start: int, stop: int) -> Tense | None:
    """By the nearest cue, weak ones too: for months and days, whose year it chooses."""
    before, after = around(text, start, stop)
    if (_LIMIT.search(before[-_TAIL:]) or _FOR_THE_EVENT.search(before)) and not _HAD.search(before):
        return Tense.FUTURE
    return _nearest(_cues(before, _WEAK), _cues(after, _WEAK))


def dates_the_saying(text: str, start: int) -> bool:
    """Whether a word of saying stands right before: "the ministry said Friday" tells when it spoke, not of what."""
    return bool(_REPORTING.search(text[max(0, start - _TAIL) : start]))


def reports(text: str, start: int, stop: int) -> bool:
    """Whether the clause tells of a company's figures."""
    return any(word.lower() in _RESULTS for side in around(text, start, stop) for word in _WORD.findall(side))


def closes(text: str, start: int) -> bool:
    """Whether what stands before says that the day is over: "ended Jan. 31", "as of Sept. 30"."""
    return bool(_CLOSING.search(text[max(0, start - 12) : start]))


def _cues(window: str, future: dict[str, tuple[str, ...]]) -> list[tuple[int, Tense]]:
    """Each cue with its place, counted in words; of a cue of several words that of its last."""
    words = _WORD.findall(window.replace("’", "'").lower())
    found: list[tuple[int, Tense]] = []
    for at, word in enumerate(words):
        if word not in future and word not in _PAST and not word.endswith(("ed", "'ll")) and word != "to":
            continue
        if (length := _future_cue(words, at, future)) is not None:
            found.append((at + length, Tense.FUTURE))
        elif _is_past(words, at):
            found.append((at, Tense.PAST))
    return found


def _future_cue(words: list[str], at: int, future: dict[str, tuple[str, ...]]) -> int | None:
    """How many words after the first the longest cue has that stands here."""
    word = words[at]
    rests = future.get(word)
    if rests is None:
        if word == "to" and future is _WEAK:  # "agreed to meet": an infinitive lies ahead
            return 1 if at + 1 < len(words) and words[at + 1] not in _NO_VERB else None
        return 0 if word.endswith("'ll") else None
    fits = [rest.split() for rest in rests if words[at + 1 : at + 1 + len(rest.split())] == rest.split()]
    return max((len(rest) for rest in fits), default=None)


def _is_past(words: list[str], at: int) -> bool:
    word = words[at]
    if at and words[at - 1] in _NO_PAST_AFTER:
        return False
    return word in _PAST or (word.endswith("ed") and len(word) > 3 and word not in _NOT_PAST)


def _nearest(before: list[tuple[int, Tense]], after: list[tuple[int, Tense]]) -> Tense | None:
    if before:
        return max(before, key=lambda cue: cue[0])[1]
    return after[0][1] if after else None
