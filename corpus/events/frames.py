"""What one article tells of happenings: frames, one for each date and each event noun that it takes as known."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.events.cast import Who
from corpus.events.deeds import Deeds, deeds, light
from corpus.events.heads import Head, date_head, head_at, kinded, undated_heads
from corpus.events.lexicon import lexicon
from corpus.events.study import READ, Sentence, Study, cut, speaker_key, study
from corpus.lazy import lazy
from corpus.models import Article, DateMention, Interval, Mod, Span, Tense

FINE = 3  # days: a longer interval is coarse
_TOLD = 1500  # frames of an article beyond which what has no date is left
_DATELINE = 60  # code points before the date of a dateline
_WRITTEN = re.compile(r",?\s{0,2}(?:\d{4})?\s{0,2}(?:\([^()\n]{1,40}\)\s{0,2}(?:[-–—:/]|$)|[-–—]{1,2}\s)", re.MULTILINE)


@dataclass(frozen=True, eq=False)
class Frame:
    """A happening as one place of an article tells it.

    `order` counts sentences. `focus` is the date, or the event noun where there is no date. `speaker` is set for
    sayings only. `antecedent` is the frame of the same article that an undated noun goes back to.
    """

    read: Study = field(repr=False)
    order: int
    sentence: Span
    span: Span
    focus: Span
    date: DateMention | None
    head: Head | None
    word: str
    who: Who
    terms: frozenset[str]
    telling: frozenset[str]  # the terms but those of names and of the date
    speaker: str | None = None

    @property
    def article(self) -> Article:
        """The article that tells it."""
        return self.read.article

    @lazy
    def kinds(self) -> frozenset[str]:
        """What sorts of happening its word names."""
        return self.head.kinds if self.head else frozenset()

    @lazy
    def what(self) -> frozenset[str]:
        """The telling terms but numbers and those that tell how it is told."""
        return frozenset(word for word in self.telling - light() if not word.isdigit())

    @lazy
    def deeds(self) -> Deeds:
        """What sorts of deed its words tell of."""
        return deeds(self.telling)

    @lazy
    def people(self) -> frozenset[str]:
        """Who is named, and who speaks."""
        return self.who.people | {self.speaker} if self.speaker else self.who.people

    @lazy
    def until(self) -> bool:
        """Whether its day is the last of something: open until Friday."""
        before = self.article.body[max(0, self.focus.start - 9) : self.focus.start]
        return before.split()[-1:] == ["until"]

    @lazy
    def numbers(self) -> frozenset[str]:
        """Its numbers, but those that may belong to a date."""
        return frozenset(word for word in self.terms if word.isdigit() and not _of_date(int(word)))

    @lazy
    def key(self) -> tuple[str, str, Span, Span]:
        """Orders frames, earliest published first; no two frames share one."""
        return (self.article.published or "", self.article.id, self.focus, self.span)

    @property
    def when(self) -> Interval | None:
        """The stated interval."""
        return self.date.interval if self.date else None

    @lazy
    def fine(self) -> bool:
        """Whether the date is of days: no week, no month, no "early December"."""
        return self.date is not None and fine(self.date)

    @property
    def utterance(self) -> bool:
        """Whether it tells of a saying."""
        return self.head is not None and self.head.utterance


def _of_date(number: int) -> bool:
    return number <= 31 or 1900 < number < 2100


def fine(date: DateMention) -> bool:
    """Whether a date is told in days. A month's part is not, nor is a week or a whole unit."""
    return date.interval.days <= FINE and (date.mod is None or date.interval.days == 1)


@lru_cache(maxsize=READ)
def frames(article: Article) -> tuple[Frame, ...]:
    """All frames of an article, in the order of the text."""
    read = study(article)
    found: list[Frame] = []
    last: Head | None = None
    starts = [date.span.start for date in article.dates]
    for order, sentence in enumerate(read.sentences):
        first = bisect_left(starts, sentence.span.start)
        inside = article.dates[first : bisect_left(starts, sentence.span.stop)]
        dates = [date for date in inside if not _of_dateline(article.body, date.span)]
        before = len(found)
        found += _dated(read, order, sentence, dates, last)
        taken = {frame.head.index for frame in found[before:] if frame.head}
        if len(found) < _TOLD:
            heads = (head for head in undated_heads(read, sentence) if head.index not in taken)
            found += (_known(read, order, sentence, head) for head in heads)
        last = _last_noun(read, sentence) or last
    return tuple(sorted(found, key=lambda frame: frame.key))


