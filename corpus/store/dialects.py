"""What one kind of database says otherwise than another: each kind is a module with these functions.

Everything above works with any of them, and gets the same rows in the same order from each.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any, Protocol, cast

from sqlalchemy import Column, ColumnElement, Connection, Table, TextClause

_APART = re.compile(r"[^\w.@]+|_+")


def pieces(word: str) -> list[str]:
    """What a stem or mark is searched by: "1\u20444", which a quarter folds to, is two words to an index."""
    return [one for one in _APART.split(word) if one]


class Dialect(Protocol):
    """A kind of database. Queries for words are text of its own: `any_of` and `both` make them."""

    def is_ours(self, connection: Connection) -> bool:
        """Whether a database is marked as this program's."""

    def prepare(self, connection: Connection) -> None:
        """Make the tables of a new generation."""

    def insert_many(self, connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
        """Write rows that all have the same columns."""

    def fill_sorted(self, connection: Connection, table: Table, rows: Iterable[Mapping[str, object]]) -> None:
        """Write many rows into an empty table in the order of its key, which they do not come in."""

    def count_more(self, connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
        """Write rows, or add the `times` of those whose key is there."""

    def index_all(self, connection: Connection) -> None:
        """Make all rows searchable that were written since `prepare`."""

    def index_rows(self, connection: Connection, table: str, first: int, last: int, *, delete: bool = False) -> None:
        """Make rows searchable that were added, or no longer so before they go."""

    def settled(self, connection: Connection) -> None:
        """Take note that a new generation is written: plans go by what it holds."""

    def matching(self, connection: Connection, table: str, query: str, limit: int) -> list[int]:
        """Ids of the rows that match a query, newest first."""

    def numbers(self, table: str) -> TextClause:
        """Ids of the rows that match a `query`, newest first, at most `limit`."""

    def found(self, table: Table) -> TextClause:
        """The rows themselves."""

    def parts(self, table: Table, *columns: str) -> TextClause:
        """The parts of the articles that `listed` gives for `rows`, in their order: all columns or some."""

    def among(self, column: ColumnElement[int] | Column[int], name: str) -> ColumnElement[bool]:
        """That a number is one of those that `listed` gives for a parameter."""

    def listed(self, numbers: Iterable[int]) -> Any:
        """Numbers as one parameter."""

    def holds(self, column: ColumnElement[str] | Column[str], text: str) -> ColumnElement[bool]:
        """That a text stands in another, sign for sign."""

    def any_of(self, words: Iterable[str]) -> str:
        """A query for rows that hold one of the words or marks, or more."""

    def both(self, *queries: str) -> str:
        """A query for rows that match each of the queries; empty ones ask nothing."""

    def frequency(self, table: str) -> TextClause:
        """How many rows hold a `word` or mark."""

    def faults(self, connection: Connection) -> list[str]:
        """What the database finds wrong with itself."""


_MODULES = {"sqlite": "corpus.store.sqlite", "postgresql": "corpus.store.postgres"}


@cache
def named(name: str) -> Dialect:
    """A kind of database by SQLAlchemy's name for it."""
    return cast("Dialect", import_module(_MODULES[name]))


def of(connection: Connection) -> Dialect:
    """The kind of a database that is open."""
    return named(connection.dialect.name)
