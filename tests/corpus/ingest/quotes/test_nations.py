"""A nation's adjective is nobody whom a pronoun goes back to."""

import datetime as dt

import pytest

from corpus.ingest.annotate import annotate


@pytest.mark.parametrize("adjective", ["Omani", "Eritrean", "Dutch"])
def test_an_adjective_of_a_nation_is_no_he(adjective):
    text = f"Few had heard of him. The {adjective} envoy walked between two floors. “It was long,” he says."
    (quote,) = annotate(text, published=dt.date(2024, 5, 14), language="en").quotes
    assert quote.speaker != adjective
