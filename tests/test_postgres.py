"""The servers that other tests stand on."""

import psycopg
import pytest


def test_a_fresh_database_is_empty(postgres, postgres_url):
    name = postgres_url.rsplit("/", 1)[1]
    assert postgres.ask("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", name) == [(0,)]


def test_a_database_that_was_given_back_is_lent_again_and_empty(postgres):
    name = postgres.lend()
    with psycopg.connect(postgres.dsn(name)) as session:
        session.execute("CREATE SCHEMA one; CREATE TABLE one.two (n int); CREATE TABLE three (n int)")
        session.commit()
        session.execute("SELECT * FROM three")  # still at it
        postgres.take_back(name)
        with pytest.raises(psycopg.OperationalError):
            session.execute("SELECT 1")
    assert postgres.lend() == name
    own = "SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg%' AND nspname <> 'information_schema'"
    assert postgres.ask(own, name) == [("public",)]
    assert postgres.ask("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", name) == [(0,)]
    postgres.take_back(name)


def test_what_was_committed_stands_on_the_promoted_standby(postgres_pair):
    postgres_pair.create("kept")
    postgres_pair.primary.ask("CREATE TABLE one (n int)", "kept")
    postgres_pair.primary.ask("INSERT INTO one VALUES (7)", "kept")
    assert postgres_pair.standby.ask("SELECT n FROM one", "kept") == [(7,)]
    postgres_pair.fail_over()
    with pytest.raises(psycopg.OperationalError):
        postgres_pair.primary.ask("SELECT 1")
    postgres_pair.standby.ask("INSERT INTO one VALUES (8)", "kept")
    assert postgres_pair.standby.ask("SELECT sum(n) FROM one", "kept") == [(15,)]
