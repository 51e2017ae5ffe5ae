"""The word lists of events, places, forms, hedges and synonyms: each has its example, and the example shows it."""

from collections.abc import Iterator
from typing import Any

import pytest

from corpus.compare.forms import alternatives
from corpus.words import fold, stem, stems, terms, word_list


def tables(data: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every table that holds entries itself."""
    inner = {key: value for key, value in data.items() if isinstance(value, dict)}
    if path and len(inner) < len(data) and not path.startswith((".sides", ".cities")):
        yield path, data
    for key, value in inner.items():
        yield from tables(value, f"{path}.{key}")


LISTS = [
    pytest.param(table, id=f"{name}{path}")
    for name in ("events", "places", "forms", "hedges", "synonyms")
    for path, table in tables(word_list(name))
    if path != ".example"
]


@pytest.mark.parametrize("table", LISTS)
def test_a_list_has_an_example_that_uses_one_of_its_entries(table):
    entries = [word for key, value in table.items() if key != "example" for word in words(value, key)]
    said = set(stems(table["example"])) | {term.word for term in terms(table["example"])}
    assert any(set(used(entry)) <= said for entry in entries)


def words(value: Any, key: str) -> Iterator[str]:
    if isinstance(value, list):
        for entry in value:
            yield from words(entry, key)
    else:
        yield value if isinstance(value, str) else key


def used(entry: str) -> list[str]:
    return [stem(fold(word)) if stem(fold(word)) in set(stems(word)) else fold(word) for word in entry.split()]


@pytest.mark.parametrize("name", ["events", "hedges", "synonyms"])
def test_no_list_holds_a_word_twice(name):
    for _, table in tables(word_list(name)):
        for value in table.values():
            if isinstance(value, list) and all(isinstance(word, str) for word in value):
                assert len(value) == len(set(value))


@pytest.mark.parametrize("slot", ["format", "naming"])
def test_each_way_of_a_table_is_found_by_its_own_words(slot):
    for table, ways in word_list("forms")[slot].items():
        for way, phrases in ways.items():
            for phrase in phrases if way != "example" else ():
                found = [form for _, _, form in alternatives(slot).found(terms(phrase))]
                assert (table, way) in {(form.table, form.way) for form in found} or shadowed(slot, phrase)


def shadowed(slot: str, phrase: str) -> bool:
    """A phrase that another table holds as well, or that a longer one covers."""
    held = [table for table, ways in word_list("forms")[slot].items() for way in ways if phrase in ways[way]]
    return len(held) > 1
