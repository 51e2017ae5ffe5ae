"""Happenings to come that two outlets put on days close together."""

import pytest

from corpus.compare import compare
from corpus.events import merge
from corpus.results import Relation, Slot
from tests.corpus.articles import article

NEWS = "Ada Lind won the vote in Veshki on Sunday. "


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("She will be sworn in on September 30.", "She will take the oath on October 1.", True),
        ("The board will declare the result on Friday.", "The board is to announce the result on Thursday.", True),
        # both days are one day, the sorts differ, or others take part
        ("She will be sworn in on September 30.", "She will take the oath on September 30.", False),
        ("She will be sworn in on September 30.", "She will marry on October 1.", False),
        ("Canada and Norway will meet on Friday.", "Chile and Peru will meet on Thursday.", False),
        # each may be right: one of them plans two
        (
            "The guards will be sworn in on September 29. She will be sworn in on September 30.",
            "She will take the oath on October 1.",
            False,
        ),
    ],
)
def test_one_plan_on_two_days(one, other, differ):
    pair = [
        article(NEWS + one, day="2024-09-24", outlet="Harbour Post", id_="1"),
        article(NEWS + other, day="2024-09-24", outlet="Northern Wire", id_="2"),
    ]
    points = compare(pair, merge(pair)).points
    assert any(point.relation is Relation.DIFFER and point.slot is Slot.DATE for point in points) is differ


@pytest.mark.parametrize(
    ("told", "day", "announcing"),
    [
        ("Ada Lind and Bo Berg were to speak in a call on Wednesday.", "2024-05-15", {"Daily Slate"}),
        ("Ada Lind and Bo Berg will speak in a call on Wednesday.", "2024-05-14", {"Daily Slate"}),
        ("Ada Lind and Bo Berg spoke in a call on Wednesday.", "2024-05-15", set()),
    ],
)
def test_who_only_announces_an_event_predates_it(told, day, announcing):
    articles = [
        article(
            "Ada Lind and Bo Berg held a call on Wednesday. The call lasted about an hour.",
            outlet="Harbour Post",
            day="2024-05-16",
        ),
        article("Ada Lind and Bo Berg held a 40-minute call on Wednesday.", outlet="Northern Wire", day="2024-05-16"),
        article(told, outlet="Daily Slate", day=day),
    ]
    found = compare(articles, merge(articles), topic="length of the call")
    assert {one.provenance.outlet for one in found.announcing} == announcing
