import pytest

from corpus.names.lines import resolve_lines

PEOPLE = [
    {"canonical": "Ivan Kozlov", "kind": "person", "mentions": 9, "aliases": ["Harbour Board chief"]},
    {"canonical": "Harbour Board", "kind": "org", "mentions": 3},
    {"canonical": ""},
]


@pytest.mark.parametrize(
    ("query", "row"),
    [
        (
            "kozlow on tides",
            {"status": "accept", "person": "Ivan Kozlov", "topic": "tides", "candidates": ["Ivan Kozlov"]},
        ),
        (
            "chief of the Harbour Board",
            {"status": "accept", "person": "Ivan Kozlov", "topic": "", "candidates": ["Ivan Kozlov"]},
        ),
        ("Frodo", {"status": "none", "person": None, "topic": "Frodo", "candidates": []}),
        ("", {"status": "none", "person": None, "topic": "", "candidates": []}),
    ],
)
def test_a_query_comes_back_with_who_is_meant(query, row):
    assert list(resolve_lines(PEOPLE, [{"query": query}])) == [{"query": query, **row}]


def test_a_row_without_a_query_is_an_empty_one():
    assert [row["status"] for row in resolve_lines(PEOPLE, [{}])] == ["none"]
