"""The alternatives of data/forms.toml and the little words of data/hedges.toml, ready for look-up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.concepts import concepts
from corpus.models import Span
from corpus.words import Term, terms, word_list


@dataclass(frozen=True, slots=True)
class Form:
    """One of several ways that exclude each other: a video call, in the table `channel`."""

    table: str
    way: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of folded words, each with what it stands for; the longest at a place wins."""

    by_first: dict[str, tuple[tuple[tuple[str, ...], Form], ...]]

    def found(self, tokens: Sequence[Term]) -> Iterator[tuple[int, int, Form]]:
        """First and last-but-one index of each phrase in the terms, with its form, from left to right."""
        by_first, beyond = self.by_first, 0
        for at in [at for at, term in enumerate(tokens) if term.word in by_first]:
            for words, form in by_first[tokens[at].word] if at >= beyond else ():
                if tuple(term.word for term in tokens[at : at + len(words)]) == words:
                    yield at, at + len(words), form
                    beyond = at + len(words)
                    break


def _phrases(rows: Iterator[tuple[str, Form]]) -> Phrases:
    by_first: dict[str, list[tuple[tuple[str, ...], Form]]] = {}
    for phrase, form in rows:
        words = tuple(term.word for term in terms(phrase))
        by_first.setdefault(words[0], []).append((words, form))
    return Phrases({first: tuple(sorted(found, key=lambda row: -len(row[0]))) for first, found in by_first.items()})


@cache
def alternatives(slot: str) -> Phrases:
    """The tables of a slot ("format", "naming") as phrases."""
    tables = word_list("forms")[slot]
    return _phrases(
        (phrase, Form(table, way))
        for table, ways in tables.items()
        for way, phrases in ways.items()
        if way != "example"
        for phrase in phrases
    )


@cache
def hedges(name: str, key: str = "words") -> Phrases:
    """A list of hedges as phrases."""
    return _phrases((phrase, Form(name, key)) for phrase in word_list("hedges")[name][key])


@cache
def turning() -> frozenset[str]:
    """The words that open what denies or supposes: most sentences hold none of them."""
    keys = (("not",), ("not", "short"), ("not", "particle"), ("supposed",))
    return frozenset(word for key in keys for word in hedges(*key).by_first)


@cache
def fates() -> Phrases:
    """What befell those who are counted."""
    rows = word_list("hedges")["fates"].items()
    return _phrases((word, Form("fates", fate)) for fate, words in rows if fate != "example" for word in words)


@cache
def opposites() -> frozenset[tuple[str, str]]:
    """Pairs of concepts that answer one question with yes and no, both ways round."""
    pairs = [(one, two) for pair in word_list("hedges")["opposite"]["pairs"] for one, two in [map(_concept, pair)]]
    return frozenset(pairs) | frozenset((two, one) for one, two in pairs)


@cache
def opposed_words() -> frozenset[str]:
    """The concepts that have an opposite."""
    return frozenset(one for one, _ in opposites())


def _concept(word: str) -> str:
    return min(concepts(word))


def span_of(tokens: Sequence[Term], first: int, stop: int) -> Span:
    """From the first term to the one before stop."""
    return Span(tokens[first].span.start, tokens[stop - 1].span.stop)
