"""Which happening a date dates: the event word that it hangs on."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from corpus.events.lexicon import Kind, akin, lexicon
from corpus.events.study import Sentence, Study
from corpus.models import Span
from corpus.words import stop_words

_REACH_LEFT = 18  # terms
_REACH_RIGHT = 25
_GROUP = 6  # terms of a noun with what qualifies it behind
_NEAR = 4  # terms around a word that tell what it means
_NAME = 60  # code points of a name
_DEFINITE = frozenset({"the", "their", "this", "that", "his", "her", "its", "these", "those", "our"})
_HERE = frozenset({"this", "these"})
_RELATIVE = frozenset({"which", "that"})
_INFLECTED = ("ed", "ing", "s")
_VERBAL = frozenset({"to", "will", "would", "can", "could", "may", "might", "must", "should"})  # a verb comes next


@dataclass(frozen=True, slots=True)
class Head:
    """An event word in its place: what kinds of happening it names, and how it is qualified."""

    index: int
    kinds: frozenset[str]
    families: frozenset[str]
    noun: bool
    known: bool = False  # the text takes it as known: "the call"
    here: bool = False  # and as told just before: "these talks"
    earlier: bool = False
    later: bool = False
    ordinal: int | None = None

    def akin(self, other: "Head") -> bool:
        """Whether both may name one happening."""
        return any(akin(one, two) for one in self.families for two in other.families)

    @property
    def utterance(self) -> bool:
        """Whether it is a saying, and nothing but."""
        return self.families == frozenset({"statement"})


def kind_at(study: Study, index: int) -> Kind | None:
    """The sort of happening that a term names."""
    return study.kinds.get(index)


def kinded(study: Study, sentence: Sentence) -> list[int]:
    """The terms of a sentence that name a sort of happening, in order."""
    places = study.kinds
    return [at for at in range(sentence.first, sentence.stop) if at in places]


def kinds_of(study: Study) -> dict[int, Kind]:
    """What sorts of happening the terms name; most words are none, and nothing more is asked of them."""
    lists, behind = lexicon(), _phrase_ends()
    nouns, verbs = lists.nouns, lists.verbs
    found: dict[int, Kind] = {}
    for at, (_, word, root, _) in enumerate(study.tokens):
        if word in nouns or root in verbs or word in behind:
            kind = _kind(study, at)
            if kind and not _nothing(study, at):
                found[at] = kind
    days = [mention.span for mention in study.article.dates] if found else []
    starts = [span.start for span in days]
    return {at: kind for at, kind in found.items() if not _in_day(study.tokens[at].span.start, days, starts)}


def _in_day(start: int, days: Sequence[Span], starts: Sequence[int]) -> bool:
    """Whether a word is part of a date: of "7 March" the month is no march."""
    before = bisect_right(starts, start) - 1
    return before >= 0 and start < days[before].stop


@cache
def _phrase_ends() -> frozenset[str]:
    return frozenset(words[-1] for words in lexicon().phrases)


def _kind(study: Study, index: int) -> Kind | None:
    term, words = study.tokens[index], lexicon()
    if index and (phrase := words.phrases.get((study.tokens[index - 1].word, term.word))):
        return phrase
    if (kind := words.nouns.get(term.word)) and not (index and study.tokens[index - 1].word in _VERBAL):
        return _meant(study, index, kind)
    if (verb := words.verbs.get(term.stem)) is None or term.stop or term.word.endswith("ings"):
        return None
    planned = index > 0 and study.tokens[index - 1].word in _VERBAL
    if term.word in words.support or not (planned or term.word in words.verb_forms or term.word.endswith(_INFLECTED)):
        return None
    return _meant(study, index, verb)


def _meant(study: Study, index: int, kind: Kind) -> Kind:
    """The kind that a word is of beside the words around it: they struck a deal."""
    for sense in lexicon().senses.get(study.tokens[index].word, ()):
        around = {term.word for term in study.tokens[max(0, index - _NEAR) : index + _NEAR + 1]} if sense.near else ()
        if study.words & sense.beside or not sense.near.isdisjoint(around):
            return sense.kind
    return kind


def _describes(study: Study, index: int) -> bool:
    """Whether a word stands before one in small letters that is no little word: the final result."""
    if index + 1 >= len(study.tokens) or study.gap(index, index + 1) != " ":
        return False
    after = study.tokens[index + 1]
    return not after.stop and study.article.body[after.span.start].islower()


def _nothing(study: Study, index: int) -> bool:
    """Whether the word tells of no happening where it stands: prisoners of war, the final result."""
    near = [term.word for term in study.tokens[max(0, index - 1) : index + 2]]
    if study.tokens[index].word in lexicon().adjectives and _describes(study, index):
        return True
    return any(pair in lexicon().nothing for pair in pairwise(near))


def head_at(study: Study, sentence: Sentence, index: int) -> Head | None:
    """The event word at a term, with the event words that it is compounded with ("draft agreement")."""
    kind = kind_at(study, index)
    if kind is None:
        return None
    place = sentence.first, index
    if place not in study.heads:
        study.heads[place] = _head(study, sentence, index, kind)
    return study.heads[place]


def _head(study: Study, sentence: Sentence, index: int, kind: Kind) -> Head:
    if not kind.noun:
        return Head(index, frozenset({kind.name}), frozenset({kind.family}), noun=False)
    first = last = index
    while last + 1 < sentence.stop and study.gap(last, last + 1) in {" ", "-"} and _noun(study, last + 1):
        last += 1
    while first > sentence.first and study.gap(first - 1, first) in {" ", "-"} and _noun(study, first - 1):
        first -= 1
    kinds = [found for at in range(first, last + 1) if (found := kind_at(study, at))]
    words = frozenset(_before(study, sentence, first))
    opening = next((word for word in _before(study, sentence, first) if word in stop_words()), "")
    lists = lexicon()
    return Head(
        last,
        frozenset(found.name for found in kinds),
        frozenset(found.family for found in kinds),
        noun=True,
        known=opening in _DEFINITE,
        here=opening in _HERE,
        earlier=bool(words & lists.earlier),
        later=bool(words & lists.later),
        ordinal=next((number for word, number in lists.ordinals.items() if word in words), None),
    )


def _noun(study: Study, index: int) -> bool:
    kind = kind_at(study, index)
    return kind is not None and kind.noun


def _before(study: Study, sentence: Sentence, index: int) -> tuple[str, ...]:
    """The words of the noun group before an event word, the nearest first, four at most."""
    found = []
    for at in range(index - 1, max(sentence.first, index - 5) - 1, -1):
        if any(sign in study.gap(at, at + 1) for sign in ',;:()"“”'):
            break
        found.append(study.tokens[at].word)
    return tuple(found)


def date_head(study: Study, sentence: Sentence, date: Span, earlier: Iterable[Span]) -> Head | None:
    """The event word that a date in a sentence hangs on; `earlier` are the dates before it in the sentence."""
    first, stop = study.at(date)
    floor = max((study.at(span)[1] for span in earlier), default=sentence.first)
    return (
        _attributed(study, sentence, stop)
        or (_rightwards(study, sentence, stop) if _fronted(study, floor, first) else None)
        or _leftwards(study, sentence, first, floor)
        or _behind(study, sentence, stop)
    )


def _attributed(study: Study, sentence: Sentence, stop: int) -> Head | None:
    """The word that a date stands before: the Thursday call, Thursday's talks, on Thursday exchanged."""
    for index in range(stop, min(stop + 4, sentence.stop)):
        term = study.tokens[index]
        if study.gap(index - 1, index).strip(" -'’s\n\u00a0") or term.stop or term.word in lexicon().boundaries:
            return None
        kind = kind_at(study, index)
        if kind and (kind.noun or index == stop):
            return head_at(study, sentence, index)
    return None


