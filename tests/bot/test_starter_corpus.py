"""All that somebody may type, over the starter corpus and the real library: an answer each time, and markup whole."""

from pathlib import Path

import pytest

from bot import machine
from bot.desk import terminal_desk
from bot.render import HTML, pages
from bot.words import say
from corpus.ingest.extract import readings
from corpus.library import open_library
from corpus.store import build
from handlers import COMMANDS, answer
from handlers.examples import example
from handlers.messages import Status
from handlers.parser import parse
from tests.bot.render.test_pages import text_of, units

ROOT = Path(__file__).parents[2]
ODD = ["", "🙂🙂", "x" * 4000, "<b>&", "\u202eputin", "a", " on troops", "via ushakov", "..", "2021..", "from x to y", "9999-12-31", "feb 30", "vs", "rt vs", "a vs b vs c", "' OR 1=1 --", '"open', "NEAR(a b)", "a*", "col:val", "%", "\x00", "\ud800", "한국어", "مرحبا", "9" * 40, "page 99999", "999999999 weeks ago"]  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('seeds')}/corpus.db"
    build(list(readings(sorted((ROOT / "seeds").glob("*.md")))), url)
    library = open_library(url)
    yield terminal_desk(library)
    library.close()


@pytest.mark.parametrize("command", [*COMMANDS, "nonsense", ""])
def test_any_line_gets_an_answer(desk, command):
    for odd in ODD:
        found = answer(parse(f"/{command} {odd}" if command else odd), desk)
        assert say(found.heading)
        assert machine.line(found)
        for page in pages(found, HTML):
            assert text_of(page).strip()
            assert units(page) <= 4096


@pytest.mark.parametrize("command", [name for name, command in COMMANDS.items() if command.listed and not command.only])
def test_each_command_has_something_to_say(desk, command):
    line = {
        "quote": "/quote putin",
        "ask": "What did Ushakov say about troops?",
        "check": "/check “where should we move our troops?”",
    }.get(command, f"/{command}")
    assert answer(parse(line), desk).status is Status.OK


def test_the_examples_of_the_greeting_and_of_help_are_answered(desk):
    lines = [action.request for line in ("/start", "/help") for action in answer(parse(line), desk).actions]
    assert len(lines) == 6
    assert {answer(line, desk).status for line in lines} == {Status.OK}


def test_every_example_of_help_is_answered(desk):
    for name, command in COMMANDS.items():
        line = example(name, command.example, desk)
        assert line.startswith(f"/{name}")
        assert answer(parse(line), desk).status in {Status.OK, Status.USAGE}, line


def test_no_excerpt_is_typed(desk):
    for line in ("/quote putin", "/timeline", "/compare", "/digest", "/context /quote putin", "What about troops?"):
        for section in answer(parse(line, page=0), desk).sections:
            for excerpt in (*section.excerpts, *section.also):
                body = desk.library.article(excerpt.article.id).body
                assert body[excerpt.span.start : excerpt.span.stop] == excerpt.text
