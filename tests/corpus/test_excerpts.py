import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.excerpts import LONGEST, around, cut, fits, marks, own_words, unbroken
from corpus.models import Span
from corpus.sentences import sentences
from corpus.words import stems


@pytest.mark.parametrize(
    ("text", "own"),
    [("said", 4), ("he said “yes”", 8), ('"all of it"', 0), ("«да», сказал он", 11), ("an “open quote", 3)],
)
def test_words_between_marks_are_not_the_outlets_own(text, own):
    assert own_words(text) == own


def test_a_long_quotation_may_stand_whole_and_a_long_account_not():
    assert fits("He said: “" + "word " * 100 + "”")
    assert not fits("word " * 100)


def test_a_long_sentence_is_cut_around_what_was_asked():
    body = "The council met. " + "then " * 80 + "the ferry sank in the bay " + "later " * 80
    found = cut(body, Span(17, len(body)), frozenset(stems("ferry bay")))
    assert "ferry sank in the bay" in found.cut(body)
    assert len(found) <= LONGEST
    assert marks(body, found, frozenset(stems("ferry"))) == (Span(body.index("ferry"), body.index("ferry") + 5),)


@given(st.text(max_size=900), st.data())
def test_a_cut_lies_in_its_sentence_and_is_short(text, data):
    start = data.draw(st.integers(0, len(text)))
    sentence = Span(start, data.draw(st.integers(start, len(text))))
    found = cut(text, sentence, frozenset(stems(text[:40])))
    assert found in sentence
    assert fits(found.cut(text)) or len(found) <= LONGEST


@given(st.text(st.sampled_from("ab. \n“”A"), max_size=600), st.data())
def test_surroundings_hold_the_excerpt(text, data):
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    assert span in around(text, span, sentences(text))


QUOTED = "Asked twice, Lind replied, “where should the boats go? Into the sea?” Nobody answered."


@pytest.mark.parametrize(
    ("body", "shown", "whole"),
    [
        (QUOTED, "Asked twice, Lind replied, “where should the boats go?", QUOTED.removesuffix(" Nobody answered.")),
        (QUOTED, "Nobody answered.", "Nobody answered."),
        ('Lind: "One. Two." End.', 'Lind: "One.', 'Lind: "One. Two."'),
        ('It ended. "One. Two.', "One.", "One."),  # never closed
        ("Lind said: “One.\n\nTwo.” End.", "Lind said: “One.", "Lind said: “One."),  # a paragraph ends it
        ("Lind said: “One. " + "Two two. " * 200 + "”", "Lind said: “One.", "Lind said: “One."),  # too long
    ],
)
def test_no_quotation_is_cut_in_the_middle(body, shown, whole):
    start = body.index(shown)
    assert unbroken(body, Span(start, start + len(shown))).cut(body) == whole


@given(st.text(st.sampled_from('ab. \n“”"A'), max_size=600), st.data())
def test_what_is_unbroken_holds_the_excerpt(text, data):
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    found = unbroken(text, span)
    assert span in found
    assert found == span or fits(found.cut(text))


def test_a_very_long_sentence_costs_linear_time():
    body = "word " * 60_000
    assert len(cut(body, Span(0, len(body)), frozenset({"word"}))) <= LONGEST
