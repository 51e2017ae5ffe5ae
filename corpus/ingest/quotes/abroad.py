"""Candidates in French and German text: “…”, sagte Ada Lind | « … », a dit Ada Lind | selon Ada Lind."""

from collections.abc import Iterator

from corpus.ingest.quotes.candidates import Around, Candidate
from corpus.ingest.quotes.lists import (
    FOREIGN,
    FOREIGN_PHRASES,
    FOREIGN_PREPOSITIONS,
    FOREIGN_PRONOUNS,
    FOREIGN_SOURCES,
)
from corpus.ingest.quotes.mentions import Mention
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

    def gone_on(self, at: int, before: Candidate) -> Iterator[Candidate]:
        """The speaker of the quotation before, where a pronoun stands for them: “…”, ergänzte er | a-t-elle ajouté."""
        _, high = self.bounds(at)
        i = self._next(at, high)
        word, following = self.tokens.word(i), self.tokens.word(i + 1)
        if i < high and (word in FOREIGN_PRONOUNS or (word in FOREIGN and following in FOREIGN_PRONOUNS)):
            yield Candidate(before.phrase, "goes-on", min(before.score, 0.85), i)

    def _next(self, at: int, high: int) -> int:
        """The first word behind a quotation."""
        i = at + 1
        while i < high and self.tokens.words[i] in _SKIP:
            i += 1
        return i

    def _behind(self, at: int, high: int) -> Iterator[Candidate]:
        lows = self.tokens.lows
        i = self._next(at, high)
        helped = i + 1 < high and lows[i] in _HELPERS
        i += helped
        if i < high and lows[i] in FOREIGN:
            if lows[i + 1 : i + 2] and lows[i + 1] not in FOREIGN_PRONOUNS:
                yield from self.made(self._name(i + 1, high), "verb-name", i)
        elif helped:  # “…”, hat Ada Lind gesagt
            last = next((k for k in range(i, min(high, i + _REACH)) if lows[k] in FOREIGN), i)
            yield from self.made(self._name(i, last), "verb-name", last)
        elif i < high and (told := self._cites(i)):
            yield from self.made(self._name(i + told, min(high, i + told + 3)), "according-to", i)

    def _before(self, at: int, low: int) -> Iterator[Candidate]:
        lows = self.tokens.lows
        if told := self._cites(low):
            yield from self.made(self._name(low + told, min(at, low + _REACH)), "according-to", low)
        for verb in range(at - 1, max(low, at - _REACH), -1):
            if lows[verb] in FOREIGN:
                subject = verb - 2 if lows[verb - 1] in _HELPERS else verb - 1
                yield from self.made(self._ending(subject, low), "says-that", verb)
                return

    def _cites(self, i: int) -> int:
        """How many words at a place say that somebody is cited: "selon", "nach Angaben von"."""
        lows = self.tokens.lows
        told = next((len(one) for one in FOREIGN_PHRASES if tuple(lows[i : i + len(one)]) == one), 0)
        return told or int(lows[i] in FOREIGN_SOURCES)

    def _name(self, start: int, stop: int) -> Phrase | None:
        """The first name between two tokens, not far from the first: "la ministre des Transports, Ada Lind" is Lind."""
        for i in range(start, min(stop, start + _REACH)):
            mention = self.phrases.mention_at(i)
            if mention is not None:
                behind = self.phrases.mention_at(mention.last + 1) if self.tokens.word(mention.last) == "," else None
                return _phrase(behind if behind and mention.last + 1 < stop and self._of_office(mention) else mention)
        return None

    def _ending(self, i: int, low: int) -> Phrase | None:
        """The name before a verb, or before an aside there: "Ada Lind, Bürgermeisterin von Lindheim, sagte"."""
        aside = self.tokens.word(i) == ","
        mention = self.phrases.mention_at(i - aside) if i - aside >= low else None
        if mention is not None and aside and self._of_office(mention):
            comma = next((k for k in range(mention.lead, low, -1) if self.tokens.words[k] == ","), low)
            mention = self.phrases.mention_at(comma - 1) if comma > low else mention
        return _phrase(mention) if mention else None

    def _of_office(self, mention: Mention) -> bool:
        """Whether a name tells what somebody heads."""
        return self.tokens.word(mention.lead - 1) in FOREIGN_PREPOSITIONS or mention.core[0] in FOREIGN_PREPOSITIONS


def _phrase(mention: Mention) -> Phrase:
    return Phrase(mention.first, mention.last, "name", mention)
