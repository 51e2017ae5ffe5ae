"""Who is meant by what somebody typed."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Self

from corpus.names.asking import asked, topic
from corpus.names.decide import Decision, decide
from corpus.names.draft import KINDS, Entry
from corpus.names.entries import Entries
from corpus.names.fold import LONGEST, Token, clean, tokens
from corpus.names.match import Fit, is_patronymic
from corpus.names.offices import held_by
from corpus.names.roles import role
from corpus.names.search import Hit, Search
from corpus.names.similar import is_common
from corpus.names.variants import sisters
from corpus.results import Candidate, Match, Resolution

_LONGEST_NAME = 4  # words of a name that a topic follows without a mark
_HEAD = 0.93  # a name that a topic follows without a mark is spelled nearly right
_HEAD_LETTERS = 4
_SHOWN = 8
_KEPT = 4_096  # names that were asked for
_SUFFIXES = ("jr", "sr", "junior", "senior")
_BOUND = re.compile(r"(?<=\w)[-–/](?=\w)")
_SURE = frozenset({Match.ACCEPT, Match.AMBIGUOUS})


class Gazetteer:
    """All people, bodies, outlets and places of a corpus, found by any spelling. Read only, safe between threads."""

    def __init__(self, entries: Iterable[Entry] | Entries) -> None:
        self._entries = entries if isinstance(entries, Entries) else Entries.build(entries)
        self._named_so = lru_cache(_KEPT)(self._asked_for)
        self.resolve("Mr A. Nobody on nothing")  # the word lists are read now, not in the first answer

    def __len__(self) -> int:
        return len(self._entries.canonical)

    def save(self, path: Path | str) -> None:
        """Write the index to one file."""
        self._entries.save(Path(path))

    @classmethod
    def load(cls, path: Path | str) -> Self:
        """Read an index that `save` wrote; raises StoreError when there is none."""
        return cls(Entries.load(Path(path)))

    def resolve(self, query: str, *, parted: bool = False) -> Resolution:
        """Who is meant, and what stands beside the name; any text is a query, most mean nobody.

        With `parted`, what a word parts from its topic is no name as a whole: only the words before it are looked up.
        """
        text = clean(query[: 8 * LONGEST])
        parts = asked(text)
        if parts.anybody:
            return Resolution(Match.NONE, query, parts.topic)
        search = Search(self._entries)
        if parts.parted:
            status, candidates = self._named_so(parts.who)
            if parted or status is not Match.NONE or _somebodys(parts.who):
                return Resolution(status, query, parts.topic, candidates)
        said = parts.who if not parts.parted else tuple(text.split())
        status, hits = self._who(search, said)
        if status not in _SURE:
            loose = tuple(_BOUND.sub(" ", " ".join(said)).split())
            if found := self._headed(search, said) or (loose != said and self._headed(search, loose)):
                return self._resolution(query, *found)
        return self._resolution(query, status, hits, "" if status in _SURE else topic(said))

    def near(self, query: str, limit: int = 3) -> tuple[Candidate, ...]:
        """The nearest names, best first, for "did you mean"."""
        hits = Search(self._entries).hits(tokens(query))
        return tuple(self._candidate(hit) for hit in hits[:limit] if hit.score >= 0.5)

    def _asked_for(self, said: tuple[str, ...]) -> tuple[Match, tuple[Candidate, ...]]:
        """Who is meant by the words before a topic; the same people are asked for again with other topics."""
        status, hits = self._who(Search(self._entries), said)
        return status, self._shown(hits)

    def _who(self, search: Search, said: Sequence[str]) -> Decision:
        """Who is meant by words that hold no topic: a role, a name, or a name beside a role."""
        text = " ".join(said)
        found = self._meant(search, tokens(text))
        apart = tokens(text, letters_apart=True)
        return found if found[0] in _SURE or apart == tokens(text) else self._meant(search, apart)

    def _meant(self, search: Search, query: Sequence[Token]) -> Decision:
        if not query:
            return Match.NONE, ()
        named = role(query)
        if named and named.office and (found := held_by(self._entries, named)):
            return found
        if named and named.holder:
            return Match.NONE, ()
        status, hits = self._named(search, query)
        if status in _SURE or named is None or not named.rest:
            return status, hits
        status, hits = self._named(search, named.rest)
        given_alone = status in _SURE and hits[0].fit is Fit.GIVEN
        return (Match.SUGGEST if given_alone else status), hits  # "Queen Anne" is no Anne of ours

    def _named(self, search: Search, query: Sequence[Token]) -> Decision:
        return decide(search.hits(query), ordinary=all(_ordinary(token) for token in query))

    def _headed(self, search: Search, said: Sequence[str]) -> tuple[Match, tuple[Hit, ...], str] | None:
        """A name at the head, and a topic behind it with nothing between."""
        named = role(tokens(" ".join(said)))
        if named and (named.holder or (named.office and not named.rest)):
            return None
        for size in range(min(_LONGEST_NAME, len(said) - 1), 0, -1):
            head, rest = tokens(" ".join(said[:size])), tokens(said[size])
            if all(_ordinary(token) or len(token.text) < _HEAD_LETTERS for token in head):
                continue
            if rest and (_given(rest[0]) or (len(said) == 2 and self._reads_as_name(search, (head[0], rest[0])))):
                continue
            status, hits = self._who(search, said[:size])
            if status is Match.ACCEPT and hits[0].score >= _HEAD and self._may_head(hits[0], said):
                return status, hits, topic(said[size:])
        return None

    def _reads_as_name(self, search: Search, pair: tuple[Token, Token]) -> bool:
        """Whether two words look like a stranger's full name: both with capitals, the second nothing known."""
        if not all(token.cased for token in pair) or _ordinary(pair[1]):
            return False
        return self._named(search, pair[1:])[0] not in _SURE

    def _may_head(self, hit: Hit, said: Sequence[str]) -> bool:
        """A body's name is often part of a topic: it heads one only with its article."""
        return (KINDS[self._entries.kinds[hit.entry]] == "person" and hit.fit >= Fit.FAMILY) or said[0].lower() == "the"

    def _resolution(self, query: str, status: Match, hits: Sequence[Hit], beside: str) -> Resolution:
        return Resolution(status, query, beside, self._shown(hits))

    def _shown(self, hits: Sequence[Hit]) -> tuple[Candidate, ...]:
        return tuple(self._candidate(hit) for hit in hits[:_SHOWN])

    def _candidate(self, hit: Hit) -> Candidate:
        kind = KINDS[self._entries.kinds[hit.entry]]
        return Candidate(self._entries.canonical[hit.entry], kind, round(min(1.0, hit.score), 3))


def _ordinary(token: Token) -> bool:
    return is_common(token.text)


def _given(token: Token) -> bool:
    """Whether it is a given name or part of one: behind a family name it makes another person, no topic."""
    return (
        token.text in {*sisters(token.text), *_SUFFIXES}
        or is_patronymic(token.text)
        or (token.initial and token.after == ".")
    )


def _somebodys(said: Sequence[str]) -> bool:
    """Whether it names somebody by whom they belong to: "Smith's lawyer" is never Smith."""
    named = role(tokens(" ".join(said)))
    return named is not None and named.holder
