"""Facts and word lists that names rest on: they stand in corpus/data/*.toml, each with an example."""

import functools
import tomllib
from pathlib import Path
from typing import Any

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
