"""How far an outlet vouches for a fact, and whether two sentences stand to one thing with yes and no."""

import re
from collections.abc import Callable, Iterator, Sequence

from corpus.compare.claims import Claim
from corpus.compare.forms import opposed_words, opposites
from corpus.compare.noted import CLAIMED, FACT, Clause, Notes, Passage, Placed
from corpus.compare.pairs import akin
from corpus.compare.polarity import CLAUSE, Spoken, affirms, denial, opposed, plain, rivals, shown
from corpus.compare.speech import Heard, denied
from corpus.concepts import unnamed
from corpus.events.study import Sentence, cut
from corpus.models import Article, Kind, Span
from corpus.results import Slot

_ASIDE = re.compile(r"(?:which|who|whose|where)\b")  # the outlet's own word, whoever speaks in the sentence
_SHARED = 3  # telling concepts that two clauses must share
_SHARE = 0.5  # of the longer clause's
_FAR = 45  # days between articles beyond which a change of mind is no difference


def clauses(heard: Heard, passages: Sequence[Passage]) -> Iterator[Clause]:
    """The clauses of an article that speak of three things or more, sentence by sentence."""
    for number, (sentence, passage) in enumerate(zip(heard.read.sentences, passages, strict=True)):
        yield from _clauses(heard, sentence, number, passage.voucher.bearing)


def _clauses(heard: Heard, sentence: Sentence, number: int, bearing: str) -> Iterator[Clause]:
    read, body = heard.read, heard.read.article.body
    ends = [sentence.span.start, *(sentence.span.start + m.end() for m in CLAUSE.finditer(sentence.span.cut(body)))]
    for start, stop in zip(ends, [*ends[1:], sentence.span.stop], strict=True):
        span = Span(start, stop)
        about = heard.telling(span)
        if len(about) >= _SHARED and not _ASIDE.match(body, start):
            first, last = read.at(span)
            said = denial(read, first, last)
            yield Clause(number, span, bearing, about, denied(read, first, last), said, plain(read.tokens[first:last]))


Line = Placed[Clause]
_Test = Callable[[Line, Line], tuple[str, str] | None]


def bearings(noted: Sequence[Notes]) -> Iterator[Claim]:
    """Clauses that tell one thing, one as fact or as its speaker's word, another as somebody's claim.

    Then clauses about one thing of which one says yes, another no; and sentences for one side that do.
    """
    lines = tuple(_one_thing(noted))
    yield from _claims(lines, Slot.ATTRIBUTION, _borne_differently)
    yield from _claims(lines, Slot.STANCE, _opposed)
    own = [notes for notes in noted if notes.article.kind is Kind.ARTICLE]
    for number, (no, yes, predicate) in enumerate(opposed(own)):
        if _near(no.notes.article, yes.notes.article):
            for one, value in ((no, "no"), (yes, "yes")):
                yield _answer(one, shown(one, predicate), number, value)


def _answer(one: Spoken, words: Span, number: int, value: str) -> Claim:
    article = one.notes.article
    span = cut(article.body, one.passage.span, words)
    return Claim(article, span, words if words in span else span, Slot.STANCE, (Slot.STANCE, "side", number), value)


def _one_thing(noted: Sequence[Notes]) -> Iterator[tuple[Line, Line]]:
    """Clauses of two articles, printed within weeks of each other, that speak of the same things."""
    every = [Placed(notes, one) for notes in noted if notes.article.kind is Kind.ARTICLE for one in notes.clauses]
    for left, right in akin([line.own.about for line in every], _SHARED, list(map(_speaking, every))):
        one, other = every[left], every[right]
        here, there = one.own.about, other.own.about
        alike = one.notes is not other.notes and len(here & there) >= _SHARE * max(len(here), len(there))
        if alike and _near(one.notes.article, other.notes.article):
            yield one, other


def _speaking(line: Line) -> bool:
    """Whether a clause may be one side of a difference: doubted, denying, or one of two opposites."""
    clause = line.own
    return clause.bearing == CLAIMED or clause.denial is not None or not clause.about.isdisjoint(opposed_words())


def _claims(lines: Sequence[tuple[Line, Line]], slot: Slot, differ: _Test) -> Iterator[Claim]:
    seen: set[tuple[str, int, str, int]] = set()
    for one, other in lines:
        key = (one.notes.article.id, one.own.sentence, other.notes.article.id, other.own.sentence)
        values = None if key in seen else differ(one, other)
        if values:
            seen.add(key)
            for line, value in zip((one, other), values, strict=True):
                yield _claim(line, slot, len(seen), value)


def _near(one: Article, other: Article) -> bool:
    days = one.day, other.day
    return days[0] is None or days[1] is None or abs((days[0] - days[1]).days) <= _FAR


def _claim(line: Line, slot: Slot, number: int, value: str) -> Claim:
    article, passage, span = line.notes.article, line.passage, line.own.span
    clause = Span(span.start, span.start + len(span.cut(article.body).rstrip(" ,;:–—")))
    shows = passage.voucher.words if slot is Slot.ATTRIBUTION and passage.voucher.bearing != FACT else clause
    found = cut(article.body, passage.span, Span(min(shows.start, clause.start), max(shows.stop, clause.stop)))
    return Claim(article, found, shows if shows in found else found, slot, (slot, number), value)


def _borne_differently(one: Line, other: Line) -> tuple[str, str] | None:
    """One thing by its clauses, and one sentence vouches for less than the other."""
    bearings = one.own.bearing, other.own.bearing
    if bearings[0] == bearings[1] or CLAIMED not in bearings or not _apart(one, other):
        return None
    shared = one.own.about & other.own.about
    left, right = _unnamed(one), _unnamed(other)
    if len(shared & left & right) < max(_SHARED, _SHARE * max(len(left), len(right))):
        return None
    if bool(one.own.denied & shared) != bool(other.own.denied & shared):
        return None
    return bearings


def _apart(one: Line, other: Line) -> bool:
    """Whether one is told as fact, or each is another's word: "according to her" is no more than "she said"."""
    left, right = one.passage.voucher, other.passage.voucher
    told = left.speakers and right.speakers and set(left.speakers).isdisjoint(right.speakers)
    return FACT in {left.bearing, right.bearing} or bool(told)


def _unnamed(line: Line) -> frozenset[str]:
    """What a clause speaks of beside names."""
    return unnamed(line.own.span.cut(line.notes.article.body)) & line.own.about


def _opposed(one: Line, other: Line) -> tuple[str, str] | None:
    """One thing by its clauses: what one denies, the other tells."""
    for no, yes, values in ((one, other, ("no", "yes")), (other, one, ("yes", "no"))):
        said = no.own.denial
        telling = said is not None and yes.own.plain
        told = affirms(yes.notes.article.body, yes.own.span, said.predicate) if said and telling else None
        if said and told:
            places = (no.notes, no.passage.span, said.words), (yes.notes, yes.passage.span, told)
            return None if rivals(*places) else values
    if one.own.denial or other.own.denial:
        return None
    left, right = one.own.about, other.own.about
    both = ((a, b) for a in sorted(left - right) for b in sorted(right - left))
    return next(((a, b) for a, b in both if (a, b) in opposites()), None)
