"""Which column of a table is what: mappings as data, built in (data/mappings.toml) or an operator's own file.

A mapping is a TOML file:

    [columns]                            # ours = theirs: a name, a column's number, or several, of which the first
    text = ["full_text", "summary"]      # that is not empty counts
    outlet = "source.name"               # of an object within an object
    published = "date"
    [always]                             # what is the same for every row
    language = "en"
    [table]                              # only where it is not found out
    delimiter = ";"
    header = false                       # columns by their numbers, counted from 1
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.ingest.archives.moments import given_moment
from corpus.words import word_list

FIELDS = ("id", "title", "outlet", "url", "published", "language", "text", "html")
_WIDEST = 200  # code points of a value that is no text
_PLAIN = re.compile(r"[\W_]+")

Names = tuple[str | int, ...]


class MappingError(CorpusError):
    """A mapping that cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class FieldMap:
    """From columns to fields: `columns` gives for each field the columns that may hold it, the first best.

    It is recognised by all of the columns `known_by`, or by a headerless table's `width`.
    """

    columns: Mapping[str, Names]
    always: Mapping[str, str] = field(default_factory=dict)
    known_by: tuple[str, ...] = ()
    width: int = 0
    header: bool = True
    delimiter: str = ""

    def fields(self, row: Mapping[Any, object]) -> dict[str, Any]:
        """The fields of a row that it has, as text; a day or minute of publication in ISO form where it is one."""
        found = dict(self.always)
        by_name = {plain(key) if isinstance(key, str) else key: value for key, value in row.items()}
        for name, columns in self.columns.items():
            value = next((text for column in columns if (text := _text(_at(by_name, column)))), "")
            if value:
                found[name] = value
        if "published" in found:
            found["published"] = given_moment(found["published"])
        return found


def plain(name: str) -> str:
    """A column's name as names are compared: publish_date and "Publish Date" are one."""
    return _PLAIN.sub("_", name.strip().lower()).strip("_")


def _at(row: Mapping[str | int, object], column: str | int) -> object:
    if isinstance(column, int) or column in row:
        return row.get(column)
    outer, _, inner = column.partition(".")
    within = row.get(outer)
    return within.get(inner) if inner and isinstance(within, Mapping) else row.get(plain(column))


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def fitting(names: Sequence[str], *, width: int = 0) -> FieldMap | None:
    """The built-in mapping whose columns these are, or of a headerless table as wide; None where none fits."""
    have = {plain(name) for name in names}
    for key, mapping in _built_in().items():
        if key == "common":
            continue
        if (mapping.known_by and have.issuperset(mapping.known_by)) or (width and mapping.width == width):
            return mapping
    common = _built_in()["common"]
    holds = {name for name, columns in common.columns.items() if have.intersection(map(str, columns))}
    return common if holds & {"text", "html", "url"} else None


@cache
def _built_in() -> Mapping[str, FieldMap]:
    return {name: _mapping(data) for name, data in word_list("mappings").items()}


def load_mapping(path: str | Path) -> FieldMap:
    """An operator's mapping; a built-in one by its name; MappingError says why it cannot be."""
    if str(path) in _built_in():
        return _built_in()[str(path)]
    try:
        return _mapping(tomllib.loads(Path(path).read_text(encoding="utf-8")))
    except OSError as error:
        raise MappingError(f"{path}: {(error.strerror or 'cannot be read').lower()}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MappingError(f"{path}: not TOML: {error}") from error
    except MappingError as error:
        raise MappingError(f"{path}: {error}") from error


def _mapping(data: Mapping[str, Any]) -> FieldMap:
    columns, table = data.get("columns"), data.get("table", {})
    if not isinstance(columns, dict) or not columns:
        raise MappingError("no [columns]")
    for name in (*columns, *data.get("always", {})):
        if name not in FIELDS:
            raise MappingError(f"{name!r} is no field of an article: {', '.join(FIELDS)}")
    return FieldMap(
        {name: _names(name, value) for name, value in columns.items()},
        {name: str(value) for name, value in data.get("always", {}).items()},
        tuple(map(plain, data.get("known_by", ()))),
        int(table.get("width", 0)),
        bool(table.get("header", True)),
        str(table.get("delimiter", "")),
    )


def _names(name: str, value: object) -> Names:
    given: list[Any] = value if isinstance(value, list) else [value]
    if not given or any(isinstance(each, bool) or not isinstance(each, str | int) for each in given):
        raise MappingError(f"{name}: neither the name nor the number of a column")
    return tuple(each if isinstance(each, int) or "." in each else plain(str(each)) for each in given)
