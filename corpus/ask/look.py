"""From a weighed question to its candidates, best first, with all that was read of them.

Sentences are read by their stems first; a text only of those that it may still bring among the best.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from corpus.ask.candidates import Index, Reach, candidates
from corpus.ask.daily import days_of
from corpus.ask.densest import densest
from corpus.ask.rank import NEAR, Scene, Scored, Weighed, best_first
from corpus.ask.whose import Whose
from corpus.models import Printed
from corpus.store.found import Stored
from corpus.store.lists import Lists
from corpus.words import stems

BEST = 12  # places that are certain: of the best five, some may be copies of others
THEIRS = 60  # of those who may be somebody's words, which only a text tells


class Reads(Index, Protocol):
    """What looking needs of a store."""

    @property
    def lists(self) -> Lists: ...
    def sentences(self, rows: Iterable[int]) -> dict[int, Stored]: ...
    def printed(self, rows: Iterable[int]) -> Mapping[int, Printed]: ...


@dataclass(frozen=True)
class Looked:
    """Candidates, best first, and what was read of them; articles by row."""

    ranked: list[Scored]
    scene: Scene
    articles: dict[int, Printed]
    shelf: Reads

    def article(self, sentence: Stored) -> Printed:
        """The article of a sentence, which may not have been read yet."""
        if sentence.article not in self.articles:
            self.articles.update(self.shelf.printed([sentence.article]))
        return self.articles[sentence.article]


def look(weighed: Weighed, shelf: Reads, reach: Reach, speaks: Whose | None) -> Looked:
    """All candidates; the best of them are certain, and of those that may be somebody's words, the best too."""
    likely, near = _likely(weighed, shelf, reach)
    dated = bool(days_of(weighed.question))
    if dated:  # sentences around may name one
        near = [row + step for row in likely for step, _ in NEAR]
    found = shelf.sentences(dict.fromkeys((*likely, *near)))
    some = [found[row] for row in likely if row in found]
    titles = _titles(weighed, shelf, some)
    ranked = weighed.rank(some, Scene(found, {}, titles))
    known = {one.sentence.row: one for one in ranked}
    worth = known if dated else dict.fromkeys(_worth(weighed, ranked, speaks))
    articles = dict(shelf.printed(known[row].sentence.article for row in worth))
    texts = {row: (one := known[row].sentence).span.cut(articles[one.article].body) for row in worth}
    scene = Scene(found, texts, titles)
    if weighed.kind:
        known |= {one.sentence.row: one for one in weighed.rank((known[row].sentence for row in worth), scene)}
        ranked = best_first(known.values())
    return Looked(ranked, scene, articles, shelf)


def _likely(weighed: Weighed, shelf: Reads, reach: Reach) -> tuple[list[int], list[int]]:
    postings = shelf.lists.postings
    if not reach.lists or postings is None:
        return candidates(weighed.shares, NEAR, shelf, reach)
    found = densest(weighed.worth, postings, reach.read)
    rows, near = candidates(weighed.shares, NEAR, shelf.lists.late or shelf, reach)
    return list(dict.fromkeys((*found.rows, *rows))), [*found.near, *near]


def _worth(weighed: Weighed, ranked: Sequence[Scored], speaks: Whose | None) -> Iterator[int]:
    """Rows of those whose text may bring them among the best, and of those who may be somebody's words."""
    for places, some in ((BEST, ranked), (THEIRS, [one for one in ranked if speaks and speaks.may(one.sentence)])):
        bar = some[places - 1].score if len(some) >= places else 0.0
        yield from (one.sentence.row for one in some if weighed.limit(one) >= bar)


def _titles(weighed: Weighed, shelf: Reads, some: Iterable[Stored]) -> Mapping[int, frozenset[str]]:
    """The stems of the question in the titles of articles, by their rows."""
    rows, lists = sorted({one.article for one in some}), shelf.lists.postings
    late = frozenset(rows)
    titles: dict[int, frozenset[str]] = {}
    if lists is not None:
        late = shelf.lists.changed & late
        for root in sorted(weighed.question.stems):
            for row in lists.titled(root, rows):
                titles[row] = titles.get(row, frozenset()) | {root}
    printed = shelf.printed(late) if late else {}
    return titles | {row: _title(one.title or "") for row, one in printed.items()}


@lru_cache(4_096)
def _title(title: str) -> frozenset[str]:
    return frozenset(stems(title))
