"""From a question to the sentences that answer it."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from corpus.ask.candidates import REACH, Reach
from corpus.ask.daily import days_of, speaks_of, tells_of
from corpus.ask.expects import holds
from corpus.ask.look import Looked, Reads, look
from corpus.ask.question import LONGEST, Asks, Question, Wanted, read_question
from corpus.ask.rank import WITHIN, Counts, Scene, Scored, Weighed
from corpus.ask.refuse import refusal
from corpus.ask.spelling import Forms, Speller
from corpus.ask.whose import Whose, whose
from corpus.excerpts import cut, marks, unbroken
from corpus.models import Excerpt, Printed, Span
from corpus.results import Asked, Refusal
from corpus.store.codec import day_mark

CYRILLIC, UKRAINIAN = re.compile(r"[\u0400-\u04ff]"), re.compile(r"[ґєії]", re.IGNORECASE)
ANSWERS = 5
LOOKED_AT = 64  # sentences in which the parts of a name are looked for
ABOVE, BELOW = 1.2, 0.8  # for the guess that stands oftenest beside the question's other words, and for the others
SAME = 0.8  # shared words, of all, from which two sentences tell the same in the same words
THAT_DAY = 0.1  # of all that is asked, for a sentence that tells of the day without naming it
STRONG = 0.7  # of the best one's score


class Shelf(Reads, Protocol):
    """What asking needs of a store."""

    def frequencies(self, words: Sequence[str]) -> dict[str, int]: ...


@dataclass(frozen=True, slots=True)
class Material:
    """What questions are asked of: a store, its words, its number of sentences and their mean length.

    `known` gives the stems of a name that the gazetteer accepts, `near` the names nearest to another; `today` is
    the day from which a day without a year is reckoned, the corpus's last; `voice` gives the marks that sentences bear
    in which somebody speaks.
    """

    shelf: Shelf
    speller: Speller
    size: tuple[int, float]
    known: Callable[[str], Forms] | None = None
    near: Callable[[str], tuple[str, ...]] | None = None
    today: dt.date | None = None
    voice: Callable[[str], frozenset[str]] | None = None
    reach: Reach = REACH


def ask(text: str, material: Material) -> Asked:
    """Excerpts that answer a question, best first, or a refusal."""
    shelf = material.shelf
    question = _settled(
        read_question(text, material.speller, material.known, _days(text, shelf, material.today)), shelf
    )
    counts = Counts(*material.size, shelf.frequencies(sorted(question.stems)))
    weighed = Weighed(question, counts, _strangers(question, shelf))
    speaks = whose(question, material.speller, material.voice)
    looked = look(weighed, shelf, material.reach, speaks)
    every, scene, articles = looked.ranked, looked.scene, looked.articles
    ranked = _bound(question, every, scene, articles)
    bound = {one.sentence.row for one in ranked}
    others = [one for one in every if one.sentence.row not in bound]
    why = refusal(weighed, ranked and [*ranked, *others], material.near or material.speller.nearest)
    ranked = _theirs(speaks, ranked, scene)
    if why or not ranked:
        return Asked(refusal=why or Refusal("coverage"))
    shown: dict[Excerpt, Scored] = {}
    also: list[tuple[Excerpt, ...]] = []
    for first, *others in (_copied(one, ranked, looked) for one in _distinct(ranked)):
        excerpt, *same = (_excerpt(one, looked.article(one.sentence)) for one in (first, *others))
        if not any(excerpt.article == other.article and excerpt.span.overlaps(other.span) for other in shown):
            shown[excerpt] = first
            also.append(tuple(sorted(same, key=lambda copy: copy.article.id)))
    best = max(one.score for one in shown.values())
    strong = sum(one.score >= STRONG * best for one in shown.values())
    return Asked(tuple(shown), strong=strong, also=tuple(also))


def _bound(question: Question, ranked: list[Scored], scene: Scene, articles: Mapping[int, Printed]) -> list[Scored]:
    """Those that tell of the day that is asked about; none where a length is asked and none of them tells one."""
    days = days_of(question)
    if not days:
        return ranked
    told = [
        replace(one, cover=one.cover + (0 if days & one.sentence.meta else THAT_DAY))
        for one in ranked
        if tells_of(question, one.sentence, scene, articles[one.sentence.article]) and speaks_of(question, one.sentence)
    ]
    if question.asks is Asks.DURATION and not any(
        holds(question, one.sentence, scene.texts[one.sentence.row]) for one in told
    ):
        return []
    return told


def _theirs(speaks: Whose | None, ranked: list[Scored], scene: Scene) -> list[Scored]:
    """Where somebody's words are asked for, those."""
    if not speaks:
        return ranked
    shares = ((one, speaks.share(one.sentence, scene.texts.get(one.sentence.row, ""))) for one in ranked)
    theirs = [replace(one, score=one.score * share) for one, share in shares if share]
    return sorted(theirs, key=lambda one: -one.score)


