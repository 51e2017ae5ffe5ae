"""Reports reach the operators; they put the corpus right, see how the bot does, announce; nobody else can."""

import asyncio
import datetime as dt

import pytest

from corpus.curating import Curating
from corpus.library import open_library
from corpus.store import build
from handlers import answer
from handlers.messages import Status
from handlers.parser import parse
from tests.bot.stage import Hands, on_stage
from tests.handlers.fake import ARTICLES

OLGA = 5_000_001  # the first account that the fake makes


@pytest.fixture
async def stage(tmp_path):
    url = f"sqlite:///{tmp_path}/corpus.db"
    build(ARTICLES, url)
    library, curator = open_library(url), Curating(url, Hands())
    async with on_stage(tmp_path, handle=answer, library=library, curator=curator, admins=frozenset({OLGA})) as stage:
        stage.olga, stage.ann = stage.api.user("Olga"), stage.api.user("Ann")
        stage.olga.says("/privacy")
        await stage.settled()
        assert stage.olga.id == OLGA
        yield stage
    library.close()


async def eventually(holds):
    for _ in range(500):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came")


def kept(tmp_path, what):
    return (tmp_path / f"corpus.db.{what}").read_text(encoding="utf8")


async def report(stage, what, in_=None):
    """Ann's report of what Vera Brandt said, as she taps it."""
    place = in_ or stage.ann.private
    stage.ann.says("/quote Vera Brandt", place)
    await stage.settled()
    stage.ann.presses(place.last.button("Report"))
    await stage.settled()
    stage.ann.presses(place.last.button(what))
    await stage.settled()


@pytest.mark.parametrize("what", ["Wrong speaker", "Wrong outlet", "Wrong date", "Please remove"])
async def test_a_report_reaches_the_operators_with_the_articles_id(stage, what):
    await report(stage, what)
    assert stage.ann.private.last.plain.startswith("Thank you")
    told = stage.olga.private.last
    assert told.plain.startswith(f"Reported: {what}, a3")
    assert "Nobody asked us" in told.plain
    assert str(stage.ann.id) not in told.plain
    assert "Ann" not in told.plain


async def test_the_same_report_is_told_once(stage):
    await report(stage, "Wrong date")
    await report(stage, "Wrong date")
    assert len([shown for shown in stage.olga.private.answers if "Reported" in shown.plain]) == 1


async def test_a_report_in_a_group_and_in_a_topic(stage):
    forum = stage.api.group("Forum", stage.ann, forum=True)
    await report(stage, "Wrong outlet", forum)
    assert forum.last.plain.startswith("Thank you")
    assert stage.olga.private.last.plain.startswith("Reported: Wrong outlet")


async def test_anybody_may_report_what_another_asked_for(stage):
    bob = stage.api.user("Bob")
    group = stage.api.group("Readers", stage.ann, bob)
    stage.ann.says("/quote Vera Brandt", group)
    await stage.settled()
    asked = group.last
    bob.presses(asked.button("Report"))
    await stage.settled()
    refused = stage.ann.presses(group.last.button("Wrong date"))
    await stage.settled()
    assert refused.answer["text"] == ""
    assert stage.olga.private.last.plain.startswith("Reported: Wrong date")
    assert bob.presses(asked.button("Timeline")).answer is None
    await stage.settled()
    assert group.last.plain.startswith("Thank you")


async def test_a_terminal_has_nobody_to_report_to(stage):
    found = answer(parse("/report a3 0-9 date"), stage.door.desk)
    assert found.aside is None
    assert found.status is Status.USAGE


async def test_of_several_excerpts_one_is_chosen_first(stage):
    stage.ann.says("/quote Ana Lopes")
    await stage.settled()
    stage.ann.presses(stage.ann.private.last.button("Report"))
    await stage.settled()
    assert stage.ann.private.last.plain.startswith("Which one is it about?")
    stage.ann.presses(stage.ann.private.last.button("No. 2"))
    await stage.settled()
    assert stage.ann.private.last.plain.startswith("What is wrong?")


async def test_an_operator_removes_what_was_reported_with_one_tap(stage, tmp_path):
    await report(stage, "Please remove")
    stage.olga.presses(stage.olga.private.last.button("Remove it"))
    await stage.settled()
    assert stage.olga.private.last.plain == "a3 is removed, for good; rebuilds keep it out."
    stage.ann.says("/quote Vera Brandt")
    await stage.settled()
    assert "Nobody asked us" not in stage.ann.private.last.plain
    assert kept(tmp_path, "audit").split()[1:] == [str(OLGA), "remove", "a3"]
    build(ARTICLES, f"sqlite:///{tmp_path}/corpus.db")
    stage.ann.says("/article a3")
    await stage.settled()
    assert stage.ann.private.last.plain.startswith("No article “a3”")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("outlet Dock Gazette", "Dock Gazette"),
        ("date 2022-03-14", "published 14 Mar 2022 (given by whoever added it)"),
        ("speaker 0-90 Vera Brand", "Vera Brand "),
        ("speaker 0-90 -", "speaker not known"),
    ],
)
async def test_a_correction_holds_through_a_rebuild(stage, tmp_path, value, shown):
    stage.olga.says(f"/correct a3 {value}")
    await stage.settled()
    assert stage.olga.private.last.plain == "a3 is corrected, also in rebuilds."
    for _ in range(2):
        stage.ann.says("/article a3")
        await stage.settled()
        assert shown in stage.ann.private.last.plain
        build(ARTICLES, f"sqlite:///{tmp_path}/corpus.db")
    assert f"correct a3 {value}" in kept(tmp_path, "audit")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/correct a3 date tomorrow", "Nothing is changed: a day reads like 2021-12-08."),
        ("/correct a3 speaker Vera", "Nothing is changed: a speaker's correction reads START-STOP NAME"),
        ("/correct a3 speaker 0-1 Vera", "Nothing is changed: a speaker's correction reads START-STOP NAME"),
        ("/correct zz date 2022-03-14", "No article “zz”"),
        ("/correct a3", "/correct ID outlet NAME"),
        ("/remove zz", "No article “zz”"),
        ("/remove", "/remove ID"),
        ("/announce", "/announce TEXT"),
    ],
)
async def test_what_cannot_be_done_is_said(stage, tmp_path, line, told):
    stage.olga.says(line)
    await stage.settled()
    assert stage.olga.private.last.plain.startswith(told)
    assert not (tmp_path / "corpus.db.corrections").exists()