def _fronted(study: Study, floor: int, first: int) -> bool:
    """Whether a date opens its clause: "On Friday, she said", "However, last week the board met"."""
    return all(
        kind_at(study, index) is None and not _named(study, index) for index in range(max(floor, first - 4), first)
    ) and (first - floor <= 4 or "," in study.gap(first - 3, first - 2) + study.gap(first - 2, first - 1))


def _named(study: Study, index: int) -> bool:
    at = study.tokens[index].span
    near = study.names(Span(max(0, at.start - _NAME), at.stop + _NAME))
    return any(at in name.span for name in near)


def _rightwards(study: Study, sentence: Sentence, stop: int) -> Head | None:
    noun = None
    for index in range(stop, min(stop + _REACH_RIGHT, sentence.stop)):
        kind = kind_at(study, index)
        if kind and not kind.noun:
            return head_at(study, sentence, index)
        if kind and noun is None:
            noun = index
    return None if noun is None else head_at(study, sentence, noun)


def _behind(study: Study, sentence: Sentence, stop: int) -> Head | None:
    """The word behind a date that no word before it claims; "…, she said" at the end is none."""
    head = _rightwards(study, sentence, stop)
    if head and any(study.tokens[at].word in lexicon().boundaries for at in range(stop, head.index)):
        return None  # a clause of its own: ordered on Friday after both had met
    if head and head.utterance and "," in "".join(study.gap(at, at + 1) for at in range(stop - 1, head.index)):
        return None
    return head


def _leftwards(study: Study, sentence: Sentence, first: int, floor: int) -> Head | None:
    for index in range(first - 1, max(floor, first - _REACH_LEFT) - 1, -1):
        if head := head_at(study, sentence, index):
            return head
        if study.tokens[index].word in _RELATIVE:
            return _antecedent(study, sentence, index, floor)
        if study.tokens[index].word in lexicon().boundaries:
            return None
    return None


def _antecedent(study: Study, sentence: Sentence, index: int, floor: int) -> Head | None:
    """The noun before a clause that only says when it was: the strike, which began on Monday; talks here that began."""
    begun = index + 1 < sentence.stop and study.tokens[index + 1].word in lexicon().support
    for at in range(index - 1, max(floor, index - (_GROUP if begun else 1)) - 1, -1):
        head = head_at(study, sentence, at)
        if head or set(study.gap(at - 1, at)) & set(",;:"):
            return head if head and head.noun and not head.utterance else None
    return None


def undated_heads(study: Study, sentence: Sentence) -> list[Head]:
    """Every event word of a sentence that is no saying; of compounds the last word alone."""
    found = []
    for index in kinded(study, sentence):
        head = head_at(study, sentence, index)
        if head and head.index == index and not head.utterance:
            found.append(head)
    return found
