"""The day an undated page was written, from what dated articles tell of the same events.

Each candidate day fixes which days the page's "Thursday" and "tomorrow" mean. The right one makes them fall on the days
on which dated articles put the same events, makes expressions of the page that tell of one event agree, and leaves what
is told as past behind and what is planned ahead. Where no day does so clearly better than the rest, there is none.
"""

import datetime as dt
import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.ingest.dates import date_places, dateline_date, dateline_days, dates_at, find_dates, tense
from corpus.models import Article, DateMention, Span, Tense
from corpus.sentences import sentences
from corpus.words import stems

_NEAREST = 40  # articles that tell most of the same; the others say nothing of this page's events
_LEDE = 1_500  # code points that tell what an article is about
_RELATED = 5  # words that an article must share for its year to be that of a dateline
_MARGIN = dt.timedelta(8)  # how far from a day that they name the page may have been written
_ALIKE = 0.2  # two sentences tell of one event from here on
_REACH = 90  # code points on either side of a date that tell what happened on it
_ENOUGH = 3  # words before a date after which a comma ends what it dates
_NEW = 2.0  # weight of a word that the dated articles do not use
_LEAST = 0.4  # how far others must bear the best day out
_KIN = 0.2  # of which days that stay the same whenever it was written may make up so much
_STORY = dt.timedelta(120)  # in which the articles of one story come out
_LEAD = 0.25  # and by how much it must beat the next


@dataclass(frozen=True, slots=True)
class _Told:
    """A day that a sentence names, and the telling words of that sentence."""

    day: dt.date
    words: frozenset[str]
    cue: Tense | None = None
    part: int = 0  # which sentence
    floats: bool = False  # it moves with the day of writing


def infer_day(text: str, others: Sequence[Article]) -> dt.date | None:
    """The day the text was written, judged by dated articles in any order; None where they do not single one out."""
    days = likely_days(text, others)
    return days[0] if len(days) == 1 else None


def likely_days(text: str, others: Sequence[Article]) -> tuple[dt.date, ...]:
    """The days on which the text may have been written, likeliest first; none where dated articles tell no such story.

    It is one where they single one out.
    """
    page = _Page(text)
    near = _nearest(page.words, others)
    if day := _by_dateline(text, [one for one in near if len(page.words & _lede_words(one.body)) >= _RELATED]):
        return (day,)
    known = [told for article in near for told in _told_by(article)]
    if not known or not any(told.floats for told in page.told_on(known[0].day)):
        return ()
    evidence = _Evidence(known, _weights([told.words for told in known]))
    ranked = sorted(((evidence.worth(page.told_on(day), day), day) for day in _candidates(near, known)), reverse=True)
    best, day = ranked[0]
    told = page.told_on(day)
    # days on which the page would tell the very same do not rival each other: the freshest of them is news
    rival = next((worth for worth, other in ranked[1:] if not _same_days(told, page.told_on(other))), -math.inf)
    kin = evidence.kinship(told)
    if evidence.agreement(told) + min(_KIN, kin) < _LEAST:
        return _of_their_time(near) if kin >= _LEAST / 2 else ()
    if best - rival >= _LEAD:
        return (day,)
    return tuple(other for worth, other in ranked if best - worth < _LEAD) if kin >= _KIN else ()


def _of_their_time(near: Sequence[Article]) -> tuple[dt.date, ...]:
    """The days between which articles came out that tell the same of days of their own: the year is told, no more."""
    days = [article.day for article in near if article.day]
    return (min(days), max(days)) if max(days) - min(days) <= _STORY else ()


def _same_days(told: Sequence[_Told], other: Sequence[_Told]) -> bool:
    return [one.day for one in told] == [one.day for one in other]


def _by_dateline(text: str, near: Sequence[Article]) -> dt.date | None:
    """The day that a dateline prints without its year, where articles of those days are about the same."""
    for article in near:
        day = dateline_date(text, near=article.day)
        if day and article.day and abs(day - article.day) <= _MARGIN:
            return day
    return None


