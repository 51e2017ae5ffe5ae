"""Pictures and files in chats: sent as photos and documents, in words too, drawn once, saved in a terminal."""

import csv
import datetime as dt
import io
import json

import pytest

from bot.chats import ChatStore
from bot.desk import terminal_desk
from bot.render import PLAIN
from bot.showing import caption
from bot.terminal import Conversation
from handlers import answer
from handlers.messages import Answer, ChatKind, ChatRef, Section, Status, msg
from handlers.parser import parse
from tests.bot.stage import Hands, on_stage
from tests.handlers.fake import EMPTY, FakeLibrary


@pytest.fixture
async def stage(tmp_path):
    async with on_stage(tmp_path, handle=answer, library=FakeLibrary()) as stage:
        yield stage


@pytest.fixture
def ann(stage):
    return stage.api.user("Ann")


async def says(stage, who, line, place=None):
    who.says(line, place) if place else who.says(line)
    await stage.settled()
    return (place or who.private).last


async def presses(stage, who, shown, label):
    who.presses(shown.button(label))
    await stage.settled()
    return who.private.last


@pytest.mark.parametrize("line", ["/timeline", "/compare", "/people"])
async def test_the_picture_of_an_answer_is_a_button_away(stage, ann, line):
    shown = await presses(stage, ann, await says(stage, ann, line), "Picture")
    assert shown.photo
    assert 0 < len(shown.text) <= 1024
    kind, content = stage.api.files[shown.photo]
    assert (kind, content[:4]) == ("photo", b"\x89PNG")
    assert [button.text for button in shown.buttons] == ["Dark", "Export", "Share"]


async def test_the_caption_says_what_the_picture_shows(stage, ann):
    shown = await says(stage, ann, "/picture people")
    assert shown.plain.splitlines()[0] == (await says(stage, ann, "/people")).plain.splitlines()[0]
    assert "Ana Lopes" in shown.plain


async def test_a_picture_is_drawn_once_and_dark_on_demand(stage, ann):
    first = await says(stage, ann, "/picture /timeline")
    again = await says(stage, ann, "/picture timeline")
    assert again.photo == first.photo
    dark = await presses(stage, ann, again, "Dark")
    assert dark.photo != first.photo
    assert (await presses(stage, ann, dark, "Light")).photo == first.photo
    assert len(stage.api.files) == 2


async def test_a_picture_that_telegram_has_lost_is_drawn_anew(stage, ann):
    first = await says(stage, ann, "/picture /timeline")
    stage.api.files.clear()
    second = await says(stage, ann, "/picture /timeline")
    assert second.photo not in {"", first.photo}
    assert (await says(stage, ann, "/picture /timeline")).photo == second.photo


async def test_a_file_is_two_presses_away(stage, ann):
    choice = await presses(stage, ann, await says(stage, ann, "/timeline"), "Export")
    assert {"CSV", "JSON", "TimelineJS"} <= {button.text for button in choice.buttons}
    shown = await presses(stage, ann, choice, "CSV")
    assert shown.document["file_name"] == "timeline.csv"
    rows = list(csv.DictReader(io.StringIO(content_of(stage, shown).decode("utf-8-sig"))))
    assert {row["outlet"] for row in rows} <= {"Harbour Times", "Ferry Post", "Dock Wire"}
    assert all(row["text"] and row["credit"] for row in rows)


def content_of(stage, shown):
    return stage.api.files[shown.document["file_id"]][1]


async def test_the_last_answer_is_exported_without_being_named(stage, ann):
    await says(stage, ann, "/quote Ana Lopes")
    shown = await says(stage, ann, "/export json")
    assert shown.document["file_name"] == "quote-ana-lopes.json"
    assert {row["speaker"] for row in json.loads(content_of(stage, shown))} == {"Ana Lopes"}


async def test_the_last_answer_is_that_of_whoever_asks(stage, ann):
    bob = stage.api.user("Bob")
    group = stage.api.group("News", ann, bob)
    await says(stage, ann, "/quote Ana Lopes", group)
    for who, name in ((bob, "timeline.json"), (ann, "quote-ana-lopes.json")):
        assert (await says(stage, who, "/export json", group)).document["file_name"] == name


async def test_a_picture_in_a_topic_stays_in_it_under_its_question(stage, ann):
    forum = stage.api.group("Forum", ann, forum=True)
    boats = forum.topic("Boats")
    asked = ann.says("/export timeline csv", forum, topic=boats)
    await stage.settled()
    assert (forum.last.document["file_name"], forum.last.thread, forum.last.replies_to) == (
        "timeline.csv",
        boats,
        asked.id,
    )
    ann.says("/timeline", forum, topic=boats)
    await stage.settled()
    ann.presses(forum.last.button("Picture"))
    await stage.settled()
    assert forum.last.photo
    assert forum.last.thread == boats


