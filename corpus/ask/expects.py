"""Does a sentence hold a thing of the kind that is asked for: a person, a day, a place, a span of time, a number."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise

import numpy as np

from corpus.ask.lists import alike, measures, offices, stemmed
from corpus.ask.question import Asks, Question, Wanted
from corpus.store.found import Stored
from corpus.store.postings import Flags, Reals, Times
from corpus.store.schema import MARK
from corpus.words import Term, fold, stem, terms

NONE, SOME, JUST = 0.0, 1.0, 2.5  # no such thing, one somewhere, one tied to what the question names
HOLDER = 4.0  # who holds the office that is asked for
_DAY, _SPEAKER = f"{MARK}d", f"{MARK}s"
_YEAR = re.compile(r"1\d{3}|20\d\d")
_PLACE = re.compile(
    r"\b(?:in|at|near|from|to|into|across|outside|toward|towards|of)\s+(?:the\s+)?(?:\w+\s+)?[A-ZÀ-Þ]\w+"
)
_BY = re.compile(r"\bby\b", re.IGNORECASE)
_IS = frozenset({"is", "are", "was", "were", "refers", "means"})
_ARTICLE = re.compile(r"\)?,?\s+(?:an?|the|former)\b")
_AT = frozenset({"in", "at", "on", "near", "from"})
_IS_AT = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_IS))})\W+(?:{'|'.join(sorted(_AT))})(?!\w)")
_AGED = re.compile(r"(?:,\s{0,2}|\()(?:aged\s)?\d{1,3}[,.;)]")
_READ = 600  # code points of a sentence that are read
_HEAD = 8  # words of a sentence in which its subject stands
_OFFICE = 4  # words between a role and who holds it, or what it is held in
_DATED = 3  # words between a day and what it dates
_BEFORE = 3  # words between a number and what it counts


def holds(question: Question, sentence: Stored, text: str) -> float:
    """NONE, SOME, JUST or HOLDER: whether the sentence has such a thing beside what the question itself names."""
    test = _TESTS.get(question.asks)
    return test(question, sentence, text) if test else NONE


def measured(question: Question, sentence: Stored, before: Sequence[str], text: str) -> bool:
    """Whether a sentence tells a measure in the units that are asked for, of what it names or the one before it does.

    An age stands behind a name by itself too: "Okafor, 52,".
    """
    words, units = sentence.words, question.units
    asking = {stem(word) for word in measures()}
    things = frozenset(root for one in question.wanted if not one.filler for root, _ in one.forms) - asking
    if not things.isdisjoint(words) and stem("year") in units and _AGED.search(text):
        return True
    told = any(_is_amount(one) and other in units for one, other in pairwise(words))
    return told and not things.isdisjoint((*before, *words))


def numbered(thing: Wanted, sentence: Stored) -> bool:
    """Whether a sentence names a thing, in any word for it, and a number that is no year, or stands before it."""
    roots = frozenset(other for root, _ in thing.forms for other in (root, *alike().get(root, ())))
    words = sentence.words
    amounts = (at for at, one in enumerate(words) if _is_amount(one))
    return not roots.isdisjoint(words) and any(
        not _YEAR.fullmatch(words[at]) or not roots.isdisjoint(words[at + 1 : at + 1 + _BEFORE]) for at in amounts
    )


def most(question: Question) -> float:
    """What `holds` gives at the most."""
    if question.asks is Asks.ANYTHING:
        return NONE
    return HOLDER if question.asks is Asks.WHO and question.held else JUST


def reads(question: Question, sentence: Stored) -> bool:
    """Whether `holds` may give more for the sentence where it knows its text."""
    if question.asks is Asks.WHO:
        return not (question.deeds | question.held).isdisjoint(sentence.words)
    return question.asks in {Asks.WHERE, Asks.MEANING}


class Kinds:
    """What kinds of things a sentence holds, a bit each, whatever is asked; written down for all sentences."""

    DAY = 1  # a mark of one
    CALENDAR = 2  # a month, a day of the week, a year
    SPAN = 4  # a number of units of time
    AMOUNT = 8
    SPEAKER = 16
    BY = 32  # somebody may have done something
    PLACE = 64
    IS_AT = 128


def kinds(words: Sequence[str], meta: Collection[str], text: str) -> int:
    """The kinds of things in a sentence."""
    found = 0
    for mark in meta:
        if mark.startswith(_DAY):
            found |= Kinds.DAY
        elif mark.startswith(_SPEAKER):
            found |= Kinds.SPEAKER
    held = frozenset(words)
    figures = [word for word in held if _is_number(word)]
    if not stemmed("calendar").isdisjoint(held) or any(map(_YEAR.fullmatch, figures)):
        found |= Kinds.CALENDAR
    if figures or not stemmed("multiples").isdisjoint(held):
        found |= Kinds.AMOUNT
    if figures and not stemmed("time_units").isdisjoint(held) and _lasts(words):
        found |= Kinds.SPAN
    if _BY.search(text):
        found |= Kinds.BY
    if _PLACE.search(text):
        found |= Kinds.PLACE
    if _IS_AT.search(fold(text)):
        found |= Kinds.IS_AT
    return found


def most_of(question: Question, has: Times, forms: Sequence[Flags], words: Sequence[Flags]) -> Reals:
    """What `holds` gives at the most for sentences with such kinds of things.

    `forms` tells which of them hold each wanted word, `words` which hold another word for it too.
    """
    if question.asks is Asks.WHEN:
        return np.where(has & Kinds.DAY, JUST, np.where(has & Kinds.CALENDAR, SOME, NONE))
    if question.asks is Asks.DURATION:
        return np.where(has & Kinds.SPAN, JUST, NONE)
    if question.asks is Asks.COUNT:
        return np.where(has & Kinds.AMOUNT, np.where(forms[0], JUST, SOME) if forms else SOME, NONE)
    if question.asks is Asks.WHERE:
        return np.where(has & Kinds.PLACE, np.where(has & Kinds.IS_AT, JUST, SOME), NONE)
    if question.asks is Asks.WHO:
        return _most_of_who(question, has, words)
    return np.full(len(has), most(question))


def _most_of_who(question: Question, has: Times, words: Sequence[Flags]) -> Reals:
    speaks = not question.deeds.isdisjoint(_speech())
    found = np.where(has & Kinds.SPEAKER, SOME, NONE) if speaks else np.full(len(has), NONE)
    for at, (one, there) in enumerate(zip(question.wanted, words, strict=True)):
        roots = {other for root, _ in one.forms for other in (root, *alike().get(root, ()))}
        if not question.held.isdisjoint(roots):
            found[there] = HOLDER
        elif not at or not question.deeds.isdisjoint(roots):
            found = np.where(there & (has & Kinds.BY != 0), np.maximum(found, JUST), found)
    return found


def _who(question: Question, sentence: Stored, text: str) -> float:
    if not question.wanted:
        return NONE
    if question.held and _holds_office(question.held, question.stems, text):
        return HOLDER
    if _done_by(question.deeds, question.stems, text):
        return JUST
    speaks = any(mark.startswith("@s") for mark in sentence.meta)
    return SOME if speaks and not question.deeds.isdisjoint(_speech()) else NONE


def _done_by(deeds: Collection[str], asked: Collection[str], text: str) -> bool:
    """Whether a name beside the question's own did what is asked about: "requested by X"."""
    if not _BY.search(text):
        return False
    said = terms(text[:_READ])
    return any(
        term.stem in deeds
        and by.word == "by"
        and any(_is_name(one, text) and one.stem not in asked for one in said[at : at + 3])
        for at, (term, by) in enumerate(pairwise(said), 2)
    )


