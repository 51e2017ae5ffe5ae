"""Backups of the chats' database: whole, of one moment, and nobody gets a digest twice when one is brought back."""

import datetime as dt
import gzip
import re
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.arrivals import observe
from bot.backups import BackupError, kept, read, verify, write
from bot.chats import ChatStore
from bot.chatsdb import SHELF
from bot.engines import ChatsError
from bot.restoring import restore
from handlers import answer
from handlers.messages import ChatKind, ChatRef, Desk, Follow, Request, Schedule
from tests.bot.newsroom import Newsroom
from tests.bot.stage import MONDAY, Hands, on_stage
from tests.botapi import BotApi

ANN, GROUP = ChatRef(5, ChatKind.PRIVATE), ChatRef(-100, ChatKind.GROUP, 7)
EIGHT = Schedule(8 * 60 + 30, "Europe/Kyiv", "boats")


def filled(url, clock):
    """A store with something in most tables."""
    chats = ChatStore(url, clock)
    chats.set_schedule(ANN, EIGHT)
    chats.set_language(GROUP, "uk")
    chats.follow(ANN, Follow("Лі 😀"))
    chats.keep(ANN.id, Request("quote", "zero \0 and half \ud83d"), [Request("why")])
    chats.first_time(700_000_001)
    chats.deliveries.came_in([("a1", MONDAY.date())], 1)
    return chats


def rows(chats):
    with chats._engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(sa.select(table)).all())) for table in SHELF.sorted_tables
        }


@pytest.fixture
def clock():
    return Hands()


@pytest.fixture
def there(tmp_path):
    return f"sqlite:///{tmp_path}/restored/chats.db"


def test_what_is_brought_back_is_what_was_kept(stores_url, there, tmp_path, clock):
    chats = filled(stores_url, clock)
    path = write(stores_url, tmp_path / "backups", clock.now())
    said = restore(there, path, clock.now(), moved=True)
    back = ChatStore(there, clock)
    assert rows(back) == rows(chats)
    assert said.rows.total() == sum(len(found) for found in rows(chats).values())
    assert back.schedule(ANN) == EIGHT
    for store in (chats, back):
        store.close()


def test_from_a_file_to_a_server_and_back(postgres_url, there, tmp_path, clock):
    url = f"sqlite:///{tmp_path}/chats.db"
    chats = filled(url, clock)
    restore(postgres_url, write(url, tmp_path, clock.now()), clock.now(), moved=True)
    later = clock.now() + dt.timedelta(seconds=1)
    restore(there, write(postgres_url, tmp_path, later), later, moved=True)
    back = ChatStore(there, clock)
    assert rows(back) == rows(chats)
    for store in (chats, back):
        store.close()


def test_a_backup_is_of_one_moment_while_the_bot_writes(stores_url, tmp_path, clock):
    """Two rows that are always written together are both there, or neither is."""
    chats = ChatStore(stores_url, clock)
    stop = threading.Event()

    def work():
        number = 0
        while not stop.is_set():
            number += 1
            chats.set_schedule(ChatRef(number, ChatKind.PRIVATE), EIGHT)

    writing = threading.Thread(target=work)
    writing.start()
    try:
        found = []
        for second in range(5):
            path = write(stores_url, tmp_path, clock.now() + dt.timedelta(seconds=second))
            found.append(
                [(table, row["chat"]) for table, row in read(path) if table in {"schedules", "deliveries", "places"}]
            )
    finally:
        stop.set()
        writing.join()
        chats.close()
    for one in found:
        chats_of = [{chat for table, chat in one if table == name} for name in ("schedules", "deliveries", "places")]
        assert chats_of[0] == chats_of[1] == chats_of[2]
    assert len(found[-1]) > len(found[0])


def test_of_older_backups_the_newest_stay_and_nothing_else_goes(tmp_path, clock):
    url, folder = f"sqlite:///{tmp_path}/chats.db", tmp_path / "backups"
    filled(url, clock).close()
    folder.mkdir()
    (folder / "mine.jsonl.gz").write_text("mine")
    for day in range(5):
        path = write(url, folder, clock.now() + dt.timedelta(days=day), keep=3)
    names = [one.name for one in kept(folder)]
    assert names == [f"dateline-chats-2026030{day}T090000Z.jsonl.gz" for day in (4, 5, 6)]
    assert {one.name for one in folder.iterdir()} == {*names, "mine.jsonl.gz"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def _cut(content):
    return content[: len(content) // 2]


def _flipped(content):
    at = len(content) // 2
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


def _without_a_row(content):
    lines = gzip.decompress(content).splitlines(keepends=True)
    return gzip.compress(b"".join(lines[:1] + lines[2:]))


def _newer(content):
    return gzip.compress(re.sub(rb'"revision":"\d+"', b'"revision":"9999"', gzip.decompress(content), count=1))


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (_cut, "damaged"),
        (_flipped, ""),
        (_without_a_row, "not whole"),
        (_newer, ""),
        (lambda _: b"no backup", "cannot be read|damaged"),
        (lambda _: gzip.compress(b"{}\n"), "no backup of chats"),
        (lambda _: b"", "no backup of chats"),
    ],
)
def test_a_spoilt_backup_is_refused_and_changes_nothing(tmp_path, clock, harm, words):
    url = f"sqlite:///{tmp_path}/chats.db"
    filled(url, clock).close()
    path = write(url, tmp_path, clock.now())
    path.write_bytes(harm(path.read_bytes()))
    with pytest.raises(BackupError) as raised:
        restore(url, path, clock.now(), replace=True)
    assert re.search(words, raised.value.reason)
    chats = ChatStore(url, clock)
    assert chats.schedule(ANN) == EIGHT
    chats.close()


