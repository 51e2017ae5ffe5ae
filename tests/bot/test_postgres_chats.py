"""The chats' database on a server: opened by many at once, interrupted, crowded, given text that it does not take."""

import asyncio
import datetime as dt
import threading

import pytest
from sqlalchemy.exc import OperationalError

from bot.chats import ChatStore
from bot.chatsdb import ChatsError, open_chats
from bot.engines import engine_at
from bot.lasting import persisting
from bot.ledger import Sheaf
from corpus.servers import address_of, reach
from handlers.messages import ChatKind, ChatRef, Follow, Preferences, Request, Schedule
from tests.bot.stage import Hands

ANN = ChatRef(5, ChatKind.PRIVATE)
EIGHT = Schedule(8 * 60 + 30, "UTC")


@pytest.fixture
def chats(postgres_url):
    store = ChatStore(postgres_url, Hands())
    yield store
    store.close()


def crowd(number, work):
    """What so many threads find at once."""
    found, start = [], threading.Barrier(number)

    def run():
        start.wait()
        found.append(work())

    threads = [threading.Thread(target=run) for _ in range(number)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return found


def cut(postgres, url):
    """End every session of a database, as a server that restarts does."""
    name = url.rsplit("/", 1)[1]
    postgres.ask(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")


def test_many_that_start_at_once_migrate_once(postgres_url):
    engines = crowd(6, lambda: open_chats(postgres_url))
    with engines[0].connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM alembic_version").scalar() == 1
    for engine in engines:
        engine.dispose()


def test_a_corpus_may_live_in_the_same_database(postgres, postgres_url):
    postgres.ask("CREATE TABLE places (id int)", postgres_url.rsplit("/", 1)[1])
    open_chats(postgres_url).dispose()
    engine = open_chats(postgres_url)
    with engine.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT table_schema FROM information_schema.tables WHERE table_name = 'places'"
        )
        assert sorted(found.scalars()) == ["chats", "public"]
    engine.dispose()


@pytest.mark.parametrize(
    ("text", "kept"),
    [("a\0b", "ab"), ("half \ud83d", "half �"), ("whole 😀", "whole 😀"), ("\0", ""), ("Лі", "Лі"), ("'; --", "'; --")],
)
def test_text_that_no_database_takes_is_mended_alike(stores_url, text, kept):
    chats = ChatStore(stores_url, Hands())
    assert chats.follow(ANN, Follow(text, "topic"))
    assert chats.follows(ANN) == (Follow(kept, "topic"),)
    assert not chats.follow(ANN, Follow(kept, "topic"))
    chats.pendings.keep(1, "page", text, b"\0\xff")
    token = chats.keep(5, Request("quote", text, chat=ANN), [])
    assert chats.kept(token).origin.args == text  # as JSON it is whole
    chats.close()


def test_names_stand_in_one_order_everywhere(stores_url):
    chats, names = ChatStore(stores_url, Hands()), ["ferry", "Boats", "Ярка", "ağ", "Äpfel"]
    for name in names:
        chats.follow(ANN, Follow(name, "topic"))
    assert [one.name for one in chats.follows(ANN)] == sorted(names)
    chats.close()


def test_work_goes_on_when_its_sessions_end(postgres, postgres_url, chats):
    chats.set_schedule(ANN, EIGHT)
    for number in range(5):
        cut(postgres, postgres_url)
        assert chats.first_time(number)
        assert not chats.first_time(number)
        cut(postgres, postgres_url)
        assert chats.schedule(ANN) == EIGHT


def test_sessions_that_end_all_the_time_lose_and_double_nothing(postgres, postgres_url, chats):
    over = threading.Event()

    def cutting():
        while not over.wait(0.05):
            cut(postgres, postgres_url)

    thread = threading.Thread(target=cutting)
    thread.start()
    try:
        new = [chats.first_time(number) for number in range(50)]
    finally:
        over.set()
        thread.join()
    assert new == [True] * 50
    assert not any(chats.first_time(number) for number in range(50))


def test_the_same_row_written_by_many_is_one(chats):
    assert crowd(6, lambda: chats.prefer(ANN, Preferences(length="short"))) == [None] * 6
    assert chats.memory.readers() == ()
    assert sorted(crowd(6, lambda: chats.follow(ANN, Follow("boats", "topic")))) == [False] * 5 + [True]
    assert sorted(crowd(6, lambda: chats.first_time(7))) == [False] * 5 + [True]
    assert sorted(crowd(6, lambda: chats.memory.first_report("x"))) == [False] * 5 + [True]
    assert sum(crowd(4, lambda: chats.deliveries.came_in([("a", dt.date(2026, 3, 2))], 1))) == 1


def test_a_claim_that_was_made_before_its_answer_was_lost_is_found(chats):
    chats.set_schedule(ANN, EIGHT)
    chats._clock.time += dt.timedelta(days=1)
    (due,) = chats.deliveries.due()
    assert chats.deliveries._claim(due, "mine")
    assert chats.deliveries._claim(due, "mine")
    assert not chats.deliveries._claim(due, "another's")
    for holder, ours in (("mine", True), ("mine", True), ("another's", False)):
        assert chats.ledger._kept([Sheaf(7), Sheaf(8)], holder) == [ours, ours]


def test_a_claim_passes_over_what_another_is_claiming(chats):
    """It waits for nobody: what is locked is somebody's."""
    chats.set_schedule(ANN, EIGHT)
    chats._clock.time += dt.timedelta(days=1)
    (due,) = chats.deliveries.due()
    with chats._engine.begin() as other:
        other.exec_driver_sql("SELECT 1 FROM deliveries FOR UPDATE")
        assert not chats.deliveries.claim(due)
    assert chats.deliveries.claim(due)


def test_a_lead_that_is_lost_is_won_again(postgres, postgres_url, chats):
    other = ChatStore(postgres_url, Hands())
    assert (chats.lead.held(), other.lead.held(), chats.lead.held()) == (True, False, True)
    cut(postgres, postgres_url)
    assert (other.lead.held(), chats.lead.held()) == (True, False)
    other.close()
    assert chats.lead.held()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://dateline:secret@127.0.0.1:1/none", "cannot be opened"),
        ("postgresql+psycopg://dateline:secret@/none?host=127.0.0.1:1&host=127.0.0.1:2", "cannot be opened"),
        ("postgresql://127.0.0.1:1/none?user=dateline&password=secret", "cannot be opened"),
        ("mongodb://dateline:secret@here/none", "not a database address"),
        ("nothing://here/none?password=secret", "not a database address"),
        ("dateline:secret@here/none", "not a database address"),
    ],
)
def test_a_server_that_is_not_there_is_said_so_without_the_password(url, words, monkeypatch):
    monkeypatch.setattr("bot.chatsdb.STARTING", 0.0)
    with pytest.raises(ChatsError) as error:
        open_chats(url)
    assert words in error.value.reason
    assert "secret" not in str(error.value)
    assert "\n" not in str(error.value)


