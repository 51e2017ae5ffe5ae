"""What a question asks: its telling words, what kind of thing would answer it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import pairwise, takewhile

from corpus.ask.lists import alike, counting, happening, measures, offices, openings, real_words, stemmed, told_as
from corpus.ask.spelling import Forms, Speller, meant_stop
from corpus.models import Span
from corpus.words import Term, fold, is_national, stem, terms

_THING = r"(?:(?:the|an?)\s+)?[\w.'’-]+(?:\s+[\w.'’-]+){0,2}"
_MEANING = re.compile(rf"\W*(?:what|who)(?:\s+(?:is|are|was|were)|['’]s)\s+{_THING}\W*$", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W_]+")
LONGEST = 400  # code points of a question that are read
LIKELY = 0.6  # the weight of a word that stands for one of another stem
TOLD = 0.95  # the weight of the noun for a verb, of the verb for a noun
WORDS = 24  # telling words that are looked up


class Asks(StrEnum):
    """The kind of thing that answers a question."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    DURATION = "duration"
    COUNT = "count"
    MEANING = "meaning"  # what or who something is
    ANYTHING = "anything"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A telling word: as written, the stems of the corpus it may stand for, whether it is written as a name.

    `filler` words need not stand in an answer ("name", "type"), `idle` ones say no more than that something is ("take
    place"); `sure` tells that the corpus holds the word itself, `parts` that its last two forms are its halves.
    """

    word: str
    forms: Forms
    name: bool = False
    filler: bool = False
    sure: bool = True
    idle: bool = False
    parts: bool = False

    @property
    def certain(self) -> float:
        """The weight of the surest form."""
        return max((weight for _, weight in self.forms), default=0.0)


@dataclass(frozen=True)
class Question:
    """A question taken apart; `missing` are the wanted words that the corpus holds in no form."""

    text: str
    asks: Asks
    wanted: tuple[Wanted, ...]
    names: tuple[tuple[Wanted, ...], ...] = ()  # of two words and more, written with capitals
    counted: frozenset[str] = frozenset()  # stems of the thing that how many asks for
    thing: Wanted | None = None  # what is asked for by its kind: how many of what, the only word beside a name
    units: frozenset[str] = frozenset()  # in which a measure is told that is asked for

    @cached_property
    def stems(self) -> frozenset[str]:
        """All stems that the words may stand for."""
        return frozenset(root for one in self.wanted for root, _ in one.forms)

    @cached_property
    def deeds(self) -> frozenset[str]:
        """What the first word may say that somebody did, in all words for it."""
        forms = self.wanted[0].forms if self.wanted else ()
        return frozenset(root for form, _ in forms for root in (form, *alike().get(form, ())))

    @cached_property
    def held(self) -> frozenset[str]:
        """The offices that it names, in all words for them."""
        named = frozenset(other for root in self.stems for other in (root, *alike().get(root, ())))
        return named & offices()

    @property
    def missing(self) -> tuple[Wanted, ...]:
        """Words that stand nowhere, names first."""
        return tuple(sorted((one for one in self.wanted if not one.forms), key=lambda one: not one.name))

    def with_forms(self, forms: Mapping[Wanted, Forms]) -> "Question":
        """The same question with other forms of some words."""
        changed = {one: replace(one, forms=forms[one]) if one in forms else one for one in self.wanted}
        names = tuple(tuple(changed.get(one, one) for one in name) for name in self.names)
        thing = changed.get(self.thing) if self.thing else None
        return replace(self, wanted=tuple(changed.values()), names=names, thing=thing)


def read_question(
    text: str,
    speller: Speller,
    known: Callable[[str], Forms] | None = None,
    days: Sequence[tuple[Span, str]] = (),
) -> Question:
    """Take a question apart over a corpus's words.

    `known` gives the stems of a name that the gazetteer accepts; `days` are stretches of the text that name a day, with
    the mark that sentences of the corpus bear which name it too.
    """
    text = text[:LONGEST]
    dated = [(span, mark) for span, mark in days if span.stop <= LONGEST]
    spelled = _LETTERS.sub(lambda word: _mended(word[0], speller), fold(text))
    asks = _asks(spelled)
    found = [term for term in terms(text) if not term.stop and not any(term.span.overlaps(span) for span, _ in dated)]
    marks = {mark for _, mark in dated}
    wanted = {mark: Wanted(span.cut(text), ((mark, 1.0),)) for span, mark in dated}
    for term in _without_mistyped(found, speller):
        one = _wanted(text, term, speller, known)
        if one.forms or not one.filler:
            wanted.setdefault(term.stem, one)
    units = _units(spelled, wanted) if asks is Asks.COUNT else frozenset()
    _make_idle(text, asks, wanted)
    if dated and all(one.filler for key, one in wanted.items() if key not in marks):
        wanted = {mark: wanted[mark] for mark in marks}  # "what happened on 7 December": all that is told of the day
    _join(found, wanted, speller)
    some = tuple(wanted.values())[:WORDS]
    holder = asks is Asks.WHO and not offices().isdisjoint(wanted)  # who is the chief of what
    if asks in {Asks.ANYTHING, Asks.WHO} and not holder and len(some) <= 3 and _MEANING.match(spelled):
        asks = Asks.MEANING
    counted = frozenset(root for root, _ in some[0].forms) if asks is Asks.COUNT and some else frozenset()
    return Question(text, asks, some, _names(text, found, wanted), counted, _thing(text, wanted), units)


def _thing(text: str, wanted: Mapping[str, Wanted]) -> Wanted | None:
    """What an answer must tell of: behind "how many", of what; else what somebody has, or one word beside names."""
    said = terms(text)
    for at, term in enumerate(said):
        if term.word in counting() or f"{said[at - 1].word} {term.word}" in counting():
            run = list(takewhile(lambda one: not one.stop, said[at + 1 :]))
            many = (one for one in run if one.word.endswith("s"))
            return wanted.get(next(many, run[0]).stem) if run else None
    beside = {root: one for root, one in wanted.items() if not one.name}
    had = next((one for root, one in beside.items() if root in stemmed("properties")), None)
    (alone,) = beside.values() if len(beside) == 1 < len(wanted) else (None,)
    return had or (alone if alone and fold(alone.word) in real_words() else None)


def _units(spelled: str, wanted: dict[str, Wanted]) -> frozenset[str]:
    """The units of the measure that "how high" asks for; the word itself is not wanted where the texts hold it not."""
    for one, other in pairwise(_LETTERS.findall(spelled)):
        if one == "how" and other in measures():
            if len(wanted) > 1 and (high := wanted.get(stem(other))) and not high.sure:
                del wanted[stem(other)]
            return measures()[other]
    return frozenset()


def _make_idle(text: str, asks: Asks, wanted: dict[str, Wanted]) -> None:
    """In questions of when and where something is, that it is at all tells next to nothing."""
    if asks not in {Asks.WHEN, Asks.WHERE}:
        return
    said = terms(text)
    idle: set[str] = set()
    for run in happening():
        starts = range(len(said) - len(run) + 1)
        here = (at for at in starts if all(said[at + i].word == word for i, word in enumerate(run)))
        idle.update(term.stem for at in here for term in said[at : at + len(run)])
    if idle.issuperset(wanted):
        return
    for root in idle.intersection(wanted):
        one = wanted.pop(root)
        if one.sure:
            wanted[root] = replace(one, filler=True, idle=True)


def _without_mistyped(found: list[Term], speller: Speller) -> Iterator[Term]:
    for term in found:
        if speller.knows(term.stem) or not meant_stop(term.word):
            yield term


def _wanted(text: str, term: Term, speller: Speller, known: Callable[[str], Forms] | None) -> Wanted:
    surface = term.span.cut(text)
    capital = surface[:1].isupper() and not _opens(text, term)
    forms = _alike(term.stem, speller) or speller.forms(term.word, term.stem)
    if not forms and known is not None:
        forms = known(surface)
    if (other := told_as().get(term.stem)) and speller.knows(other):
        forms = (*(forms if speller.knows(term.stem) else ()), (other, TOLD))
    meant = forms[0][0] if forms else term.stem
    filler = not stemmed("fillers").isdisjoint({meant, term.stem})
    return Wanted(surface, forms, capital, filler, speller.knows(term.stem))


def _alike(root: str, speller: Speller) -> Forms:
    """Of a word that the corpus holds not, but is a word, the others for the same thing: no mistyped one is meant."""
    if speller.knows(root):
        return ()
    return tuple((other, LIKELY) for other in sorted(alike().get(root, ())) if speller.knows(other))


def _join(found: list[Term], wanted: dict[str, Wanted], speller: Speller) -> None:
    """Let two words stand for one that the texts write together, and one for two."""
    for one, other in pairwise(found):
        if root := speller.joined(one.word, other.word):
            for term in (one, other):
                if term.stem in wanted:
                    wanted[term.stem] = _with(wanted[term.stem], (root,))
    for term in found:
        if term.stem in wanted and not wanted[term.stem].forms and (parts := speller.parted(term.word)):
            wanted[term.stem] = replace(_with(wanted[term.stem], parts), parts=True)


def _names(text: str, found: list[Term], wanted: dict[str, Wanted]) -> tuple[tuple[Wanted, ...], ...]:
    """Runs of capitalised words with nothing but a space or a hyphen between."""
    runs: list[list[Term]] = []
    for term in found:
        one = wanted.get(term.stem)
        if one is None or not one.name or not one.sure or is_national(term.word):
            continue
        between = text[runs[-1][-1].span.stop : term.span.start] if runs else "."
        if between in {" ", "-"}:
            runs[-1].append(term)
        else:
            runs.append([term])
    return tuple(tuple(wanted[term.stem] for term in run) for run in runs if len(run) > 1)


def _with(one: Wanted, roots: tuple[str, ...]) -> Wanted:
    return Wanted(one.word, (*one.forms, *((root, 1.0) for root in roots)), one.name, one.filler, one.sure)


def _opens(text: str, term: Term) -> bool:
    return not re.search(r"\w", text[: term.span.start])


def _mended(word: str, speller: Speller) -> str:
    """A mistyped stop word as it is spelled."""
    return word if speller.has(word) else meant_stop(word) or word


def _asks(spelled: str) -> Asks:
    words = f" {' '.join(_LETTERS.findall(spelled))} "
    for opening, kind in openings():
        if f" {opening} " in words:
            return Asks(kind)
    return Asks.ANYTHING
