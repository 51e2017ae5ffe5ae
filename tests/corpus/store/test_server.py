"""What only a PostgreSQL server does: generations held by readers, builders kept apart, servers that go away."""

import threading

import psycopg
import pytest
from sqlalchemy import text

from corpus import store
from corpus.errors import StoreError
from corpus.library import open_library
from corpus.store import reached
from corpus.store.place import AUDIT, current, place
from tests.corpus.stories import harbour, ledger, stories
from tests.postgres import until


def schemas(server, url):
    query = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'corpus%' ORDER BY 1"
    return [name for (name,) in server.ask(query, url.rpartition("/")[2])]


def test_a_reader_keeps_its_generation_and_lets_go_of_it(postgres, postgres_url):
    store.build([harbour()], postgres_url)
    generation = store.open_generation(postgres_url)
    for _ in range(3):
        store.build(stories(), postgres_url)
    assert [article.id for article in generation.full()] == ["harbour"]
    assert not generation.fresh()
    assert schemas(postgres, postgres_url) == ["corpus_g1", "corpus_g3", "corpus_g4"]
    generation.close()
    store.build(stories(), postgres_url)
    assert schemas(postgres, postgres_url) == ["corpus_g4", "corpus_g5"]


def half_built(where):
    with where.building() as (connection, _):
        connection.execute(text("CREATE TABLE half (made int)"))
        raise ZeroDivisionError


def test_a_build_that_breaks_off_leaves_nothing_behind(postgres, postgres_url):
    store.build([harbour()], postgres_url)
    where = place(postgres_url)
    with pytest.raises(ZeroDivisionError):
        half_built(where)
    assert schemas(postgres, postgres_url) == ["corpus_g1"]
    assert str(current(where)) == "corpus_g1"


def while_another_builds(url):
    with place(url).building():
        assert open_library(url).scope().articles == 1
        store.add([ledger()], url)
        assert open_library(url).scope().articles == 2
        store.build(stories(), url)


def test_one_builds_at_a_time_and_others_go_on(postgres_url):
    store.build([harbour()], postgres_url)
    with pytest.raises(StoreError, match="another run works on this corpus"):
        while_another_builds(postgres_url)
    assert open_library(postgres_url).scope().articles == 2


def test_two_who_add_wait_for_each_other(postgres_url, monkeypatch):
    monkeypatch.setitem(reached._SESSION, "lock_timeout", "0")  # however long one takes on a busy machine
    store.build([], postgres_url)
    some = [threading.Thread(target=store.add, args=([one], postgres_url)) for one in stories()]
    for one in some:
        one.start()
    for one in some:
        one.join()
    assert open_library(postgres_url).scope().articles == 3
    assert store.check(postgres_url) == []


def test_an_addition_to_a_generation_that_was_replaced_meanwhile_is_refused(postgres_url):
    store.build([harbour()], postgres_url)
    where = place(postgres_url)
    old = current(where)
    store.build(stories(), postgres_url)
    with pytest.raises(StoreError, match="try again"), where.writing(old):
        pass


def test_lists_may_be_written_before_there_is_a_corpus(postgres_url):
    where = place(postgres_url)
    assert where.lines(AUDIT) == []
    where.append(AUDIT, "one\ntwo")
    where.append(AUDIT, "three")
    assert where.lines(AUDIT) == ["one two", "three"]
    assert not where.exists()
    with pytest.raises(StoreError, match="no corpus here"):
        store.open_generation(postgres_url)


def newer(server, database):
    server.ask("UPDATE corpus_g1.facts SET value = '999' WHERE key = 'version'", database)


def older(server, database):
    server.ask("UPDATE corpus_g1.facts SET value = '0' WHERE key = 'version'", database)


def without_a_table(server, database):
    server.ask("DROP TABLE corpus_g1.figures", database)


def gone(server, database):
    server.ask("DROP SCHEMA corpus_g1 CASCADE", database)


