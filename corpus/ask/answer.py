"""From a question to the sentences that answer it."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

from corpus.ask.candidates import REACH, Reach, candidates
from corpus.ask.daily import days_of, speaks_of, tells_of
from corpus.ask.expects import holds
from corpus.ask.question import LONGEST, Asks, Question, Wanted, read_question
from corpus.ask.rank import NEAR, WITHIN, Counts, Scene, Scored, Weighed
from corpus.ask.refuse import refusal
from corpus.ask.spelling import Forms, Speller
from corpus.ask.whose import whose
from corpus.excerpts import cut, marks, unbroken
from corpus.models import Excerpt, Printed, Span
from corpus.results import Asked, Refusal
from corpus.store.codec import day_mark
from corpus.store.read import Stored
from corpus.words import stems

CYRILLIC, UKRAINIAN = re.compile(r"[\u0400-\u04ff]"), re.compile(r"[ґєії]", re.IGNORECASE)
ANSWERS = 5
LOOKED_AT = 64  # sentences in which the parts of a name are looked for
ABOVE, BELOW = 1.2, 0.8  # for the guess that stands oftenest beside the question's other words, and for the others
SAME = 0.8  # shared words, of all, from which two sentences tell the same in the same words
THAT_DAY = 0.1  # of all that is asked, for a sentence that tells of the day without naming it
STRONG = 0.7  # of the best one's score


class Shelf(Protocol):
    """What asking needs of a store."""

    def matching(self, words: Iterable[str], limit: int, *, all_of: Iterable[str] = ()) -> list[int]: ...
    def sentences(self, rows: Iterable[int]) -> dict[int, Stored]: ...
    def frequencies(self, words: Sequence[str]) -> dict[str, int]: ...
    def printed(self, rows: Iterable[int]) -> Mapping[int, Printed]: ...


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
    likely, near = candidates(weighed.shares, NEAR, shelf, material.reach)
    if days_of(question):  # sentences around may name one
        near = [row + step for row in likely for step, _ in NEAR]
    scene, articles = _gather(likely, near, shelf)
    every = weighed.rank((scene.sentences[row] for row in likely if row in scene.sentences), scene)
    ranked = _bound(question, every, scene, articles)
    bound = {one.sentence.row for one in ranked}
    others = [one for one in every if one.sentence.row not in bound]
    why = refusal(weighed, ranked and [*ranked, *others], material.near or material.speller.nearest)
    ranked = _theirs(question, ranked, scene, material)
    if why or not ranked:
        return Asked(refusal=why or Refusal("coverage"))
    shown: dict[Excerpt, Scored] = {}
    for one in _distinct(ranked):
        excerpt = _excerpt(one, articles[one.sentence.article])
        if not any(excerpt.article == other.article and excerpt.span.overlaps(other.span) for other in shown):
            shown[excerpt] = one
    best = max(one.score for one in shown.values())
    strong = sum(one.score >= STRONG * best for one in shown.values())
    return Asked(tuple(shown), strong=strong, also=tuple(_copied(one, ranked, articles) for one in shown.values()))


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


def _theirs(question: Question, ranked: list[Scored], scene: Scene, material: Material) -> list[Scored]:
    """Where somebody's words are asked for, those."""
    speaks = whose(question, material.speller, material.voice)
    if not speaks:
        return ranked
    shares = {one: speaks.share(one.sentence, scene.texts[one.sentence.row]) for one in ranked}
    theirs = [replace(one, score=one.score * share) for one, share in shares.items() if share]
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


def _gather(likely: Sequence[int], near: Sequence[int], shelf: Shelf) -> tuple[Scene, Mapping[int, Printed]]:
    found = shelf.sentences(dict.fromkeys((*likely, *near)))
    some = [found[row] for row in likely if row in found]
    articles = shelf.printed(one.article for one in some)
    texts = {one.row: one.span.cut(articles[one.article].body) for one in some}
    titles = {row: _title(article.title or "") for row, article in articles.items()}
    return Scene(found, texts, titles), articles


@lru_cache(4_096)
def _title(title: str) -> frozenset[str]:
    return frozenset(stems(title))


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


def _copied(one: Scored, ranked: Sequence[Scored], articles: Mapping[int, Printed]) -> tuple[Excerpt, ...]:
    """The sentence as copies of its article print it, one an article."""
    mine, words = articles[one.sentence.article], frozenset(one.sentence.words)
    found: dict[str, Excerpt] = {}
    for other in ranked:
        article = articles[other.sentence.article]
        if article.witness != mine.witness or article.id == mine.id or article.id in found:
            continue
        if _shared(words, frozenset(other.sentence.words)) >= SAME:
            found[article.id] = _excerpt(other, article)
    return tuple(found[key] for key in sorted(found))


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (len(one | other) or 1)


def _excerpt(one: Scored, article: Printed) -> Excerpt:
    span = unbroken(article.body, cut(article.body, one.sentence.span, one.found))
    return Excerpt(article, span, marks(article.body, span, one.found))
