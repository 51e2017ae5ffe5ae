"""/start and /help: on one screen, over whatever corpus is at hand, with examples that are answered there."""

import json
from dataclasses import replace

import pytest

from bot.desk import terminal_desk
from bot.render import PLAIN, pages
from bot.words import languages
from corpus.ingest.extract import readings
from corpus.library import open_library
from corpus.store import build
from handlers import COMMANDS, answer
from handlers.messages import ChatKind, ChatRef, Status
from handlers.parser import parse
from tests.handlers.fake import EMPTY, FakeLibrary, desk

WIDE, HIGH = 40, 25  # characters and lines of a phone
PRIVATE = ChatRef(7, ChatKind.PRIVATE)

MAYOR = (
    "Мэр Вера Лунина заявила в понедельник: «Мы откроем порт в апреле и не будем ждать до самого лета». Совещание в "
    "мэрии длилось 40 минут. По словам Луниной, губернатор Пётр Дёмин сказал: «Денег хватит на оба причала»."
)
GOVERNOR = (
    "Губернатор Пётр Дёмин сказал во вторник: «Мост подождёт ещё год, а паром пойдёт уже этой весной». Совещание в "
    "мэрии в понедельник длилось около часа."
)
WINTER = "The harbour was closed on Monday, 4 March 2024, for the rest of the winter."
PAGES = {"russian": {"Причал": MAYOR, "Волна": GOVERNOR}, "silent": {"Harbour Times": WINTER}}


def library(which, folder):
    """The corpora over which the examples have to be answered."""
    if which == "starter":
        return _built(folder, "seeds")
    if which in PAGES:
        rows = (
            {"id": outlet, "text": text, "outlet": outlet, "published": "2024-03-05"}
            for outlet, text in PAGES[which].items()
        )
        (folder / "pages.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf8")
        return _built(folder, folder / "pages.jsonl")
    return {"fake": FakeLibrary(), "empty": EMPTY}[which]


def _built(folder, place):
    url = f"sqlite:///{folder}/corpus.db"
    build(list(readings([type(folder)(place)])), url)
    return open_library(url)


@pytest.fixture(scope="module", params=["starter", "russian", "fake", "silent", "empty"])
def held(request, tmp_path_factory):
    return request.param, library(request.param, tmp_path_factory.mktemp(request.param))


def lines_on_a_phone(text):
    return sum(max(1, -(-len(line) // WIDE)) for line in text.splitlines())


@pytest.mark.parametrize("kind", [ChatKind.PRIVATE, ChatKind.TERMINAL])
def test_help_fits_one_screen(held, kind):
    found = answer(parse("/help", chat=ChatRef(7, kind)), replace(desk(), library=held[1]))
    for language in languages():
        (shown,) = pages(found, PLAIN, language)
        assert lines_on_a_phone(shown) <= HIGH, shown
        assert "/people" in shown


def test_the_examples_in_the_list_and_on_its_buttons_are_answered(held):
    which, found = held
    table = replace(desk(), library=found)
    shown = answer(parse("/help", chat=PRIVATE), table)
    typed = [section.title.params["example"] for section in shown.sections if "example" in section.title.params]
    assert len(typed) == {"empty": 0, "silent": 2, "starter": 5, "fake": 5}.get(which, len(typed))
    asked = [parse(line, chat=PRIVATE) for line in typed] + [action.request for action in shown.actions]
    assert [request.line for request in asked if answer(request, table).status is not Status.OK] == []


def test_who_is_new_sees_three_examples_that_are_answered(held):
    which, found = held
    table = replace(desk(), library=found)
    shown = answer(parse("/start", chat=PRIVATE), table)
    assert len(shown.actions) == (0 if which == "empty" else 3)
    for action in shown.actions:
        assert answer(action.request, table).status is Status.OK, action.request.line


@pytest.mark.parametrize("which", ["starter", "fake"])
def test_they_show_what_no_other_bot_does(which, tmp_path):
    shown = answer(parse("/start", chat=PRIVATE), replace(desk(), library=library(which, tmp_path)))
    told = [
        action.request.line.split()[0] + (" via" if " via " in action.request.line else "") for action in shown.actions
    ]
    assert told[0] == "/quote via"
    assert {"/compare", "/check"} & set(told[1:])


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_tells_its_usage_and_presses_nothing(name):
    shown = answer(replace(parse(f"/help {name}", chat=PRIVATE), is_operator=True), desk())
    assert shown.status is Status.OK
    changes = {"forgetme", "unfollow", "remove", "settings", "follow", "announce"}
    assert changes.isdisjoint(action.request.command for action in shown.actions)


def test_a_terminal_lists_nothing_that_it_cannot_do():
    for line in ("/help", "/help digest", "/digest nonsense"):
        shown = pages(answer(parse(line), terminal_desk(FakeLibrary())), PLAIN)[0]
        for words in ("daily", "pause", "/follow", "/settings", "/stats"):
            assert words not in shown, (line, words)
    refused = [answer(parse(f"/help {name}"), terminal_desk(FakeLibrary())) for name in ("settings", "stats")]
    assert [found.heading.id for found in refused] == ["only.telegram", "only.operators"]


def test_operators_see_their_commands_and_nobody_else_does():
    asked = parse("/help", chat=PRIVATE)
    seen = [pages(answer(replace(asked, is_operator=of), desk()), PLAIN)[0] for of in (True, False)]
    assert ["/correct" in shown for shown in seen] == [True, False]


def test_help_of_what_is_no_command_offers_the_nearest():
    found = answer(parse("/help qoute", chat=PRIVATE), desk())
    assert (found.status, found.actions[0].request.command) == (Status.DID_YOU_MEAN, "quote")
