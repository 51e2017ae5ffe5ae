"""Who speaks in a sentence, how far the outlet vouches for it, and what it speaks of."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from corpus.compare.forms import hedges, span_of, turning
from corpus.compare.noted import CLAIMED, FACT, SAID, Passage, Voucher
from corpus.concepts import concepts, placed, told_among
from corpus.events.deeds import light
from corpus.events.heads import kind_at, kinded
from corpus.events.study import Sentence, Study
from corpus.models import Span

_JOINT = re.compile(r"[,;:]|\b(?:while|but|and)\b")  # two speak side by side, neither of the other
_SCOPE, _SHORT = 4, 2  # telling terms that "not" and "against" reach


class Heard:
    """What the stretches of an article speak of; each of its terms is looked at once."""

    def __init__(self, read: Study) -> None:
        self.read = read
        found = placed(read.tokens, read.article.body)
        self._at = [at for at, _ in found]
        self._concepts = [concept for _, concept in found]

    def spoken(self, span: Span) -> frozenset[str]:
        """The concepts of a stretch."""
        first, stop = self.read.at(span)
        if first < stop:
            tokens = self.read.tokens
            if tokens[first].span.start < span.start or tokens[stop - 1].span.stop > span.stop:
                return concepts(span.cut(self.read.article.body))  # it cuts a word
        return frozenset(self._concepts[bisect_left(self._at, first) : bisect_left(self._at, stop)])

    def telling(self, span: Span) -> frozenset[str]:
        """What a stretch speaks of: neither who is named, nor how it is told, nor that it takes place."""
        return told_among(self.spoken(span), self.read.named)


def passages(heard: Heard) -> Iterator[Passage]:
    """The sentences of an article, in order."""
    read = heard.read
    for sentence in read.sentences:
        spoken = heard.spoken(sentence.span)
        who = read.cast.who(read.names(sentence.span))
        about = told_among(spoken, read.named)
        yield Passage(sentence.span, spoken, about, vouched(read, sentence), who.people, who.sides)


def vouched(read: Study, sentence: Sentence) -> Voucher:
    """How a sentence is vouched for.

    As fact: nobody says it. As said: one speaker does. As a claim: its verb doubts it, or it is told at second hand.
    """
    quoted = [quote.span for quote in read.quotes(sentence.span)]
    names = read.names(sentence.span)
    said: list[tuple[str, Span]] = []
    for index in kinded(read, sentence):
        kind = kind_at(read, index)
        span = read.tokens[index].span
        if kind is None or kind.noun or kind.family != "statement" or any(span in quote for quote in quoted):
            continue
        before = [name for name in names if name.span.start < span.start]
        said.append((before[-1].key, Span(before[-1].span.start, span.stop)) if before else ("", span))
    named = tuple(dict.fromkeys(name for name, _ in said if name))
    doubts = list(hedges("claimed").found(read.tokens[sentence.first : sentence.stop]))
    if doubts:
        first, stop, _ = doubts[0]
        return Voucher(CLAIMED, span_of(read.tokens, sentence.first + first, sentence.first + stop), named)
    if not said:
        return Voucher(FACT, sentence.span, ())
    second_hand = any(
        one and other and one != other and not _JOINT.search(read.article.body[left.stop : right.start])
        for (one, left), (other, right) in pairwise(said)
    )
    return Voucher(CLAIMED if second_hand else SAID, said[0][1], named)


def denied(read: Study, first: int, stop: int, *, opposed: bool = False) -> frozenset[str]:
    """What a "not" among the terms from first to stop denies: what the next telling terms behind it speak of.

    With `opposed`, what somebody is against as well.
    """
    tokens, body = read.tokens[first:stop], read.article.body
    found: set[str] = set()
    if turning().isdisjoint([term.word for term in tokens]):
        return frozenset()
    for key, scope in (("words", _SCOPE), ("short", _SHORT))[: 1 + opposed]:
        for _, at, _ in hedges("not", key).found(tokens):
            near = [term for term in tokens[at:] if not term.stop][:scope]
            if near:
                found |= concepts(body[near[0].span.start : near[-1].span.stop])
    return frozenset(found - light())
