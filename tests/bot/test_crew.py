"""What is asked at the same time is answered side by side and written together, each update once."""

import asyncio
import contextvars
import threading

import pytest
import sqlalchemy as sa

from bot.chats import ChatStore
from bot.chatsdb import BUTTONS, SEEN, ChatsError
from bot.crew import SOON, Crew
from bot.ledger import Sheaf, into
from handlers.messages import ChatKind, ChatRef, Request
from tests.bot.stage import Hands

ANN = ChatRef(5, ChatKind.PRIVATE)


@pytest.fixture
def chats(chats_url):
    chats = ChatStore(chats_url, Hands())
    yield chats
    chats.close()


@pytest.fixture
def commits(chats):
    """Transactions that wrote anything, as lists of tables."""
    seen, open_ = [], {}

    def written(connection, _cursor, statement, *_):
        if not statement.startswith(("SELECT", "PRAGMA")):
            open_.setdefault(connection, []).append(statement.split()[2].rpartition(".")[2])

    sa.event.listen(chats._engine, "before_cursor_execute", written)
    sa.event.listen(chats._engine, "commit", lambda connection: seen.append(open_.pop(connection, [])))
    return seen


def held(chats, table):
    with chats._engine.connect() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(table))


def answered(chats, n):
    """What an answer to somebody new leaves behind; its buttons' token."""
    place = ChatRef(n, ChatKind.PRIVATE)
    chats.memory.visited(place)
    return chats.keep(n, Request("quote", "lee", chat=place), [Request("why")])


async def test_an_update_that_comes_twice_in_one_moment_is_answered_once(chats):
    crew = Crew(chats.ledger)
    given = await asyncio.gather(crew.do(lambda: "first", 7), crew.do(lambda: "second", 7), crew.do(lambda: "other", 8))
    assert given == ["first", None, "other"]
    assert chats.ledger.write([Sheaf(7), Sheaf(9), Sheaf(9), Sheaf()]) == [False, True, False, True]


async def test_answers_of_a_moment_are_one_commit(chats, commits):
    crew, gate = Crew(chats.ledger, threads=1), threading.Event()
    first = asyncio.create_task(crew.do(lambda: gate.wait(5), 1))
    others = [asyncio.create_task(crew.do(lambda n=n: answered(chats, n), n)) for n in range(2, 10)]
    await asyncio.sleep(0)
    gate.set()
    tokens = (await asyncio.gather(first, *others))[1:]
    assert [some for some in commits if some] == [["seen", "buttons", "visits", "visits"]]
    assert all(chats.kept(token) for token in tokens)
    assert held(chats, SEEN) == 9
    assert chats.memory.visitors() == (8, 8)


async def test_an_update_that_comes_again_is_not_answered_and_leaves_nothing(chats):
    crew = Crew(chats.ledger)
    assert await crew.do(lambda: answered(chats, 5), 7)
    found = await asyncio.gather(*(crew.do(lambda n=n: answered(chats, n), n) for n in (6, 7, 8)))
    assert [bool(one) for one in found] == [True, False, True]
    assert (held(chats, SEEN), held(chats, BUTTONS)) == (3, 3)
    assert [chats.first_time(n) for n in (6, 7, 8, 9)] == [False, False, False, True]


async def test_what_fails_is_told_to_whoever_asked_and_counts_as_handled(chats):
    def fails(error):
        answered(chats, 9)
        raise error

    crew = Crew(chats.ledger)
    errors = (ZeroDivisionError("a bug"), ChatsError("x", "away"), StopIteration())
    asked = [crew.do(lambda error=error: fails(error), n) for n, error in enumerate(errors)]
    found = await asyncio.gather(*asked, crew.do(lambda: answered(chats, 5), 7), return_exceptions=True)
    assert [type(one) for one in found] == [ZeroDivisionError, ChatsError, RuntimeError, str]
    assert held(chats, BUTTONS) == 1
    assert not any(chats.first_time(n) for n in range(3))


async def test_where_nothing_can_be_written_everybody_is_told_and_nothing_hangs(chats, monkeypatch):
    def away(_sheaves):
        raise ChatsError("chats", "away")

    crew = Crew(chats.ledger)
    monkeypatch.setattr(chats.ledger, "write", away)
    found = await asyncio.gather(*(crew.do(lambda: 1, n) for n in range(40)), return_exceptions=True)
    assert {type(one) for one in found} == {ChatsError}
    monkeypatch.undo()
    assert await crew.do(lambda: 1, 50) == 1


async def test_a_question_that_takes_its_time_holds_up_nobody(chats):
    crew, gate = Crew(chats.ledger, threads=2), threading.Event()
    quick = [asyncio.create_task(crew.do(lambda: "before", 1))]
    slow = asyncio.create_task(crew.do(lambda: gate.wait(30), 2))
    quick += [asyncio.create_task(crew.do(lambda: "after", n)) for n in range(3, 90)]
    found = await asyncio.wait_for(asyncio.gather(*quick), 5)
    assert (set(found), slow.done()) == ({"before", "after"}, False)
    gate.set()
    assert await slow


async def test_one_who_waits_no_longer_is_not_told(chats):
    crew, gate = Crew(chats.ledger), threading.Event()
    gone = asyncio.create_task(crew.do(lambda: gate.wait(5), 1))
    await asyncio.sleep(SOON)
    gone.cancel()
    await asyncio.wait([gone])
    gate.set()
    assert await crew.do(lambda: 2, 2) == 2
    assert not chats.first_time(1)


async def test_what_a_log_line_is_about_goes_along(chats):
    about = contextvars.ContextVar("about")

    async def ask(number):
        about.set(number)
        return await Crew(chats.ledger).do(about.get, number)

    assert await asyncio.gather(*(asyncio.create_task(ask(n)) for n in range(20))) == list(range(20))


async def test_what_nobody_waits_for_is_written_in_a_moment_or_at_the_end(chats_url):
    chats = ChatStore(chats_url, Hands())
    chats.memory.answered(ANN, 10, (11, 12))
    crew = Crew(chats.ledger)
    await crew.do(lambda: 1, 1)  # takes it along
    chats.memory.answered(ANN, 20, (21,))
    chats.close()
    again = ChatStore(chats_url, Hands())
    assert [again.memory.answers_to(ANN, n) for n in (10, 20)] == [(11, 12), (21,)]
    again.memory.answered(ANN, 10, (13,))
    assert again.memory.answers_to(ANN, 10) == (13,)
    again.memory.answered(ANN, 10, (14,))
    assert again.forget(ANN.id) == 2
    assert again.memory.answers_to(ANN, 10) == ()
    again.close()


def test_who_looks_waits_for_what_is_just_being_written(chats):
    chats.memory.answered(ANN, 10, (11,))
    going, slow = threading.Event(), threading.Event()

    def hold(*_):
        going.set()
        slow.wait(0.2)

    sa.event.listen(chats._engine, "before_cursor_execute", hold, once=True)
    beside = threading.Thread(target=chats.ledger.flush)
    beside.start()
    going.wait()
    assert chats.memory.answers_to(ANN, 10) == (11,)
    beside.join()


def test_a_sheaf_is_its_own_threads(chats):
    with into(Sheaf()) as sheaf:
        beside = threading.Thread(target=answered, args=(chats, 1))
        beside.start()
        beside.join()
        answered(chats, 2)
        assert held(chats, BUTTONS) == 1
    assert chats.ledger.write([sheaf]) == [True]
    assert held(chats, BUTTONS) == 2
