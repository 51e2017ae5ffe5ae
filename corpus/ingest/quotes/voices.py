"""What a phrase that speaks is called: a person's longest name, a body, or an unnamed source as it stands."""

from dataclasses import dataclass

from corpus.ingest.quotes.lists import DETERMINERS, DOCUMENTS, HEADS, NATIONS, PREPOSITIONS, SPEAKS_FOR
from corpus.ingest.quotes.phrase import Phrase
from corpus.ingest.quotes.phrases import Phrases
from corpus.ingest.quotes.plausible import PENALTIES, doubt
from corpus.ingest.quotes.pronouns import GENDERS, Pronouns
from corpus.ingest.quotes.registry import Entity, Registry
from corpus.ingest.quotes.roles import aged, differs, head_role, meant_by_role
from corpus.ingest.quotes.tokens import Tokens

_NAMED = frozenset(("named", "called", "known", "identified"))
_SHORT = 3  # words of a short name for a body
_BARE = frozenset(("the", "a", "an", "this", "that", "its", "his", "her", "their"))  # nobody without a noun
_UNRESOLVED = 0.4  # a pronoun that nobody in the article fits


@dataclass(frozen=True, slots=True)
class Voice:
    """A name, the entity behind it where the article names one, and how sure it is of the phrase, 0 to 1."""

    name: str | None
    entity: Entity | None
    confidence: float = 1.0


class Voices:
    """Names the phrases of one article."""

    def __init__(self, tokens: Tokens, registry: Registry, pronouns: Pronouns, phrases: Phrases) -> None:
        self.tokens = tokens
        self.phrases = phrases
        self.registry = registry
        self.pronouns = pronouns

    def of(self, phrase: Phrase) -> Voice:
        """Who is meant by a phrase."""
        if phrase.kind == "pronoun":
            return self._pronoun(phrase)
        if phrase.kind == "name" and phrase.mention is not None:
            entity = self.registry.of(phrase.mention)
            return Voice(entity.name, entity)
        return self._noun(phrase)

    def _pronoun(self, phrase: Phrase) -> Voice:
        word = self.tokens.lows[phrase.first]
        if word in GENDERS:
            meant = self.pronouns.person(phrase.first)
        elif word == "it":
            meant = self.pronouns.body(phrase.first)
        elif word == "they":
            return self._they(phrase)
        else:
            return Voice(None, None, _UNRESOLVED)
        return Voice(meant.entity.name, meant.entity, meant.confidence) if meant else Voice(None, None, _UNRESOLVED)

    def _they(self, phrase: Phrase) -> Voice:
        """Those who are the subject of the same sentence."""
        low = self.tokens.first[self.tokens.sentence[phrase.first]]
        found = self.phrases.main_subject(low, phrase.first) if phrase.first > low else None
        if found is None or found.kind != "noun" or not self.tokens.lows[found.last - 1].endswith("s"):
            return Voice(None, None, _UNRESOLVED)
        return Voice(self._plain(found), None, 0.7)

    def _of_them(self, phrase: Phrase) -> Voice:
        """One of those who are the subject right before: "Two people aware of the talks said … one of them said"."""
        tokens = self.tokens
        here = tokens.sentence[phrase.first]
        low = tokens.first[here - 1] if here and tokens.paragraph[here - 1] == tokens.paragraph[here] else -1
        found = self.phrases.main_subject(low, tokens.first[here]) if low >= 0 else None
        if found is None or found.kind != "noun" or doubt(tokens, found) > PENALTIES["speaking-noun"]:
            return Voice(None, None, _UNRESOLVED)
        return Voice(tokens.text[tokens.starts[found.first] : tokens.stops[found.last - 1]], None, 0.8)

    def _noun(self, phrase: Phrase) -> Voice:
        lows = self.tokens.lows[phrase.first : phrase.last]
        named = self._named(phrase.last)
        if named is not None:
            return named
        if lows[-2:] == ["of", "them"]:
            return self._of_them(phrase)
        if lows[-1] in {"them", "us"} or all(word in _BARE for word in lows):
            return Voice(None, None, _UNRESOLVED)
        if phrase.mention is not None and any(word in SPEAKS_FOR for word in lows):
            entity = self.registry.of(phrase.mention)
            return Voice(entity.name, entity) if entity.kind != "person" else Voice(self._plain(phrase), None)
        if any(word in DOCUMENTS for word in lows):
            meant = self.pronouns.body(phrase.first)
            if meant is not None:
                return Voice(meant.entity.name, meant.entity, meant.confidence)
        return self._body(phrase, lows) or self._role(phrase, lows) or Voice(self._plain(phrase), None)

    def _named(self, i: int) -> Voice | None:
        """The name behind a phrase: "a teacher named Ada Lind", "the chief known as Ada"."""
        if self.tokens.word(i) not in _NAMED:
            return None
        mention = self.phrases.mention_at(i + 2 if self.tokens.word(i + 1) == "as" else i + 1)
        if mention is None or self.tokens.sentence[mention.first] != self.tokens.sentence[i]:
            return None
        entity = self.registry.of(mention)
        return Voice(entity.name, entity) if entity.human else None

    def _body(self, phrase: Phrase, lows: list[str]) -> Voice | None:
        """The one body of the article that "the committee", "the ministry" is short for."""
        if lows[0] != "the" or not 2 <= len(lows) <= _SHORT or phrase.mention is not None:
            return None
        head = lows[-1].capitalize()
        fitting = [e for e in self.registry.entities if e.kind == "body" and head in HEADS and head in e.name.split()]
        return Voice(fitting[0].name, fitting[0], 0.9) if len(fitting) == 1 else None

    def _role(self, phrase: Phrase, lows: list[str]) -> Voice | None:
        """Whom a definite role means: who is called so, else who was in view right before."""
        others = [w for w in self.tokens.words[phrase.first + 1 : phrase.last] if w[0].isupper() and w not in NATIONS]
        if others or not (head_role(lows) or aged(lows)) or lows[0] not in {"the", "this", "that"}:
            return None
        entity = meant_by_role(lows, self.registry)
        if entity is not None:
            return Voice(entity.name, entity, 0.9)
        meant = self.pronouns.in_view(phrase.first)
        if meant is not None and differs(meant.entity, lows):
            return None
        return Voice(meant.entity.name, meant.entity, meant.confidence) if meant else None

    def _plain(self, phrase: Phrase) -> str:
        """The phrase as it stands, without its article."""
        first = phrase.first
        lows = self.tokens.lows
        while first < phrase.last - 1 and lows[first] in DETERMINERS and lows[first + 1] not in PREPOSITIONS:
            first += 1
        text = self.tokens.text[self.tokens.starts[first] : self.tokens.stops[phrase.last - 1]]
        return " ".join(text.split())
