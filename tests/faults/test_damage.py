"""Bits flipped anywhere in a corpus: each question is answered, or ends in the corpus's own error, in one line."""

import random
import shutil
from collections import Counter

import pytest

from bot.desk import terminal_desk
from bot.machine import plain
from bot.render import PLAIN, pages
from corpus import shelf, store
from corpus.building import Options, build_pages
from corpus.errors import CorpusError, DamagedError
from corpus.library import open_library
from handlers import answer
from handlers.parser import parse
from tests.corpus.building.stock import rows, write

HEADER = 100  # bytes of the file's own header, which SQLite itself looks at
LINES = (
    "/quote Ada Lind", "/quote Ada Lind on harbour", "/timeline", "/timeline ferry", "/compare harbour", "/sources", "/people",
    "what did Ada Lind say about the harbour?", "/article a001", "/check Ada Lind: “We will open the harbour of Lindholm again,”",
)  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A folder with a corpus, to be copied."""
    folder = tmp_path_factory.mktemp("sound")
    load = write(tmp_path_factory.mktemp("load") / "load.jsonl", rows(24))
    build_pages([load], f"sqlite:///{folder}/corpus.db", Options(workers="1"), lambda *_: None)
    return folder


def asked(desk, line):
    """What is answered, as programs get it; also made into messages, as a chat would."""
    found = answer(parse(line), desk)
    assert pages(found, PLAIN)
    return plain(found)


def damaged(content, chance):
    """One bit flipped, or some, or many."""
    for _ in range(chance.choice([1, 4, 40])):
        content[chance.randrange(HEADER, len(content))] ^= 1 << chance.randrange(8)
    return content


def ends(folder, right):
    """How each question ended; anything but an answer or the corpus's own error is raised."""
    found = Counter()  # `lines` are those that a reason has too many
    try:
        desk = terminal_desk(open_library(f"sqlite:///{folder}/corpus.db"))
    except CorpusError as error:
        found["lines"] += str(error).count("\n")
        return found + Counter(refused=len(LINES))
    for line in LINES:
        try:
            found["right" if asked(desk, line) == right[line] else "other"] += 1
        except CorpusError as error:
            found["lines"] += str(error).count("\n")
            found["refused"] += 1
    desk.library.close()
    return found


def flipped(sound, folder, number, seed):
    """So many corpora, each damaged elsewhere: how questions ended, and of how many corpora that answered otherwise `check` knew."""
    desk = terminal_desk(open_library(f"sqlite:///{sound}/corpus.db"))
    right = {line: asked(desk, line) for line in LINES}
    desk.library.close()
    told, known, chance = Counter(), Counter(), random.Random(seed)
    for n in range(number):
        here = folder / str(n)
        shutil.copytree(sound, here)
        path = here / "corpus.db.g1"
        path.write_bytes(damaged(bytearray(path.read_bytes()), chance))
        found = ends(here, right)
        told += found
        if found["other"]:
            known[_seen(f"sqlite:///{here}/corpus.db")] += 1
        shutil.rmtree(here)
    return told, known


def _seen(url):
    try:
        return bool(store.check(url))
    except CorpusError:
        return True


@pytest.mark.parametrize("whole", [shelf.WHOLE, 3], ids=["all of a small corpus", "some of a large one"])
def test_flipped_bits(sound, tmp_path, monkeypatch, whole):
    monkeypatch.setattr(shelf, "WHOLE", whole)
    told, _ = flipped(sound, tmp_path, 12, whole)
    assert told.total() == 12 * len(LINES)
    assert told["right"] > told["other"]


@pytest.mark.soak
@pytest.mark.parametrize("whole", [shelf.WHOLE, 3], ids=["all of a small corpus", "some of a large one"])
def test_many_flipped_bits(sound, tmp_path, monkeypatch, capsys, whole):
    monkeypatch.setattr(shelf, "WHOLE", whole)
    told, known = flipped(sound, tmp_path, 1_000, whole)
    with capsys.disabled():
        print(f"\n{dict(told)}; answered otherwise, and `corpus check` knew of it: {dict(known)}")  # noqa: T201 - what a soak is run for
    assert told["right"] > told["other"]


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("articles", "chain", "[[1]"),
        ("articles", "chain", '[["A", "nobody", "stated", null]]'),
        ("articles", "kind", "artjcle"),
        ("articles", "published", "20\x7f2-01-03"),
        ("articles", "body", b"bytes"),
        ("articles", "body", "short"),
        ("utterances", "said_on", "2022-13-01"),
        ("utterances", "kind", "direkt"),
        ("utterances", "stop", -1),
        ("utterances", "stop", "x"),
        ("dates", "first", "nothing"),
        ("dates", "mod", "APPRXX"),
        ("figures", "start", 1 << 40),
        ("sentences", "words", b"bytes"),
        ("people", "spellings", '["'),
        ("tellings", "frames", "x"),
        ("tellings", "frames", "a\n[]\n[[0]]\n{"),
    ],
)
@pytest.mark.parametrize("whole", [shelf.WHOLE, 3])
def test_each_value_that_cannot_be_is_told_as_damage(sound, tmp_path, monkeypatch, table, column, value, whole):  # noqa: PLR0917 - rows
    import sqlite3

    monkeypatch.setattr(shelf, "WHOLE", whole)
    shutil.copytree(sound, tmp_path / "corpus")
    (tmp_path / "corpus" / "corpus.db.names.g1").unlink()
    with sqlite3.connect(tmp_path / "corpus" / "corpus.db.g1") as opened:
        opened.execute(f"UPDATE {table} SET {column} = ?", (value,))
    opened.close()
    told, library = [], open_library(f"sqlite:///{tmp_path}/corpus/corpus.db")
    for line in (*LINES[:2], *LINES[3:]):
        try:
            asked(terminal_desk(library), line)
        except CorpusError as error:
            told.append(error)
    library.close()
    assert told or (table, whole) in {("tellings", shelf.WHOLE), ("dates", 3), ("figures", 3)}  # what nobody looked at
    assert all("damaged" in str(error) and "dateline corpus build" in str(error) for error in told)
    assert {type(error) for error in told} <= {DamagedError, *CorpusError.__subclasses__()}