def _of_dateline(body: str, date: Span) -> bool:
    """Whether a date says when the text was written: MOSCOW, Dec. 31 (Xinhua) --."""
    start = body.rfind("\n", max(0, date.start - 2 * _DATELINE), date.start) + 1
    before = body[start : date.start]
    if len(before) > _DATELINE or any(word[0].islower() for word in before.split()):
        return False
    return _WRITTEN.match(body, date.stop) is not None


def _last_noun(read: Study, sentence: Sentence) -> Head | None:
    for index in reversed(kinded(read, sentence)):
        head = head_at(read, sentence, index)
        if head and head.noun and not head.utterance:
            return head
    return None


def _dated(read: Study, order: int, sentence: Sentence, dates: list[DateMention], last: Head | None) -> Iterator[Frame]:
    for number, date in enumerate(dates):
        earlier = [other.span for other in dates[:number]]
        head = date_head(read, sentence, date.span, earlier)
        if head is None and _goes_on(read, sentence):
            head = last
        start = earlier[-1].stop if earlier else sentence.span.start
        stop = dates[number + 1].span.start if number + 1 < len(dates) else sentence.span.stop
        yield _frame(read, order, sentence, head, Span(start, max(start, stop)), date=date)


def _goes_on(read: Study, sentence: Sentence) -> bool:
    """Whether a sentence tells on of what the one before told: They will go on in Rome on Friday."""
    if sentence.stop - sentence.first < 8:
        return True
    return sentence.stop > sentence.first and read.tokens[sentence.first].word in lexicon().going_on


def _known(read: Study, order: int, sentence: Sentence, head: Head) -> Frame:
    return _frame(read, order, sentence, head, sentence.span, date=None)


def _frame(
    read: Study, order: int, sentence: Sentence, head: Head | None, region: Span, *, date: DateMention | None
) -> Frame:
    focus = date.span if date else read.tokens[head.index].span if head else sentence.span
    first, stop = read.at(region)
    return Frame(
        read,
        order,
        sentence.span,
        cut(read.article.body, sentence.span, focus),
        focus,
        date,
        head,
        _word(read, head) if head else "",
        read.who(sentence, region),
        frozenset(term.stem for term in read.tokens[first:stop] if not term.stop),
        frozenset(_telling(read, region, date)),
        _speaker(read, sentence, head) if head and head.utterance else None,
    )


def _word(read: Study, head: Head) -> str:
    """What the article calls it: one word, or two that name it together."""
    first, last = read.tokens[max(0, head.index - 1)].word, read.tokens[head.index].word
    return f"{first} {last}" if (first, last) in lexicon().phrases else last


def _telling(read: Study, region: Span, date: DateMention | None) -> Iterator[str]:
    """The terms of a region that tell what happened: neither who, nor when, nor how many."""
    first, stop = read.at(region)
    apart = [name.span for name in read.names(region)]
    if date:
        apart.append(date.span)
    held = {at for span in apart for at in range(*read.at(span))}
    for at in range(first, stop):
        term = read.tokens[at]
        if not (term.stop or at in held or term.word.isdigit()):
            yield term.stem


def _speaker(read: Study, sentence: Sentence, head: Head) -> str | None:
    """Who said it: whom a quotation there is given to, else whose name stands before the word, else behind it."""
    quoted = {speaker_key(quote.speaker) for quote in read.quotes(sentence.span) if quote.speaker} & read.named
    if len(quoted) == 1:
        return quoted.pop()
    at = read.tokens[head.index].span.start
    names = [name for name in read.names(sentence.span) if not name.place]
    before = [name for name in names if name.span.stop <= at]
    if before and not any(sign.isalpha() for sign in read.article.body[before[-1].span.stop : at]):
        return before[-1].key
    people = [name for name in before if not name.side]
    return next((name.key for name in (*people[::-1], *before[::-1], *names)), None)


def early_enough(mod: Mod | None, unit: Interval, days: Interval) -> bool:
    """Whether days lie in the part of a coarse unit that is meant: "early December" is no 20 December."""
    if not unit.overlaps(days):
        return False
    if mod is None:
        return True
    third = unit.days / 3
    since = (days.first - unit.first).days
    low, high = {Mod.START: (0.0, 1.3), Mod.MID: (0.7, 2.3), Mod.END: (1.7, 3.0)}[mod]
    return low * third - 1 <= since <= high * third + 1


def passed(frame: Frame) -> bool | None:
    """Whether the article tells it as past; None when it does not say."""
    if frame.date is None or frame.date.tense is None:
        return None
    return frame.date.tense is not Tense.FUTURE
