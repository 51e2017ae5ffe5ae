"""Stretches that are no prose are left out, and all offsets stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ingest.annotate import annotate
from corpus.ingest.prose import only_prose

STORY = "The bridge was closed on Monday, and nobody in the town knew for how long it would stay so. "
IDLE = ["“a” ", '"A ', "A. ", "A ", "Monday ", "he said ", "Lind, a ", "( [ "]


@pytest.mark.parametrize("unit", IDLE)
def test_a_word_over_and_over_is_no_prose(unit):
    assert not only_prose(unit * (8_000 // len(unit))).strip()


@pytest.mark.parametrize("text", [STORY * 100, "A. " * 500, "好的。" * 3_000, "(" * 9_000])
def test_everything_else_is_left_as_it_is(text):
    assert only_prose(text) == text


@given(st.lists(st.sampled_from([STORY * 30, "“a” " * 700, "Monday " * 400, "\n\n"]), max_size=6))
def test_offsets_stay(pieces):
    text = "".join(pieces)
    kept = only_prose(text)
    assert len(kept) == len(text)
    assert all(now in {" ", before} for now, before in zip(kept, text, strict=True))


def test_what_stands_beside_it_is_found():
    text = STORY * 50 + "A. " * 4_000 + "\n\n" + STORY * 50 + "“It is safe again,” Ada Lind said."
    quote = annotate(text, published=None).quotes[-1]
    assert (quote.span.cut(text), quote.speaker) == ("It is safe again,", "Ada Lind")
