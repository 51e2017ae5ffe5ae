import datetime as dt
from dataclasses import replace

import pytest

from bot.words import say
from corpus.models import Article, Basis, Event, Hop, Interval, Provenance, Role
from corpus.results import Comparison, Contrast, Relation, Scope, Slot, Verdict
from handlers.points import one_text, only_cited, point, silence

CALL = Event(Interval.day(dt.date(2022, 3, 9)), (), words=("call", "talks"))
FOUND = Comparison((Contrast(Relation.DIFFER, (), event=CALL),), Scope(4))


def article(day, basis=Basis.STATED):
    return Article(id=day or "undated", body="x", published=day, published_basis=basis)


@pytest.mark.parametrize(
    ("silent", "copies", "told"),
    [
        ((), (), None),
        ((article("2022-03-08"),), (), "One other article predates this."),
        ((article("2022-03-08", Basis.INFERRED),), (), "One other article predates this, by an inferred date."),
        ((article("2022-03-07"), article("2022-03-08", Basis.INFERRED)), (), "2 other articles predate this, one by an inferred date."),
        ((article("2022-03-10"), article(None)), (), "2 other articles do not tell this."),
        ((article("2022-03-01"), article("2022-03-10")), (), "One other article predates this.\nOne other article does not tell this."),
        ((article("2022-03-09"),), (), "One other article, published that very day, does not tell this: it may predate it."),
        ((), ((article("2022-03-01"), article("2022-03-02")),), "2 texts are copies of 1 and count once each"),
    ],
)  # fmt: skip
def test_who_is_silent_and_why(silent, copies, told):
    said = silence(Comparison(FOUND.points, FOUND.scope, silent, copies))
    assert (say(said) if said else None) == told


@pytest.mark.parametrize(
    ("contrast", "title"),
    [
        (Contrast(Relation.DIFFER, (), Slot.DURATION, Verdict.CONTRADICT, ("an hour", "a day"), CALL), "Duration: an hour / a day · they contradict each other · call, 9 Mar 2022"),
        (Contrast(Relation.DIFFER, (), Slot.WORDING, Verdict.WORDED_DIFFERENTLY, ("x" * 99, "y")), "Wording · worded differently"),
        (Contrast(Relation.DIFFER, (), Slot.COUNT, None, ("5", "5")), "Count"),
        (Contrast(Relation.AGREE, (), event=CALL), "Told by 0 outlets · call, 9 Mar 2022"),
        (Contrast(Relation.AGREE, (), event=CALL, tellers=3), "Told by 0 outlets · 3 of 4 articles · call, 9 Mar 2022"),
        (Contrast(Relation.ONLY, ()), "Only here, of 4 articles"),
        (Contrast(Relation.ONLY, (), tellers=1), "Only here · 1 of 4 articles"),
    ],
)  # fmt: skip
def test_what_kind_of_point_it_is(contrast, title):
    assert say(point(contrast, FOUND).title) == title


def test_a_point_names_those_who_came_too_early():
    early = Contrast(Relation.ONLY, (), event=CALL, tellers=1, earlier=(article("2022-03-01"),))
    assert [say(note) for note in point(early, FOUND).notes] == ["One other article predates this."]


def passed_on(id_, *chain):
    hops = tuple(Hop(outlet, role, Basis.STATED) for outlet, role in chain)
    return Article(id=id_, body="x", provenance=Provenance(hops))


POST = passed_on("1", ("Ferry Post", Role.AUTHOR))
WIRED = passed_on("2", ("Dock Wire", Role.AUTHOR), ("Ferry Post", Role.CARRIER))
CITING = passed_on("3", (None, Role.AUTHOR), ("Dock Wire", Role.CITED))


@pytest.mark.parametrize(
    ("articles", "one", "cited"),
    [
        ((POST, WIRED), False, None),
        ((WIRED,), True, None),
        ((POST, CITING), False, "None is from Dock Wire; one article cites it."),
        ((), False, None),
    ],
)
def test_two_outlets_that_are_no_two_texts(articles, one, cited):
    found, outlets = Comparison((), Scope(len(articles)), articles), ("Ferry Post", "Dock Wire")
    told = only_cited(found, outlets)
    assert one_text(found, outlets) is one
    assert (say(told) if told else None) == cited


def test_a_value_written_in_two_ways_stands_once_in_the_title():
    written = ("May 4", "4 May", "May 4-5", "the fourth")
    contrast = Contrast(Relation.DIFFER, (), Slot.DATE, None, written, stated=("May 4", "May 4-5"))
    assert say(point(contrast, FOUND).title) == "Day: May 4 / May 4-5"


def test_an_announcement_on_the_day_itself_predates_it():
    told, plan = article("2022-03-09"), replace(article("2022-03-09"), id="plan")
    found = replace(FOUND, silent=(told, plan), announcing=(plan,))
    assert say(silence(found)).splitlines()[0] == "One other article predates this."
    assert len(say(silence(found)).splitlines()) == 2
