"""An article read once for its happenings: sentences with their terms, and who is named where."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from corpus.events.cast import Cast, Name, Who, cast
from corpus.events.lexicon import Kind, gazette, lexicon, parts
from corpus.models import Article, Quote, Span
from corpus.sentences import sentences
from corpus.words import Term, terms

if TYPE_CHECKING:
    from corpus.events.heads import Head

READ = 256  # articles that were read last, and are remembered with all that was found in them
_SENTENCE = 1000  # code points; no sentence of news is longer
_BESIDE = 60  # code points around a quotation in which its teller is named
LIMIT = 300  # code points of an unquoted excerpt, as the rights demand
_VERBS = r"(?:has |had |have )?(?:said|says|say|saying|told|tells|added|reported|claimed|announced|confirmed)"
_ALSO = r"(?:also |later |earlier |then |further |again )?"
_OFFICE = r"(?:,[^,.;:!?\"“”«»\n]{1,90},)?"  # Ada Lind, head of the harbour office, said
_TELLS = re.compile(rf"{_OFFICE}\s{_ALSO}{_VERBS}\b")  # behind the name of one who only tells
_TOLD = re.compile(r"\b(?:said|says|told)\s$")
_DATELINE = re.compile(r"([^\W\d_][^\n()]{1,60})\([^\n()]{2,40}\)\s{0,2}[-–—:]{1,2}\s{1,3}(?=\S)")  # OSLO (Wire) --
_JOINTS = re.compile(r"[,;:–—]\s|\.\s|\s(?=(?:and|but|while|which|who|with|as)\s)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its terms, first to stop."""

    span: Span
    first: int
    stop: int