async def test_under_a_channels_post_the_buttons_are_links_to_the_private_chat(stage, ann):
    channel = stage.api.channel("News", admins=(ann,))
    channel.posts("/timeline")
    await stage.settled()
    ann.says(f"/start {channel.last.button('Picture').url.partition('=')[2]}")
    await stage.settled()
    assert ann.private.last.photo


@pytest.mark.parametrize("line", ["/export people ics", "/export people timelinejs"])
async def test_a_form_that_an_answer_cannot_have_is_refused_with_its_reason(stage, ann, line):
    shown = await says(stage, ann, line)
    assert not shown.document
    assert "there is nothing for" in shown.plain


async def test_an_empty_corpus_has_neither_pictures_nor_files(tmp_path):
    async with on_stage(tmp_path, handle=answer, library=EMPTY) as stage:
        ann = stage.api.user("Ann")
        for line in ("/picture timeline", "/export timeline csv", "/picture people", "/export compare json"):
            shown = await says(stage, ann, line)
            assert not shown.photo
            assert not shown.document
            assert shown.text


async def test_a_changed_question_gets_its_picture_in_place_of_the_text_and_back(stage, ann):
    sent = ann.says("/people")
    await stage.settled()
    text = ann.private.last
    ann.edits(sent, "/picture people")
    await stage.settled()
    picture = ann.private.last
    assert picture.photo
    ann.edits(sent, "/people")
    await stage.settled()
    shown = [message.id for message in ann.private.shows]
    assert ann.private.last.photo == ""
    assert {text.id, picture.id}.isdisjoint(shown)


def test_a_long_answer_is_cut_between_lines_to_go_under_a_picture():
    lines = tuple(Section(title=msg("action.name", name=f"{n} <b>&@name " + "x" * 60)) for n in range(40))
    shown = caption(Answer(Status.OK, msg("action.timeline"), lines), "en")
    assert len(shown) <= 1024
    assert shown.endswith("\n…")


def test_a_terminal_saves_and_tells_the_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    talk = Conversation(terminal_desk(FakeLibrary()))
    talk.reply("/timeline", PLAIN)
    assert "Saved as timeline.csv" in talk.reply("/export csv", PLAIN)
    assert "Saved as timeline.png" in talk.reply("/picture", PLAIN)
    assert "Saved as timeline-dark.png" in talk.reply("/picture dark", PLAIN)
    assert (tmp_path / "timeline.png").read_bytes().startswith(b"\x89PNG")
    assert {path.name for path in tmp_path.iterdir()} == {"timeline.csv", "timeline.png", "timeline-dark.png"}


def test_nothing_that_was_saved_before_is_written_over(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.csv").write_text("mine", encoding="utf8")
    talk = Conversation(terminal_desk(FakeLibrary()))
    assert "Saved as people-2.csv" in talk.reply("/export people csv", PLAIN)
    assert "Saved as people-2.csv" in talk.reply("/export people csv", PLAIN)
    assert (tmp_path / "people.csv").read_text(encoding="utf8") == "mine"


def test_a_folder_that_takes_no_files_is_told(tmp_path, monkeypatch):
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    assert "people.csv cannot be written" in Conversation(terminal_desk(FakeLibrary())).reply(
        "/export people csv", PLAIN
    )


def test_telegram_s_name_for_a_picture_is_kept_for_two_months(tmp_path):
    clock = Hands()
    chats = ChatStore(f"sqlite:///{tmp_path}/chats.db", clock)
    chats.memory.keep_picture("k", "old")
    chats.memory.keep_picture("k", "new")
    assert (chats.memory.picture("k"), chats.memory.picture("other")) == ("new", "")
    clock.time += dt.timedelta(days=61)
    chats.sweep()
    assert chats.memory.picture("k") == ""
    chats.close()


def test_the_last_line_is_the_newest_that_shows_something(tmp_path):
    clock = Hands()
    chats = ChatStore(f"sqlite:///{tmp_path}/chats.db", clock)
    here = ChatRef(7, ChatKind.PRIVATE)
    for line in ("/people", "/timeline", "/why /timeline", "/picture /people", "/settings"):
        chats.keep(here.id, parse(line, chat=here, asker=7), [])
        clock.time += dt.timedelta(seconds=1)
    assert chats.last(here, 7) == "/timeline"
    assert chats.last(here, 8) == ""
    assert chats.last(ChatRef(8, ChatKind.PRIVATE), 7) == ""
    chats.close()
