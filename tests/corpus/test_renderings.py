import datetime as dt

import pytest

from corpus.models import Excerpt, Printed, Quote, Span
from corpus.renderings import side_by_side
from corpus.results import Said

DAY = dt.date(2022, 3, 6)
FIRST = "The old harbour will stay closed until the ice has melted"


def said(words, article="b", speaker="Ana Lopes", day=DAY):
    span = Span(0, len(words))
    return Said(Excerpt(Printed(id=article, body=words), span, quote=Quote(span, speaker, said_on=day, confidence=0.9)))


@pytest.mark.parametrize(
    ("other", "together"),
    [
        (said("The old port remains closed as long as the ice has not melted"), True),
        (said("The old port remains closed as long as the ice has not melted", speaker="A. Lopes"), True),
        (said("The old port remains closed as long as the ice has not melted", speaker="Rui Moura"), False),
        (said("The old port remains closed as long as the ice has not melted", day=dt.date(2022, 3, 7)), False),
        (said("The old port remains closed as long as the ice has not melted", day=None), False),
        (said("The old port remains closed as long as the ice has not melted", article="a"), False),  # said twice
        (said("Taxes on bread will rise once the ice is gone"), False),
        (said("closed"), False),
    ],
)
def test_one_statement_in_other_words(other, together):
    found = side_by_side((said(FIRST, article="a"), other))
    assert (len(found) == 1) is together
    assert [one.text for one in found[0].renderings] == ([other.excerpt.text] if together else [])


def test_nothing_is_lost():
    every = tuple(said(f"{FIRST} {n}", article=str(n)) for n in range(5))
    (one,) = side_by_side(every)
    assert [one.excerpt, *one.renderings] == [each.excerpt for each in every]
