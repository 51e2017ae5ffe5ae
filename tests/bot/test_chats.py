"""What is kept of each chat."""

import datetime as dt
import sqlite3
import threading
from dataclasses import replace

import pytest

from bot.chats import ChatStore
from bot.chatsdb import ChatsError, open_chats
from handlers.messages import ChatKind, ChatRef, Request, Schedule
from tests.bot.stage import Hands

GROUP = ChatRef(-100, ChatKind.GROUP)
TOPIC = ChatRef(-100, ChatKind.GROUP, 7)
ANN = ChatRef(5, ChatKind.PRIVATE)
EIGHT = Schedule(8 * 60 + 30, "Europe/Kyiv", "boats")


@pytest.fixture
def clock():
    return Hands()


@pytest.fixture
def chats(chats_url, clock):
    store = ChatStore(chats_url, clock)
    yield store
    store.close()


def test_a_schedule_is_of_its_chat_and_topic(chats):
    chats.set_schedule(TOPIC, EIGHT)
    assert chats.schedule(TOPIC) == EIGHT
    assert chats.schedule(GROUP) is None
    assert chats.clear_schedule(TOPIC)
    assert not chats.clear_schedule(TOPIC)


def test_the_zone_outlives_the_schedule(tmp_path, clock, chats):
    assert chats.zone(ANN) == "UTC"
    chats.set_schedule(ANN, EIGHT)
    chats.clear_schedule(ANN)
    assert chats.zone(ANN) == "Europe/Kyiv"
    assert ChatStore(f"sqlite:///{tmp_path}/other.db", clock, zone="Asia/Tokyo").zone(ANN) == "Asia/Tokyo"


def test_the_language_stays_with_the_chat(chats):
    chats.set_schedule(ANN, EIGHT)
    assert chats.language(ANN) == "en"
    chats.set_language(ANN, "uk")
    chats.set_schedule(ANN, Schedule(0, "UTC"))
    assert chats.language(ANN) == "uk"


def test_a_chat_that_is_forgotten_leaves_nothing(chats):
    chats.set_schedule(GROUP, EIGHT)
    token = chats.keep(GROUP.id, Request("quote"), [Request("why")])
    chats.forget(GROUP.id)
    assert (chats.schedule(GROUP), chats.zone(GROUP), chats.kept(token)) == (None, "UTC", None)


def test_migration_carries_all_over_and_may_be_told_twice(chats):
    chats.set_schedule(GROUP, EIGHT)
    chats.set_schedule(TOPIC, EIGHT)
    for _ in range(2):
        chats.migrate(GROUP.id, -200)
    assert chats.schedule(ChatRef(-200, ChatKind.GROUP)) == EIGHT
    assert chats.schedule(ChatRef(-200, ChatKind.GROUP, 7)) == EIGHT
    assert chats.schedule(GROUP) is None


def test_buttons_come_back_whole_until_they_expire(chats, clock):
    origin = Request("quote", "Лі 😀", page=2, chat=TOPIC, asker=5, is_admin=False, language="uk", reply_text="що?")
    token = chats.keep(TOPIC.id, origin, [origin.turned(3), Request("why", chat=TOPIC)])
    kept = chats.kept(token)
    assert (kept.chat, kept.asker, kept.origin) == (TOPIC.id, 5, origin)
    assert kept.requests == (origin.turned(3), Request("why", chat=TOPIC))
    assert len(f"{token}.999".encode()) <= 64
    clock.time += dt.timedelta(days=8)
    assert chats.kept(token) is None
    chats.sweep()
    clock.time -= dt.timedelta(days=8)
    assert chats.kept(token) is None


def test_an_update_is_new_once_even_to_many_threads(chats):
    new = []
    crowd = [threading.Thread(target=lambda: new.append(chats.first_time(9))) for _ in range(8)]
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join()
    assert sorted(new) == [False] * 7 + [True]


def test_the_migrations_make_what_the_code_expects(stores_url):
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    from bot.chatsdb import SHELF

    engine = open_chats(stores_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        changes = [
            change for change in compare_metadata(context, SHELF) if isinstance(change, tuple) and "column" in change[0]
        ]
        tables = [
            change for change in compare_metadata(context, SHELF) if isinstance(change, tuple) and "table" in change[0]
        ]
    engine.dispose()
    assert (changes, tables) == ([], [])


def _foreign(path):
    with sqlite3.connect(path) as file:
        file.execute("create table articles (id)")


def _newer(path):
    open_chats(f"sqlite:///{path}").dispose()
    with sqlite3.connect(path) as file:
        file.execute("update alembic_version set version_num = '9999'")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (
            lambda path: path.write_bytes(b"not a database at all, but long enough to be looked at" * 20),
            "cannot be opened",
        ),
        (lambda path: path.mkdir(), "cannot be opened"),
        (_foreign, "holds something else"),
        (_newer, "newer Dateline"),
    ],
)
def test_a_database_that_cannot_be_used_is_named_with_its_reason(tmp_path, make, words):
    path = tmp_path / "chats.db"
    make(path)
    with pytest.raises(ChatsError) as error:
        open_chats(f"sqlite:///{path}")
    assert words in str(error.value)
    assert str(path) in error.value.place


def test_an_address_that_is_none_is_said_so():
    with pytest.raises(ChatsError) as error:
        open_chats("chats.db")
    assert "sqlite:///" in error.value.reason


@pytest.mark.parametrize("words", ["lee", 'a "b" \\ c', "Путин\n", "\ud800 \U0001f642", ""])
@pytest.mark.parametrize("chat", [ChatRef(5, ChatKind.PRIVATE), ChatRef(-100, ChatKind.GROUP, 7)])
def test_requests_behind_buttons_come_back_as_they_were(chats, words, chat):
    asked = Request("quote", words, 3, chat, None, is_admin=False, language="uk", reply_text=words)
    token = chats.keep(chat.id, asked, [replace(asked, asker=9, is_admin=True), asked])
    kept = chats.kept(token)
    assert (kept.origin, kept.requests) == (asked, (replace(asked, asker=9, is_admin=True), asked))