@pytest.mark.parametrize("harm", [newer, older, without_a_table, gone])
def test_a_spoilt_generation_is_named_with_what_mends_it(postgres, postgres_url, harm):
    store.build(stories(), postgres_url)
    harm(postgres, postgres_url.rpartition("/")[2])
    for use in (store.open_generation, store.stats, store.check):
        with pytest.raises(StoreError) as failed:
            use(postgres_url)
        assert "corpus_g1" in failed.value.path
        assert f"dateline corpus build PATH… --to {postgres_url}" in str(failed.value)
    store.build(stories(), postgres_url)
    assert store.check(postgres_url) == []


def test_an_index_that_lies_is_found(postgres, postgres_url):
    store.build(stories(), postgres_url)
    postgres.ask("UPDATE corpus_g1.sentences SET tokens = 'other'", postgres_url.rpartition("/")[2])
    assert any("the index of sentences" in fault for fault in store.check(postgres_url))


ERRORS = [
    (psycopg.errors.DiskFull(), "the disk is full"),
    (psycopg.errors.LockNotAvailable(), "another process is writing"),
    (psycopg.errors.InsufficientPrivilege(), "may not"),
    (psycopg.errors.TooManyConnections(), "max_connections"),
    (psycopg.errors.UndefinedTable(), "ask again"),
    (psycopg.errors.ReadOnlySqlTransaction(), "no server that takes writes"),
    (psycopg.OperationalError('connection failed: FATAL:  database "x" does not exist'), "createdb"),
    (psycopg.OperationalError("FATAL:  password authentication failed for user"), "password"),
    (psycopg.OperationalError("connection refused\nIs the server running?"), "cannot be reached (connection refused)"),
    (psycopg.errors.DataCorrupted("bad page"), "is damaged (bad page)"),
]


@pytest.mark.parametrize(("error", "told"), ERRORS)
def test_errors_are_told_in_words_that_mend(error, told):
    failed = place("postgresql://bot:secret@db/dateline").failure(current_path(), error)
    assert told in str(failed)
    assert "secret" not in str(failed)


def current_path():
    from pathlib import PurePosixPath

    return PurePosixPath("corpus_g1")


@pytest.mark.parametrize(
    ("error", "again"),
    [
        (psycopg.errors.AdminShutdown(), True),
        (psycopg.OperationalError("server closed the connection unexpectedly"), True),
        (psycopg.OperationalError("session is read-only"), True),
        (psycopg.InterfaceError("the connection is closed"), True),
        (psycopg.OperationalError('database "x" does not exist'), False),
        (psycopg.errors.UndefinedTable(), False),
        (psycopg.errors.DiskFull(), False),
        (ValueError(), False),
    ],
)
def test_what_may_be_asked_again(error, again):
    assert reached.lost(error) is again


def test_a_server_that_is_not_there_is_named(postgres):
    nowhere = f"postgresql+psycopg://bot:secret@127.0.0.1:{postgres.port}/nowhere"
    for use in (store.open_generation, store.stats, lambda url: store.build(stories(), url)):
        with pytest.raises(StoreError) as failed:
            use(nowhere)
        assert "secret" not in str(failed.value)


def test_answers_go_on_when_the_primary_is_killed(postgres_pair):
    url = postgres_pair.create("corpus")
    store.build(stories(), url)
    library = open_library(url)
    library.warm()
    asked = library.ask("Who built the ferry?")
    postgres_pair.primary.kill()
    assert library.ask("Who built the ferry?") == asked
    assert library.quotes_by(None, topic="hull")
    postgres_pair.standby.promote()
    until(lambda: not postgres_pair.standby.ask("SELECT pg_is_in_recovery()")[0][0], "the promotion")
    store.remove("harbour", url)
    assert library.article("harbour") is None
    store.build(stories(), url)
    assert library.scope().articles == 2
    library.close()
    assert store.check(url) == []


def test_readers_prefer_the_standby(postgres_pair):
    url = postgres_pair.create("corpus")
    store.build(stories(), url)
    with place(url).reading(current(place(url))) as connection:
        assert connection.scalar(text("SELECT pg_is_in_recovery()"))
    with place(url).writing(current(place(url))) as connection:
        assert not connection.scalar(text("SELECT pg_is_in_recovery()"))