@dataclass(frozen=True, eq=False)
class Study:
    """An article with its terms, sentences and names."""

    article: Article
    tokens: tuple[Term, ...]
    sentences: tuple[Sentence, ...]
    cast: Cast
    actors: tuple[Name, ...]  # the names but those of tellers, where they tell, and of outlets

    @cached_property
    def kinds(self) -> dict[int, Kind]:
        """What sorts of happening the terms name, by their places in order."""
        from corpus.events.heads import kinds_of

        return kinds_of(self)

    @cached_property
    def heads(self) -> "dict[tuple[int, int], Head]":
        """The event words that were read, by the first term of their sentence and their own."""
        return {}

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the article, folded."""
        return frozenset(term.word for term in self.tokens)

    @cached_property
    def starts(self) -> list[int]:
        """Where each term starts."""
        return [term.span.start for term in self.tokens]

    @cached_property
    def stops(self) -> list[int]:
        """Where each term stops."""
        return [term.span.stop for term in self.tokens]

    def names(self, span: Span) -> tuple[Name, ...]:
        """The names inside a span, in order."""
        first = bisect_left(self._name_starts, span.start)
        found = self.cast.names[first : bisect_left(self._name_starts, span.stop)]
        return found if not found or found[-1].span in span else found[:-1]

    @cached_property
    def _name_starts(self) -> list[int]:
        return [name.span.start for name in self.cast.names]

    @cached_property
    def _acting(self) -> frozenset[Name]:
        return frozenset(self.actors)

    def quotes(self, span: Span) -> tuple[Quote, ...]:
        """The quotations that share a code point with a span; quotations do not overlap."""
        first = bisect_right(self._quote_stops, span.start)
        return self.article.quotes[first : bisect_left(self._quote_starts, span.stop)]

    @cached_property
    def _quote_starts(self) -> list[int]:
        return [quote.span.start for quote in self.article.quotes]

    @cached_property
    def _quote_stops(self) -> list[int]:
        return [quote.span.stop for quote in self.article.quotes]

    @cached_property
    def named(self) -> frozenset[str]:
        """Every name, tellers and outlets too."""
        return frozenset(name.key for name in self.cast.names)

    @cached_property
    def known(self) -> frozenset[str]:
        """Everybody who acts in the article."""
        return frozenset(name.key for name in self.actors)

    def at(self, span: Span) -> tuple[int, int]:
        """The terms that a span touches, first to stop."""
        first = bisect_right(self.stops, span.start)
        return first, max(first, bisect_left(self.starts, span.stop))

    def gap(self, before: int, after: int) -> str:
        """What stands between two terms."""
        return self.article.body[self.tokens[before].span.stop : self.tokens[after].span.start]

    def who(self, sentence: Sentence, region: Span | None = None) -> Who:
        """Who is named in a sentence, or in a region of it; "both leaders" are the two named before."""
        inside = region or sentence.span
        found = self.cast.who(name for name in self.names(inside) if name in self._acting)
        if self._speaks_of(sentence, lexicon().countries):
            return found | self._reporting().sides_before(sentence.span.start, self.article.body)
        if len(found.people) < 2 and self._speaks_of(sentence, lexicon().pairs):
            return found | self._reporting().pair_before(sentence.span.start, self.article.body)
        return found

    def _reporting(self) -> Cast:
        """The names without those of outlets."""
        names = tuple(name for name in self.cast.names if name.key not in gazette().media)
        return Cast(names, self.cast.side_of)

    def _speaks_of(self, sentence: Sentence, pairs: frozenset[tuple[str, ...]]) -> bool:
        words = [term.word for term in self.tokens[sentence.first : sentence.stop]]
        if _openings(pairs).isdisjoint(words):
            return False
        return any(tuple(words[at : at + length]) in pairs for length in (1, 2) for at in range(len(words)))


@cache
def _openings(pairs: frozenset[tuple[str, ...]]) -> frozenset[str]:
    return frozenset(pair[0] for pair in pairs)


@lru_cache(maxsize=READ)
def study(article: Article) -> Study:
    """Read an article; the same article is read once."""
    tokens = terms(article.body)
    starts = [term.span.start for term in tokens]
    found = tuple(
        Sentence(span, bisect_left(starts, span.start), bisect_left(starts, span.stop))
        for sentence in sentences(article.body)
        for span in _pieces(_news(article.body, sentence))
    )
    names = cast(article.body, tokens)
    bare = Study(article, tokens, found, names, ())
    return Study(article, tokens, found, names, tuple(_actors(bare)))


def _news(body: str, sentence: Span) -> Span:
    """A sentence without the dateline that it opens with: where and when the report was written is no news."""
    opening = _DATELINE.match(body, sentence.start, sentence.stop)
    if opening is None or any(word[0].islower() for word in opening[1].split()):
        return sentence
    return Span(opening.end(), sentence.stop)


def _pieces(sentence: Span) -> Iterator[Span]:
    """A sentence, or pieces of what is too long to be one: what is done for each sentence stays bounded."""
    for start in range(sentence.start, sentence.stop, _SENTENCE):
        yield Span(start, min(start + _SENTENCE, sentence.stop))


def _actors(read: Study) -> Iterator[Name]:
    """The names but those of outlets, and of speakers where they stand beside their words."""
    article = read.article
    outlets = {speaker_key(hop.outlet) for hop in article.provenance.chain if hop.outlet} | gazette().media
    for name in read.cast.names:
        around = Span(max(0, name.span.start - _BESIDE), name.span.stop + _BESIDE)
        tellers = {
            speaker_key(teller)
            for quote in read.quotes(around)
            for teller in (quote.speaker, quote.relay, quote.medium)
            if teller
        }
        before = article.body[max(0, name.span.start - 12) : name.span.start]
        tells = _TELLS.match(article.body, name.span.stop) or _TOLD.search(before)
        if not tells and name.key not in outlets | tellers:
            yield name


@lru_cache(maxsize=4096)
def speaker_key(name: str) -> str:
    """A speaker as participants are keyed: the side, the body's whole name, or the last word."""
    words, data = parts(name), gazette()
    if words in data.sides:
        return data.sides[words]
    if not words:
        return name.casefold()
    return " ".join(words) if words[-1] in data.bodies else words[-1]


def cut(body: str, sentence: Span, focus: Span) -> Span:
    """The sentence, or where it is too long, the clauses of it around the focus; never more than LIMIT code points."""
    if len(sentence) <= LIMIT:
        return sentence
    focus = Span(
        max(focus.start, sentence.start), min(focus.stop, sentence.stop, max(focus.start, sentence.start) + LIMIT)
    )
    joints = [
        sentence.start,
        *(sentence.start + joint.end() for joint in _JOINTS.finditer(sentence.cut(body))),
        sentence.stop,
    ]
    starts = [at for at in joints if at <= focus.start and focus.stop - at <= LIMIT]
    if not starts:
        return _trimmed(body, focus.start, focus.stop)
    start = starts[0]
    stops = [at for at in joints if at >= focus.stop and at - start <= LIMIT]
    return _trimmed(body, start, stops[-1] if stops else focus.stop)


def _trimmed(body: str, start: int, stop: int) -> Span:
    text = body[start:stop]
    begin = start + len(text) - len(text.lstrip())
    return Span(begin, max(begin, start + len(text.rstrip(" \n\t,;:–—"))))
