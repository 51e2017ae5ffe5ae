"""From a question to the sentences that answer it."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, islice, pairwise
from typing import Protocol

from corpus.ask.candidates import REACH, Reach
from corpus.ask.daily import days_of, speaks_of, tells_of
from corpus.ask.expects import holds
from corpus.ask.look import Looked, Reads
from corpus.ask.question import LONGEST, Asks, Question, Wanted, read_question
from corpus.ask.rank import WITHIN, Counts, Scored, Weighed
from corpus.ask.refuse import refusal
from corpus.ask.spelling import Forms, Speller
from corpus.ask.whose import whose
from corpus.excerpts import cut, marks, unbroken
from corpus.models import Excerpt, Span
from corpus.requested import spelled_out
from corpus.results import Asked, Refusal
from corpus.store.codec import day_mark
from corpus.store.found import Stored

CYRILLIC, UKRAINIAN = re.compile(r"[\u0400-\u04ff]"), re.compile(r"[ґєії]", re.IGNORECASE)
ANSWERS = 5
SEEN = 6  # of the best, by which it is told whether they answer
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
    shelf, text = material.shelf, spelled_out(text)
    read = read_question(text, material.speller, material.known, _days(text, shelf, material.today))
    question = _settled(_whole(read, shelf), shelf)
    counts = Counts(*material.size, shelf.frequencies(sorted(question.stems)))
    weighed = Weighed(question, counts, _strangers(question, shelf))
    speaks = whose(question, material.speller, material.voice)
    looked = Looked(weighed, shelf, material.reach)
    first = list(islice(looked.best(), SEEN))
    told = _bound(question, looked.best(), looked)
    ranked = list(islice(told, SEEN))
    bound = {one.sentence.row for one in ranked}
    others = [one for one in first if one.sentence.row not in bound]
    why = refusal(weighed, ranked and [*ranked, *others], looked, material.near or material.speller.nearest)
    if why:
        return Asked(refusal=why)
    return _shown(_bound(question, looked.best(speaks), looked) if speaks else chain(ranked, told), looked)


def _shown(wanted: Iterator[Scored], looked: Looked) -> Asked:
    """The best few as excerpts, none twice."""
    shown: dict[Excerpt, Scored] = {}
    also: list[tuple[Excerpt, ...]] = []
    first = list(islice(wanted, ANSWERS))
    looked.bring(one.sentence for one in first)
    for one in _distinct(chain(first, wanted)):
        excerpt, *same = (_excerpt(copy, looked) for copy in _copied(one.sentence, looked))
        if not any(excerpt.article == other.article and excerpt.span.overlaps(other.span) for other in shown):
            shown[excerpt] = one
            also.append(tuple(sorted(same, key=lambda copy: copy.article.id)))
        if len(shown) == ANSWERS:
            break
    if not shown:
        return Asked(refusal=Refusal("coverage"))
    best = max(one.score for one in shown.values())
    strong = sum(one.score >= STRONG * best for one in shown.values())
    return Asked(tuple(shown), strong=strong, also=tuple(also))


def _bound(question: Question, ranked: Iterable[Scored], looked: Looked) -> Iterator[Scored]:
    """Those that tell of the day that is asked about; none where a length is asked and none of them tells one."""
    days = days_of(question)
    if not days:
        return iter(ranked)
    told = (
        replace(one, cover=one.cover + (0 if days & one.sentence.meta else THAT_DAY))
        for one in ranked
        if tells_of(question, one.sentence, looked.sentences, looked.article(one.sentence))
        and speaks_of(question, one.sentence)
    )
    if question.asks is not Asks.DURATION:
        return told
    every = list(told)
    return iter(every if any(holds(question, one.sentence, "") for one in every) else ())


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


def _whole(question: Question, shelf: Shelf) -> Question:
    """A word whose halves the corpus holds, but nowhere side by side, stands nowhere: a life, a boat, no lifeboat."""
    apart = [one for one in question.wanted if one.parts and not _joined(one, shelf)]
    return question.with_forms(dict.fromkeys(apart, ()))


def _joined(one: Wanted, shelf: Shelf) -> bool:
    (first, _), (second, _) = one.forms[-2:]
    return _side_by_side(first, second, shelf, 1)


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
    pairs = ((first, second) for first, _ in one.forms for second, _ in other.forms)
    return any(_side_by_side(*pair, shelf, WITHIN) for pair in pairs)


def _side_by_side(one: str, other: str, shelf: Shelf, within: int) -> bool:
    """Whether two stems stand so near in a sentence; taken for granted where very many hold both."""
    rows = shelf.matching((), LOOKED_AT, all_of=(one, other))
    found = shelf.sentences(rows).values() if len(rows) < LOOKED_AT else ()
    return len(rows) == LOOKED_AT or any(_beside(one, other, held.words, within) for held in found)


def _beside(one: str, other: str, words: Sequence[str], within: int) -> bool:
    here = [at for at, word in enumerate(words) if word == one]
    return any(word == other and any(0 < abs(at - place) <= within for place in here) for at, word in enumerate(words))


def _distinct(ranked: Iterable[Scored]) -> Iterator[Scored]:
    """None in the same words as a better one."""
    chosen: list[frozenset[str]] = []
    for one in ranked:
        words = frozenset(one.sentence.words)
        if all(_shared(words, other) < SAME for other in chosen):
            chosen.append(words)
            yield one


def _copied(one: Stored, looked: Looked) -> Iterator[Stored]:
    """The sentence as its article and the copies of that print it, one an article, the original first."""
    lists = looked.shelf.lists
    rows = lists.copies(looked.article(one).witness)
    if not rows:
        yield one
        return
    words = frozenset(one.words)
    for _, told in groupby(lists.told(rows), key=lambda other: other.article):
        best = max(told, key=lambda other: (other.row == one.row, _shared(words, frozenset(other.words)), -other.row))
        if _shared(words, frozenset(best.words)) >= SAME:
            yield best


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (len(one | other) or 1)


def _excerpt(one: Stored, looked: Looked) -> Excerpt:
    article, found = looked.article(one), looked.weighed.question.stems.intersection(one.words)
    span = unbroken(article.body, cut(article.body, one.span, found))
    return Excerpt(article, span, marks(article.body, span, found))
