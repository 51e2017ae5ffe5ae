import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ingest.dates.lexicon import either

SIGNS = "abc.-[]^"


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        (["may", "march"], "marching", "march"),
        (["a", "a few", "an"], "a \n few", "a \n few"),  # the longest, whatever white space stands in it
        (["a", "a few"], "a fee", "a"),
        (["one", "two", "three", "four"], "five", None),
        (["new year's day"], "New Year’s Day".lower(), "new year’s day"),
        (["sept.", "sept"], "sept. 3", "sept."),
        (["]", "^", "-", "\\"], "^", "^"),
    ],
)
def test_any_of_the_words(words, text, expected):
    match = re.match(either(words), text)
    assert (match and match[0]) == expected


@given(st.lists(st.text(SIGNS, min_size=1, max_size=5), min_size=1, max_size=8), st.text(SIGNS, max_size=9))
def test_a_tree_matches_as_a_list_does(words, text):
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    match, same = re.match(either(words), text), re.match(listed, text)
    assert (match and match[0]) == (same and same[0])
