"""Do two sentences report the same fact.

For it speak telling words that both share, one day of the happening, one speaker, one pair of people who meet, one
quantity of one thing, and, where the articles are at hand, one event. Against it speak other days, other speakers,
another event, "again" or "not" on one side only, and words of which only one can hold ("raised", "kept").
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from corpus.compare.forms import opposites
from corpus.compare.measures import MINUTES
from corpus.compare.speech import denied, vouched
from corpus.concepts import concepts, sequence, telling
from corpus.events.frames import frames
from corpus.events.heads import Head, date_head, head_at
from corpus.events.index import EventIndex
from corpus.events.lexicon import gazette
from corpus.events.study import Study, study
from corpus.ingest.figures import find_figures
from corpus.models import Article, Span
from corpus.words import stem, word_list

_GIVEN = "+"  # marks given names and the like
THRESHOLD = 0.5
_STEEP = 2.0
_LEAST = 0.45  # what must speak for two sentences
_WORD, _WORDS = 0.3, 4  # a shared phrase, and how many count
_DAY, _SPEAKER, _PAIR, _MEASURE, _EVENT, _AGAIN, _DENIED = 1.0, 0.2, 0.5, 0.8, 0.8, 0.8, 0.25
_CONTRARY = 0.5


@dataclass(frozen=True, slots=True)
class Judgement:
    """How alike two sentences are, 0 to 1, and whether that is the same fact."""

    score: float
    same: bool


@dataclass(frozen=True)
class Sides:
    """What speaks in a sentence for and against its being another's fact."""

    words: tuple[str, ...]
    telling: frozenset[str]
    weekdays: frozenset[str]  # of what happened, not of what was said
    months: frozenset[str]
    speakers: frozenset[str]
    people: frozenset[str]
    meets: bool
    measures: frozenset[str]  # units of time beside an event word
    again: bool
    denied: frozenset[str]
    events: frozenset[int] = frozenset()


def score(a: str, b: str, names: frozenset[str] = frozenset()) -> float:
    """0 to 1, symmetric; `names` are words known to be names, beside those that both sentences show."""
    known = names | _names((a, b))
    return _score(_sides(a, known), _sides(b, known))


def same_lines(lines: Iterable[Mapping[str, Any]], articles: Sequence[Article] = ()) -> list[Judgement]:
    """Judge pairs `{"a", "b"[, "file_a", "file_b"]}`; what stands in `articles` is known by its events too."""
    rows = [[(str(line[key]), str(line.get(f"file_{key}") or "")) for key in "ab"] for line in lines]
    names = _names(text for row in rows for text, _ in row)
    found = _Places(articles)
    scores = [_score(*(found.placed(_sides(text, names), text, file) for text, file in row)) for row in rows]
    return [Judgement(round(value, 4), value >= THRESHOLD) for value in scores]


def _score(one: Sides, other: Sides) -> float:
    raw = _WORD * min(_phrases(one, other), _WORDS)
    raw += _DAY * _one_day(one, other)
    raw += _SPEAKER * _agree(one.speakers, other.speakers)
    pair = (one.people & other.people) - (one.speakers & other.speakers)
    raw += _PAIR * (one.meets and other.meets and len(pair) > 1)
    raw += _MEASURE * bool(one.measures and other.measures)
    raw += _EVENT * _agree(one.events, other.events)
    raw -= _AGAIN * (one.again != other.again)
    raw -= _DENIED * (bool(one.denied & other.telling) != bool(other.denied & one.telling))
    raw -= _CONTRARY * _contrary(one.telling - other.telling, other.telling - one.telling)
    return 1 / (1 + math.exp(-_STEEP * (raw - _LEAST)))


