"""Whom he, she or it means: the person most in view where the pronoun stands."""

from bisect import bisect_left
from dataclasses import dataclass

from corpus.ingest.quotes.lists import AUXILIARIES, SPEAKS_FOR, TOLD, VENTURES, VERBS
from corpus.ingest.quotes.mentions import Mention
from corpus.ingest.quotes.registry import Entity, Registry
from corpus.ingest.quotes.tokens import BREAK, QUOTE, Tokens

GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_STATIONS = frozenset(("Radio", "TV", "Channel"))
_PLACING = frozenset(("in", "off", "near", "outside", "at", "aboard", "around", "across"))
_SHORES = frozenset(
    (
        "coast",
        "shore",
        "city",
        "town",
        "port",
        "island",
        "village",
        "province",
        "district",
        "north",
        "south",
        "east",
        "west",
    )
)
_SEATED = frozenset(("mayor", "governor", "bishop", "archbishop", "mayors", "governors"))
_OFTEN = 3  # mentions of a name from which it is no mere place
_FADE = 0.4  # how much of a mention's weight is left one sentence later
_REACH = 12  # sentences that are looked back on
_SPEAKS, _SUBJECT, _EMBEDDED, _OWNER, _OTHER, _HEARER = 1.4, 1.0, 0.6, 0.5, 0.4, 0.2
_PASSED = frozenset((",", "who", "and", "others"))
_ASIDE = 18  # words of an aside between a name and its verb
_CLAUSE = 8  # words back in which a verb of speech opens the clause that a subject stands in
_UNKNOWN_GENDER, _UNKNOWN_NAME = 0.75, 0.5
_SUBJECT_BEFORE = frozenset(("has", "had", "is", "was", "will", "would", "could", "can", "did", ",", "who"))
_AT_LEAST = 0.35  # how sure the one most in view is, however close another comes
_IN_VIEW = 0.9  # the weight that makes somebody likely to be meant by a role
_ROLE = 6  # words of a role between "according to" and a name, with these
_REPEATED = 0.2  # how much further mentions add to the best


@dataclass(frozen=True, slots=True)
class Meant:
    """An entity, and how sure it is, 0 to 1."""

    entity: Entity
    confidence: float


@dataclass(frozen=True, slots=True)
class _Seen:
    """An entity in view at a token, by name or by a pronoun already resolved."""

    at: int
    sentence: int
    entity: Entity
    weight: float
    last: int = -1  # the token behind a name