@pytest.mark.parametrize(
    "line", ["/remove a3", "/correct a3 date 2022-03-14", "/stats@dateline_bot", "/announce@dateline_bot hello"]
)
async def test_nobody_else_may(stage, line):
    group = stage.api.group("Readers", stage.ann, stage.olga)
    stage.ann.says(line)
    stage.olga.says(line if "@" in line else line.replace(" ", "@dateline_bot ", 1), group)
    await stage.settled()
    assert stage.ann.private.last.plain == "That is for those who keep this bot."
    assert group.last.plain == "That is for those who keep this bot."
    stage.ann.says("/article a3")
    await stage.settled()
    assert "15 Mar 2022" in stage.ann.private.last.plain


async def test_the_figures_tell_how_it_does(stage):
    stage.ann.says("/quote Vera Brandt")
    stage.ann.says("/quote Zelda")
    await stage.settled()
    stage.clock.time += dt.timedelta(days=1)
    stage.olga.says("/stats")
    await stage.settled()
    lines = stage.olga.private.last.plain.splitlines()
    assert lines[2:5] == [
        "Up since 2 Mar 2026",
        "2 chats, 2 of them this week; 0 want announcements",
        "2 answered, 1 with nothing found, 0 failed",
    ]
    assert lines[5].startswith("Slowest: ")
    assert lines[6] == "Corpus: 4 articles (7–15 Mar 2022); the newest is 1,449 days old"


async def test_an_announcement_goes_to_those_who_want_it_after_a_preview(stage):
    group = stage.api.group("Readers", admins=(stage.ann,))
    stage.ann.says("/settings@dateline_bot news on", group)
    stage.ann.says("/settings news on")
    bob = stage.api.user("Bob")
    bob.says("/people")
    await stage.settled()
    stage.olga.says("/announce Back at noon.\nSee https://dateline.example")
    await stage.settled()
    preview = stage.olga.private.last
    assert preview.plain == "Preview, for 2 chats:\n\nBack at noon.\nSee https://dateline.example"
    assert "Back" not in stage.ann.private.last.plain
    stage.olga.presses(preview.button("Send to 2 chats"))
    await stage.settled()
    for place in (group, stage.ann.private):
        await eventually(lambda place=place: "Back" in place.last.plain)
        assert place.last.plain == "Back at noon.\nSee https://dateline.example"
    assert "Back" not in bob.private.last.plain


async def test_who_has_left_is_passed_over_and_forgotten(stage):
    bob = stage.api.user("Bob")
    bob.says("/settings news on")
    stage.ann.says("/settings news on")
    await stage.settled()
    bob.private.state.blocked = True
    stage.olga.says("/announce Hello")
    await stage.settled()
    stage.olga.presses(stage.olga.private.last.button("Send"))
    await stage.settled()
    await eventually(lambda: stage.ann.private.last.plain == "Hello" and len(stage.chats.memory.readers()) == 1)
    assert stage.chats.memory.readers() == (stage.ann.id,)


async def test_a_failure_reaches_the_operators_without_what_was_asked(tmp_path):
    def breaks(request, desk):
        raise ValueError(request.args)

    async with on_stage(tmp_path, handle=breaks, admins=frozenset({OLGA})) as stage:
        olga, ann = stage.api.user("Olga"), stage.api.user("Ann")
        olga.private.state.started = True
        ann.says("/quote secret")
        await stage.settled()
        number = ann.private.last.plain.rstrip(".").split()[-1]
        told = olga.private.last.plain
        assert told.startswith(f"Failure {number}\n")
        assert "breaks" in told
        assert told.endswith("ValueError")
        assert "secret" not in told


async def test_what_is_kept_of_somebody_goes_when_they_say_so(stage):
    stage.ann.says("/settings length short")
    stage.ann.says("/quote Ana Lopes")
    group = stage.api.group("Readers", stage.ann)
    stage.ann.says("/quote Ana Lopes", group)
    await stage.settled()
    button = group.last.button("Why")
    stage.ann.says("/privacy")
    await stage.settled()
    assert len(stage.ann.private.last.plain.split("\n\n")[1].splitlines()) == 5
    stage.ann.presses(stage.ann.private.last.button("Forget me"))
    await stage.settled()
    assert stage.ann.private.last.plain.startswith("Deleted: ")
    pressed = stage.ann.presses(button)
    await stage.settled()
    assert "ask again" in pressed.answer["text"]


@pytest.mark.parametrize(("language", "told"), [("ru", "Жалоба: "), ("uk", "Скарга: ")])
async def test_operators_are_told_in_the_language_in_which_they_last_asked(stage, language, told):
    stage.olga.json["language_code"] = language
    stage.olga.says("/privacy")
    await stage.settled()
    await report(stage, "Wrong date")
    assert stage.olga.private.last.plain.startswith(told)


async def test_operators_are_told_in_the_language_that_they_chose(stage):
    stage.olga.says("/settings language uk")
    await stage.settled()
    await report(stage, "Wrong date")
    assert stage.olga.private.last.plain.startswith("Скарга: ")
