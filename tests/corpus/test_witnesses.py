"""Copies of one text are one witness."""

from dataclasses import replace

from corpus.models import Event, Excerpt, Interval, Span
from tests.corpus.articles import article

TEXT = "The ferry sank on Monday off Lindholm, the harbour office said."
FIRST = article(TEXT, outlet="Harbour Post", id_="first")
COPY = replace(article(TEXT, outlet="Ledger", id_="copy"), copy_of="first")
OTHER = article(TEXT, outlet="Northern Wire", id_="other")


def told_by(*articles):
    return list(Event(Interval.day(FIRST.day), tuple(Excerpt(one, Span(0, 9)) for one in articles)).outlets())


def test_a_copy_is_no_second_outlet():
    assert told_by(FIRST, COPY, OTHER) == ["Harbour Post", "Northern Wire"]
    assert told_by(COPY) == ["Ledger"]
    assert (FIRST.witness, COPY.witness) == ("first", "first")
