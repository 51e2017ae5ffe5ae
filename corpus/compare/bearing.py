"""Whether an outlet vouches for a fact, and whether two speakers stand to it with yes or no."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from corpus.compare.claims import Claim
from corpus.compare.forms import hedges, opposites
from corpus.events.study import Sentence, Study, cut, sayings, speaker_key, study
from corpus.models import Article, Kind, Span
from corpus.results import Slot
from corpus.same import concepts, light, score

_FACT, _SAID, _CLAIMED = "as fact", "as said", "as a claim"
_ALIKE = 0.36  # two sentences that tell one thing
_STANCE = 0.30
_LEAST = 4  # telling concepts that both must share


@dataclass(frozen=True)
class Line:
    """A sentence with what it speaks of and how far the outlet stands behind it."""

    read: Study
    sentence: Sentence
    text: str
    about: frozenset[str]
    bearing: str
    speakers: frozenset[str]
    words: Span  # what shows the bearing
    denied: frozenset[str]  # concepts right behind a "not"


@lru_cache(maxsize=4096)
def lines(article: Article) -> tuple[Line, ...]:
    """The sentences of an article."""
    read = study(article)
    return tuple(_line(read, sentence) for sentence in read.sentences if sentence.stop - sentence.first > 4)


def _line(read: Study, sentence: Sentence) -> Line:
    text = sentence.span.cut(read.article.body)
    about = frozenset(word for word in concepts(text) if word not in light() and not word.startswith("@"))
    bearing, words = _bearing(read, sentence)
    speakers = frozenset(
        speaker_key(item.speaker)
        for item in sayings(read.article)
        if item.speaker and item.span.overlaps(sentence.span)
    )
    return Line(read, sentence, text, about, bearing, speakers, words, _denied(read, sentence))


def _bearing(read: Study, sentence: Sentence) -> tuple[str, Span]:
    tokens = read.tokens[sentence.first : sentence.stop]
    told = [item for item in sayings(read.article) if item.span.overlaps(sentence.span) and item.speaker]
    marks = list(hedges("claimed").found(tokens))
    relayed = [item for item in told if item.relay and speaker_key(item.relay) in _named(read, sentence)]
    if marks or relayed:
        at = tokens[marks[0][0]].span if marks else sentence.span
        return _CLAIMED, at
    return (_SAID if told else _FACT), sentence.span


def _named(read: Study, sentence: Sentence) -> frozenset[str]:
    return frozenset(name.key for name in read.cast.names if name.span in sentence.span)


def _denied(read: Study, sentence: Sentence) -> frozenset[str]:
    """What the three terms behind a denial speak of."""
    tokens = read.tokens[sentence.first : sentence.stop]
    body = read.article.body
    found: set[str] = set()
    for _, stop, _ in hedges("not").found(tokens):
        near = tokens[stop : stop + 3]
        if near:
            found |= concepts(body[near[0].span.start : near[-1].span.stop])
    return frozenset(found - light())


def attributions(articles: Sequence[Article]) -> Iterator[Claim]:
    """Sentences that tell one thing, one as fact or as its speaker's word, another as somebody's claim."""
    yield from _claims(articles, Slot.ATTRIBUTION, _borne_differently)


def stances(articles: Sequence[Article]) -> Iterator[Claim]:
    """Sentences about one thing of which one says yes, another no."""
    yield from _claims(articles, Slot.STANCE, _opposed)


def _claims(articles: Sequence[Article], slot: Slot, differ: "_Test") -> Iterator[Claim]:
    every = [line for article in articles if article.kind is Kind.ARTICLE for line in lines(article)]
    number = 0
    for one, other in combinations(every, 2):
        if one.read is other.read or len(one.about & other.about) < 2:
            continue
        if values := differ(one, other):
            number += 1
            for line, value in zip((one, other), values, strict=True):
                yield _claim(line, slot, (slot, number), value)


def _claim(line: Line, slot: Slot, about: tuple[Slot, int], value: str) -> Claim:
    article = line.read.article
    span = cut(article.body, line.sentence.span, line.words)
    return Claim(article, span, line.words if line.words in span else span, slot, about, value)


def _borne_differently(one: Line, other: Line) -> tuple[str, str] | None:
    if one.bearing == other.bearing or _CLAIMED not in {one.bearing, other.bearing}:
        return None
    shared = one.about & other.about
    if len(shared) < _LEAST or score(one.text, other.text) < _ALIKE:
        return None
    if one.denied & shared != other.denied & shared:
        return None
    return one.bearing, other.bearing


def _opposed(one: Line, other: Line) -> tuple[str, str] | None:
    shared = one.about & other.about
    if len(shared) < 2 or score(one.text, other.text) < _STANCE:
        return None
    if one.denied & shared and not other.denied & shared:
        return "no", "yes"
    if other.denied & shared and not one.denied & shared:
        return "yes", "no"
    left, right = one.about - shared, other.about - shared
    pair = next(((a, b) for a in sorted(left) for b in sorted(right) if (a.lstrip("~"), b.lstrip("~")) in opposites()), None)
    return pair
