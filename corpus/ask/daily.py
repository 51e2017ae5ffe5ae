"""Which sentences tell of the day that a question names."""

import datetime as dt
from collections.abc import Mapping

from corpus.ask.lists import alike
from corpus.ask.question import Question
from corpus.ask.rank import NEAR
from corpus.models import Printed
from corpus.store.codec import day_mark
from corpus.store.found import Stored
from corpus.store.schema import MARK
from corpus.words import stems

_BEFORE = sorted((step for step, _ in NEAR if step < 0), reverse=True)  # nearest first
_DATED = range(-1, 3)  # days from what an article tells without a day to its publication


def days_of(question: Question) -> frozenset[str]:
    """The marks of the days that a question names."""
    return frozenset(root for root in question.stems if root.startswith(f"{MARK}d"))


def speaks_of(question: Question, sentence: Stored) -> bool:
    """Whether a sentence holds a word of the question beside its day, if there are any."""
    days = days_of(question)
    roots = {root for one in question.wanted if not one.filler for root, _ in one.forms} - days
    others = roots.union(*(alike().get(root, frozenset()) for root in roots))
    return not others or not others.isdisjoint(sentence.words)


def tells_of(question: Question, sentence: Stored, known: Mapping[int, Stored], article: Printed) -> bool:
    """Whether a sentence tells of a day that the question names.

    It names that day in the same words, of whatever year; or it names its day itself, or the nearest of those before
    it does; what no day stands near is about as old as its article, and of an article without a day, of any day.
    """
    asked = days_of(question)
    written = [stems(one.word) for one in question.wanted if not asked.isdisjoint(root for root, _ in one.forms)]
    if any(words and set(words) <= set(sentence.words) for words in written):
        return True
    around = (known.get(sentence.row + step) for step in _BEFORE)
    before = (one for one in around if one is not None and one.article == sentence.article)
    for one in (sentence, *before):
        named = frozenset(mark for mark in one.meta if mark.startswith(f"{MARK}d"))
        if named:
            return not named.isdisjoint(asked)
    if article.published is None:
        return True
    published = dt.date.fromisoformat(article.published[:10])
    return any(day_mark(published - dt.timedelta(days=days)) in asked for days in _DATED)
