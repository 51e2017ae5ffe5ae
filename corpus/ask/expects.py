"""Does a sentence hold a thing of the kind that is asked for: a person, a day, a place, a span of time, a number."""

import re
from collections.abc import Callable, Mapping

from corpus.ask.lists import stemmed
from corpus.ask.question import Asks
from corpus.store.read import Stored
from corpus.words import stems

_YEAR = re.compile(r"1\d{3}|20\d\d")
_NAME = re.compile(r"(?<=[^.!?…]\s)[“\"'‘(]?([A-ZÀ-ÞА-Я][\w’'-]+)")
_PLACE = re.compile(
    r"\b(?:in|at|near|from|to|into|across|outside|toward|towards|of)\s+(?:the\s+)?(?:\w+\s+)?[A-ZÀ-Þ]\w+"
)


def holds(asks: Asks, sentence: Stored, text: str, asked: frozenset[str]) -> bool:
    """Whether the sentence has such a thing beside what the question itself names; `asked` are the question's stems."""
    test = _TESTS.get(asks)
    return test(sentence, text, asked) if test else False


def _who(sentence: Stored, text: str, asked: frozenset[str]) -> bool:
    if any(mark.startswith("s") for mark in sentence.meta):
        return True
    return any(root not in asked for name in _NAME.findall(text) for root in stems(name))


def _when(sentence: Stored, _text: str, asked: frozenset[str]) -> bool:
    return any(
        word not in asked and (word in stemmed("calendar") or _YEAR.fullmatch(word) is not None)
        for word in sentence.words
    )


def _where(_sentence: Stored, text: str, _asked: frozenset[str]) -> bool:
    return _PLACE.search(text) is not None


def _duration(sentence: Stored, _text: str, _asked: frozenset[str]) -> bool:
    words = sentence.words
    return any(
        unit in stemmed("time_units") and any(_is_number(word) for word in words[max(0, at - 2) : at])
        for at, unit in enumerate(words)
    )


def _count(sentence: Stored, _text: str, asked: frozenset[str]) -> bool:
    return any((_is_number(word) or word in stemmed("multiples")) and word not in asked for word in sentence.words)


def _is_number(word: str) -> bool:
    return word[:1].isdigit()


_TESTS: Mapping[Asks, Callable[[Stored, str, frozenset[str]], bool]] = {
    Asks.WHO: _who,
    Asks.WHEN: _when,
    Asks.WHERE: _where,
    Asks.DURATION: _duration,
    Asks.COUNT: _count,
}
