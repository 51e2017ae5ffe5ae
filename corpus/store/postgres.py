"""All that is peculiar to PostgreSQL's tables: stems and marks as a tsvector of our own making, and COPY.

A generation is a schema; connections have it as their search path, so that tables go by their plain names. What runs
the server as a whole (addresses, pointer, locks) stands in `corpus.store.server`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from psycopg.types.string import StrDumperUnknown
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Index,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TextClause,
    any_,
    bindparam,
    cast,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.schema import CreateIndex, CreateTable

from corpus.store.dialects import pieces
from corpus.store.schema import PARTS, SEARCHED, metadata

TOKENS = "tokens"  # the column that is searched
LONGEST = 255  # letters of a token; PostgreSQL takes 2,046 bytes
FULLEST = 900_000  # bytes of all tokens of a row; PostgreSQL takes a million
_FILLED = 50_000  # rows written at a time
_FEW = 20  # rows from which on COPY is the quicker way


def _tables() -> MetaData:
    """The tables of `schema` as they are made here.

    Texts compare by their signs, as in SQLite, whatever language the server speaks. No references are checked: all
    that refer to each other comes and goes in one transaction, and is looked through by `corpus check`.
    """
    made = MetaData()
    for table in metadata.sorted_tables:
        copied = table.to_metadata(made)
        for column in copied.columns:
            if isinstance(column.type, String):
                column.type = Text(collation="C")
            if column.primary_key:
                column.autoincrement = False
        if table.name in SEARCHED:
            copied.append_column(Column(TOKENS, TSVECTOR, nullable=False))
            Index(
                f"{table.name}_by_token",
                copied.c[TOKENS],
                postgresql_using="gin",
                postgresql_with={"fastupdate": "off"},
            )
    Table("names", made, Column("content", LargeBinary, nullable=False))  # the list by which names are found
    return made


TABLES = _tables()


def is_ours(_connection: Connection) -> bool:
    """Nobody else names a schema so."""
    return True


def prepare(connection: Connection) -> None:
    """Make the tables; their indexes come when they are full."""
    for table in TABLES.sorted_tables:
        connection.execute(CreateTable(table, include_foreign_key_constraints=[]))


def index_all(connection: Connection) -> None:
    """Make the indexes."""
    for table in TABLES.sorted_tables:
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            connection.execute(CreateIndex(index))
    settled(connection)


def settled(connection: Connection) -> None:
    """Count what the tables hold, which the planner goes by."""
    for table in TABLES.sorted_tables:
        connection.execute(text(f"ANALYZE {table.name}"))


def index_rows(connection: Connection, table: str, first: int, last: int, *, delete: bool = False) -> None:
    """Nothing: a row is searchable as it is written."""


def insert_many(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Write rows that all have the same columns."""
    if not rows:
        return
    searched = table.name in SEARCHED
    columns = [*rows[0], *([TOKENS] if searched else [])]
    given = ([*(row[name] for name in rows[0]), *([tokens(row)] if searched else [])] for row in rows)
    driver: Any = connection.connection
    with driver.cursor() as cursor:
        if len(rows) < _FEW:
            marks = ", ".join(["%s"] * len(columns))
            command = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608  # own names
            cursor.executemany(command, list(given))
            return
        cursor.adapters.register_dumper(str, StrDumperUnknown)  # the quick one: drafts are fit
        with cursor.copy(f"COPY {table.name} ({', '.join(columns)}) FROM STDIN") as copied:
            for values in given:
                copied.write_row(values)


