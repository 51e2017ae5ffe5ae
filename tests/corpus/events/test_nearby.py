"""One happening that two outlets put on days close together is one event, and much the same on two days is two."""

import pytest

from corpus.events import merge
from tests.corpus.articles import article

NEWS = "Ada Lind of Norway beat Bo Berg of Iceland on June 14. "


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        # one beginning, one plan, one meeting of the same two
        ("The truce took effect on June 9.", "The ceasefire, which came into force on June 10, holds.", True),
        ("The walkout began on June 9.", "The stoppage, which started on June 10, goes on.", True),
        ("The treaty will be signed on June 20.", "The treaty is to be signed on June 21.", True),
        ("Eva Holm phoned Ida Rask on June 9.", "Ida Rask and Eva Holm spoke on June 10.", True),
        # what may well happen on both days
        ("A bomb exploded on June 9.", "A bomb exploded on June 10.", False),
        ("Eva Holm phoned Ida Rask on June 9.", "Eva Holm phoned Lea Moe on June 10.", False),
        # too far apart, or one outlet tells two
        ("The truce took effect on June 5.", "The truce took effect on June 10.", False),
        ("One truce began on June 9. A pact began on June 12.", "The truce took effect on June 10.", False),
        # of another sort
        ("The truce took effect on June 9.", "The walkout began on June 10.", False),
    ],
)
def test_two_days_of_one_happening(one, other, together):
    pair = [
        article(NEWS + one, day="2024-06-15", outlet="Harbour Post", id_="1"),
        article(NEWS + other, day="2024-06-16", outlet="Northern Wire", id_="2"),
    ]
    found = [event for event in merge(pair) if event.when.iso[:10] != "2024-06-14"]
    assert any({one.article.id for one in event.mentions} == {"1", "2"} for event in found) is together


def test_reports_of_other_news_tell_of_others():
    pair = [
        article("The truce took effect on June 9.", day="2024-06-15", outlet="Harbour Post", id_="1"),
        article("The truce took effect on June 10.", day="2024-06-16", outlet="Northern Wire", id_="2"),
    ]
    assert [event.when.iso for event in merge(pair)] == ["2024-06-09", "2024-06-10"]
