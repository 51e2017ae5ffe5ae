"""/picture and /export: what is to be drawn, and what is written down, of a timeline, a comparison, people."""

import csv
import io
import json
from dataclasses import replace

import pytest

from bot.words import say
from corpus.models import Basis, Hop, Provenance, Role
from handlers import answer
from handlers.messages import Desk, Status, msg
from handlers.parser import parse
from handlers.picture import grid
from handlers.pictured import Bars, Days, Grid
from tests.handlers.fake import EMPTY, FakeChats, FakeClock, FakeLibrary


def asked(line, library=None, last=""):
    return answer(parse(line), Desk(library or FakeLibrary(), FakeChats(line=last), FakeClock()))


@pytest.mark.parametrize(
    ("line", "kind", "name"),
    [
        ("/picture /timeline", Days, "timeline"),
        ("/picture timeline march 2022", Days, "timeline-march-2022"),
        ("/picture dark /compare", Grid, "compare-dark"),
        ("/picture people", Bars, "people"),
        ("/picture", Days, "timeline"),
    ],
)
def test_a_line_is_drawn_for_what_it_finds(line, kind, name):
    (picture,) = asked(line).pictures
    assert (type(picture.drawn), picture.name, picture.dark) == (kind, name, "dark" in line)


def test_without_a_line_it_is_the_last_asked():
    assert asked("/picture", last="/people").pictures[0].name == "people"
    assert asked("/export json", last="/people").documents[0].name == "people.json"


@pytest.mark.parametrize(
    "line",
    [
        "/picture /why /timeline",
        "/picture /picture /timeline",
        "/picture quote Ana Lopes",
        "/picture /remove a1",
        "/export /follow Ana",
        "/export /export /timeline",
    ],
)
def test_what_cannot_be_drawn_or_only_read_gets_the_usage(line):
    found = asked(line)
    assert (found.status, found.pictures, found.documents) == (Status.USAGE, (), ())


def test_a_timeline_is_drawn_with_all_its_events_and_the_best_excerpt_of_each():
    shown = asked("/timeline")
    (picture,) = asked("/picture /timeline").pictures
    days = picture.drawn
    assert len(days.ticks) == len(shown.found.events)
    assert {one.excerpt.article.id for one in days.happenings} <= {
        m.article.id for e in shown.found.events for m in e.mentions
    }
    assert [one.when.first for one in days.happenings] == sorted(one.when.first for one in days.happenings)


def test_a_comparison_has_a_column_an_outlet_and_a_row_a_point():
    shown, (picture,) = asked("/compare"), asked("/picture /compare").pictures
    grid = picture.drawn
    assert len(grid.points) + grid.more == len(shown.found.points)
    assert all(len(point.cells) == len(grid.outlets) for point in grid.points)
    values = {value for point in shown.found.points for value in point.values}
    told = {excerpt.text for point in shown.found.points for excerpt in point.excerpts}
    assert {cell for point in grid.points for cell in point.cells if cell} <= values | told


def test_a_picture_is_told_in_words_too():
    found = asked("/picture people")
    told = [say(section.title) for section in found.sections]
    assert len(told) == len(found.pictures[0].drawn.bars)
    assert told[0].startswith(found.pictures[0].drawn.bars[0].name)


@pytest.mark.parametrize("line", ["/picture /timeline", "/export timeline csv", "/export people"])
def test_where_nothing_is_found_nothing_is_made(line):
    found = asked(line, EMPTY)
    assert (found.status, found.pictures, found.documents) == (Status.NOTHING, (), ())


@pytest.mark.parametrize("form", ["csv", "CSV", "json", "timelinejs"])
@pytest.mark.parametrize("shape", ["/export timeline {}", "/export {} /timeline", "/export /timeline {}"])
def test_the_form_is_named_last_or_first(form, shape):
    (document,) = asked(shape.format(form)).documents
    assert document.name.startswith("timeline.")
    assert document.content


def test_without_a_form_it_asks_for_one_that_can_be_had():
    found = asked("/export people")
    assert [action.request.line for action in found.actions] == ["/export /people csv", "/export /people json"]
    assert found.documents == ()


def test_an_export_is_of_all_pages():
    pages = asked("/quote Ana Lopes")
    (document,) = asked("/export quote Ana Lopes json").documents
    rows = json.loads(document.content)
    assert len(rows) >= sum(len(section.excerpts) for section in pages.sections)
    assert {row["speaker"] for row in rows} == {"Ana Lopes"}


def test_an_exported_comparison_says_who_states_what():
    (document,) = asked("/export compare csv").documents
    rows = list(csv.DictReader(io.StringIO(document.content.decode("utf-8-sig"))))
    assert {row["relation"] for row in rows} <= {"differ", "agree", "only"}
    assert {row["value"] for row in rows if row["value"]} <= {
        value for point in asked("/compare").found.points for value in point.values
    }


def test_every_timeline_offers_a_picture_and_a_file():
    lines = {action.request.line for line in ("/timeline", "/compare", "/people") for action in asked(line).actions}
    assert {
        "/picture /timeline",
        "/export /timeline",
        "/picture /compare",
        "/picture /people",
        "/export /people",
    } <= lines


def test_pages_of_unnamed_outlets_are_columns_of_their_own():
    nobody = Provenance((Hop(None, Role.AUTHOR, Basis.INFERRED, "blog"),))
    citing = Provenance((*nobody.chain, Hop("Dock Wire", Role.CITED, Basis.STATED)))
    pair = tuple(
        replace(excerpt, article=replace(excerpt.article, provenance=provenance))
        for excerpt, provenance in zip(FakeLibrary().compare().points[0].excerpts, (nobody, citing), strict=True)
    )
    found = replace(FakeLibrary().compare(), points=(replace(FakeLibrary().compare().points[0], excerpts=pair),))
    drawn = grid(found, msg("compare.main"))
    assert [say(outlet) for outlet in drawn.outlets] == ["unnamed blog", "unnamed blog, citing Dock Wire"]
    assert drawn.points[0].cells == ("40 minutes", "about an hour")
