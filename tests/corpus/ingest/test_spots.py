import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ingest import spots
from corpus.ingest.spots import FIGURE, spotter

WORDS = frozenset({"may", "the", "два"})
RUN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")


def _wanted(piece: str, start: int, stop: int) -> bool:
    return piece[start:stop] in WORDS or piece[start].isdigit() or piece[start] == "$"


seen = spotter(_wanted)


def _one_by_one(text: str) -> list[tuple[int, str]]:
    """The same, without pieces and without memory."""
    found = []
    for run in RUN.finditer(text):
        low = run[0].lower()
        if low in WORDS or low[0].isdigit() or low == "$":
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
        ("İ İ the", [(4, "the")]),  # a letter that is two in lower case moves nothing
        ("Два the", [(0, "два"), (4, "the")]),
    ],
)
def test_where_words_and_figures_stand(text, expected):
    assert seen(text) == expected


@given(
    st.lists(st.sampled_from(["the", "May", "may's", "12", "$", " ", "\n", "\t", "\xa0", "İ", "٣", "-", "Два", "_"]))
)
def test_pieces_and_memory_change_nothing(parts):
    text = "".join(parts)
    assert seen(text) == _one_by_one(text)


def test_what_is_remembered_is_bounded(monkeypatch):
    asked = []
    monkeypatch.setattr(spots, "_REMEMBERED", 3)
    count = spotter(lambda piece, start, stop: asked.append(piece) is None)
    for text in ("one two", "one", "three four five", "one", "x" * 41, "x" * 41):
        count(text)
    assert asked == ["one", "two", "three", "four", "five", "one", "x" * 41, "x" * 41]
