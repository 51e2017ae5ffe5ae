"""When is no sentence an answer, and why."""

from collections.abc import Sequence

from corpus.ask.question import Question
from corpus.ask.rank import Scored, Weighed
from corpus.ask.spelling import Speller
from corpus.results import Refusal

COVER = 0.5  # of the question's weight that an answer and its surroundings must hold


def refusal(asked: Weighed, ranked: Sequence[Scored], speller: Speller) -> Refusal | None:
    """Why nothing is answered; None where the best sentences answer."""
    question = asked.question
    if not question.wanted:
        return Refusal("empty")
    missing = question.missing
    names = tuple(one for one in missing if one.name or one.word[:1].isdigit())
    if names:
        return Refusal("name", tuple(one.word for one in names), _near(names[0].word, speller))
    if ranked and max(one.cover for one in ranked[:5]) >= COVER:
        return None
    return _uncovered(question, missing, speller)


def _uncovered(question: Question, missing: Sequence[object], speller: Speller) -> Refusal:
    words = tuple(one.word for one in question.missing)
    if missing and words:
        return Refusal("word", words, _near(words[0], speller))
    return Refusal("coverage")


def _near(word: str, speller: Speller) -> tuple[str, ...]:
    return speller.nearest(word)
