"""Whom he, she or it means: the person most in view where the pronoun stands."""

from bisect import bisect_left
from dataclasses import dataclass

from corpus.ingest.quotes.lists import VERBS
from corpus.ingest.quotes.registry import Entity, Registry
from corpus.ingest.quotes.tokens import Tokens

GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_FADE = 0.62  # how much of a mention's weight is left one sentence later
_REACH = 12  # sentences that are looked back on
_SUBJECT, _OWNER, _OTHER = 1.0, 0.55, 0.4
_SPOKE = 1.5  # who spoke last is in view
_UNKNOWN_GENDER = 0.55


@dataclass(frozen=True, slots=True)
class Meant:
    """An entity, and how sure it is, 0 to 1."""

    entity: Entity
    confidence: float


class Pronouns:
    """Resolves the pronouns of one article; told who spoke as the quotations are gone through."""

    def __init__(self, tokens: Tokens, registry: Registry) -> None:
        self.tokens = tokens
        self.registry = registry
        self._human = [m for m in registry.mentions if registry.of(m).human]
        self._starts = [m.first for m in self._human]
        self._weights = [self._weight(m.first, m.last) for m in self._human]
        self._spoken: list[tuple[int, Entity]] = []

    def spoke(self, at: int, entity: Entity) -> None:
        """Somebody was found to speak at token `at`."""
        self._spoken.append((at, entity))

    def person(self, pronoun: str, at: int) -> Meant | None:
        """The person meant by he or she at token `at`."""
        gender = GENDERS[pronoun]
        view: dict[Entity, float] = {}
        here = self.tokens.sentence[at]
        self._add_mentions(view, at, here, gender)
        self._add_spoken(view, at, here, gender)
        if not view:
            return None
        ranked = sorted(view.items(), key=lambda pair: -pair[1])
        best, weight = ranked[0]
        rest = ranked[1][1] if len(ranked) > 1 else 0.0
        return Meant(best, weight / (weight + rest))

    def body(self, at: int) -> Meant | None:
        """The body meant by it at token `at`: the last that spoke, else the last named."""
        for spoken, entity in reversed(self._spoken):
            if spoken < at and not entity.human:
                return Meant(entity, 0.85)
        return None

    def _add_mentions(self, view: dict[Entity, float], at: int, here: int, gender: str) -> None:
        for k in range(bisect_left(self._starts, at) - 1, -1, -1):
            mention = self._human[k]
            away = here - self.tokens.sentence[mention.first]
            if away > _REACH:
                break
            self._add(view, self.registry.of(mention), gender, self._weights[k] * _FADE**away)

    def _add_spoken(self, view: dict[Entity, float], at: int, here: int, gender: str) -> None:
        for spoken, entity in self._spoken[-3:]:
            away = here - self.tokens.sentence[spoken]
            if spoken < at and entity.human and away <= _REACH:
                self._add(view, entity, gender, _SPOKE * _FADE**away)

    def _add(self, view: dict[Entity, float], entity: Entity, gender: str, weight: float) -> None:
        if entity.gender and entity.gender != gender:
            return
        sure = 1.0 if entity.gender else _UNKNOWN_GENDER if entity.kind == "person" else _UNKNOWN_GENDER / 2
        view[entity] = view.get(entity, 0.0) + weight * sure

    def _weight(self, first: int, last: int) -> float:
        """A subject is more in view than an owner, an owner more than others."""
        tokens = self.tokens
        following = tokens.lows[last] if last < len(tokens) else ""
        if following in {"'s", "’s", "'", "’"}:
            return _OWNER
        opening = tokens.first[tokens.sentence[first]]
        if (
            first - opening <= 2
            or following in VERBS
            or following in {"has", "had", "is", "was", "will", "would", ",", "who"}
        ):
            return _SUBJECT
        return _OTHER
