"""Who is in the gazetteer, under which names and roles: flat arrays, so that 200,000 load at once."""

import sys
import zipfile
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.errors import StoreError
from corpus.names.compact import Arrays, Ids, Keyed, Lists, Strings
from corpus.names.fold import Token, mixed, tokens
from corpus.names.index import Index
from corpus.names.known import other_names
from corpus.names.roles import Role, role
from corpus.names.sounds import skeleton

Flags = NDArray[np.bool_]
FORM = 2  # of the saved file: another form is built anew
KINDS = ("person", "org", "place", "outlet")


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody, or a body, outlet or place: `mentions` is how often the corpus names or quotes it, 0 or more."""

    canonical: str
    kind: str = "person"
    mentions: int = 0
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(slots=True)
class Entries:
    """All entries with their names taken apart. A name belongs to one entry; roles point to entries."""

    canonical: Strings
    kinds: Ids
    mentions: Ids
    owner: Ids  # of each name
    foreign: Flags  # whether a name is in another script than a Latin canonical one
    spelled: Lists  # the words of each name, in order
    joined: Keyed  # letters without gaps -> names
    roles: Keyed  # concepts, sorted, between bars -> entries
    concepts: Keyed  # one concept -> places of roles
    index: Index

    @classmethod
    def build(cls, entries: Iterable[Entry]) -> Self:
        """Take the names apart; the first spelling of a name is its canonical one."""
        draft = _Draft()
        for entry in entries:
            draft.add(entry)
        mentions, owner = np.asarray(draft.mentions, np.int32), np.asarray(draft.owner, np.int32)
        words = Keyed.of((word, at) for at, name in enumerate(draft.names) for word in dict.fromkeys(name))
        place = {word: at for at, word in enumerate(words)}
        roles = Keyed.of(draft.roles)
        return cls(
            canonical=Strings.of(draft.canonical),
            kinds=np.asarray(draft.kinds, np.int32),
            mentions=mentions,
            owner=owner,
            foreign=np.asarray(draft.foreign, np.bool_),
            spelled=Lists.chained([place[word] for word in name] for name in draft.names),
            joined=Keyed.of((*draft.whole, *(("".join(name), at) for at, name in enumerate(draft.names) if name))),
            roles=roles,
            concepts=Keyed.of((concept, at) for at, key in enumerate(roles) for concept in key.split("|")),
            index=Index.build(words, mentions[owner]),
        )

    def save(self, path: Path) -> None:
        """Write one file, beside and then over what stood there."""
        beside = path.with_name(f"{path.name}.new")
        with beside.open("wb") as file:
            np.savez(file, allow_pickle=False, **self._arrays())
        beside.replace(path)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote; raises StoreError when it is missing, broken or of another form."""
        try:
            with np.load(path, allow_pickle=False) as arrays:
                return cls._restore({name: arrays[name] for name in arrays.files})
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            raise StoreError(str(path), f"no list of names can be read ({error})") from error

    def _arrays(self) -> Arrays:
        return {
            "form": np.asarray([FORM]),
            "kinds": self.kinds.astype(np.int8),
            "mentions": self.mentions,
            "owner": self.owner,
            "foreign": self.foreign,
            **self.canonical.arrays("canonical"),
            **self.spelled.arrays("spelled"),
            **self.joined.arrays("joined"),
            **self.roles.arrays("roles"),
            **self.concepts.arrays("concepts"),
            **self.index.arrays(),
        }

    @classmethod
    def _restore(cls, arrays: Mapping[str, NDArray[np.generic]]) -> Self:
        if int(arrays["form"].astype(np.int32)[0]) != FORM:
            raise ValueError("saved by another version")
        return cls(
            canonical=Strings.restore("canonical", arrays),
            kinds=arrays["kinds"].astype(np.int32),
            mentions=arrays["mentions"].astype(np.int32),
            owner=arrays["owner"].astype(np.int32),
            foreign=arrays["foreign"].astype(np.bool_),
            spelled=Lists.restore("spelled", arrays),
            joined=Keyed.restore("joined", arrays),
            roles=Keyed.restore("roles", arrays),
            concepts=Keyed.restore("concepts", arrays),
            index=Index.restore(arrays),
        )


def bars(concepts: Iterable[str]) -> str:
    """The key of a role."""
    return "|".join(sorted(concepts))


class _Draft:
    """What is gathered entry by entry, before it is packed."""

    def __init__(self) -> None:
        self.canonical: list[str] = []
        self.kinds = array("i")
        self.mentions = array("i")
        self.owner = array("i")
        self.foreign = array("b")
        self.names: list[tuple[str, ...]] = []  # empty for those that are found whole or not at all
        self.whole: list[tuple[str, int]] = []
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
        self.names.append(tuple(map(sys.intern, name)))


def _latin(name: Sequence[Token]) -> bool:
    return not any(token.cyrillic or not token.spelled for token in name)


def _folded(name: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.text for token in name)


def _names_bearer(found: Role, own: Sequence[Token]) -> bool:
    """Whether the words beside the office are the bearer's own name: "President Smith"."""
    sounds = {skeleton(token.text) for token in own}
    return bool(found.rest) and not found.holder and all(skeleton(token.text) in sounds for token in found.rest)
