import tomllib
from pathlib import Path

import pytest

from corpus.names import Entry, Gazetteer

FOLDER = Path(__file__).parent


def rows(name):
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


@pytest.fixture(scope="session")
def gazetteer():
    people = rows("people")
    return Gazetteer(
        Entry(name, kind, row[0], tuple(row[1:])) for kind, listed in people.items() for name, row in listed.items()
    )
