"""Names taken apart one entry at a time, before they are packed."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.names.compact import Keyed, Lists, Strings, ranks
from corpus.names.fold import Token, mixed, tokens
from corpus.names.known import other_names
from corpus.names.roles import Role, role
from corpus.names.sounds import skeleton

KINDS = ("person", "org", "place", "outlet")


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody, or a body, outlet or place: `mentions` is how often the corpus names or quotes it, 0 or more."""

    canonical: str
    kind: str = "person"
    mentions: int = 0
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


def bars(concepts: Iterable[str]) -> str:
    """The key of a role."""
    return "|".join(sorted(concepts))


class Draft:
    """What is gathered entry by entry, before it is packed."""

    def __init__(self) -> None:
        self.canonical: list[str] = []
        self._place: dict[str, int] = {}  # of each word, as it was first seen
        self._starts = array("i", [0])
        self._spelled = array("i")
        self.kinds = array("i")
        self.mentions = array("i")
        self.owner = array("i")
        self.foreign = array("b")
        self.whole: list[tuple[str, int]] = []  # names without words: found by all their letters or not at all
        self.roles: list[tuple[str, int]] = []

    def add(self, entry: Entry) -> None:
        at = len(self.canonical)
        self.canonical.append(entry.canonical)
        self.kinds.append(KINDS.index(entry.kind) if entry.kind in KINDS else 0)
        # Whoever looks like another by letters of another script is never the better known of the two.
        self.mentions.append(0 if mixed(entry.canonical) else min(max(0, entry.mentions), 2**31 - 1))
        for title in entry.roles:
            if found := role(tokens(title)):
                self.roles.append((bars(found.key), at))
        own = tokens(entry.canonical)
        names = {_folded(own): False}
        aliases = [tokens(alias) for alias in entry.aliases]
        for alias in aliases:
            found = role(alias) if entry.kind == "person" else None
            if found is None or not found.office:
                names.setdefault(_folded(alias), _latin(own) and not _latin(alias))
            else:
                concepts = found.concepts if _names_bearer(found, own) else found.key
                self.roles.append((bars(concepts), at))
        for name, foreign in names.items():
            self._name(at, name, foreign=foreign)
        for other in map(tokens, other_names((own, *aliases))):
            if all(token.spelled for token in other):
                self._name(at, _folded(other), foreign=not _latin(other))
            else:
                self.whole.append(("".join(_folded(other)), len(self.owner)))
                self._name(at, (), foreign=True)

    def _name(self, at: int, name: tuple[str, ...], *, foreign: bool) -> None:
        self.owner.append(at)
        self.foreign.append(foreign)
        self._spelled.extend(self._place.setdefault(word, len(self._place)) for word in name)
        self._starts.append(len(self._spelled))

    def words(self) -> tuple[Keyed, Lists]:
        """The words in order with the names that hold each; and the words of each name."""
        keys = sorted(self._place)
        spelled = ranks(self._place, keys)[np.asarray(self._spelled, np.int32)]
        starts = np.asarray(self._starts, np.int32)
        names = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        pairs = np.sort(spelled.astype(np.int64) * max(1, len(starts)) + names)
        pairs = pairs[np.diff(pairs, prepend=-1) > 0]  # np.unique would load all of numpy.ma
        owners, ids = np.divmod(pairs, max(1, len(starts)))
        return Keyed(Strings.of(keys), Lists.of(owners, ids, len(keys))), Lists(starts, spelled)


def _latin(name: Sequence[Token]) -> bool:
    return not any(token.cyrillic or not token.spelled for token in name)


def _folded(name: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.text for token in name)


def _names_bearer(found: Role, own: Sequence[Token]) -> bool:
    """Whether the words beside the office are the bearer's own name: "President Smith"."""
    sounds = {skeleton(token.text) for token in own}
    return bool(found.rest) and not found.holder and all(skeleton(token.text) in sounds for token in found.rest)
