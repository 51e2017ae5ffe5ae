"""Does a sentence hold a thing of the kind that is asked for: a person, a day, a place, a span of time, a number."""

import re
from collections.abc import Callable, Mapping

from corpus.ask.lists import stemmed
from corpus.ask.question import Asks, Question
from corpus.store.read import Stored
from corpus.words import stems, terms

NONE, SOME, JUST = 0.0, 1.0, 2.0  # no such thing, one somewhere, one tied to what the question names
_YEAR = re.compile(r"1\d{3}|20\d\d")
_NAME = re.compile(r"(?<=[^.!?…]\s)[“\"'‘(]?([A-ZÀ-ÞА-Я][\w’'-]+)")
_PLACE = re.compile(
    r"\b(?:in|at|near|from|to|into|across|outside|toward|towards|of)\s+(?:the\s+)?(?:\w+\s+)?[A-ZÀ-Þ]\w+"
)
_IS = frozenset({"is", "are", "was", "were", "refers", "means"})
_ARTICLE = re.compile(r"\)?,?\s+(?:an?|the|former)\b")
_HEAD = 8  # words of a sentence in which its subject stands
_BEFORE = 3  # words between a number and what it counts


def holds(question: Question, sentence: Stored, text: str) -> float:
    """NONE, SOME or JUST: whether the sentence has such a thing beside what the question itself names."""
    test = _TESTS.get(question.asks)
    return test(question, sentence, text) if test else NONE


def _who(question: Question, sentence: Stored, text: str) -> float:
    if any(mark.startswith("s") for mark in sentence.meta):
        return SOME
    return SOME if any(root not in question.stems for name in _NAME.findall(text) for root in stems(name)) else NONE


def _when(question: Question, sentence: Stored, _text: str) -> float:
    new = (word for word in sentence.words if word not in question.stems)
    return SOME if any(word in stemmed("calendar") or _YEAR.fullmatch(word) for word in new) else NONE


def _where(_question: Question, _sentence: Stored, text: str) -> float:
    return SOME if _PLACE.search(text) else NONE


def _duration(_question: Question, sentence: Stored, _text: str) -> float:
    words = sentence.words
    units = (at for at, word in enumerate(words) if word in stemmed("time_units"))
    return JUST if any(_is_number(word) for at in units for word in words[max(0, at - 2) : at]) else NONE


def _count(question: Question, sentence: Stored, _text: str) -> float:
    words = sentence.words
    numbers = [at for at, word in enumerate(words) if word not in question.stems and _is_amount(word)]
    things = [at for at, word in enumerate(words) if word in question.counted]
    if any(0 < thing - number <= _BEFORE for thing in things for number in numbers):
        return JUST
    return SOME if numbers else NONE


def _meaning(question: Question, _sentence: Stored, text: str) -> float:
    """What is asked for is the subject: "X is a …", "X, the …"."""
    head = terms(text[:400])[: _HEAD + 3]
    at = max((at for at, term in enumerate(head[:_HEAD]) if term.stem in question.stems), default=-1)
    if at < 0:
        return NONE
    if any(term.word in _IS for term in head[at + 1 : at + 3]) or _ARTICLE.match(text, head[at].span.stop):
        return JUST
    return NONE


def _is_number(word: str) -> bool:
    return word[:1].isdigit()


def _is_amount(word: str) -> bool:
    return _is_number(word) or word in stemmed("multiples")


_TESTS: Mapping[Asks, Callable[[Question, Stored, str], float]] = {
    Asks.WHO: _who,
    Asks.WHEN: _when,
    Asks.WHERE: _where,
    Asks.DURATION: _duration,
    Asks.COUNT: _count,
    Asks.MEANING: _meaning,
}
