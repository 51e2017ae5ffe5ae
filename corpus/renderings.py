"""One statement in the English of several outlets: quotes of one speaker and day that share their telling words."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.models import Excerpt, Quote
from corpus.results import Said
from corpus.words import fold, stems

FEWEST = 3  # telling words that both share
SHARED = 0.5  # of those of the shorter
LENGTH = 0.4  # of the longer's telling words that the shorter has at least


def side_by_side(said: Sequence[Said]) -> tuple[Said, ...]:
    """The utterances, those that render one statement under the first of them."""
    home: dict[int, list[int]] = {}
    taken: set[int] = set()
    for days in _by_day(said):
        words = {at: _words(said[at]) for at in days} if len(days) > 1 else {}
        for place, at in enumerate(days):
            if at in taken:
                continue
            for other in days[place + 1 :]:
                if other not in taken and _apart(said[at], said[other]) and _one_statement(words[at], words[other]):
                    home.setdefault(at, []).append(other)
                    taken.add(other)
    return tuple(
        replace(one, renderings=tuple(said[other].excerpt for other in home[at])) if at in home else one
        for at, one in enumerate(said)
        if at not in taken
    )


def _words(one: Said) -> frozenset[str]:
    return frozenset(stems(" ".join(part.text for part in (one.excerpt, *one.parts))))


def _by_day(said: Sequence[Said]) -> Iterable[list[int]]:
    """Places of utterances of one speaker, whose day is known, on that day."""
    days: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, one in enumerate(said):
        quote = one.excerpt.quote
        if isinstance(quote, Quote) and quote.speaker and quote.said_on:
            days[fold(quote.speaker).split()[-1], quote.said_on.isoformat()].append(at)
    return days.values()


def _apart(one: Said, other: Said) -> bool:
    """Whether no article has both: what it prints twice was said twice."""
    return _articles(one).isdisjoint(_articles(other))


def _articles(said: Said) -> set[str]:
    shown: tuple[Excerpt, ...] = (said.excerpt, *said.also)
    return {excerpt.article.id for excerpt in shown}


def _one_statement(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    shared = len(one & other)
    return shared >= FEWEST and shared >= SHARED * shorter and shorter >= LENGTH * longer
