import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ingest.spots import FIGURE, spots

WORDS, SIGNS = frozenset({"may", "the", "два"}), frozenset("$")
RUN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")


def _one_by_one(text: str) -> list[tuple[int, str]]:
    """The same, run by run."""
    found = []
    for run in RUN.finditer(text):
        low = run[0].lower()
        if low in WORDS or low[0].isdigit() or low in SIGNS:
            found.append((run.start(), FIGURE if low[0].isdigit() else low))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Maybe the end", [(6, "the")]),
        ("In MAY,\nnot in the  May", [(3, "may"), (15, "the"), (20, "may")]),
        ("(the 2nd) may5", [(1, "the"), (5, FIGURE), (10, "may"), (13, FIGURE)]),
        ("US$5 or 1,500", [(2, "$"), (3, FIGURE), (8, FIGURE), (10, FIGURE)]),
        ("May’s, may/the", [(0, "may"), (7, "may"), (11, "the")]),
        ("İ İ the", [(4, "the")]),  # a letter that is two in lower case moves nothing
        ("Два the", [(0, "два"), (4, "the")]),
    ],
)
def test_where_words_and_figures_stand(text, expected):
    assert spots(text, WORDS, SIGNS) == expected


PARTS = (
    "the",
    "May",
    "may's",
    "12",
    "$",
    " ",
    "\n",
    "\t",
    "\xa0",
    "İ",
    "٣",
    "²",
    "-",
    "…",
    "/",
    "“",
    "Два",
    "_",
    "é",
    "e\u0301",
)


@given(st.lists(st.sampled_from(PARTS)))
def test_pieces_change_nothing(parts):
    text = "".join(parts)
    assert spots(text, WORDS, SIGNS) == _one_by_one(text)
