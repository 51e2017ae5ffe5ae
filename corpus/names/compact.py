"""A million short strings and lists held in few bytes: flat arrays, saved and loaded in one piece."""

import bisect
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Self, overload

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int32]
Arrays = dict[str, NDArray[np.generic]]


class Strings(Sequence[str]):
    """An immutable sequence of strings in one block of UTF-8."""

    def __init__(self, blob: bytes, ends: Ids) -> None:
        self._blob = blob
        self._ends = np.ascontiguousarray(ends).data  # gives plain integers, several times faster

    @classmethod
    def of(cls, strings: Iterable[str]) -> Self:
        """Pack the strings in their order."""
        blob, ends = bytearray(), array("i", [0])
        for string in strings:
            blob += string.encode(errors="replace")
            ends.append(len(blob))
        return cls(bytes(blob), np.asarray(ends, np.int32))

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        if at < 0:
            raise IndexError(at)
        return self._blob[self._ends[at] : self._ends[at + 1]].decode()

    def __len__(self) -> int:
        return len(self._ends) - 1

    def arrays(self, name: str) -> Arrays:
        """What `restore` takes."""
        return {f"{name}.blob": np.frombuffer(self._blob, np.uint8), f"{name}.ends": np.asarray(self._ends)}

    @classmethod
    def restore(cls, name: str, arrays: Mapping[str, NDArray[np.generic]]) -> Self:
        """Read back what `arrays` gave."""
        return cls(arrays[f"{name}.blob"].tobytes(), arrays[f"{name}.ends"].astype(np.int32, copy=False))


class Lists:
    """Many lists of ids: `lists[i]` is an array, which may be empty."""

    def __init__(self, starts: Ids, ids: Ids) -> None:
        self._starts = starts
        self._bounds = np.ascontiguousarray(starts).data  # gives plain integers, as of strings
        self._ids = ids

    @classmethod
    def of(cls, owners: Sequence[int] | Ids, ids: Sequence[int] | Ids, size: int) -> Self:
        """Group pairs (owner, id) by owner 0 to size - 1; the order of ids within a list is kept."""
        owner = np.asarray(owners, np.int32)
        order = np.argsort(owner, kind="stable")
        starts = np.concatenate(([0], np.cumsum(np.bincount(owner, minlength=size)))).astype(np.int32)
        return cls(starts, np.asarray(ids, np.int32)[order])

    @classmethod
    def chained(cls, lists: Iterable[Sequence[int]]) -> Self:
        """Pack the lists in their order."""
        starts, ids = array("i", [0]), array("i")
        for some in lists:
            ids.extend(some)
            starts.append(len(ids))
        return cls(np.asarray(starts, np.int32), np.asarray(ids, np.int32))

    def __getitem__(self, at: int) -> Ids:
        return self._ids[self._bounds[at] : self._bounds[at + 1]]

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __iter__(self) -> Iterator[Ids]:
        return (self[at] for at in range(len(self)))

    @property
    def sizes(self) -> Ids:
        """How long each list is."""
        return np.diff(self._starts)

    @property
    def flat(self) -> Ids:
        """All lists, end to end."""
        return self._ids

    def arrays(self, name: str) -> Arrays:
        """What `restore` takes."""
        return {f"{name}.starts": self._starts, f"{name}.ids": self._ids}

    @classmethod
    def restore(cls, name: str, arrays: Mapping[str, NDArray[np.generic]]) -> Self:
        """Read back what `arrays` gave."""
        return cls(
            arrays[f"{name}.starts"].astype(np.int32, copy=False), arrays[f"{name}.ids"].astype(np.int32, copy=False)
        )


def ranks(place: Mapping[str, int], keys: Sequence[str]) -> Ids:
    """Where each place, 0 to n - 1, has gone when its keys were put in this order."""
    moved = np.empty(len(keys), np.int32)
    moved[np.fromiter((place[key] for key in keys), np.int32, len(keys))] = np.arange(len(keys), dtype=np.int32)
    return moved


class Keyed:
    """From a string to a list of ids."""

    _NONE = np.empty(0, np.int32)

    def __init__(self, keys: Strings, lists: Lists) -> None:
        self.keys = keys
        self.lists = lists

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, int]]) -> Self:
        """Group the ids by key; keys are sorted, the ids of a key keep their order."""
        place: dict[str, int] = {}
        owners, ids = array("i"), array("i")
        for key, i in pairs:
            owners.append(place.setdefault(key, len(place)))
            ids.append(i)
        keys = sorted(place)
        return cls(Strings.of(keys), Lists.of(ranks(place, keys)[np.asarray(owners, np.int32)], ids, len(keys)))

    def find(self, key: str) -> int | None:
        """The place of the key among the sorted keys."""
        at = bisect.bisect_left(self.keys, key)
        return at if at < len(self.keys) and self.keys[at] == key else None

    def __getitem__(self, key: str) -> Ids:
        at = self.find(key)
        return self._NONE if at is None else self.lists[at]

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys)

    def __len__(self) -> int:
        return len(self.keys)

    def arrays(self, name: str) -> Arrays:
        """What `restore` takes."""
        return {**self.keys.arrays(f"{name}.keys"), **self.lists.arrays(f"{name}.lists")}

    @classmethod
    def restore(cls, name: str, arrays: Mapping[str, NDArray[np.generic]]) -> Self:
        """Read back what `arrays` gave."""
        return cls(Strings.restore(f"{name}.keys", arrays), Lists.restore(f"{name}.lists", arrays))