class Pronouns:
    """Resolves the pronouns of one article, in the order of the text."""

    def __init__(self, tokens: Tokens, registry: Registry) -> None:
        self.tokens = tokens
        self.registry = registry
        self._seen: list[_Seen] = []
        self._resolved: dict[int, Meant | None] = {}
        self._bodies: list[tuple[int, Entity]] = []
        self._read()

    def person(self, at: int) -> Meant | None:
        """The person meant by he or she (his, her) at token `at`."""
        return self._resolved.get(at)

    def body(self, at: int) -> Meant | None:
        """The body meant by it at token `at`: the last before it that says something, else the last named."""
        k = bisect_left(self._bodies, at, key=lambda pair: pair[0])
        return Meant(self._bodies[k - 1][1], 0.9) if k else None

    def in_view(self, at: int) -> Meant | None:
        """Who spoke, or was the subject, last before token `at`, in its sentence or the one before."""
        here = self.tokens.sentence[at]
        k = bisect_left(self._seen, at, key=lambda seen: seen.at) - 1
        while k >= 0 and here - self._seen[k].sentence <= 1:
            if self._seen[k].weight >= _IN_VIEW and not self._source(self._seen[k], here):
                return Meant(self._seen[k].entity, 0.7)
            k -= 1
        return None

    def _source(self, seen: _Seen, here: int) -> bool:
        """Whether somebody is the source of the same sentence: "according to Lind, the mayor" is another than Lind."""
        return seen.sentence == here and "according" in self.tokens.lows[max(0, seen.at - _ROLE) : seen.at]

    def _read(self) -> None:
        mentions = {m.first: m for m in self.registry.mentions}
        for i, word in enumerate(self.tokens.lows):
            mention = mentions.get(i)
            if mention is not None:
                self._name(mention)
            elif word in GENDERS:
                self._pronoun(i, GENDERS[word])

    def _name(self, mention: Mention) -> None:
        entity = self.registry.of(mention)
        if self._ventures(mention, entity):
            self._bodies.append((mention.first, entity))
        elif entity.human and not self._nobody(mention, entity) and not self._placed(mention, entity):
            weight = self._weight(mention.lead, mention.last)
            self._seen.append(_Seen(mention.first, self.tokens.sentence[mention.first], entity, weight, mention.last))
        elif self._acts(mention, entity):
            self._bodies.append((mention.first, entity))

    def _ventures(self, mention: Mention, entity: Entity) -> bool:
        """Whether a name in commas is that of a firm or a body: "The operator, Lind Lines, said"."""
        tokens = self.tokens
        return (
            entity.kind == "name" and tokens.word(mention.lead - 1) == "," and tokens.word(mention.lead - 2) in VENTURES
        )

    def _nobody(self, mention: Mention, entity: Entity) -> bool:
        """Whether a capital that opens a sentence is just a word: "Corporations are", "Spurned offers"."""
        tokens = self.tokens
        if (
            entity.kind != "name"
            or len(mention.core) > 1
            or tokens.first[tokens.sentence[mention.first]] != mention.first
        ):
            return False
        following = tokens.word(mention.last)
        if mention.core[0].endswith("s") and following in {"are", "were", "have"}:
            return True
        known = following in VERBS or following in AUXILIARIES or following.endswith(("ed", "ly"))
        return len(entity.mentions) == 1 and following[:1].islower() and not known

    def _placed(self, mention: Mention, entity: Entity) -> bool:
        """Whether a name stands where places do: "off Veshki", "the coast of Veshki"; a station is nobody too."""
        tokens = self.tokens
        if entity.kind != "name" or mention.role:
            return False
        if mention.core[0] in _STATIONS:
            return True
        rarely = len(entity.mentions) < _OFTEN and tokens.word(mention.last) not in {"'s", "’s"}
        if not rarely or not self._behind_place(mention):
            return False
        return len(mention.core) == 1 or all(self._behind_place(each) for each in entity.mentions)

    def _behind_place(self, mention: Mention) -> bool:
        """Whether what stands before a name is followed by places: "in the", "mayor of"."""
        tokens = self.tokens
        i = mention.lead - 1 - (tokens.word(mention.lead - 1) == "the")
        before, owner = tokens.word(i), tokens.word(i - 1)
        opens = i < 1 or tokens.first[tokens.sentence[i]] >= i - 1
        titled = not opens and tokens.words[i - 1][:1].isupper()  # the Star of Lund
        return before in _PLACING or (before == "of" and (titled or owner in _SHORES or owner in _SEATED))

    def _pronoun(self, at: int, gender: str) -> None:
        meant = self._resolved[at] = self._resolve(at, gender)
        if meant is not None:
            weight = self._weight(at, at + 1) * (0.5 + 0.5 * meant.confidence)
            self._seen.append(_Seen(at, self.tokens.sentence[at], meant.entity, weight))

    def _resolve(self, at: int, gender: str) -> Meant | None:
        here = self.tokens.sentence[at]
        view: dict[Entity, float] = {}
        for seen in reversed(self._seen):
            away = here - seen.sentence
            if away > _REACH:
                break
            if seen.last == at - 1 and self.tokens.words[at - 1] == ",":  # "Lindholm, she said, was closed"
                continue
            self._add(view, seen, gender, away)
        ranked = sorted(view.items(), key=lambda pair: -pair[1])[:2]
        if not ranked:
            return None
        rest = ranked[1][1] if len(ranked) > 1 else 0.0
        share = ranked[0][1] / (ranked[0][1] + rest)
        return Meant(ranked[0][0], _AT_LEAST + (1 - _AT_LEAST) * share)

    def _add(self, view: dict[Entity, float], seen: _Seen, gender: str, away: int) -> None:
        entity = seen.entity
        if entity.gender and entity.gender != gender:
            return
        sure = 1.0 if entity.gender else _UNKNOWN_GENDER if entity.kind == "person" else _UNKNOWN_NAME
        weight = seen.weight * sure * _FADE**away
        before = view.get(entity, 0.0)
        view[entity] = max(before, weight) + _REPEATED * min(before, weight)

    def _weight(self, first: int, last: int) -> float:
        """Who speaks is most in view, then a subject, an owner, the rest, and last who is told ("told Radio Lind")."""
        tokens = self.tokens
        following = tokens.word(last)
        if following in {"'s", "’s", "'", "’"} or tokens.lows[first] in {"his", "her"}:
            return _OWNER
        if tokens.word(first - 1) in TOLD and tokens.word(first - 2) != QUOTE:
            return _HEARER
        if self._speaks(first, last):
            return _SPEAKS
        opening = tokens.first[tokens.sentence[first]]
        if first - opening <= 2:
            return _SUBJECT
        if following not in VERBS and following not in _SUBJECT_BEFORE:
            return _OTHER
        told = any(VERBS.get(word) == "say" for word in tokens.lows[max(opening, first - _CLAUSE) : first])
        return _EMBEDDED if told else _SUBJECT

    def _acts(self, mention: Mention, entity: Entity) -> bool:
        """Whether a body, or a place that stands for one, says or does something here."""
        if entity.kind not in {"body", "place"}:
            return False
        if self.tokens.word(mention.last) in VERBS or self.tokens.word(mention.last) in {"has", "had"}:
            return True
        return self._speaks(mention.lead, mention.last) or (entity.kind == "body" and self._spoken_for(mention))

    def _spoken_for(self, mention: Mention) -> bool:
        """Whether a spokesperson, a statement or "according to" stands next to a body."""
        around = [
            self.tokens.word(i) for i in (*range(mention.first - 5, mention.first), mention.last, mention.last + 1)
        ]
        return any(word in SPEAKS_FOR for word in around) or "according" in around

    def _speaks(self, first: int, last: int) -> bool:
        """Whether a verb of speech stands right behind or before, with adverbs or an aside between."""
        tokens = self.tokens
        if VERBS.get(tokens.word(first - 1)) == "say" and tokens.word(first - 2) in {QUOTE, ",", BREAK}:
            return True
        i = self._behind_aside(last)
        stop = min(len(tokens), i + 4)
        while i < stop and (
            tokens.lows[i] in AUXILIARIES or tokens.lows[i] in _PASSED or tokens.lows[i].endswith("ly")
        ):
            i += 1
        return i < stop and VERBS.get(tokens.lows[i]) == "say" and tokens.sentence[i] == tokens.sentence[first]

    def _behind_aside(self, last: int) -> int:
        """Behind "of Lindholm" and an aside in commas: "Ada Lind of Lindholm, 69, a teacher, said"."""
        tokens = self.tokens
        if tokens.word(last) not in {",", "of", "("}:
            return last
        closed = last
        for i in range(last + 1, min(len(tokens), last + _ASIDE)):
            if tokens.lows[i] in {".", "\n", QUOTE}:
                break
            if tokens.lows[i] in {",", ")"}:
                closed = i + 1
        return closed
