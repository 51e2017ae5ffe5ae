"""Verdicts, topics, scope and witnesses of a comparison."""

from dataclasses import replace

import pytest

from corpus.compare import compare
from corpus.compare.topic import read_topic
from corpus.concepts import concepts
from corpus.events import merge
from corpus.models import Excerpt, Interval, Kind, Span
from corpus.results import Contrast, Relation, Slot, Verdict
from corpus.sentences import sentences
from tests.corpus.articles import article

CALL = article(
    "Ada Lind and Bo Berg held a phone call on Wednesday. The call lasted about an hour. "
    'Lind warned that a ban on rye exports would be "a grave error".',
    outlet="Harbour Post",
)
CALL_TOO = article(
    "Ada Lind and Bo Berg held a 40-minute video call on Wednesday. "
    'A ban on rye exports would be "a terrible mistake", Ada Lind warned.',
    outlet="Northern Wire",
)
EARLIER = article("The rye harvest was poor this year, farmers said.", outlet="Daily Slate", day="2024-05-01")
ALL = [CALL, CALL_TOO, EARLIER]


def differ(articles, topic="", outlets=None):
    found = compare(articles, merge(articles), topic=topic, outlets=outlets)
    return {point.slot: point for point in found.points if point.relation is Relation.DIFFER}


def test_a_hedge_labels_a_difference_and_never_silences_it():
    point = differ(ALL)[Slot.DURATION]
    assert point.verdict is Verdict.BOTH_MAY_BE_RIGHT
    assert point.values == ("about an hour", "40-minute")


@pytest.mark.parametrize(
    ("slot", "verdict"),
    [(Slot.FORMAT, Verdict.CONTRADICT), (Slot.WORDING, Verdict.WORDED_DIFFERENTLY)],
)
def test_a_difference_says_of_what_kind_it_is(slot, verdict):
    assert differ(ALL)[slot].verdict is verdict


@pytest.mark.parametrize(
    ("topic", "slots"),
    [
        ("length of the call", {Slot.DURATION}),
        ("call length", {Slot.DURATION}),
        ("how long was the call", {Slot.DURATION}),
        ("rye exports", {Slot.WORDING}),
        ("May 15", {Slot.DURATION, Slot.FORMAT}),
        ("May 14", set()),
        ("volcano", set()),
    ],
)
def test_only_what_concerns_the_topic_is_told(topic, slots):
    assert set(differ(ALL, topic)) >= slots
    assert slots or not differ(ALL, topic)


def test_two_outlets_are_compared_with_each_other_alone():
    found = compare(ALL, merge(ALL), outlets=("Northern Wire", "Daily Slate"))
    assert found.scope.articles == 2
    assert not [point for point in found.points if point.relation is Relation.DIFFER]


def test_who_does_not_tell_of_it_is_named():
    found = compare(ALL, merge(ALL), topic="length of the call")
    assert found.silent == (EARLIER,)


def test_a_copy_is_no_second_witness():
    copy = article(CALL.body, outlet="Copy Cat")
    found = compare([CALL, copy], merge([CALL, copy]))
    assert [len(group) for group in found.copies] == [2]
    assert not [point for point in found.points if point.relation in {Relation.DIFFER, Relation.AGREE}]


def test_what_two_tell_and_what_one_tells_stand_behind_the_differences():
    relations = [point.relation for point in compare(ALL, merge(ALL)).points]
    order = [Relation.DIFFER, Relation.AGREE, Relation.ONLY]
    assert relations == sorted(relations, key=order.index)
    assert set(relations) == set(order)


def test_of_a_brief_only_the_quotation_is_compared_for_wording():
    brief = replace(CALL_TOO, kind=Kind.BRIEF)
    point = differ([CALL, brief])[Slot.WORDING]
    assert [excerpt.text for excerpt in point.excerpts if excerpt.article.kind is Kind.BRIEF] == ["a terrible mistake"]


def test_nothing_at_all_is_compared_with_nothing():
    found = compare([], [])
    assert found.points == ()
    assert found.scope.articles == 0


@pytest.mark.parametrize("day", ["December 7", "december 7", "7 dec", "7 декабря", "the 7th of december"])
def test_a_topic_is_words_slots_and_days(day):
    topic = read_topic(f"date of the {day} summit", CALL.day)
    assert topic.slots == {Slot.DATE}
    assert [day.iso[5:] for day in topic.days] == ["12-07"]
    assert isinstance(topic.days[0], Interval)
    assert topic.words


def test_a_wording_is_of_one_speaker():
    answered = article(
        "Ada Lind warned Bo Berg on Wednesday that a ban on rye exports would be “a terrible mistake”, and "
        "Bo Berg, in turn, told Ada Lind not to “shift the blame for rye”.",
        outlet="Northern Wire",
    )
    point = differ([CALL, answered])[Slot.WORDING]
    assert {excerpt.quote.speaker for excerpt in point.excerpts} == {"Ada Lind"}


@pytest.mark.parametrize(("outlet", "relation"), [("Northern Wire", Relation.AGREE), ("Harbour Post", Relation.ONLY)])
def test_an_outlet_does_not_agree_with_itself(outlet, relation):
    again = article("Ada Lind and Bo Berg held a call on Wednesday, to the surprise of many.", outlet=outlet)
    articles = [CALL, again]
    found = {point.relation for point in compare(articles, merge(articles)).points if point.event}
    assert relation in found
    assert Relation.AGREE not in found or relation is Relation.AGREE


TELLERS = (
    article("The strike began on Monday. Some 400 ferry workers walked out at the port.", outlet="Harbour Post"),
    article(
        "At the port about 450 sailors joined in, the union said, which the mayor deplored.", outlet="Northern Wire"
    ),
)


@pytest.mark.parametrize(
    ("topic", "relation", "holds"),
    [
        ("sailors", Relation.DIFFER, True),  # one outlet's word for those whom both count
        ("ferry workers", Relation.DIFFER, True),
        ("mayor", Relation.DIFFER, False),  # stands in a sentence, far from the figure
        ("sailors", Relation.AGREE, False),
        ("port", Relation.AGREE, True),
    ],
)
def test_outlets_that_differ_need_not_use_the_same_words(topic, relation, holds):
    values = ("400 ferry workers", "450 sailors")
    excerpts = []
    for one, value in zip(TELLERS, values, strict=True):
        (sentence,) = (span for span in sentences(one.body) if value in span.cut(one.body))
        at = one.body.index(value)
        excerpts.append(Excerpt(one, sentence, (Span(at, at + len(value)),)))
    point = Contrast(relation, tuple(excerpts), Slot.COUNT, values=values)
    assert read_topic(topic, None).holds(point, lambda excerpt: concepts(excerpt.text)) is holds