class _Page:
    """The undated text, cut once, and read for one candidate day after another."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sentences = sentences(text)
        self.words = frozenset(stems(text))
        self._places = date_places(text)

    def told_on(self, day: dt.date) -> list[_Told]:
        """What the text tells, if written on that day."""
        return list(_told(self.text, self.sentences, dates_at(self._places, anchor=day)))


def _told(text: str, parts: Sequence[Span], mentions: Sequence[DateMention]) -> Iterator[_Told]:
    """Each event that the text puts on one day; neither datelines nor the days of mere sayings."""
    datelines = {span.start for span in dateline_days(text)}
    starts = [part.start for part in parts]
    for mention in mentions:
        span = mention.span
        if mention.interval.days > 1 or span.start in datelines:
            continue
        cue = tense.of_weekday(text, span.start, span.stop)
        if cue is not Tense.FUTURE and tense.dates_the_saying(text, span.start):  # what is to be declared is to happen
            continue
        part = max(0, bisect_right(starts, span.start) - 1)
        yield _Told(
            mention.interval.first,
            _words_around(text, parts[part], span),
            cue,
            part,
            floats=mention.anchor is not None and not any(sign.isdigit() for sign in span.cut(text)),
        )


def _words_around(text: str, part: Span, mention: Span) -> frozenset[str]:
    """The telling words of the sentence beside the date, as far as one event reaches."""
    first, last = max(part.start, mention.start - _REACH), min(part.stop, mention.stop + _REACH)
    before, after = text[first : mention.start], text[mention.stop : last]
    if first > part.start:  # words that the cut runs through are none
        before = before.partition(" ")[2]
    if last < part.stop:
        after = after.rpartition(" ")[0]
    led = frozenset(stems(before))
    if len(led) >= _ENOUGH:
        after = after.partition(",")[0]
    return led | frozenset(stems(after))


def _told_by(article: Article) -> Iterator[_Told]:
    mentions = article.dates or find_dates(article.body, anchor=article.day, language=article.language or "en")
    return _told(article.body, sentences(article.body), mentions)


def _nearest(words: frozenset[str], others: Sequence[Article]) -> list[Article]:
    """The dated articles that share most words with the page, in an order of their own."""
    dated = [article for article in others if article.day]
    shared = {article.id: len(words & _lede_words(article.body)) for article in dated}
    ranked = sorted(dated, key=lambda article: (-shared[article.id], article.id))
    return ranked[:_NEAREST]


@lru_cache(maxsize=16_384)
def _lede_words(body: str) -> frozenset[str]:
    """What an article is about; kept, since one corpus is asked about page after page."""
    return frozenset(stems(body[:_LEDE]))


def _weights(texts: Sequence[frozenset[str]]) -> dict[str, float]:
    counts = Counter(word for words in texts for word in words)
    return {word: math.log(1 + len(texts) / count) for word, count in counts.items()}


def _alike(a: frozenset[str], b: frozenset[str], weights: dict[str, float]) -> float:
    """Shared weight over the geometric mean of both: 0 to 1."""
    weigh = weights.get
    shared = sum(weigh(word, _NEW) for word in a & b)
    return (
        shared / math.sqrt(sum(weigh(word, _NEW) for word in a) * sum(weigh(word, _NEW) for word in b))
        if shared
        else 0.0
    )


def _candidates(near: Sequence[Article], known: Sequence[_Told]) -> list[dt.date]:
    """Every day close to one on which the articles were published, or that they name around that time."""
    published = [article.day for article in near if article.day]
    first, last = min(published) - 4 * _MARGIN, max(published) + 4 * _MARGIN
    named = {told.day for told in known if first <= told.day <= last} | set(published)
    span = range(-_MARGIN.days, _MARGIN.days + 1)
    return sorted({day + dt.timedelta(step) for day in named for step in span})


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What speaks for a day of writing."""

    known: Sequence[_Told]
    weights: dict[str, float]
    agreed: dict[frozenset[str], list[tuple[dt.date, float]]] = field(default_factory=dict)  # worked out once

    def worth(self, told: Sequence[_Told], day: dt.date) -> float:
        """How well all that the page tells, if written that day, fits in with the others and with itself."""
        floating = [one for one in told if one.floats]
        return (
            self.agreement(told)
            + self._coherence(floating)
            + _freshness(floating, day)
            - sum(_contradicts(one, day) for one in told if not one.floats)
        )

    def agreement(self, told: Sequence[_Told]) -> float:
        """How much of what moves with the day of writing others bear out."""
        return sum(self._borne_out(one) for one in told if one.floats)

    def kinship(self, told: Sequence[_Told]) -> float:
        """How much of what is told under its own day others bear out: it shows that they tell of the same story."""
        return sum(self._borne_out(one) for one in told if not one.floats) / 2

    def _borne_out(self, one: _Told) -> float:
        """Whether others put such a thing on that day rather than on one close to it."""
        near = [(abs(day - one.day).days, alike) for day, alike in self._agreements(one.words)]
        same = max((alike for distance, alike in near if distance == 0), default=0.0)
        other = max((alike for distance, alike in near if 0 < distance < 8), default=0.0)
        return same - max(0.0, other - same) / 2

    def _agreements(self, words: frozenset[str]) -> list[tuple[dt.date, float]]:
        """The days on which others tell of something like it, and how alike."""
        if words not in self.agreed:
            alike = ((told.day, _alike(words, told.words, self.weights)) for told in self.known)
            self.agreed[words] = [(day, score) for day, score in alike if score >= _ALIKE]
        return self.agreed[words]

    def _coherence(self, told: Sequence[_Told]) -> float:
        """Whether sentences that tell of one event name one day."""
        total = 0.0
        for at, one in enumerate(told):
            for other in told[at + 1 :]:
                alike = _alike(one.words, other.words, self.weights) if one.part != other.part else 0.0
                if alike >= _ALIKE and abs(one.day - other.day).days < 8:
                    total += alike / 2 if one.day == other.day else -alike / 2
        return total


def _freshness(told: Sequence[_Told], day: dt.date) -> float:
    """News names the day it is written on, or the one before."""
    latest = max((one.day for one in told if one.day <= day and one.cue is not Tense.FUTURE), default=None)
    return {0: 0.15, 1: 0.1}.get((day - latest).days, 0.0) if latest else 0.0


def _contradicts(one: _Told, day: dt.date) -> float:
    """Told as past but ahead of the day of writing, or the other way round."""
    ahead = one.cue is Tense.PAST and one.day > day
    return 0.5 if ahead or (one.cue is Tense.FUTURE and one.day < day) else 0.0
