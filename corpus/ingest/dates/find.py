"""Where a text names a time, and which days it means."""

import datetime as dt
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.ingest.dates import beside, counted, days, foreign, history, quarters, sequel, tense, units
from corpus.ingest.dates.lexicon import (
    DAY,
    GAP,
    MONTH,
    MONTHS,
    ORDINALS,
    PART,
    PARTS,
    RELATIVE_DAYS,
    YEAR,
    first_words,
    key,
    number,
    year_number,
)
from corpus.ingest.dates.reckon import day_of
from corpus.ingest.dates.scene import Rule, Scene, Value
from corpus.ingest.spots import FIGURE, spots
from corpus.models import DateMention, Interval, Mod, Span, Tense

_WORD = re.compile(r"[^\W\d_]+|\d+")
_SHORTENED = frozenset({"'", "’"})  # '98
_GOES_ON = re.compile(r"[-./][\d\w]|[^\S\n]{0,3}[-–—/\n]|[^\W\d]|\.?[^\S\n]{1,3}[^\W\d]")
# "the", "early", "at the beginning of", "earlier in": what may lead to a date without being one
_LEAD = re.compile(
    rf"(?:the{GAP})?(?:(?P<part>{PART})(?:-|{GAP}(?:(?:of|in|on|into|to|during){GAP})?)(?P<the>the{GAP})?)?",
    re.IGNORECASE,
)
_LEADING = frozenset({"the", *first_words(PARTS)})
_GROUP = re.compile(r"\(\?P<\w+>")
_STATED = re.compile(
    rf"(?<!\w)(?=[A-Z\d])(?:(?P<month>{MONTH}){GAP}?(?P<day>{DAY})(?:[-–]\d\d?)?{GAP}?,?{GAP}(?P<year>{YEAR})"
    rf"|(?P<day2>{DAY}){GAP}(?P<month2>{MONTH}),?{GAP}(?P<year2>{YEAR})|(?P<month3>{MONTH}),?{GAP}(?P<year3>{YEAR}))"
)


_BEHIND_THE = frozenset(words.split()[1] for words in RELATIVE_DAYS if words.startswith("the "))
_STATED_STARTS = frozenset((*first_words(MONTHS), *first_words(ORDINALS)))
_AFTER_THE = len("the") + 7  # where a word of dates begins that "the" leads to, at the most
_Form = Callable[[str, int], "re.Match[str] | None"]  # matches at a place of a text


def _by_first_word(rules: Iterable[Rule]) -> dict[str, tuple[Rule, ...]]:
    found: defaultdict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        for word in dict.fromkeys(rule.starts):
            found[word].append(rule)
    return {word: tuple(group) for word, group in found.items()}


@cache
def _rules(language: str) -> dict[str, tuple[Rule, ...]]:
    english = (*days.RULES, *units.RULES, *quarters.RULES, *sequel.RULES, *counted.RULES, *history.RULES, *beside.RULES)
    if language.startswith("en"):
        return _by_first_word(english)
    # figures are read alike everywhere; the words are the language's own
    return _by_first_word((*foreign.rules(language), *(rule for rule in english if rule.starts == ("0",))))


@dataclass(frozen=True, slots=True)
class Places:
    """The words of a text at which some rule finds its form, whatever day the text is from."""

    text: str
    language: str
    words: tuple[re.Match[str], ...]
    stated: tuple[Interval, ...]


def may_name_time(text: str, language: str = "en") -> bool:
    """Whether any word may begin what `find_dates` finds: far cheaper, and of few words seldom so."""
    forms = _forms(language)
    return any(word[0].isdigit() or word.lower() in forms for word in _WORD.findall(text))


def date_places(text: str, language: str = "en") -> Places:
    """Where a text may name times: found once for a text whose dates are found from several anchors."""
    language = language or "en"
    forms, places = _forms(language), spots(text, _words(language))
    found: list[int] = []
    dated: list[int] = []  # where a day with its year may stand: the tail of a range too, "11-12 May 2021"
    ahead = [*(start for start, _ in places[1:]), len(text)]
    for (start, name), following in zip(places, ahead, strict=False):
        if name not in _LEADING and _joined(text, start):
            dated.append(start)
        elif (name != "the" or following - start <= _AFTER_THE) and _has_form(forms, text, start, name):
            found.append(start)
            dated.append(start)
    stated = _stated(text, dated if language.startswith("en") else (start for start, _ in places))
    return Places(text, language, tuple(word for at in found if (word := _WORD.match(text, at))), stated)


