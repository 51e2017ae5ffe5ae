from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.checking.worded import same, worded
from corpus.words import fold, word_list


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They’re late", ["they", "are", "late"]),
        ("we don't, can't and won't", ["we", "do", "not", "can", "not", "and", "will", "not"]),
        ("cannot tie a knot", ["can", "not", "tie", "a", "knot"]),
        ("dont", ["do", "not"]),
        ("it's the island's", ["it", "'s", "the", "island"]),
        ("O’Neil’s at five o’clock", ["o'neil", "at", "five", "o'clock"]),
    ],
)
def test_contractions_are_the_words_they_stand_for(text, words):
    assert [term.word for term in worded(text)] == words


def test_each_part_has_its_own_letters():
    text = "We’ll go, they can’t"
    assert [term.span.cut(text) for term in worded(text)] == ["We", "’ll", "go", "they", "ca", "n’t"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("'s", "is", True), ("has", "'s", True), ("'d", "had", True), ("is", "has", False), ("sea", "sea", True)],
)
def test_a_short_form_may_be_several_words(one, other, expected):
    assert same(one, other) is expected


@pytest.mark.parametrize("word", word_list("checking")["contracted"]["bare"])
def test_words_written_without_a_mark_are_two(word):
    first, second = worded(word)
    assert fold(word) == word
    assert first.span.stop == second.span.start


@given(st.text(st.sampled_from("ab n't’s d’llre"), max_size=30))
def test_spans_are_in_order(text):
    found = worded(text)
    assert all(0 <= term.span.start < term.span.stop <= len(text) for term in found)
    assert all(a.span.stop <= b.span.start for a, b in pairwise(found))