def _contrary(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one sentence says of its thing what cannot hold beside what the other says."""
    return any((a, b) in _contraries() for a in one for b in other)


@cache
def _contraries() -> frozenset[tuple[str, str]]:
    pairs = [(min(concepts(one)), min(concepts(two))) for one, two in word_list("synonyms")["contrary"]["pairs"]]
    return opposites() | frozenset(pairs) | frozenset((two, one) for one, two in pairs)


def _agree(one: frozenset[Any], other: frozenset[Any]) -> int:
    """1 where both share something, -1 where both have something and share nothing, 0 else."""
    return 1 if one & other else -1 if one and other else 0


def _one_day(one: Sides, other: Sides) -> int:
    """As `_agree`; a weekday and a month are no contradiction."""
    found = [_agree(*pair) for pair in ((one.weekdays, other.weekdays), (one.months, other.months))]
    return 1 if 1 in found else min(found)


def _phrases(one: Sides, other: Sides) -> int:
    """Shared telling words; two that stand side by side are one phrase."""
    shared = one.telling & other.telling
    return max(_runs(one.words, shared), _runs(other.words, shared))


def _runs(words: tuple[str, ...], shared: frozenset[str]) -> int:
    seen: set[str] = set()
    count = 0
    inside = False
    for word in words:
        fresh = word in shared and word not in seen
        seen.add(word)
        count += fresh and not inside
        inside = fresh and not inside
    return count


@lru_cache(maxsize=4096)
def _sides(text: str, names: frozenset[str]) -> Sides:
    read = study(Article(id="", body=text))
    words = frozenset(term.word for term in read.tokens)
    days = frozenset(_days(read))
    said = {name for sentence in read.sentences for name in vouched(read, sentence).speakers}
    speakers = frozenset(said - gazette().media)
    return Sides(
        sequence(text),
        telling(text, names | {key.removeprefix(_GIVEN) for key in names}),
        days & _weekdays(),
        days - _weekdays(),
        speakers,
        words & {key for key in names if " " not in key and not key.startswith(_GIVEN)},
        any("contact" in head.families for _, head in _heads(read)),
        frozenset(_measures(read)),
        bool(words & set(word_list("hedges")["again"]["words"])),
        denied(read, 0, len(read.tokens), opposed=True),
    )


def _heads(read: Study) -> Iterator[tuple[int, Head]]:
    for sentence in read.sentences:
        for at in range(sentence.first, sentence.stop):
            if head := head_at(read, sentence, at):
                yield at, head


def _days(read: Study) -> Iterator[str]:
    """Stems of the weekdays and months that date a happening: not those that date a saying."""
    dated = _weekdays() | _months()
    for sentence in read.sentences:
        for term in read.tokens[sentence.first : sentence.stop]:
            if term.stem in dated and read.article.body[term.span.start].isupper():
                head = date_head(read, sentence, term.span, ())
                if head is None or not head.utterance:
                    yield term.stem


def _measures(read: Study) -> Iterator[str]:
    """The kinds of happening that a time is given for as their length: a 50-minute call."""
    for figure in find_figures(read.article.body):
        _, stop = read.at(figure.span)
        if figure.unit in MINUTES:
            yield from (kind for at, head in _heads(read) if stop <= at <= stop + 1 for kind in head.families)


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(stem(word) for word in word_list("hedges")["calendar"]["weekdays"])


@cache
def _months() -> frozenset[str]:
    return frozenset(stem(word) for word in word_list("hedges")["calendar"]["months"])


def _names(texts: Iterable[str]) -> frozenset[str]:
    """The last words of names of people and bodies in the texts, and the stems of the words before, marked as given."""
    read = study(Article(id="", body="\n\n".join(sorted(set(texts)))))
    names = [name for name in read.cast.names if not name.side and not name.place]
    given = {term.stem for name in names for term in read.tokens[slice(*read.at(name.span))][:-1]}
    return frozenset(name.key for name in names) | {f"{_GIVEN}{word}" for word in given}


class _Places:
    """Where sentences stand in articles, and which events they tell there."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        self._event: dict[tuple[str, Span], int] = {}
        for number, group in enumerate(EventIndex(articles).groups()):
            self._event |= {(frame.article.id, frame.focus): number for frame in group.frames}

    def placed(self, sides: Sides, text: str, file: str) -> Sides:
        """The sentence with the events that it tells in the article that holds it, if one does."""
        found = (self._told(article, text) for article in self._articles if not file or article.source.endswith(file))
        return replace(sides, events=next((events for events in found if events is not None), frozenset()))

    def _told(self, article: Article, text: str) -> frozenset[int] | None:
        told = [frame for frame in frames(article) if not frame.utterance and (article.id, frame.focus) in self._event]
        if article.title and article.title.split() == text.split():
            lead = [frame for frame in told if frame.order <= 1]
            return frozenset(self._event[article.id, frame.focus] for frame in lead[:1])
        found = re.search(r"\s+".join(re.escape(word) for word in text.split()), article.body)
        if found is None:
            return None
        span = Span(found.start(), found.end())
        return frozenset(self._event[article.id, frame.focus] for frame in told if frame.focus in span)
