"""One side, two answers: a sentence denies what another takes as its aim or tells.

"The union will not give way on its pension claims" here, "a deal that gives way on the pension claims" there. The
clauses differ, so whole sentences are held against each other: what stands right behind "not" in one must stand
undenied in the other, both must speak of the same things beside it, and of or for the same side.
"""

import re
from collections.abc import Iterator, Sequence

from corpus.compare.forms import hedges, turning
from corpus.compare.noted import Denial, Notes, Passage, Placed, Turn
from corpus.compare.pairs import akin
from corpus.concepts import sequence
from corpus.events.cast import Who
from corpus.events.deeds import light
from corpus.events.study import Study, speaker_key
from corpus.models import Span
from corpus.words import Term, terms

CLAUSE = re.compile(r"[,;:–—]\s|\s(?=and that\b)")
_SHARED = 3  # things both speak of, the predicate among them
_SHARE = 0.2  # of what the shorter speaks of
_NEXT, _BESIDE = 2, 120  # telling words beside a verb that may be its object or subject, and code points they stand in
_JOINT = re.compile(r"[,;:–—()]|\s(?:and|but|or)\s")


def turns(read: Study, passages: Sequence[Passage]) -> Iterator[Turn]:
    """The sentences of an article that speak of three things or more and of some side."""
    for number, (sentence, passage) in enumerate(zip(read.sentences, passages, strict=True)):
        if len(passage.about) >= _SHARED and (sides := _sides(read, passage)):
            said = denial(read, sentence.first, sentence.stop)
            first = read.at(said.words)[0] if said else sentence.first
            before = {term.word for term in read.tokens[sentence.first : first]}
            supposed = bool(before & hedges("supposed").by_first.keys())
            yield Turn(number, said, supposed, plain(read.tokens[sentence.first : sentence.stop]), sides)


def denial(read: Study, first: int, stop: int) -> Denial | None:
    """What a "not" among the terms denies, if it denies anything.

    Only a deed right behind it: "not in Rome", "not to block it" and "is not a plan" deny none.
    """
    body, tokens = read.article.body, read.tokens[first:stop]
    if _turnless(tokens):
        return None
    for at, behind, _ in hedges("not", "particle").found(tokens):
        place = behind
        while place < len(tokens) and tokens[place].word in hedges("not", "between").by_first:
            place += 1
        if place < len(tokens) and _deed(tokens[place], body) and _acts(tokens, at, tokens[place].word):
            return Denial(tokens[place].stem, Span(tokens[at].span.start, tokens[place].span.stop))
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


def plain(tokens: Sequence[Term]) -> bool:
    """Whether nothing among the terms denies, asks or supposes."""
    lists = (("not",), ("not", "short"), ("not", "particle"), ("supposed",))
    return _turnless(tokens) or not any(any(True for _ in hedges(*key).found(tokens)) for key in lists)


def _turnless(tokens: Sequence[Term]) -> bool:
    return turning().isdisjoint([term.word for term in tokens])


def affirms(body: str, span: Span, predicate: str) -> Span | None:
    """Where a stretch that is plain tells what the predicate says."""
    for term in terms(span.cut(body)):
        start = span.start + term.span.start
        if term.stem == predicate and body[start].islower():
            return Span(start, span.start + term.span.stop)
    return None


def _sides(read: Study, passage: Passage) -> frozenset[str]:
    """The sides and people named in a sentence, those who speak there, and the sides behind them."""
    said = {speaker_key(quote.speaker) for quote in read.quotes(passage.span) if quote.speaker}
    named = said | passage.people
    return passage.sides | named | {side for key in named for side in read.cast.side_of.get(key, ())}


Spoken = Placed[Turn]


def opposed(noted: Sequence[Notes]) -> Iterator[tuple[Spoken, Spoken, str]]:
    """Pairs of sentences of two articles, with a predicate: the first denies what the second tells."""
    every = [Placed(notes, turn) for notes in noted for turn in notes.turns]
    denying = [one.own.denial is not None and not one.own.open for one in every]
    for left, right in akin([one.passage.about for one in every], _SHARED, denying) if any(denying) else ():
        for one, other in ((every[left], every[right]), (every[right], every[left])):
            if predicate := _contrary(one, other):
                yield one, other, predicate


def _contrary(one: Spoken, other: Spoken) -> str | None:
    """The predicate that one sentence denies and the other tells."""
    said = one.own.denial
    if said is None or one.own.open or one.notes is other.notes or not one.own.sides & other.own.sides:
        return None
    left, right = one.passage.about, other.passage.about
    shared = left & right
    if len(shared) < _SHARED or len(shared) < _SHARE * min(len(left), len(right)):
        return None
    place = other.passage.span
    told = affirms(other.notes.article.body, place, said.predicate) if other.own.plain else None
    if told is None or rivals((one.notes, one.passage.span, said.words), (other.notes, place, told)):
        return None
    return said.predicate


Place = tuple[Notes, Span, Span]


def rivals(one: Place, other: Place) -> bool:
    """Whether it is another in one sentence than in the other: who is named last before some words, or what is done."""
    left, right = _actor(*one), _actor(*other)
    both = ((left.people, right.people), (left.all_sides, right.all_sides))
    return any(mine and others and not mine & others for mine, others in both) or _two_deeds(one, other)


def _two_deeds(one: Place, other: Place) -> bool:
    """Whether what is done to is another thing: "did not give evidence", "gave him a pill"; else, who does it."""
    left, right = _object(*one), _object(*other)
    if not (left and right):
        left, right = _subject(*one), _subject(*other)
    return not left & right


def _object(notes: Notes, sentence: Span, words: Span) -> frozenset[str]:
    """What the next telling words behind some words of a clause speak of."""
    text = notes.article.body[words.stop : min(sentence.stop, words.stop + _BESIDE)]
    return frozenset(sequence(_JOINT.split(text, maxsplit=1)[0])[:_NEXT])


def _subject(notes: Notes, sentence: Span, words: Span) -> frozenset[str]:
    """What the last telling words before some words of a clause speak of."""
    text = notes.article.body[max(sentence.start, words.start - _BESIDE) : words.start]
    return frozenset(sequence(_JOINT.split(text)[-1])[-_NEXT:])


def _actor(notes: Notes, sentence: Span, words: Span) -> Who:
    before = Span(sentence.start, max(sentence.start, words.start))
    names = [name for name in notes.cast.names if name.span in before]
    return notes.cast.who(names[-1:])


def shown(one: Spoken, predicate: str) -> Span:
    """The words that bear the answer: the denial, else the clause that holds the predicate."""
    if one.own.denial and one.own.denial.predicate == predicate:
        return one.own.denial.words
    body, sentence = one.notes.article.body, one.passage.span
    place = (affirms(body, sentence, predicate) if one.own.plain else None) or sentence
    ends = [sentence.start, *(sentence.start + m.end() for m in CLAUSE.finditer(sentence.cut(body)))]
    start = max(end for end in ends if end <= place.start)
    stop = min((end for end in ends if end > place.start), default=sentence.stop)
    return Span(start, start + len(body[start:stop].rstrip(" ,;:–—")))
