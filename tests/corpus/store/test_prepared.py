"""Queries that are compiled once: rows as SQLAlchemy gives them, failures as what is wrong with which file."""

from pathlib import Path

import pytest
from sqlalchemy import bindparam, select, text

from corpus.errors import StoreError
from corpus.store import sqlite
from corpus.store.place import place
from corpus.store.prepared import Driver, Prepared
from corpus.store.schema import facts, metadata


@pytest.fixture
def driver(tmp_path: Path) -> Driver:
    path = tmp_path / "facts.db"
    engine = sqlite.writer(path)
    with engine.begin() as connection:
        metadata.create_all(connection)
        connection.execute(facts.insert(), [{"key": f"k{at}", "value": str(at)} for at in range(5)])
    return Driver(place(f"sqlite:///{path}"), path, engine)


@pytest.mark.parametrize(
    ("query", "values", "rows"),
    [
        (select(facts.c.value).where(facts.c.key == bindparam("key")), {"key": "k3"}, [("3",)]),
        (select(facts.c.value).where(facts.c.key == "k2"), {}, [("2",)]),
        (text("SELECT count(*) FROM facts WHERE value > :least"), {"least": "1"}, [(3,)]),
        (select(facts.c.key).where(facts.c.key == bindparam("key")), {"key": "none"}, []),
    ],
)
def test_rows_come_as_tuples(driver: Driver, query: object, values: dict[str, str], rows: list[object]) -> None:
    prepared = Prepared(query)  # type: ignore[arg-type]  # queries of both kinds
    assert driver.rows(prepared, **values) == rows
    assert driver.rows(prepared, **values) == rows


def test_a_failure_names_the_file(driver: Driver) -> None:
    with pytest.raises(StoreError, match=r"facts\.db"):
        driver.rows(Prepared(text("SELECT nothing FROM nowhere")))


def test_it_works_again_after_a_failure(driver: Driver) -> None:
    with pytest.raises(StoreError):
        driver.rows(Prepared(text("SELECT nothing FROM nowhere")))
    assert driver.rows(Prepared(text("SELECT 1"))) == [(1,)]


def test_a_change_of_the_file_is_seen(driver: Driver, tmp_path: Path) -> None:
    stamp = sqlite.stamp(tmp_path / "facts.db")
    before = stamp.now
    engine = sqlite.writer(tmp_path / "facts.db")
    with engine.begin() as connection:
        connection.execute(facts.insert(), {"key": "new", "value": "1"})
    assert stamp.now != before
    assert sqlite.stamp(tmp_path / "facts.db") is stamp
    assert driver.rows(Prepared(select(facts.c.value).where(facts.c.key == "new"))) == [("1",)]
