"""Who is in the gazetteer, under which names and roles: flat arrays, so that 200,000 load at once."""

import itertools
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.errors import StoreError
from corpus.names.compact import Arrays, Ids, Keyed, Lists, Strings
from corpus.names.draft import Draft, Entry
from corpus.names.index import Index

Flags = NDArray[np.bool_]
FORM = 2  # of the saved file: another form is built anew


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
        draft = Draft()
        for entry in entries:
            draft.add(entry)
        mentions, owner = np.asarray(draft.mentions, np.int32), np.asarray(draft.owner, np.int32)
        words, spelled = draft.words()
        roles = Keyed.of(draft.roles)
        return cls(
            canonical=Strings.of(draft.canonical),
            kinds=np.asarray(draft.kinds, np.int32),
            mentions=mentions,
            owner=owner,
            foreign=np.asarray(draft.foreign, np.bool_),
            spelled=spelled,
            joined=Keyed.of(itertools.chain(draft.whole, _joined(words.keys, spelled))),
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


def _joined(words: Strings, spelled: Lists) -> Iterator[tuple[str, int]]:
    for at, name in enumerate(spelled):
        if len(name):
            yield "".join(words[word] for word in name.tolist()), at
