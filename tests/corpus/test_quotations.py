"""Pieces of one quote: what goes on behind "she said" is one, what has a subject of its own is another."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import store
from corpus.ingest.read import read_all
from corpus.library import open_library
from corpus.models import Article, Excerpt, Page, Quote, Reading, Span
from corpus.quotations import _by_runs, _each_with_each, _Piece
from corpus.store.read import Uttered

CASES = [
    # what stands between the pieces, in how many quotes they are shown
    (" Ada Lind said on Monday. ", 1),
    (" Ada Lind said, ", 1),
    (" said Gen. Ada Lind. ", 1),
    (" Ada Lind told reporters. The harbour, Lind said, ", 2),
    (" Ada Lind said.\n\n", 2),
]


@pytest.mark.parametrize(("between", "shown"), CASES, ids=[row[0].strip() for row in CASES])
def test_a_quote_goes_on_where_nothing_else_begins(tmp_path, between, shown):
    text = f"“The bridge was closed by the same flood as every other,”{between}“It weeps for all of its dead tonight.”"
    line = json.dumps({"id": "a", "text": text, "published": "2020-03-04", "outlet": "Ledger"})
    url = f"sqlite:///{tmp_path}/c.db"
    found = read_all(Page("a.jsonl", line.encode(), "application/jsonl"))
    store.build((one for one in found if isinstance(one, Reading)), url)
    library = open_library(url)
    said = library.quotes_by(library.resolve("Ada Lind").best.person)
    library.close()
    assert len(said) == shown


def _piece(row, article, words):
    quote = Quote(Span(0, len(words)), "Ada Lind", confidence=0.9)
    return _Piece(
        Uttered(row, article, quote, ()), Excerpt(Article(id=str(article), body=words), quote.span, quote=quote)
    )


BRIDGE = ("we", "all", "saw", "the", "old", "bridge", "fall", "into", "a", "river", "of", "mud")
WORDS = st.lists(st.sampled_from(BRIDGE), max_size=12)


@given(st.lists(st.tuples(st.integers(1, 3), WORDS.map(" ".join)), max_size=6))
def test_few_are_put_together_as_many_are(told):
    pieces = [_piece(row, article, words) for row, (article, words) in enumerate(told)]
    assert _each_with_each(pieces) == _by_runs(pieces)
