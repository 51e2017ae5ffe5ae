"""An event that is told of a month alone takes in what speaks of it, not all of its sort."""

import pytest

from corpus.events import merge
from tests.corpus.articles import article

DATED = "Earlier in May, Ada Lind made public two draft agreements on rye."


@pytest.mark.parametrize(
    ("told", "joins"),
    [
        ("Ada Lind laid out the draft agreements on rye.", True),
        ("Ada Lind wants the nuclear deal back.", False),
    ],
)
def test_a_month_takes_in_what_speaks_of_its_event(told, joins):
    other = article(told, outlet="Northern Wire")
    events = merge([article(DATED), other])
    coarse = [event for event in events if event.when.days > 10]
    assert len(coarse) == 1
    assert any(mention.article.id == other.id for mention in coarse[0].mentions) is joins