@cache
def _words(language: str) -> frozenset[str]:
    """What may begin a date in a language, and what may follow "the" there."""
    return frozenset((*_forms(language), *_BEHIND_THE, *_STATED_STARTS))


@cache
def _forms(language: str) -> dict[str, _Form | None]:
    """By first word, what matches wherever any rule does; words that only lead to a date have none of their own."""
    return dict.fromkeys(_LEADING) | {word: _form(rules) for word, rules in _rules(language).items()}


def _form(rules: Sequence[Rule]) -> _Form:
    """The patterns of rules as one, without its groups, save those of one that refers back to them."""
    told = [(rule.pattern.pattern, rule.pattern.flags & re.IGNORECASE) for rule in rules]
    bare = ((text if "(?P=" in text else _GROUP.sub("(?:", text), small) for text, small in told)
    return re.compile("|".join(f"(?{'i' * bool(small)}:{text})" for text, small in bare)).match


def _has_form(forms: Mapping[str, _Form | None], text: str, start: int, name: str) -> bool:
    """Whether the form of any rule stands here, with or without what may lead to it."""
    if name in _LEADING and (lead := _LEAD.match(text, start)) and lead.end() > start:
        led = _WORD.match(text, lead.end())
        if led and (form := forms.get(_name(led[0]))) and form(text, led.start()):
            return True
    form = forms.get(name)
    return form is not None and form(text, start) is not None


def find_dates(
    text: str, *, anchor: dt.date | None, anchors: Sequence[tuple[Span, dt.date]] = (), language: str = "en"
) -> tuple[DateMention, ...]:
    """Every dated expression, by span, none overlapping another.

    `anchor` is the day of publication; `anchors` gives stretches (quotes) with a day of utterance of their own. Without
    an anchor only what needs none is found, and days whose year stands elsewhere in the text. Linear.
    """
    return dates_at(date_places(text, language), anchor=anchor, anchors=anchors)


def dates_at(
    places: Places, *, anchor: dt.date | None, anchors: Sequence[tuple[Span, dt.date]] = ()
) -> tuple[DateMention, ...]:
    """The same, of a text whose places are known."""
    scene = Scene(places.text, anchor, stated=places.stated, rules=_rules(places.language))
    inside = _Inside(anchors, anchor)
    found: list[DateMention] = []
    at = 0
    for word in places.words:
        if word.start() < at:
            continue
        scene.anchor = inside.at(word.start())
        if mention := _mention_at(scene, word):
            found.append(mention)
            at = mention.span.stop
    return tuple(found)


class _Inside:
    """Which anchor holds at a place: that of the stretch around it, else the text's own."""

    def __init__(self, anchors: Sequence[tuple[Span, dt.date]], default: dt.date | None) -> None:
        self._stretches = sorted(anchors)
        self._starts = [span.start for span, _ in self._stretches]
        self._default = default

    def at(self, place: int) -> dt.date | None:
        before = bisect_right(self._starts, place)
        if before:
            span, day = self._stretches[before - 1]
            if place < span.stop:
                return day
        return self._default


def _name(word: str) -> str:
    """Under which rules are looked up."""
    return FIGURE if word[0].isdigit() else word.lower()


def _mention_at(scene: Scene, word: re.Match[str]) -> DateMention | None:
    name = _name(word[0])
    if name in _LEADING and (mention := _led_mention(scene, word.start())):
        return mention
    if name not in scene.rules or not _is_open(scene, word) or _joined(scene.text, word.start()):
        return None
    scene.the, scene.part, scene.mod, scene.begin = False, None, None, word.start()
    return _best(scene, word.start(), name)


