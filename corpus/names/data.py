"""Facts and word lists that names rest on: they stand in corpus/data/*.toml, each with an example."""

import functools
import tomllib
from pathlib import Path
from typing import Any

from corpus.names.fold import letters

FOLDER = Path(__file__).parent.parent / "data"


@functools.cache
def table(name: str) -> dict[str, Any]:
    """The whole of one file, by its name without the ending."""
    with (FOLDER / f"{name}.toml").open("rb") as lines:
        return tomllib.load(lines)


@functools.cache
def words(name: str, key: str) -> frozenset[str]:
    """One list of words, as a set."""
    return frozenset(table(name)[key]["words"])


@functools.cache
def folded(name: str, *keys: str) -> frozenset[str]:
    """Some lists of words, in a-z and 0-9."""
    return frozenset(letters(word) for key in keys for word in words(name, key))