def test_chats_that_are_there_are_replaced_only_where_that_is_asked_for(stores_url, tmp_path, clock):
    filled(stores_url, clock).close()
    path = write(stores_url, tmp_path, clock.now())
    chats = ChatStore(stores_url, clock)
    chats.set_schedule(ChatRef(6, ChatKind.PRIVATE), EIGHT)
    chats.close()
    with pytest.raises(ChatsError, match="holds chats already"):
        restore(stores_url, path, clock.now())
    restore(stores_url, path, clock.now(), replace=True)
    chats = ChatStore(stores_url, clock)
    assert (chats.schedule(ANN), chats.schedule(ChatRef(6, ChatKind.PRIVATE))) == (EIGHT, None)
    chats.close()


def test_not_while_a_bot_works_with_it(stores_url, tmp_path, clock):
    chats = filled(stores_url, clock)
    chats.lead.held()
    path = write(stores_url, tmp_path, clock.now())
    with pytest.raises(ChatsError, match="a bot is working with it"):
        restore(stores_url, path, clock.now(), replace=True)
    assert chats.schedule(ANN) == EIGHT
    chats.close()
    restore(stores_url, path, clock.now(), replace=True)


def test_an_older_backup_is_brought_up_to_date(tmp_path, clock):
    """As a Dateline of before the fourth step had written it."""
    from alembic import command
    from alembic.config import Config

    from bot.chatsdb import STEPS

    url, there = f"sqlite:///{tmp_path}/old.db", f"sqlite:///{tmp_path}/new.db"
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(STEPS))
        command.upgrade(config, "0003")
        connection.execute(
            sa.text(
                "INSERT INTO places (chat, topic, kind, zone, language) VALUES (5, 0, 'private', 'Asia/Tokyo', 'uk')"
            )
        )
    engine.dispose()
    path = write(url, tmp_path, clock.now())
    assert verify(path).revision == "0003"
    restore(there, path, clock.now())
    chats = ChatStore(there, clock)
    assert (chats.zone(ANN), chats.language(ANN)) == ("Asia/Tokyo", "uk")
    chats.close()


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all.db", "nonsense", "sqlite:///{tmp}/empty.db", "other://x/y"])
def test_what_is_no_database_of_chats_is_told(tmp_path, clock, url):
    (tmp_path / "empty.db").touch()
    with pytest.raises(ChatsError):
        write(url.format(tmp=tmp_path), tmp_path, clock.now())
    assert kept(tmp_path) == []


def _answers(users):
    return [[shown.plain for shown in user.private.answers] for user in users]


@pytest.mark.parametrize("hours", [6, 24, 30])
async def test_a_restore_doubles_no_digest_and_later_ones_come(tmp_path, hours):
    """Three readers: of each day, of each week, and of whom they follow; a backup that is so old when it comes back."""
    room, api = Newsroom(), BotApi()
    url = f"sqlite:///{tmp_path}/chats.db"
    async with on_stage(tmp_path, handle=answer, library=room, api=api) as stage:
        users = [api.user("Ann"), api.user("Bob"), api.user("Cleo")]
        asked = ("/digest daily 08:30 UTC", "/digest weekly Sunday 08:30 UTC", "/follow Ana Lopes")
        for user, line in zip(users, asked, strict=True):
            user.says(line)
        await stage.settled()
        room.says(stage.clock.time.date())
        await stage.ring()  # Tuesday, 9:00
        path, taken = write(url, tmp_path / "backups", stage.clock.time), stage.clock.time
        for _ in range(hours // 6):
            room.says(stage.clock.time.date())
            await stage.ring(days=0, minutes=360)
        now = stage.clock.time
    assert now - taken == dt.timedelta(hours=hours)
    before = _answers(users)
    restore(url, path, now, replace=True)
    store = ChatStore(url, Hands(now))
    observe(Desk(room, store, Hands(now)), store.deliveries)
    store.close()
    async with on_stage(tmp_path, handle=answer, library=room, api=api) as stage:
        stage.clock.time = now
        await stage.ring(days=0)
        assert _answers(users) == before
        for _ in range(2 * 4):
            room.says(stage.clock.time.date())
            await stage.ring(days=0, minutes=360)
    after = _answers(users)
    assert [mine[: len(old)] for mine, old in zip(after, before, strict=True)] == before
    assert [len(mine) - len(old) for mine, old in zip(after, before, strict=True)] == [2, 0, 8]
    sent = [line for mine in (after[0], after[2]) for line in mine]
    assert len(sent) == len(set(sent))


def test_the_commands_say_in_a_line_what_they_did(tmp_path, clock):
    url, back = f"sqlite:///{tmp_path}/chats.db", f"sqlite:///{tmp_path}/back.db"
    filled(url, clock).close()

    def run(*args):
        return subprocess.run(
            [sys.executable, "-m", "bot", "chats", *args], capture_output=True, text=True, cwd=Path(__file__).parents[2]
        )

    made = run("backup", str(tmp_path / "kept"), "--keep", "2", "--chats", url)
    assert (made.returncode, made.stderr) == (0, "")
    done = run("restore", made.stdout.strip(), "--chats", back, "--moved")
    assert done.returncode == 0
    assert re.fullmatch(r"dateline: \d+ rows of .* UTC are back\n", done.stderr)
    again = run("restore", made.stdout.strip(), "--chats", back)
    assert again.returncode == 1
    assert again.stderr.count("\n") == 1
    assert "--replace" in again.stderr
