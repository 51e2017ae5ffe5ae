"""Whose words a question asks for, and about what: "What did Lind say about the ferry"."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from corpus.ask.lists import alike, stemmed
from corpus.ask.question import Question, Wanted
from corpus.ask.spelling import Speller, meant_stop
from corpus.store.found import Stored
from corpus.store.schema import MARK
from corpus.words import Term, fold, stem, terms, word_list

SUBJECT_ONLY = 0.6
SUBJECT = 6  # words of who speaks
_HEAD = 8  # words of a sentence in which its subject stands
_BACK = 4  # words from a preposition to its object
_PAUSE = re.compile(r"[,;:.“”\"—–]")
_VERB = 8  # words from a subject to its verb of saying
_READ = 600  # code points of a sentence that are read
_QUOTED = re.compile(r"“[^“”]*”?|\"[^\"]*\"?|«[^«»]*»?")
ENOUGH = 0.5  # of the words that say what about


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose words are asked for: the stems that stand for the last word of the name, the speaker's marks, the topic."""

    called: frozenset[str]
    marks: frozenset[str]
    topic: tuple[Wanted, ...]

    @property
    def enough(self) -> float:
        """How many words of the topic a sentence holds at the least."""
        return ENOUGH * len(self.topic)

    def share(self, sentence: Stored, text: str) -> float:
        """1 for their words about the topic, less where they are but the subject of a sentence about it; 0 else."""
        if not self._about(sentence):
            return 0.0
        return 1.0 if not self.marks.isdisjoint(sentence.meta) else SUBJECT_ONLY * self._subject(text)

    def may(self, sentence: Stored) -> bool:
        """Whether a sentence has a share, as far as its stems tell."""
        spoken = not self.marks.isdisjoint(sentence.meta) or not self.called.isdisjoint(sentence.words)
        return spoken and self._about(sentence)

    def _about(self, sentence: Stored) -> bool:
        held = frozenset(sentence.words)
        found = sum(not held.isdisjoint(_others(one)) for one in self.topic)
        return found >= self.enough

    def _subject(self, text: str) -> bool:
        own = terms(_QUOTED.sub(lambda quoted: " " * len(quoted[0]), text[:_READ]))
        return any(term.stem in self.called and _acts(own, at, text) for at, term in enumerate(own))


def whose(question: Question, speller: Speller, marks: Callable[[str], frozenset[str]] | None) -> Whose | None:
    """Whose words are asked for, if anybody's; `marks` gives those of the sentences in which somebody speaks."""
    said = terms(question.text)
    found = _parts(said, speller)
    if not found:
        return None
    subject, verb = found
    written = {one.word: one for one in question.wanted}
    by_stem = {term.stem: written[word] for term in said if (word := term.span.cut(question.text)) in written}
    name = [by_stem[term.stem] for term in subject if term.stem in by_stem]
    if not name or not name[-1].forms:
        return None
    called = question.text[subject[0].span.start : subject[-1].span.stop]
    topic = tuple(
        one
        for term in _about(said, verb)
        if (one := by_stem.get(term.stem)) and one not in name and not one.filler and not _is_day(one)
    )
    return Whose(frozenset(root for root, _ in name[-1].forms), marks(called) if marks else frozenset(), topic)


def _about(said: Sequence[Term], verb: Term) -> Sequence[Term]:
    """The words behind "about"."""
    behind = [term for term in said if term.span.start > verb.span.start]
    return list(dropwhile(lambda term: term.word not in _saying()["about"], behind))


def _parts(said: Sequence[Term], speller: Speller) -> tuple[Sequence[Term], Term] | None:
    """Who speaks and the verb, behind "what did"."""
    words = [term.word if speller.has(term.word) else meant_stop(term.word) or term.word for term in said]
    lists = _saying()
    for at in range(len(words) - 3):
        if words[at] in lists["asks"] and words[at + 1] in lists["auxiliaries"]:
            rest = said[at + 2 :]
            subject = list(takewhile(lambda term: term.stem not in stemmed("saying"), rest[: SUBJECT + 1]))
            if subject and len(subject) < len(rest) and len(subject) <= SUBJECT:
                return subject, rest[len(subject)]
    return None


def _acts(said: Sequence[Term], at: int, text: str) -> bool:
    """Whether somebody named does what the sentence tells: no object, and no owner of something."""
    term = said[at]
    joined = "-" in {text[term.span.start - 1 : term.span.start], text[term.span.stop : term.span.stop + 1]}
    if joined or text[term.span.stop : term.span.stop + 2] in {"'s", "’s"}:
        return False
    before = said[max(0, at - _BACK) : at]
    objects = [one for one in before if one.word in _saying()["before_objects"] or one.stem in _told()]
    if objects and not _PAUSE.search(text[objects[-1].span.stop : term.span.start]):
        return False
    behind = said[at + 1 : at + 1 + _VERB]
    return at < _HEAD or any(one.stem in _speech() for one in (*behind, *before[-2:]))


def _saying() -> Mapping[str, Sequence[str]]:
    lists: Mapping[str, Sequence[str]] = word_list("questions")["saying"]
    return lists


def _told() -> frozenset[str]:
    return frozenset(stem(fold(word)) for word in _saying()["told"])


def _speech() -> frozenset[str]:
    return alike()["say"] | stemmed("saying")


def _others(one: Wanted) -> frozenset[str]:
    roots = frozenset(root for root, _ in one.forms)
    return roots.union(*(alike().get(root, frozenset()) for root in roots))


def _is_day(one: Wanted) -> bool:
    return any(root.startswith(MARK) for root, _ in one.forms)
