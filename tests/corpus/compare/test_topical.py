"""What is read of many articles for a topic compares as the whole articles do."""

import pytest

from corpus.compare import compare
from corpus.compare.kept import packed
from corpus.compare.notes import notes
from corpus.compare.sheet import Sheet
from corpus.compare.topic import read_topic
from corpus.compare.topical import Telling, topical
from corpus.events import merge
from corpus.events.kept import Kept
from corpus.events.kept import packed as packed_frames
from corpus.results import Relation
from tests.corpus.articles import article

FERRY = [
    article(
        "A ferry sank off Lindholm on Monday, killing 12 people. The mayor of Tarnow opened a bakery. Rye is dear.",
        outlet="Harbour Post",
        day="2024-03-05",
    ),
    article(
        "At least 14 people died when a ferry sank off Lindholm on Monday. Divers had met in Oslo on Sunday.",
        outlet="Northern Wire",
        day="2024-03-05",
    ),
]
CALL = [
    article(
        "Ada Lind and Bo Berg spoke by phone on Wednesday. The call lasted 40 minutes, her office said. Rye is dear.",
        outlet="Harbour Post",
        day="2024-05-16",
    ),
    article(
        "Ada Lind and Bo Berg held a 55-minute phone call on Wednesday about grain prices.",
        outlet="Northern Wire",
        day="2024-05-16",
    ),
]


def telling(one):
    return Telling(one, Kept(one, packed_frames(one)), Sheet(packed(notes(one))))


def by_sentences(articles, topic):
    noted, events = topical(map(telling, articles), read_topic(topic, articles[0].day).words)
    return noted, compare(articles, events, topic=topic, known={one.article.id: one for one in noted})


def points(found):
    return [(one.relation, one.slot, {(e.article.id, e.span) for e in one.excerpts}) for one in found.points]


@pytest.mark.parametrize(
    ("articles", "topic"), [(FERRY, "ferry"), (FERRY, "ferry Lindholm"), (CALL, "call"), (CALL, "length of the call")]
)
def test_differences_on_a_topic_are_those_of_whole_articles(articles, topic):
    _, found = by_sentences(articles, topic)
    whole = compare(articles, merge(articles), topic=topic)
    differ = [one for one in points(found) if one[0] is Relation.DIFFER]
    assert differ
    assert differ == [one for one in points(whole) if one[0] is Relation.DIFFER]


def test_sentences_on_something_else_are_not_read():
    noted, _ = by_sentences(FERRY, "ferry")
    assert [sorted(one.passages) for one in noted] == [[0], [0]]


def test_a_topic_that_no_sentence_speaks_of_has_no_points():
    noted, found = by_sentences(FERRY, "volcano")
    assert not any(one.passages or one.frames for one in noted)
    assert found.points == ()


def test_other_happenings_of_the_sort_are_read_so_that_one_of_several_is_not_taken_for_the_only_one():
    one = article("The talks on rye were held on Monday. The talks on oats will be held on Thursday.", day="2024-05-16")
    (noted,), _ = topical([telling(one)], read_topic("rye", one.day).words)
    assert sorted(noted.passages) == [0]
    places = telling(one).kept.inside(telling(one).sheet.starts([0]))
    assert set(telling(one).kept.akin(places)) > set(places)