def test_a_database_that_is_not_there_is_named(postgres, monkeypatch):
    monkeypatch.setattr("bot.chatsdb.STARTING", 0.0)
    with pytest.raises(ChatsError) as error:
        open_chats(postgres.url("nowhere"))
    assert "nowhere" in str(error.value)


def test_what_the_address_says_stands_above_all():
    told = reach(address_of("postgresql://h/d?connect_timeout=9&options=-c%20work_mem%3D8MB"), search_path="chats")
    assert "connect_timeout" not in told
    assert told["target_session_attrs"] == "read-write"
    assert told["options"].endswith("-c work_mem=8MB")
    assert "-c search_path=chats" in told["options"]


def test_no_answer_waits_in_the_thread_of_all():
    """Whoever asks from the event loop is told at once."""
    engine = engine_at(address_of("postgresql://127.0.0.1:1/none"))
    tries = []

    def work():
        tries.append(1)
        engine.connect()

    async def asked():
        with pytest.raises(ChatsError):
            persisting(work, engine)

    asyncio.run(asked())
    assert len(tries) == 1


def test_what_must_not_be_done_twice_is_told_where_its_commit_is_in_doubt(chats):
    tries = []

    class LostError(Exception):
        sqlstate = None

    def work():
        tries.append(1)
        if len(tries) == 1:
            raise OperationalError(None, None, LostError("gone"), connection_invalidated=True)
        return "done"

    with pytest.raises(ChatsError):
        persisting(work, chats._engine, twice=False)
    assert persisting(work, chats._engine) == "done"
