"""Who speaks in a sentence, how far the outlet vouches for it, and what it speaks of."""

import re
from dataclasses import dataclass
from itertools import pairwise

from corpus.compare.forms import hedges, span_of
from corpus.concepts import concepts, concepts_of, light, told_among
from corpus.events.heads import kind_at, kinded
from corpus.events.study import Sentence, Study
from corpus.models import Span

_JOINT = re.compile(r"[,;:]|\b(?:while|but|and)\b")  # two speak side by side, neither of the other
_SCOPE, _SHORT = 4, 2  # telling terms that "not" and "against" reach
FACT, SAID, CLAIMED = "as fact", "as said", "as a claim"


def telling(read: Study, span: Span) -> frozenset[str]:
    """What a stretch speaks of: neither who is named, nor how it is told, nor that it takes place."""
    return told_among(spoken(read, span), read.named)


def spoken(read: Study, span: Span) -> frozenset[str]:
    """The concepts of a stretch, by the terms that are known."""
    first, stop = read.at(span)
    tokens = read.tokens[first:stop]
    if tokens and (tokens[0].span.start < span.start or tokens[-1].span.stop > span.stop):
        return concepts(span.cut(read.article.body))  # it cuts a word
    return frozenset(concepts_of(tokens, read.article.body))


@dataclass(frozen=True, slots=True)
class Voucher:
    """How far an outlet stands behind a sentence, by which words, and who speaks in it, in the order of the text."""

    bearing: str
    words: Span
    speakers: tuple[str, ...]


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
    for key, scope in (("words", _SCOPE), ("short", _SHORT))[: 1 + opposed]:
        for _, at, _ in hedges("not", key).found(tokens):
            near = [term for term in tokens[at:] if not term.stop][:scope]
            if near:
                found |= concepts(body[near[0].span.start : near[-1].span.stop])
    return frozenset(found - light())
