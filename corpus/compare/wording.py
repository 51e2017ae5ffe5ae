"""One utterance in two wordings, and what one thing is said to have been like."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.compare.claims import Claim, Happening
from corpus.compare.forms import hedges
from corpus.compare.measures import sentence_at
from corpus.compare.noted import Notes, Placed, Saying
from corpus.compare.pairs import agreed, pairs
from corpus.compare.speech import Heard
from corpus.concepts import told_among
from corpus.events.frames import Frame
from corpus.events.study import Study, cut, speaker_key
from corpus.models import Kind, QuoteKind, Span
from corpus.results import Slot

_OWN = 0.34  # of what the shorter of two quotations speaks of
_ALIKE, _HALF = 3, 0.5  # the same of the sentences, where the quotations share too little
_SAME = 0.25  # of what the shorter sentence around a quotation speaks of
_WORDS = re.compile(r"[^\W_]+")
_NONE: frozenset[str] = frozenset()
_COPULAS = frozenset({"was", "were", "been"})
_TOLD = 0.4  # the same, where another passes the words on
_ADJECTIVES = 5  # terms
_FAR = 12  # terms between a thing and what it is said to be like


def sayings(heard: Heard) -> Iterator[Saying]:
    """The quotations of an article whose speaker is known, of more words than one."""
    read = heard.read
    for quote in read.article.quotes:
        place = sentence_at(read, quote.span)
        words = plain(quote.span.cut(read.article.body)).split()
        if place and quote.speaker and quote.kind is not QuoteKind.SCARE and len(words) > 1:
            yield Saying(place[0], quote, speaker_key(quote.speaker), heard.spoken(quote.span))


@dataclass(frozen=True, slots=True)
class _Said(Placed[Saying]):
    """A quotation in its article: of which happenings the sentence tells."""

    events: frozenset[int]

    @property
    def speaker(self) -> str:
        """Who said it."""
        return self.own.speaker

    @property
    def speakers(self) -> tuple[str, ...]:
        """Those who speak in the sentence."""
        return self.passage.voucher.speakers

    @property
    def words(self) -> str:
        """The quotation, as it is compared."""
        return plain(self.own.quote.span.cut(self.notes.article.body))


def wordings(noted: Sequence[Notes], told: Sequence[Happening]) -> Iterator[Claim]:
    """Quotations of one speaker that say one thing: each a claim whose value is its words."""
    numbers = _numbers(told)
    said = [
        _Said(notes, one, numbers.get((notes.article.id, one.sentence), frozenset()))
        for notes in noted
        for one in notes.sayings
    ]
    near = pairs([{one.speaker, *one.speakers, *one.passage.people} for one in said])
    same = [
        (one, other)
        for one, other in near
        if _one_language(said[one], said[other]) and _one_utterance(said[one], said[other])
    ]
    same.sort(key=lambda pair: not same_words(said[pair[0]].words, said[pair[1]].words))
    for at, one in zip(agreed(len(said), same), said, strict=True):
        article, quote = one.notes.article, one.own.quote
        # of a brief only the quotation is the outlet's, and only that is compared
        shown = cut(article.body, quote.span if article.kind is Kind.BRIEF else one.passage.span, quote.span)
        yield Claim(
            article,
            shown,
            Span(quote.span.start, min(quote.span.stop, shown.stop)),
            Slot.WORDING,
            ("said", at),
            one.words,
            quote=quote,
            event=told[min(one.events)].event if one.events else None,
        )


def _one_language(one: _Said, other: _Said) -> bool:
    """Whether their words can be compared: a translation is no other wording."""
    return len({one.notes.article.language, other.notes.article.language} - {None}) < 2


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


def _one_utterance(one: _Said, other: _Said) -> bool:
    """One speaker, by name or as told by another, and one thing spoken of."""
    nearness = _one_speaker(one, other)
    if one.notes.article.id == other.notes.article.id or not nearness:
        return False
    days = one.own.quote.said_on, other.own.quote.said_on
    if days[0] and days[1] and days[0] != days[1]:
        return False
    left, right = one.words, other.words
    if len(left.split()) > 3 and len(right.split()) > 3 and same_words(left, right):
        return True
    if one.events and other.events and not one.events & other.events:
        return False
    here, there = one.passage.about, other.passage.about
    shared, least = len(here & there), min(len(here), len(there))
    if not _one_matter(one, other) and (shared < _ALIKE or shared < _HALF * least):
        return False
    return shared >= 2 and shared >= _SAME * least if nearness == 1 else shared >= 3 and shared >= _TOLD * least


def _one_matter(one: _Said, other: _Said) -> bool:
    """Whether the quotations themselves speak of one thing, and not only the sentences around them."""
    left, right = (told_among(said.own.spoken, _NONE) for said in (one, other))
    return len(left & right) >= _OWN * min(len(left), len(right))


def _one_speaker(one: _Said, other: _Said) -> float:
    """1 where both have one speaker, less where the one's only is named with the other's, 0 else."""
    if one.speaker == other.speaker or one.speaker in other.speakers or other.speaker in one.speakers:
        return 1
    return 0.5 if one.speaker in other.passage.people or other.speaker in one.passage.people else 0


def likenesses(told: Sequence[Happening]) -> Iterator[Claim]:
    """What a happening is said to have been like: "the talks were frank" here, described as "serious" there."""
    for event in told:
        for frame, traits in event.told():
            words, body = traits.likened, frame.article.body
            if words and (_met(frame) or any(quote.span.overlaps(words) for quote in frame.article.quotes)):
                yield Claim(
                    frame.article,
                    cut(body, frame.sentence, words),
                    words,
                    Slot.WORDING,
                    ("like", event.number),
                    plain(words.cut(body)),
                    event=event.event,
                )


def _met(frame: Frame) -> bool:
    """Whether it tells of a meeting or a call, which adjectives may describe: "the verdict was read" likens nothing."""
    return frame.head is not None and "contact" in frame.head.families


def likened(frame: Frame) -> Span | None:
    """The words behind "was", "described as" that stand close behind an event word: quoted ones, else adjectives.

    Of dates, which say when it was, and of briefs, whose words are ours, there are none.
    """
    read = frame.read
    if read.article.kind is Kind.BRIEF or not frame.head or not frame.head.noun or frame.date:
        return None
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