def _holds_office(held: Collection[str], asked: Collection[str], text: str) -> bool:
    """Whether somebody is named beside an office and its body: "X, the port's chief", for who leads the port."""
    said = terms(text[:_READ])
    for at, term in enumerate(said):
        if term.stem not in held:
            continue
        around = [one for one in said[max(0, at - _OFFICE) : at + _OFFICE + 1] if one.stem not in offices()]
        if any(one.stem in asked for one in around) and any(
            _is_name(one, text) and one.stem not in asked for one in around
        ):
            return True
    return False


def _speech() -> frozenset[str]:
    """What speakers do."""
    return alike().get("say", frozenset())


def _is_name(term: Term, text: str) -> bool:
    """Whether a word is written as a name, and is no possessive."""
    return (
        text[term.span.start].isupper()
        and not term.stop
        and text[term.span.stop : term.span.stop + 2] not in {"'s", "’s"}
    )


def _when(question: Question, sentence: Stored, _text: str) -> float:
    """A day is worth most near what is asked about; a month, a year or a day of the week is one thing of the kind."""
    words = sentence.words
    new = [at for at, word in enumerate(words) if word not in question.stems]
    dated = [at for at in new if words[at] in stemmed("calendar") or _YEAR.fullmatch(words[at])]
    if any(mark.startswith("@d") and mark not in question.stems for mark in sentence.meta):
        asked = [at for at, word in enumerate(words) if word in question.stems]
        return JUST if any(abs(at - day) <= _DATED for at in asked for day in dated) else SOME
    return SOME if dated else NONE


def _where(question: Question, _sentence: Stored, text: str) -> float:
    if all(stem(fold(place)) in stemmed("calendar") for place in _PLACE.findall(text)):
        return NONE
    said = terms(text[:_READ])
    for at, term in enumerate(said[:-2]):
        if term.stem in question.stems and said[at + 1].word in _IS and said[at + 2].word in _AT:
            return JUST
    return SOME


def _duration(_question: Question, sentence: Stored, _text: str) -> float:
    return JUST if _lasts(sentence.words) else NONE


def _lasts(words: Sequence[str]) -> bool:
    units = (at for at, word in enumerate(words) if word in stemmed("time_units"))
    return any(_is_number(word) for at in units for word in words[max(0, at - 2) : at])


def _count(question: Question, sentence: Stored, _text: str) -> float:
    words = sentence.words
    numbers = [at for at, word in enumerate(words) if word not in question.stems and _is_amount(word)]
    things = [at for at, word in enumerate(words) if word in question.counted]
    if any(0 < thing - number <= _BEFORE for thing in things for number in numbers):
        return JUST
    return SOME if numbers else NONE


def _meaning(question: Question, _sentence: Stored, text: str) -> float:
    """What is asked for is the subject: "X is a …", "X, the …"."""
    head = terms(text[:400])[: _HEAD + 3]
    at = max((at for at, term in enumerate(head[:_HEAD]) if term.stem in question.stems), default=-1)
    if at < 0:
        return NONE
    if any(term.word in _IS for term in head[at + 1 : at + 3]) or _ARTICLE.match(text, head[at].span.stop):
        return JUST
    return NONE


def _is_number(word: str) -> bool:
    return word[:1].isdigit()


def _is_amount(word: str) -> bool:
    return _is_number(word) or word in stemmed("multiples")


_TESTS: Mapping[Asks, Callable[[Question, Stored, str], float]] = {
    Asks.WHO: _who,
    Asks.WHEN: _when,
    Asks.WHERE: _where,
    Asks.DURATION: _duration,
    Asks.COUNT: _count,
    Asks.MEANING: _meaning,
}
