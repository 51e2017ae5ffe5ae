"""A line is an article as it is given, or is named by its number with the reason."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ingest.jsonl import BadLine, Row, read_rows


def test_rows_come_as_they_are_and_bad_lines_by_number():
    rows = [
        '{"id": 7, "text": " As it\\nis. ", "published": "2021-12-30T11:28:00Z", "outlet": "Gazette", "more": [1]}',
        "",
        '{"id": "b"}',
        '{"id": "c", "text": "Second."}',
    ]
    assert list(read_rows("\n".join(rows))) == [
        Row("7", " As it\nis. ", published="2021-12-30T11:28", outlet="Gazette"),
        BadLine(3, "no text"),
        Row("c", "Second."),
    ]


BAD = [
    ("{", "not JSON"),
    ("[1]", "not an object"),
    ('"text"', "not an object"),
    ('{"text": "x"}', "no id"),
    ('{"id": true, "text": "x"}', "no id"),
    ('{"id": "a", "text": "  "}', "no text"),
    ('{"id": "a", "text": 5}', "no text"),
    ('{"id": "a", "text": "x", "title": 5}', "title"),
    ('{"id": "a", "text": "x", "published": "soon"}', "not an ISO day"),
    ('{"id": "a", "text": "x\\u0000"}', "NUL"),
    ('{"id": "a", "text": "\\ud800"}', "surrogate"),
    ("[" * 100_000, "deep"),
]


@pytest.mark.parametrize(("line", "reason"), BAD, ids=[line[:40] for line, _ in BAD])
def test_bad_lines(line, reason):
    (bad,) = read_rows(line)
    assert isinstance(bad, BadLine)
    assert reason in bad.reason


def test_an_id_stands_once():
    assert list(read_rows('{"id":"a","text":"x"}\n{"id":"a","text":"y"}'))[1] == BadLine(
        2, "id 'a' stands on line 1 already"
    )


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(str.strip))
def test_any_text_comes_back_as_it_was(text):
    (row,) = read_rows(json.dumps({"id": "a", "text": text}))
    assert row == Row("a", text)
