"""Candidates in French and German text: “…”, sagte Ada Lind | « … », a dit Ada Lind | selon Ada Lind."""

from collections.abc import Iterator

from corpus.ingest.quotes.candidates import Around, Candidate
from corpus.ingest.quotes.lists import FOREIGN, FOREIGN_SOURCES
from corpus.ingest.quotes.phrase import Phrase

_HELPERS = frozenset(("a", "ont", "avait", "hat", "haben", "hatte"))
_SKIP = frozenset((",", ".", "-", "–", "—"))
_REACH = 8  # words between a verb and its quotation, or from it to its name


class Abroad(Around):
    """Looks on both sides of each quotation for the plain forms; others stay unknown."""

    def candidates(self, at: int) -> Iterator[Candidate]:
        """Candidates for the quotation at token `at`, inside its sentence."""
        low, high = self.bounds(at)
        yield from self._behind(at, high)
        yield from self._before(at, low)

    def _behind(self, at: int, high: int) -> Iterator[Candidate]:
        lows = self.tokens.lows
        i = at + 1
        while i < high and self.tokens.words[i] in _SKIP:
            i += 1
        if i + 1 < high and lows[i] in _HELPERS:
            i += 1
        if i < high and lows[i] in FOREIGN:
            yield from self.made(self._name(i + 1, high), "verb-name", i)
        elif i < high and lows[i] in FOREIGN_SOURCES:
            yield from self.made(self._name(i + 1, min(high, i + 4)), "according-to", i)

    def _before(self, at: int, low: int) -> Iterator[Candidate]:
        lows = self.tokens.lows
        if lows[low] in FOREIGN_SOURCES:
            yield from self.made(self._name(low + 1, min(at, low + _REACH)), "according-to", low)
        for verb in range(at - 1, max(low, at - _REACH), -1):
            if lows[verb] in FOREIGN:
                subject = verb - 2 if lows[verb - 1] in _HELPERS else verb - 1
                yield from self.made(self._name(max(low, subject), subject + 1), "says-that", verb)
                return

    def _name(self, start: int, stop: int) -> Phrase | None:
        """The first name between two tokens, not far from the first."""
        for i in range(start, min(stop, start + _REACH)):
            mention = self.phrases.mention_at(i)
            if mention is not None:
                return Phrase(mention.first, mention.last, "name", mention)
        return None
