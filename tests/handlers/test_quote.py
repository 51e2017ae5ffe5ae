"""/quote by outlet, by medium, by day; names of outlets; offices that several hold; lines without their slash."""

from dataclasses import replace

import pytest

from bot.words import say
from corpus.models import Basis, Hop, Person, Provenance, Role
from handlers import answer
from handlers.messages import Desk, Request, Status
from handlers.narrow import named_alone, titled
from handlers.paging import typed_without_slash
from handlers.parser import parse
from handlers.quote import _last
from tests.handlers.fake import ANA, FakeLibrary, desk

MINISTERS = (
    Person("Ivo Kral", roles=("Prime Minister",)),
    Person("Ana Lopes", roles=("Deputy Minister",)),
    Person("Vera Brandt", roles=("mayor",)),
)


@pytest.mark.parametrize(
    ("words", "loosely", "names"),
    [
        ("minister", False, ("Ivo Kral", "Ana Lopes")),
        ("the Prime Minister", False, ("Ivo Kral",)),
        ("the Danish minister", False, ()),
        ("the Danish minister", True, ("Ivo Kral", "Ana Lopes")),
        ("minister Kral", True, ()),
        ("the", True, ()),
    ],
)
def test_who_holds_an_office(words, loosely, names):
    assert tuple(one.name for one in titled(words, MINISTERS, loosely=loosely)) == names


def test_an_office_of_several_is_asked_about():
    several: Desk = replace(desk(), library=FakeLibrary(persons=(ANA, replace(ANA, name="Ivo Kral"))))
    found = answer(Request("quote", "the mayor"), several)
    assert found.status is Status.DID_YOU_MEAN
    assert [one.request.line for one in found.actions] == ["/quote Ana Lopes", "/quote Ivo Kral"]


@pytest.mark.parametrize(("line", "status"), [("the Harbour", Status.NOTHING), ("harbour aide", Status.DID_YOU_MEAN)])
def test_an_exact_name_goes_before_a_word_of_offices(line, status):
    body = Person("Harbour", kind="body", spellings=("Harbour", "the harbour"), quotes=1)
    aides = tuple(replace(ANA, name=name, roles=("harbour aide",)) for name in ("Ivo Kral", "Ana Lopes"))
    several: Desk = replace(desk(), library=FakeLibrary(persons=(body, *aides)))
    assert answer(Request("quote", line), several).status is status


@pytest.mark.parametrize(
    ("person", "shown"),
    [(ANA, "Lopes"), (Person("prime minister"), "prime minister"), (Person("Harbour Board", "body"), "Harbour Board")],
)
def test_only_names_of_people_are_shortened(person, shown):
    assert _last(person) == shown


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Ana Lopes in Ferry Post", "in Ferry Post"),
        ("Ana Lopes on 1 March 1999 in Ferry Post", "1 Mar 1999 · in Ferry Post"),
        ("in Ferry Post", "Ferry Post is an outlet"),
        ("Ana Lopes via Ferry Post", "through Ferry Post"),
        ("Ana Lopes vai Rui Lopes", "Rui Lopes"),
        ("Ana Lopes on 1 March 1999", "1 Mar 1999"),
        ("Ferry Post", "Ferry Post is an outlet"),
        ("Trump on tariffs", "names Trump."),
        ("he", "/quote WHO"),
    ],
)
def test_what_the_heading_tells(line, words):
    assert words in say(answer(Request("quote", line), desk()).heading)


def test_every_utterance_of_an_outlet_is_its():
    found = answer(Request("quote", "Ana Lopes in Ferry Post", page=0), desk())
    printed = [hop.outlet for s in found.sections for e in s.excerpts for hop in e.article.provenance.published]
    assert set(printed) <= {"Ferry Post"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("quote ana", ("quote", "ana")),
        ("Timeline harbour", ("timeline", "harbour")),
        ("quote", None),
        ("who spoke", None),
    ],
)
def test_a_line_that_lacks_its_slash(line, expected):
    assert typed_without_slash(line) == expected


def test_why_takes_a_line_without_its_slash():
    assert answer(Request("why", "quote Ana Lopes"), desk()).status is Status.OK


@pytest.mark.parametrize(("query", "name"), [("Ana on ferries", "Ana"), ("Ana", "Ana"), ("on ferries", "on ferries")])
def test_a_name_without_its_topic(query, name):
    assert named_alone(query) == name


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("/sources unknown", "unknown, in 1 article (7 Mar 2022)"),
        ("/compare Harbour Times vs unknown outlet", "is no outlet's name"),
        ("/compare Harbour Times vs Gazette", "comes from “Gazette”"),
        ("/digest now on ferries", "/digest: what is new"),
        ("/find zzzz", "Nothing found"),
    ],
)
def test_what_a_line_that_cannot_be_answered_so_tells(line, words):
    unnamed = replace(FakeLibrary().held[0], id="a9", provenance=Provenance((Hop(None, Role.AUTHOR, Basis.INFERRED),)))
    table = replace(desk(), library=FakeLibrary(held=(*FakeLibrary().held[:3], unnamed)))
    assert words in say(answer(parse(line), table).heading)


def test_a_terminal_lists_no_command_that_it_refuses():
    lines = " ".join(say(section.title) for section in answer(Request("help"), desk()).sections)
    assert "/quote" in lines
    assert "/follow" not in lines


def test_a_report_is_refused_at_once_where_nobody_would_get_it():
    assert say(answer(Request("report", "/people"), desk()).heading) == "That needs a Telegram chat."


def test_every_place_counts_the_same_utterances():
    shown = len(answer(Request("quote", "Ana Lopes", page=0), desk()).sections)
    listed = [one for one in answer(Request("people"), desk()).actions if one.request.line == "/quote Ana Lopes"]
    assert [say(one.label) for one in listed] == [f"Ana Lopes: {shown}"]
