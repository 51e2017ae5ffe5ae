"""Candidates in Russian and Ukrainian text: «…», — сказала Анна Ленд | Анна Ленд заявила: «…» | «…», — добавила она."""

from collections.abc import Iterator

from corpus.ingest.quotes.candidates import Around, Candidate
from corpus.ingest.quotes.lists import (
    SLAVIC,
    SLAVIC_ENDINGS,
    SLAVIC_OWNERS,
    SLAVIC_PAST,
    SLAVIC_PREPOSITIONS,
    SLAVIC_PRONOUNS,
    SLAVIC_ROLES,
    SLAVIC_SOURCES,
)
from corpus.ingest.quotes.mentions import Mention
from corpus.ingest.quotes.phrase import Phrase
from corpus.ingest.quotes.tokens import QUOTE

_BEHIND = frozenset((",", ".", "-", "–", "—", "―"))  # between a quotation and its verb
_CLAUSE = frozenset((",", ";", ":", "(", ")", "–", "—", QUOTE))  # where what belongs to a verb ends
_REACH = 9  # words from a verb to its quotation, or to its subject
_HEARER = 0.15  # what is taken off behind a verb that leads to a quotation: the name may be a hearer's
_LONGEST = max(map(len, SLAVIC_ENDINGS))


class Slavic(Around):
    """Looks for the plain forms on both sides of each quotation; others stay unknown.

    Verbs and names have genders there, and a form of a name that is no subject mostly shows it.
    """

    def candidates(self, at: int) -> Iterator[Candidate]:
        """Candidates for the quotation at token `at`, inside its sentence."""
        low, high = self.bounds(at)
        yield from self._behind(at, high)
        yield from self._cited(low, high)
        verb = self._leading(at, low)
        if verb is not None and self._stands_for(verb) is None:
            yield from self._ahead(verb, low, at)

    def gone_on(self, at: int, before: Candidate) -> Iterator[Candidate]:
        """The speaker of the quotation before, where a pronoun stands for them: «…», — добавила она | по её словам."""
        low, high = self.bounds(at)
        lows, mention = self.tokens.lows, before.phrase.mention
        for i in range(low + 1, high - 1):
            if lows[i] in SLAVIC_OWNERS and lows[i + 1] in SLAVIC_SOURCES and lows[i - 1] in SLAVIC_PREPOSITIONS:
                if mention is None or _agrees(mention, SLAVIC_OWNERS[lows[i]]):
                    yield Candidate(before.phrase, "goes-on", min(before.score, 0.85), i)
                return
        verbs = (self._reporting(at, high), self._leading(at, low))
        verb = next((one for one in verbs if one is not None), None)
        gender = self._stands_for(verb) if verb is not None else None
        if verb is not None and gender is not None and (mention is None or _agrees(mention, gender)):
            yield Candidate(before.phrase, "goes-on", min(before.score, 0.85), verb)

    def _reporting(self, at: int, high: int) -> int | None:
        """The verb right behind a quotation."""
        i = at + 1
        while i < high and self.tokens.words[i] in _BEHIND:
            i += 1
        return i if i < high and self.tokens.lows[i] in SLAVIC else None

    def _leading(self, at: int, low: int) -> int | None:
        """The verb that leads to a quotation."""
        reach = range(at - 1, max(low, at - _REACH) - 1, -1)
        return next((i for i in reach if self.tokens.lows[i] in SLAVIC), None)

    def _stands_for(self, verb: int) -> str | None:
        """The gender of the pronoun beside a verb, None where there is none."""
        beside = (self.tokens.word(verb + 1), self.tokens.word(verb - 1))
        return next((SLAVIC_PRONOUNS[word] for word in beside if word in SLAVIC_PRONOUNS), None)

    def _behind(self, at: int, high: int) -> Iterator[Candidate]:
        verb = self._reporting(at, high)
        if verb is not None:
            yield from self.made(self._first(verb, high), "verb-name", verb)

    def _cited(self, low: int, high: int) -> Iterator[Candidate]:
        """Who is cited in a sentence: по словам мэра Анны Ленд; a name behind it stands as it is named already."""
        lows = self.tokens.lows
        for i in range(low + 1, high - 1):
            if lows[i] in SLAVIC_SOURCES and lows[i - 1] in SLAVIC_PREPOSITIONS:
                for k in range(i + 1, min(high, i + _REACH)):
                    if self.tokens.words[k] in _CLAUSE:
                        break
                    if mention := self.phrases.mention_at(k):
                        yield from self.made(Phrase(mention.first, mention.last, "name", mention), "according-to", i)
                        return

    def _ahead(self, verb: int, low: int, at: int) -> Iterator[Candidate]:
        subject = self._last(verb, low)
        if subject is not None:
            yield from self.made(subject, "says-that", verb)
        else:
            yield from self.made(self._first(verb, at), "says-that", verb, _HEARER)

    def _first(self, verb: int, high: int) -> Phrase | None:
        """The first name behind a verb, inside its clause."""
        for i in range(verb + 1, min(high, verb + _REACH)):
            if self.tokens.words[i] in _CLAUSE:
                return None
            if (found := self._subject(i, verb)) and not _oblique(found):
                return Phrase(found.first, found.last, "name", found)
        return None

    def _last(self, verb: int, low: int) -> Phrase | None:
        """The nearest name before a verb that may be its subject; one whose form says otherwise only if alone."""
        doubted: Mention | None = None
        for i in range(verb - 1, max(low, verb - _REACH) - 1, -1):
            if self.tokens.words[i] == QUOTE or self.tokens.lows[i] in SLAVIC:
                break
            found = self._subject(i, verb)
            if found and not _oblique(found):
                return Phrase(found.first, found.last, "name", found)
            doubted = doubted or found
        return Phrase(doubted.first, doubted.last, "name", doubted) if doubted else None

    def _subject(self, i: int, verb: int) -> Mention | None:
        """The name that token `i` belongs to, where it may be the subject of a verb."""
        mention = self.phrases.mention_at(i)
        if mention is None or (len(mention.core) == 1 and mention.core[0].lower() in SLAVIC_ROLES):
            return None
        if self.tokens.word(mention.lead - 1) in SLAVIC_PREPOSITIONS:
            return None
        return mention if _agrees(mention, SLAVIC_PAST.get(self.tokens.lows[verb], "")) else None


def _ending(mention: Mention) -> str:
    """The gender that a name's end tells, - for a form that is no subject; empty where it tells neither."""
    name = mention.core[-1].lower()
    ends = (name[-length:] for length in range(min(_LONGEST, len(name)), 1, -1))
    return next((SLAVIC_ENDINGS[end] for end in ends if end in SLAVIC_ENDINGS), "")


def _oblique(mention: Mention) -> bool:
    return _ending(mention) == "-"


def _agrees(mention: Mention, gender: str) -> bool:
    """Whether somebody of that name may be the subject of a verb of that gender."""
    shown = _ending(mention)
    return not gender or shown in {"", "-", gender}
