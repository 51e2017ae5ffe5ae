"""In what do claimed and printed words differ? Each place as both sides write it, and whether it turns the sense."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from corpus.checking.align import DIFFERS, Pair
from corpus.models import Span
from corpus.results import Difference
from corpus.words import Term, fold, word_list

JOINED = re.compile(r"[-‐‑]?")  # the parts of a contraction have nothing between them
ENDS = frozenset(".!?…")


def differences(pairs: Sequence[Pair], words: str, body: str) -> tuple[Difference, ...]:
    """Neighbouring words that differ, together, each side as it is written: hyphenated words and contractions whole."""
    flags = [pair.step in DIFFERS for pair in pairs]
    for order in (range(1, len(pairs)), range(len(pairs) - 1, 0, -1)):
        for at in order:
            if flags[at] != flags[at - 1] and _one_word(pairs[at - 1], pairs[at], words, body):
                flags[at - 1] = flags[at] = True
    runs = groupby(zip(flags, pairs, strict=True), lambda flagged: flagged[0])
    return tuple(_difference([pair for _, pair in run], words, body) for differs, run in runs if differs)


def _one_word(pair: Pair, following: Pair, words: str, body: str) -> bool:
    return _joined(pair.said, following.said, words) or _joined(pair.printed, following.printed, body)


def _joined(one: Term | None, other: Term | None, text: str) -> bool:
    return bool(one and other and JOINED.fullmatch(text[one.span.stop : other.span.start]))


def _difference(run: Sequence[Pair], words: str, body: str) -> Difference:
    said = [pair.said for pair in run if pair.said]
    printed = [pair.printed for pair in run if pair.printed]
    turned = said or not _sentence(printed, body)
    more = sum(_negations(said)) - sum(_negations(printed)) if turned else 0
    return Difference(written(words, said), written(body, printed), negation=(more > 0) - (more < 0))


def _sentence(printed: Sequence[Term], body: str) -> bool:
    """Whether words are whole sentences, without which the others say what they said."""
    before, after = body[: printed[0].span.start].rstrip(), body[printed[-1].span.stop :]
    return before[-1:] in ENDS and after[:1] in ENDS


def written(text: str, terms: Sequence[Term]) -> str:
    """A stretch of a text from the first to the last of some of its words."""
    return Span(terms[0].span.start, terms[-1].span.stop).cut(text) if terms else ""


def _negations(terms: Sequence[Term]) -> Iterator[bool]:
    return (term.word in _negating() for term in terms)


@cache
def _negating() -> frozenset[str]:
    return frozenset(fold(word) for word in word_list("checking")["negations"]["words"])
