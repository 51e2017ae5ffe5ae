"""Which entries a few words may mean, and how well each fits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.names.compact import Ids
from corpus.names.entries import Entries
from corpus.names.fold import Token
from corpus.names.match import Fit, fit_body, fit_person
from corpus.names.match import Match as NameMatch
from corpus.names.similar import is_common

_COMPARED = 80  # names compared word by word
_WORDS = 8  # of a query: more are no name
_GLUED = 0.85  # two words written as one must be this like a word of a name
_LOUD = 0.5


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry with its best fitting name."""

    entry: int
    fit: Fit
    score: float
    mentions: int

    @property
    def value(self) -> float:
        """What tells the better of two names of one entry."""
        return self.score + 0.02 * self.fit - (0.5 if self.fit is Fit.CONTRADICTS else 0.0)

    @property
    def rank(self) -> float:
        """The score, with a bonus for those whom the corpus speaks of: at most .1 for 150 mentions."""
        return self.score + 0.02 * float(np.log1p(self.mentions))


class Search:
    """Searches of one query: what is near a word is looked up once, however often the query is cut anew."""

    def __init__(self, entries: Entries) -> None:
        self._entries = entries
        self._alike: dict[Token, dict[str, float]] = {}
        self._words: dict[int, str] = {}

    def hits(self, query: Sequence[Token]) -> list[Hit]:
        """Entries that share a word with the query, best first; one hit an entry."""
        query = tuple(query[:_WORDS])
        best: dict[int, Hit] = {}
        for words in (query, *self._glued(query)):
            for hit in self._fits(words):
                if hit.entry not in best or hit.value > best[hit.entry].value:
                    best[hit.entry] = hit
        for hit in self._whole(query):
            best[hit.entry] = hit
        return sorted(best.values(), key=lambda hit: (hit.fit is not Fit.CONTRADICTS, hit.rank), reverse=True)

    def near(self, token: Token) -> Mapping[int, float]:
        """Words of the gazetteer like this one."""
        return self._entries.index.near(token)

    def _whole(self, query: Sequence[Token]) -> list[Hit]:
        """Names that have the query's letters, wherever it has its gaps."""
        names = self._entries.joined["".join(token.text for token in query)]
        latin, common = _latin(query), len(query) == 1 and is_common(query[0].text)
        found = (
            int(name)
            for name in names
            if not (latin and self._entries.foreign[name]) and not (common and len(self._entries.spelled[name]) > 1)
        )
        return [self._hit(name, NameMatch(Fit.WHOLE, 1.0)) for name in found]

    def _glued(self, query: Sequence[Token]) -> list[tuple[Token, ...]]:
        """The query with two neighbours written as one, where that gives a word of the gazetteer."""
        found = []
        for at in range(len(query) - 1):
            a, b = query[at : at + 2]
            one = Token(a.text + b.text, a.raw + b.raw, b.possessive, b.after, a.cased)
            if len(one.text) >= 5 and max(self.near(one).values(), default=0.0) >= _GLUED:
                found.append((*query[:at], one, *query[at + 2 :]))
        return found

    def _fits(self, query: Sequence[Token]) -> list[Hit]:
        hits = []
        names = {name: self._entries.spelled[name].tolist() for name in self._candidates(query)}
        self._compare(query, {place for places in names.values() for place in places})
        for name, places in names.items():
            words = [self._words[place] for place in places]
            person = self._entries.kinds[self._entries.owner[name]] == 0
            match = (fit_person if person else fit_body)(query, words, self._similar)
            if match:
                hits.append(self._hit(name, match))
        return hits

    def _compare(self, query: Sequence[Token], places: set[int]) -> None:
        """Look up how alike each word of the query is to each of these words."""
        spelled = self._entries.index.spelled
        self._words.update((place, spelled(place)[0]) for place in places - self._words.keys())
        for token in query:
            known = self._alike.setdefault(token, {})
            new = sorted(place for place in places if self._words[place] not in known)
            found = self._entries.index.alike(token, new)
            known.update((self._words[place], alike) for place, alike in found.items())

    def _candidates(self, query: Sequence[Token]) -> list[int]:
        posted: list[Ids] = []
        weights: list[float] = []
        lists = self._entries.index.words.lists
        for token in [token for token in query if not token.initial] or query:
            for word, alike in self.near(token).items():
                posted.append(lists[word])
                weights.append(alike * float(np.log(len(self._entries.owner) / len(posted[-1]) + 1)))
        if not posted:
            return []
        sizes = [len(names) for names in posted]
        seen, at = np.unique(np.concatenate(posted), return_inverse=True)
        worth = np.bincount(at, np.repeat(weights, sizes))
        if _latin(query):  # a name in another script is no slip of a Latin word
            own = ~self._entries.foreign[seen]
            seen, worth = seen[own], worth[own]
        value = worth + _LOUD * np.log1p(self._entries.mentions[self._entries.owner[seen]])
        if len(seen) > _COMPARED:
            seen = seen[np.argpartition(-value, _COMPARED)[:_COMPARED]]
        found: list[int] = seen.tolist()
        return found

    def _similar(self, token: Token, word: str) -> float:
        return self._alike[token][word]

    def _hit(self, name: int, match: NameMatch) -> Hit:
        entry = int(self._entries.owner[name])
        return Hit(entry, match.fit, match.score, int(self._entries.mentions[entry]))


def _latin(query: Sequence[Token]) -> bool:
    return not any(token.cyrillic or not token.spelled for token in query)