def count_more(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Write rows, or add the `times` of those whose key is there: a command for all of them."""
    columns = [column.name for column in table.columns]
    key = ", ".join(column.name for column in table.primary_key)
    lists = ", ".join(
        f"CAST(:{column.name} AS {'text' if isinstance(column.type, String) else 'bigint'}[])"
        for column in table.columns
    )
    command = (
        f"INSERT INTO {table.name} ({', '.join(columns)}) SELECT * FROM unnest({lists}) "  # noqa: S608  # own names
        f"ON CONFLICT ({key}) DO UPDATE SET times = {table.name}.times + excluded.times"
    )
    connection.execute(text(command), {name: [row[name] for row in rows] for name in columns})


def tokens(row: Mapping[str, object]) -> str:
    """The stems and marks of a row, as PostgreSQL reads a tsvector: each quoted, so that it takes them as they are."""
    return " ".join(map(_quoted, _held(row)))


def _held(row: Mapping[str, object]) -> Iterator[str]:
    """What a row is searched by, so much of it as PostgreSQL takes."""
    size = 0
    for word in dict.fromkeys(one[:LONGEST] for one in pieces(f"{row['words']} {row['meta']}")):
        size += len(word.encode()) + 4
        if size > FULLEST:
            return
        yield word


def _quoted(word: str) -> str:
    return "'" + word[:LONGEST].replace("\\", "\\\\").replace("'", "''") + "'"


def fill_sorted(connection: Connection, table: Table, rows: Iterable[Mapping[str, object]]) -> None:
    """Write many rows into an empty table; the key is made when they are there."""
    name = f"{table.name}_pkey"
    connection.execute(text(f"ALTER TABLE {table.name} DROP CONSTRAINT {name}"))
    rest = iter(rows)
    while batch := list(islice(rest, _FILLED)):
        insert_many(connection, table, batch)
    key = ", ".join(column.name for column in table.primary_key)
    connection.execute(text(f"ALTER TABLE {table.name} ADD CONSTRAINT {name} PRIMARY KEY ({key})"))
    connection.execute(text(f"ANALYZE {table.name}"))


def matching(connection: Connection, table: str, query: str, limit: int) -> list[int]:
    """Ids of the rows that match a query, newest first."""
    return list(connection.execute(numbers(table), {"query": query, "limit": limit}).scalars())


def numbers(table: str) -> TextClause:
    """Ids of the rows that match a `query`, newest first, at most `limit`."""
    return text(
        f"SELECT row FROM {table} WHERE {TOKENS} @@ CAST(:query AS tsquery) "  # noqa: S608  # own names
        f"ORDER BY row DESC LIMIT CAST(:limit AS bigint)"
    )


def found(table: Table) -> TextClause:
    """The rows themselves."""
    columns = ", ".join(column.name for column in table.columns)
    return text(
        f"SELECT {columns} FROM {table.name} WHERE {TOKENS} @@ CAST(:query AS tsquery) "  # noqa: S608  # own names
        f"ORDER BY row DESC LIMIT CAST(:limit AS bigint)"
    )


def parts(table: Table, *columns: str) -> TextClause:
    """The parts of the articles that `listed` gives for `rows`."""
    wanted = ", ".join(f"t.{name}" for name in columns or table.columns.keys())
    return text(
        f"SELECT {wanted} FROM unnest(CAST(:rows AS bigint[])) a(value) JOIN {table.name} t "  # noqa: S608  # own names
        f"ON t.row BETWEEN a.value * {PARTS} AND a.value * {PARTS} + {PARTS - 1} ORDER BY t.row"
    )


def among(column: ColumnElement[int], name: str) -> ColumnElement[bool]:
    """That a number is one of those that `listed` gives for a parameter."""
    return column == any_(cast(bindparam(name), ARRAY(BigInteger)))


def listed(numbers: Iterable[int]) -> list[int]:
    """Numbers as one parameter."""
    return list(numbers)


def holds(column: ColumnElement[str], sought: str) -> ColumnElement[bool]:
    """That a text stands in another, sign for sign."""
    return func.strpos(column, sought) > 0


def any_of(words: Iterable[str]) -> str:
    """A query for rows that hold one of the words or marks, or more."""
    return " | ".join(" & ".join(map(_quoted, pieces(word))) for word in words)


def both(*queries: str) -> str:
    """A query for rows that match each of the queries; empty ones ask nothing."""
    return " & ".join(f"({query})" for query in queries if query)


def frequency(table: str) -> TextClause:
    """How many rows hold a `word` or mark."""
    return text(f"SELECT count(*) FROM {table} WHERE {TOKENS} @@ CAST(quote_literal(:word) AS tsquery)")  # noqa: S608  # own names


def faults(connection: Connection) -> list[str]:
    """Rows that are not searchable by what they hold; PostgreSQL keeps its own pages by checksums."""
    found: list[str] = []
    for table in SEARCHED:
        query = text(f"SELECT words, meta, tsvector_to_array({TOKENS}) AS held FROM {table}")  # noqa: S608  # own names
        rows = connection.execute(query.execution_options(yield_per=_FILLED)).mappings()
        if count := sum(set(_held(dict(row))) != set(row["held"]) for row in rows):
            found.append(f"the index of {table} does not fit its table: {count} rows")
    return found
