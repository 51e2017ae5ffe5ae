"""One side, two answers: a sentence denies what another takes as its aim or tells.

"The union will not give way on its pension claims" here, "a deal that gives way on the pension claims" there. The
clauses differ, so whole sentences are held against each other: what stands right behind "not" in one must stand
undenied in the other, both must speak of the same things beside it, and of or for the same side.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.compare.forms import hedges
from corpus.compare.pairs import pairs
from corpus.compare.speech import telling
from corpus.concepts import light
from corpus.events.cast import Who
from corpus.events.study import Sentence, Study, cut, speaker_key, study
from corpus.models import Article, Span
from corpus.words import Term

CLAUSE = re.compile(r"[,;:–—]\s|\s(?=and that\b)")
_SHARED = 3  # things both speak of, the predicate among them
_SHARE = 0.2  # of what the shorter speaks of


@dataclass(frozen=True)
class Turn:
    """A sentence: what it speaks of, the predicate that it denies, and which sides speak or act in it."""

    read: Study
    sentence: Sentence
    about: frozenset[str]
    denied: str  # empty where nothing is denied
    words: Span  # from the "not" to its predicate, else the whole sentence
    open: bool  # asks or supposes before it denies
    sides: frozenset[str]

    @property
    def span(self) -> Span:
        """The sentence, or so much of it around the words as may be shown."""
        return cut(self.read.article.body, self.sentence.span, self.words)


@lru_cache(maxsize=4096)
def turns(article: Article) -> tuple[Turn, ...]:
    """The sentences of an article that speak of three things or more and of some side."""
    read = study(article)
    found = (_turn(read, sentence) for sentence in read.sentences)
    return tuple(turn for turn in found if len(turn.about) >= _SHARED and turn.sides)


def _turn(read: Study, sentence: Sentence) -> Turn:
    about = telling(read, sentence.span)
    predicate, words = denial(read, sentence.first, sentence.stop) or ("", sentence.span)
    before = {term.word for term in read.tokens[sentence.first : read.at(words)[0]]}
    supposed = bool(before & hedges("supposed").by_first.keys())
    return Turn(read, sentence, about, predicate, words, supposed, _sides(read, sentence))


def denial(read: Study, first: int, stop: int) -> tuple[str, Span] | None:
    """The stem of the first word that a "not" among the terms denies, and the words from one to the other.

    Only a deed right behind it: "not in Rome", "not to block it" and "is not a plan" deny none.
    """
    body, tokens = read.article.body, read.tokens[first:stop]
    for at, behind, _ in hedges("not", "particle").found(tokens):
        place = behind
        while place < len(tokens) and tokens[place].word in hedges("not", "between").by_first:
            place += 1
        if place < len(tokens) and _deed(tokens[place], body) and _acts(tokens, at, tokens[place].word):
            return tokens[place].stem, Span(tokens[at].span.start, tokens[place].span.stop)
    return None


def _deed(term: Term, body: str) -> bool:
    return not term.stop and term.stem not in light() and body[term.span.start].islower()


def _acts(tokens: Sequence[Term], at: int, word: str) -> bool:
    """Whether a verb is denied: behind an auxiliary, or a participle behind a form of "be"."""
    copulas = hedges("not", "copulas").by_first
    own = tokens[at].word
    said = tokens[at - 1].word if own in {"not", "n't"} and at else own
    if said in copulas:
        return word.endswith(("ed", "ing", "en"))
    return own not in {"not", "n't"} or said in hedges("not", "auxiliaries").by_first


def affirms(read: Study, first: int, stop: int, predicate: str) -> Span | None:
    """Where the terms tell what the predicate says, if nothing among them denies, asks or supposes."""
    tokens = read.tokens[first:stop]
    if any(
        list(hedges(*key).found(tokens)) for key in (("not",), ("not", "short"), ("not", "particle"), ("supposed",))
    ):
        return None
    body = read.article.body
    return next((term.span for term in tokens if term.stem == predicate and body[term.span.start].islower()), None)


def _sides(read: Study, sentence: Sentence) -> frozenset[str]:
    who = read.cast.who(read.names(sentence.span))
    said = {speaker_key(quote.speaker) for quote in read.quotes(sentence.span) if quote.speaker}
    behind = {side for key in said for side in read.cast.side_of.get(key, ())}
    return frozenset(who.all_sides | who.people | said | behind)


def opposed(articles: Sequence[Article]) -> Iterator[tuple[Turn, Turn]]:
    """Pairs of sentences of two articles: the first denies what the second tells."""
    every = [turn for article in articles for turn in turns(article)]
    for left, right in pairs([turn.about for turn in every], least=_SHARED):
        for one, other in ((every[left], every[right]), (every[right], every[left])):
            if _contrary(one, other):
                yield one, other


def _contrary(one: Turn, other: Turn) -> bool:
    if not one.denied or one.open or one.read is other.read or not one.sides & other.sides:
        return False
    shared = one.about & other.about
    if len(shared) < _SHARED or len(shared) < _SHARE * min(len(one.about), len(other.about)):
        return False
    told = affirms(other.read, other.sentence.first, other.sentence.stop, one.denied)
    if told is None:
        return False
    return not rivals((one.read, one.sentence, one.words), (other.read, other.sentence, told))


Place = tuple[Study, Sentence, Span]


def rivals(one: Place, other: Place) -> bool:
    """Whether who is named last before some words of a sentence is another than in the other: two deeds, not one."""
    left, right = _actor(*one), _actor(*other)
    both = ((left.people, right.people), (left.all_sides, right.all_sides))
    return any(mine and others and not mine & others for mine, others in both)


def _actor(read: Study, sentence: Sentence, words: Span) -> Who:
    names = read.names(Span(sentence.span.start, max(sentence.span.start, words.start)))
    return read.cast.who(names[-1:])


def shown(turn: Turn, predicate: str) -> Span:
    """The words that bear the answer: the denial, else the clause that holds the predicate."""
    if turn.denied == predicate:
        return turn.words
    body, sentence = turn.read.article.body, turn.sentence
    place = affirms(turn.read, sentence.first, sentence.stop, predicate) or sentence.span
    ends = [sentence.span.start, *(sentence.span.start + m.end() for m in CLAUSE.finditer(sentence.span.cut(body)))]
    start = max(end for end in ends if end <= place.start)
    stop = min((end for end in ends if end > place.start), default=sentence.span.stop)
    return Span(start, start + len(body[start:stop].rstrip(" ,;:–—")))
