"""One utterance in two wordings, and what one thing is said to have been like."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.compare.claims import Claim, Happening
from corpus.compare.forms import hedges
from corpus.compare.measures import sentence_at
from corpus.compare.pairs import joined, pairs
from corpus.compare.speech import telling, vouched
from corpus.events.frames import Frame
from corpus.events.study import Sentence, Study, cut, speaker_key, study
from corpus.models import Article, Kind, Quote, QuoteKind, Span
from corpus.results import Slot

_SAME = 0.25  # of what the shorter sentence around a quotation speaks of
_WORDS = re.compile(r"[^\W_]+")
_COPULAS = frozenset({"was", "were", "been"})
_TOLD = 0.4  # the same, where another passes the words on
_ADJECTIVES = 5  # terms
_FAR = 12  # terms between a thing and what it is said to be like


@dataclass(frozen=True, slots=True)
class Saying:
    """A quotation in its sentence: who said it, and of which happening the sentence tells."""

    read: Study
    quote: Quote
    sentence: Sentence
    speaker: str
    events: frozenset[int]
    about: frozenset[str]
    speakers: tuple[str, ...]  # those who speak in the sentence
    named: frozenset[str]  # the people that it names


def wordings(articles: Sequence[Article], told: Sequence[Happening]) -> Iterator[Claim]:
    """Quotations of one speaker that say one thing: each a claim whose value is its words."""
    numbers = _numbers(told)
    sayings = [saying for article in articles for saying in _sayings(article, numbers)]
    near = pairs([{saying.speaker, *saying.speakers, *saying.named} for saying in sayings])
    same = (
        (one, other)
        for one, other in near
        if _one_language(sayings[one], sayings[other]) and _one_utterance(sayings[one], sayings[other])
    )
    home = joined(len(sayings), same)
    for at, saying in zip(home, sayings, strict=True):
        body = saying.read.article.body
        # of a brief only the quotation is the outlet's, and only that is compared
        brief = saying.read.article.kind is Kind.BRIEF
        shown = cut(body, saying.quote.span if brief else saying.sentence.span, saying.quote.span)
        yield Claim(
            saying.read.article,
            shown,
            Span(saying.quote.span.start, min(saying.quote.span.stop, shown.stop)),
            Slot.WORDING,
            ("said", at),
            plain(saying.quote.span.cut(body)),
            quote=saying.quote,
            event=told[min(saying.events)].event if saying.events else None,
        )


def _one_language(one: Saying, other: Saying) -> bool:
    """Whether their words can be compared: a translation is no other wording."""
    languages = {saying.read.article.language for saying in (one, other)} - {None}
    return len(languages) < 2


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Letters and digits only, in small letters: how two quotations are compared."""
    return " ".join(_WORDS.findall(text.casefold()))


def same_words(one: object, other: object) -> bool:
    """Whether one quotation holds the other: cut, but not worded otherwise."""
    left, right = f" {one} ", f" {other} "
    return left in right or right in left


def _numbers(told: Sequence[Happening]) -> Mapping[tuple[str, int], frozenset[int]]:
    """The numbers of the events, no sayings, that are told in a sentence, by article and the sentence's number."""
    found: dict[tuple[str, int], set[int]] = defaultdict(set)
    for event in told:
        for frame in event.frames if event.event else ():
            if not frame.utterance:
                found[frame.article.id, frame.order].add(event.number)
    return {place: frozenset(numbers) for place, numbers in found.items()}


def _sayings(article: Article, told: Mapping[tuple[str, int], frozenset[int]]) -> Iterator[Saying]:
    read = study(article)
    for quote in article.quotes:
        place = sentence_at(read, quote.span)
        words = plain(quote.span.cut(article.body)).split()
        if place and quote.speaker and quote.kind is not QuoteKind.SCARE and len(words) > 1:
            events = told.get((article.id, place[0]), frozenset())
            about = telling(read, place[1].span)
            speakers, people = vouched(read, place[1]).speakers, read.cast.within(place[1].span).people
            yield Saying(read, quote, place[1], speaker_key(quote.speaker), events, about, speakers, people)


def _one_utterance(one: Saying, other: Saying) -> bool:
    """One speaker, by name or as told by another, and one thing spoken of."""
    nearness = _one_speaker(one, other)
    if one.read.article.id == other.read.article.id or not nearness:
        return False
    if one.quote.said_on and other.quote.said_on and one.quote.said_on != other.quote.said_on:
        return False
    left, right = (plain(saying.quote.span.cut(saying.read.article.body)) for saying in (one, other))
    if len(left.split()) > 3 and len(right.split()) > 3 and same_words(left, right):
        return True
    if one.events and other.events and not one.events & other.events:
        return False
    shared, least = len(one.about & other.about), min(len(one.about), len(other.about))
    return shared >= 2 and shared >= _SAME * least if nearness == 1 else shared >= 3 and shared >= _TOLD * least


def _one_speaker(one: Saying, other: Saying) -> float:
    """1 where both have one speaker, less where the one's only is named with the other's, 0 else."""
    if one.speaker == other.speaker or one.speaker in other.speakers or other.speaker in one.speakers:
        return 1
    return 0.5 if one.speaker in other.named or other.speaker in one.named else 0


def likenesses(told: Sequence[Happening]) -> Iterator[Claim]:
    """What a happening is said to have been like: "the talks were frank" here, described as "serious" there."""
    for event in told:
        for frame in event.frames:
            if frame.article.kind is Kind.BRIEF or not frame.head or not frame.head.noun or frame.date:
                continue
            if words := _likened(frame):
                body = frame.article.body
                yield Claim(
                    frame.article,
                    cut(body, frame.sentence, words),
                    words,
                    Slot.WORDING,
                    ("like", event.number),
                    plain(words.cut(body)),
                    event=event.event,
                )


def _likened(frame: Frame) -> Span | None:
    """The words behind "was", "described as" that stand close behind the event word: quoted ones, else adjectives."""
    read = frame.read
    assert frame.head is not None
    _, stop = read.at(frame.sentence)
    verbs, unlike = hedges("like").by_first, hedges("like", "unlike").by_first
    for index in range(frame.head.index + 1, min(frame.head.index + _FAR, stop)):
        if _pause(read, index):
            return None
        if read.tokens[index].word in verbs:
            if index + 1 < stop and read.tokens[index + 1].word in unlike and read.tokens[index].word in _COPULAS:
                return None
            return _quoted(read, index, stop) or _predicate(read, index, stop)
    return None


def _quoted(read: Study, index: int, stop: int) -> Span | None:
    """A quotation that begins within the clause behind a verb."""
    last = index + 1
    while last < stop and last - index < _FAR and not _pause(read, last):
        last += 1
    clause = Span(read.tokens[index].span.stop, read.tokens[last - 1].span.stop)
    spans = [quote.span for quote in read.quotes(clause) if clause.start <= quote.span.start]
    return min(spans) if spans else None


def _predicate(read: Study, index: int, stop: int) -> Span | None:
    """Adjectives to the end of the clause: "was frank and businesslike"; a participle with "by" or "in" is none."""
    first = last = index + 1
    while last < stop and last - first < _ADJECTIVES and not _pause(read, last):
        last += 1
    words = {term.word for term in read.tokens[first:last]}
    if not words or (last < stop and not _pause(read, last)) or words & hedges("like", "unlike").by_first.keys():
        return None
    return Span(read.tokens[first].span.start, read.tokens[last - 1].span.stop)


def _pause(read: Study, index: int) -> bool:
    """Whether a clause ends before a term."""
    return bool(set(read.gap(index - 1, index)) & set(",;:.("))