def _is_open(scene: Scene, word: re.Match[str]) -> bool:
    """Whether a date may begin with this figure, by what stands around it: cheap."""
    if not word[0][0].isdigit() or len(word[0]) == 4 or 0 < word.start() - scene.last_stop < 9:
        return True
    return scene.text[word.start() - 1 : word.start()] in _SHORTENED or bool(_GOES_ON.match(scene.text, word.end()))


def _joined(text: str, start: int) -> bool:
    """Whether the word is the tail of another: $1990, 1,990, B-1990, #3."""
    return start > 0 and (
        text[start - 1] in "$£€#_@" or (text[start - 1] in ".,/-:" and text[start - 2 : start - 1].isdigit())
    )


def _led_mention(scene: Scene, start: int) -> DateMention | None:
    lead = _LEAD.match(scene.text, start)
    if lead is None or lead.end() == start:
        return None
    word = _WORD.match(scene.text, lead.end())
    if word is None:
        return None
    scene.the = scene.text[start : start + 3].lower() == "the" or bool(lead["the"])
    scene.part = key(lead["part"]) if lead["part"] else None
    scene.mod = PARTS[scene.part] if scene.part else None
    scene.begin = start if scene.part else word.start()
    return _best(scene, word.start(), _name(word[0]))


def _best(scene: Scene, start: int, name: str) -> DateMention | None:
    """The longest reading that starts here; of two as long the rule named first."""
    best: tuple[int, Value] | None = None
    for rule in scene.rules.get(name, ()):
        match = rule.pattern.match(scene.text, start)
        if match and (best is None or match.end() > best[0]) and (value := rule.read(match, scene)):
            best = match.end(), value
    if best is None:
        return None
    stop, value = best
    _remember(scene, value, stop)
    return DateMention(
        Span(scene.begin, stop),
        value.interval,
        value.mod,
        _told(scene, stop, value),
        anchor=None if value.free else scene.anchor,
        year_stated=value.stated,
    )


def _remember(scene: Scene, value: Value, stop: int) -> None:
    over = scene.anchor is None or value.interval.last < scene.anchor
    if value.is_quarter and (over or scene.quarter is None):
        scene.quarter = value.interval
    if value.is_quarter:
        scene.by_year = False
    scene.last, scene.last_stop = value.interval, stop
    if value.interval.days == 1:
        scene.days.append((value.interval.first, scene.begin, stop))
    if value.interval.days >= 28 or value.stated:
        scene.year = value.interval.first.year


def _told(scene: Scene, stop: int, value: Value) -> Tense | None:
    """Behind or ahead of the anchor; an interval that holds the anchor is told by its part and by the verbs."""
    meant = _part_of(value)
    if scene.anchor and (meant.last < scene.anchor or scene.part == "earlier"):
        return Tense.PAST
    if scene.anchor and (meant.first > scene.anchor or scene.part == "later"):
        return Tense.FUTURE
    cue = value.tense or tense.of_weekday(scene.text, scene.begin, stop)
    return cue or (Tense.PRESENT if scene.anchor else None)


def _part_of(value: Value) -> Interval:
    """The third of the interval that is meant, where one is."""
    whole = value.interval
    third = dt.timedelta(whole.days // 3)
    if value.mod is Mod.START:
        return Interval(whole.first, whole.first + third)
    if value.mod is Mod.END:
        return Interval(whole.last - third, whole.last)
    return whole


def _stated(text: str, starts: Iterable[int]) -> tuple[Interval, ...]:
    """Days and months that the text prints with their year, each once, in order."""
    return tuple(dict.fromkeys(_stated_intervals(text, starts)))


def _stated_intervals(text: str, starts: Iterable[int]) -> Iterator[Interval]:
    at = 0
    for start in starts:
        match = _STATED.match(text, start) if start >= at else None
        if match is None:
            continue
        at = match.end()
        year = match["year"] or match["year2"] or match["year3"]
        month = MONTHS[key(match["month"] or match["month2"] or match["month3"])]
        day = match["day"] or match["day2"]
        if not day:
            yield Interval.month(year_number(year), month)
        elif whole := day_of(year_number(year), month, number(day)):
            yield Interval.day(whole)
