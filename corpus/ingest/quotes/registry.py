"""Who is named in an article: each person or body once, in the longest form, with every mention of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.ingest.quotes.lists import FIRST_NAMES
from corpus.ingest.quotes.mentions import SUFFIXES, Mention


@dataclass(slots=True, eq=False)
class Entity:
    """A person, body or place of one article. `roles` are the words seen before or behind the name, in lower case."""

    name: str
    kind: str
    gender: str = ""
    roles: Counter[str] = field(default_factory=Counter)
    mentions: list[Mention] = field(default_factory=list)

    @property
    def human(self) -> bool:
        """Whether he or she may stand for it: persons, and names that may be persons."""
        return self.kind in {"person", "name"}


class Registry:
    """The entities of one article, and who each mention is."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self.mentions: tuple[Mention, ...] = tuple(mentions)
        self.entities: list[Entity] = []
        self._by_name: dict[str, Entity] = {}
        self._by_surname: dict[str, list[Entity]] = {}
        self._by_first: dict[str, list[Entity]] = {}
        self._of: dict[int, Entity] = {}
        for mention in self.mentions:
            if len(mention.core) > 1:
                self._full(mention)
        for mention in self.mentions:
            self._assign(mention)
        self._shorten()

    def of(self, mention: Mention) -> Entity:
        """The entity that a mention of this article means."""
        return self._of[mention.first]

    def named(self, name: str) -> Entity | None:
        """The entity with this very name."""
        return self._by_name.get(name)

    def _full(self, mention: Mention) -> None:
        """A name of several words makes an entity; a longer form of a person's name joins the shorter."""
        entity = self._by_name.get(mention.name) or self._same(mention)
        if entity is None:
            entity = Entity(mention.name, mention.kind, mention.gender)
            self.entities.append(entity)
            if mention.kind in {"person", "name"}:
                self._by_surname.setdefault(mention.surname, []).append(entity)
                self._by_first.setdefault(mention.core[0], []).append(entity)
        elif len(mention.name) > len(entity.name) and mention.kind == "person":
            entity.name = mention.name
        self._by_name[mention.name] = entity
        if mention.kind == "person" and entity.kind == "name":
            entity.kind = "person"

    def _shorten(self) -> None:
        """Leave Jr. out of a name where no father of that name is in the article."""
        for entity in self.entities:
            if _suffix(entity.name):
                plain = " ".join(entity.name.split()[:-1])
                if plain and plain not in self._by_name:
                    entity.name = plain

    def _same(self, mention: Mention) -> Entity | None:
        """Paul Okoro and Paul J. Okoro are one."""
        if mention.kind not in {"person", "name"}:
            return None
        for entity in self._by_surname.get(mention.surname, ()):
            if entity.name.split()[0] == mention.core[0] and _suffix(entity.name) == _suffix(mention.name):
                return entity
        return None

    def _assign(self, mention: Mention) -> None:
        entity = self._by_name.get(mention.name) or self._short(mention)
        if entity is None:
            entity = Entity(mention.name, mention.kind, mention.gender)
            self.entities.append(entity)
            self._by_name[mention.name] = entity
        self._of[mention.first] = entity
        entity.mentions.append(mention)
        if mention.gender and not entity.gender:
            entity.gender = mention.gender
        if mention.kind == "person" and entity.kind == "name":
            entity.kind = "person"
        for word in mention.role:
            entity.roles[word.lower().rstrip(".")] += 1

    def _short(self, mention: Mention) -> Entity | None:
        """A surname or a first name alone: who is so called, fits its title, and is named in full most often."""
        if len(mention.core) > 2 or mention.kind == "body":
            return None
        found = self._by_surname.get(mention.surname, ())
        if not found:
            found = self._by_first.get(mention.core[0], ())
            if mention.core[0] not in FIRST_NAMES:  # as a name of many countries is shortened; only where one bears it
                found = found if len(found) == 1 and found[0].kind == "person" else ()
        fitting = [e for e in found if not (mention.gender and e.gender and e.gender != mention.gender)]
        return max(fitting, key=lambda e: len(e.mentions), default=None) if len(mention.core) == 1 else None


def _suffix(name: str) -> str:
    """Jr., III: what sets a son apart from his father."""
    last = name.rsplit(maxsplit=1)[-1].rstrip(".")
    return last if last in SUFFIXES else ""
