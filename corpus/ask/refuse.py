"""When is no sentence an answer, and why."""

from collections import Counter
from collections.abc import Callable, Sequence

from corpus.ask.expects import measured, numbered
from corpus.ask.look import Looked
from corpus.ask.question import Asks, Question, Wanted
from corpus.ask.rank import Scored, Weighed
from corpus.results import Refusal
from corpus.store.found import Stored
from corpus.store.schema import MARK
from corpus.words import fold, is_national, places

# Set by hand: what the best sentence must bring, as shares of what is asked.
ENOUGH = 0.65
SUBJECT, AT_MOST = 1.0, 0.15  # for a word that many sentences of its article hold: the article is about it
AHEAD, OF = 0.6, 5  # for how far it is ahead of the one so many places on
PASSAGE, AROUND = 0.1, 6  # for what the sentences so many before and behind hold, and the best does not
BEFORE = 2  # sentences that name what another tells a measure of
CLOSE = 0.3  # for words that stand together as they do in the question


def refusal(
    weighed: Weighed, ranked: Sequence[Scored], looked: Looked, near: Callable[[str], tuple[str, ...]]
) -> Refusal | None:
    """Why nothing is answered; None where the best sentences answer."""
    question = weighed.question
    if not any(_tells(one) for one in question.wanted):
        return Refusal("empty")
    missing = question.missing
    names = tuple(one for one in missing if one.name or _is_year(one.word))
    if names:
        first = names[0].word
        others = () if _is_spelled(fold(first)) else near(first)
        reason = "name" if any(one.name for one in names) else "word"
        return Refusal(reason, tuple(one.word for one in names), others)
    if question.thing in missing:
        return Refusal("word", (question.thing.word,), near(question.thing.word))
    if (
        evidence(weighed, ranked, looked) >= ENOUGH
        and _measures(question, ranked, looked)
        and _counts(question, ranked)
    ):
        return None
    words = tuple(one.word for one in missing)
    return Refusal("word", words, near(words[0])) if words else Refusal("coverage")


def evidence(weighed: Weighed, ranked: Sequence[Scored], looked: Looked) -> float:
    """How much speaks for the best sentence being an answer, 0 to about 1.5."""
    if not ranked:
        return 0.0
    best = ranked[0]
    other = ranked[min(OF, len(ranked) - 1)]
    ahead = (best.score - other.score) / weighed.total
    told = looked.shelf.lists.told([best.sentence.article])
    around = [one for one in told if abs(one.row - best.sentence.row) <= AROUND]
    more = max(0.0, weighed.held_by(around) - best.cover)
    subject = min(_subject(weighed.question, told), AT_MOST)
    return best.cover + PASSAGE * more + SUBJECT * subject + AHEAD * ahead + CLOSE * best.close


def _subject(question: Question, told: Sequence[Stored]) -> float:
    """The share of an article's sentences that holds the same word of the question."""
    held = Counter(root for one in told for root in question.stems.intersection(one.words))
    return max(held.values(), default=0) / len(told)


def _measures(question: Question, ranked: Sequence[Scored], looked: Looked) -> bool:
    """Whether one of the best tells the measure that is asked for, of what it or those before it name."""
    if not question.units:
        return True
    rows = {row for one in ranked for row in range(one.sentence.row - BEFORE, one.sentence.row)}
    told = looked.shelf.sentences(sorted(rows))
    for one in (scored.sentence for scored in ranked):
        near = (told[row] for row in range(one.row - BEFORE, one.row) if row in told)
        before = [word for other in near if other.article == one.article for word in other.words]
        if measured(question, one, before, looked.text(one)):
            return True
    return False


def _counts(question: Question, ranked: Sequence[Scored]) -> bool:
    """Whether a number stands in one of the best that names what is counted."""
    if question.asks is not Asks.COUNT or not (thing := question.thing) or thing.filler or not thing.sure:
        return True
    return any(numbered(thing, one.sentence) for one in ranked)


def _tells(one: Wanted) -> bool:
    """Whether a word says anything by itself: a bare number does not, unless it is a year or part of a day."""
    named = any(root.startswith(MARK) for root, _ in one.forms)
    return named or _is_year(one.word) or any(sign.isalpha() for sign in one.word)


def _is_spelled(word: str) -> bool:
    """Whether a word that stands nowhere is no other mistyped: a country, a people, a year."""
    return is_national(word) or word in places() or _is_year(word)


def _is_year(word: str) -> bool:
    return word.isdigit() and len(word) == 4
