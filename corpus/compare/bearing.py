"""Whether an outlet vouches for a fact, and whether two sentences stand to one thing with yes and no."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.compare.claims import Claim
from corpus.compare.forms import opposites
from corpus.compare.pairs import pairs
from corpus.compare.polarity import CLAUSE, Turn, affirms, denial, opposed, rivals, shown
from corpus.compare.speech import CLAIMED, FACT, Voucher, denied, telling, vouched
from corpus.events.study import Sentence, Study, cut, study
from corpus.models import Article, Kind, Span
from corpus.results import Slot

_ASIDE = re.compile(r"(?:which|who|whose|where)\b")  # the outlet's own word, whoever speaks in the sentence
_SHARED = 3  # telling concepts that two clauses must share
_SHARE = 0.5  # of the longer clause's
_FAR = 45  # days between articles beyond which a change of mind is no difference


@dataclass(frozen=True)
class Line:
    """A clause with what it speaks of, and how far the outlet stands behind its sentence."""

    read: Study
    sentence: Sentence
    span: Span
    about: frozenset[str]
    voucher: Voucher
    denied: frozenset[str]  # concepts right behind a "not"
    predicate: str  # the stem of what a "not" denies, empty where none does


_Test = Callable[[Line, Line], tuple[str, str] | None]


@lru_cache(maxsize=4096)
def lines(article: Article) -> tuple[Line, ...]:
    """The clauses of an article that speak of three things or more, sentence by sentence."""
    read = study(article)
    return tuple(line for sentence in read.sentences for line in _lines(read, sentence))


def _lines(read: Study, sentence: Sentence) -> Iterator[Line]:
    body = read.article.body
    voucher = vouched(read, sentence)
    ends = [sentence.span.start, *(sentence.span.start + m.end() for m in CLAUSE.finditer(sentence.span.cut(body)))]
    for start, stop in zip(ends, [*ends[1:], sentence.span.stop], strict=True):
        about = telling(read, Span(start, stop))
        if len(about) >= _SHARED and not _ASIDE.match(body, start):
            first, last = read.at(Span(start, stop))
            predicate, _ = denial(read, first, last) or ("", None)
            yield Line(read, sentence, Span(start, stop), about, voucher, denied(read, first, last), predicate)


def attributions(articles: Sequence[Article]) -> Iterator[Claim]:
    """Clauses that tell one thing, one as fact or as its speaker's word, another as somebody's claim."""
    yield from _claims(articles, Slot.ATTRIBUTION, _borne_differently)


def stances(articles: Sequence[Article]) -> Iterator[Claim]:
    """Clauses about one thing of which one says yes, another no; and sentences for one side that do."""
    yield from _claims(articles, Slot.STANCE, _opposed)
    own = [article for article in articles if article.kind is Kind.ARTICLE]
    for number, (no, yes) in enumerate(opposed(own)):
        if _near(no.read.article, yes.read.article):
            for turn, value in ((no, "no"), (yes, "yes")):
                yield _answer(turn, shown(turn, no.denied), number, value)


def _answer(turn: Turn, words: Span, number: int, value: str) -> Claim:
    article = turn.read.article
    span = cut(article.body, turn.sentence.span, words)
    return Claim(article, span, words if words in span else span, Slot.STANCE, (Slot.STANCE, "side", number), value)


def _claims(articles: Sequence[Article], slot: Slot, differ: _Test) -> Iterator[Claim]:
    every = [line for article in articles if article.kind is Kind.ARTICLE for line in lines(article)]
    seen: set[tuple[str, Span, str, Span]] = set()
    for left, right in pairs([line.about for line in every], least=_SHARED):
        one, other = every[left], every[right]
        if one.read is other.read or not _near(one.read.article, other.read.article):
            continue
        key = (one.read.article.id, one.sentence.span, other.read.article.id, other.sentence.span)
        values = None if key in seen else differ(one, other)
        if values:
            seen.add(key)
            for line, value in zip((one, other), values, strict=True):
                yield _claim(line, slot, len(seen), value)


def _near(one: Article, other: Article) -> bool:
    days = one.day, other.day
    return days[0] is None or days[1] is None or abs((days[0] - days[1]).days) <= _FAR


def _claim(line: Line, slot: Slot, number: int, value: str) -> Claim:
    article = line.read.article
    clause = Span(line.span.start, line.span.start + len(line.span.cut(article.body).rstrip(" ,;:–—")))
    shows = line.voucher.words if slot is Slot.ATTRIBUTION and line.voucher.bearing != FACT else clause
    span = cut(article.body, line.sentence.span, Span(min(shows.start, clause.start), max(shows.stop, clause.stop)))
    return Claim(article, span, shows if shows in span else span, slot, (slot, number), value)


def _borne_differently(one: Line, other: Line) -> tuple[str, str] | None:
    """One thing by its clauses, and one sentence vouches for less than the other."""
    if one.voucher.bearing == other.voucher.bearing or CLAIMED not in {one.voucher.bearing, other.voucher.bearing}:
        return None
    shared = one.about & other.about
    if len(shared) < _SHARED or len(shared) < _SHARE * max(len(one.about), len(other.about)):
        return None
    if bool(one.denied & shared) != bool(other.denied & shared):
        return None
    return one.voucher.bearing, other.voucher.bearing


def _opposed(one: Line, other: Line) -> tuple[str, str] | None:
    """One thing by its clauses: what one denies, the other tells."""
    shared = one.about & other.about
    if len(shared) < _SHARED or len(shared) < _SHARE * max(len(one.about), len(other.about)):
        return None
    for no, yes, values in ((one, other, ("no", "yes")), (other, one, ("yes", "no"))):
        said = denial(no.read, *no.read.at(no.span))
        told = affirms(yes.read, *yes.read.at(yes.span), said[0]) if said else None
        if said and told:
            return None if rivals((no.read, no.sentence, said[1]), (yes.read, yes.sentence, told)) else values
    if one.predicate or other.predicate:
        return None
    pairs = ((a, b) for a in sorted(one.about - shared) for b in sorted(other.about - shared))
    return next(((a, b) for a, b in pairs if (a, b) in opposites()), None)