def _days(text: str, shelf: Shelf, today: dt.date | None) -> list[tuple[Span, str]]:
    """Days that a question names and the corpus too."""
    if not any(sign.isdigit() for sign in text[:LONGEST]):
        return []
    from corpus.ingest.dates import find_dates  # costs a third of the time to start

    named = [
        (date.span, day_mark(date.interval.first))
        for date in find_dates(text[:LONGEST], anchor=today, language=_language(text[:LONGEST]))
        if date.interval.days == 1 and any(sign.isdigit() for sign in date.span.cut(text))
    ]
    held = shelf.frequencies([mark for _, mark in named])
    return [(span, mark) for span, mark in named if held[mark]]


def _language(text: str) -> str:
    """The one whose days a question names, told by its letters."""
    if not CYRILLIC.search(text):
        return "en"
    return "uk" if UKRAINIAN.search(text) else "ru"


def _settled(question: Question, shelf: Shelf) -> Question:
    """Of several words that a mistyped one may be, those count most that stand beside the question's other words."""
    beside = [root for one in question.wanted if one.sure and not one.filler for root, _ in one.forms]
    doubtful = [one for one in question.wanted if _open(one)] if beside else []
    return question.with_forms({one: _weighed_forms(one.forms, beside, shelf) for one in doubtful})


def _open(one: Wanted) -> bool:
    return not one.sure and len(one.forms) > 1


def _weighed_forms(forms: Forms, beside: Sequence[str], shelf: Shelf) -> Forms:
    times = {root: len(shelf.matching(beside, LOOKED_AT, all_of=(root,))) for root, _ in forms}
    most = max(times.values())
    if not most:
        return forms
    weighed = [(root, min(1.0, sure * (ABOVE if times[root] == most else BELOW))) for root, sure in forms]
    return tuple(sorted(weighed, key=lambda form: (-form[1], form[0])))


def _strangers(question: Question, shelf: Shelf) -> set[Wanted]:
    """The words of names whose parts the corpus holds, but nowhere side by side."""
    return {one for name in question.names if not any(_met(*pair, shelf) for pair in pairwise(name)) for one in name}


def _met(one: Wanted, other: Wanted, shelf: Shelf) -> bool:
    for first, _ in one.forms:
        for second, _ in other.forms:
            rows = shelf.matching((), LOOKED_AT, all_of=(first, second))
            if len(rows) == LOOKED_AT or any(
                _beside(first, second, found.words) for found in shelf.sentences(rows).values()
            ):
                return True
    return False


def _beside(one: str, other: str, words: Sequence[str]) -> bool:
    here = [at for at, word in enumerate(words) if word == one]
    return any(word == other and any(0 < abs(at - place) <= WITHIN for place in here) for at, word in enumerate(words))


def _distinct(ranked: Sequence[Scored]) -> list[Scored]:
    """The best few, none in the same words as a better one."""
    chosen: list[Scored] = []
    for one in ranked:
        words = frozenset(one.sentence.words)
        if all(_shared(words, frozenset(other.sentence.words)) < SAME for other in chosen):
            chosen.append(one)
        if len(chosen) == ANSWERS:
            break
    return chosen


def _copied(one: Scored, ranked: Sequence[Scored], looked: Looked) -> tuple[Scored, ...]:
    """The sentence as its article and the copies of that print it, one an article, the original first."""
    rows = looked.shelf.lists.copies(looked.article(one.sentence).witness)
    if not rows:
        return (one,)
    words = frozenset(one.sentence.words)
    found = {one.sentence.article: one}
    for other in ranked:
        if other.sentence.article in rows and _shared(words, frozenset(other.sentence.words)) >= SAME:
            found.setdefault(other.sentence.article, other)
    return tuple(sorted(found.values(), key=lambda same: rows.index(same.sentence.article)))


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (len(one | other) or 1)


def _excerpt(one: Scored, article: Printed) -> Excerpt:
    span = unbroken(article.body, cut(article.body, one.sentence.span, one.found))
    return Excerpt(article, span, marks(article.body, span, one.found))
