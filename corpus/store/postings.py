"""Which sentences hold which words, as lists of numbers: worked out once when a generation is written, never changed.

An index of words tells rows one by one, which is slow where hundreds of thousands hold a word; here each stem and mark
has its list as a whole. Sentences are numbered in the order of their rows, without gaps: such a number is a place. What
came or went since is not told here: see `Late`.
"""

from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import count, islice

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    bindparam,
    func,
    insert,
    inspect,
    select,
)

from corpus.store.found import Stored
from corpus.store.prepared import Driver, Prepared
from corpus.store.schema import PARTS, articles, sentences
from corpus.words import stems

Places = NDArray[np.intp]
Bits = NDArray[np.uint16]

BLOCK = 250_000  # sentences whose lists are made at a time, in memory
WRITTEN = 2_000  # lists written at a time
MARGIN = 4  # before the first place and behind the last: none has too few neighbours
LONGEST = 255  # words of a sentence that are counted
MOST = 16  # lists that are marked at a time
_ROWS, _FIRSTS = " rows", " firsts"  # instead of a stem: the first row of each article, and its place
_LENGTHS = " lengths"  # how many words sentences have, 255 at the most
_TITLED, _TWICE = " title ", " twice "  # before a stem that titles hold, and that sentences hold more than once

_DERIVED = MetaData()
postings = Table(
    "postings",
    _DERIVED,
    Column("stem", Text, primary_key=True),
    Column("block", Integer, primary_key=True, autoincrement=False),
    Column("held", LargeBinary, nullable=False),  # places in four bytes each, the lowest first
)
_OF_STEM = Prepared(select(postings.c.held).where(postings.c.stem == bindparam("stem")).order_by(postings.c.block))


def there(connection: Connection) -> bool:
    """Whether a generation has lists."""
    return inspect(connection).has_table(postings.name)


def write(connection: Connection) -> None:
    """Make all lists of a generation anew."""
    _DERIVED.drop_all(connection)
    _DERIVED.create_all(connection)
    size = int(connection.execute(select(func.count()).select_from(sentences)).scalar_one())
    query = select(sentences.c.row, sentences.c.words, sentences.c.meta).order_by(sentences.c.row)
    found = iter(connection.execute(query.execution_options(yield_per=WRITTEN)))
    for block in range(size // BLOCK + 1):
        _put_down(connection, block, _lists(islice(found, BLOCK), MARGIN + block * BLOCK))
    _write_titles(connection)


def _put_down(connection: Connection, block: int, lists: Mapping[str, Sequence[int]]) -> None:
    order = sorted(lists)
    for start in range(0, len(order), WRITTEN):
        some = order[start : start + WRITTEN]
        rows = [{"stem": one, "block": block, "held": _packed(one, lists[one])} for one in some]
        connection.execute(insert(postings), rows)


def _packed(stem: str, numbers: Sequence[int]) -> bytes:
    return np.asarray(numbers, {_ROWS: "<i8", _LENGTHS: "u1"}.get(stem, "<u4")).tobytes()


def _lists(found: Iterable[tuple[int, str, str]], first: int) -> dict[str, Sequence[int]]:
    """The lists of some sentences, the first of which is at such a place."""
    held: dict[str, array[int]] = defaultdict(partial(array, "I"))
    rows, firsts, lengths, last = array("q"), array("I"), array("B"), None
    for place, (row, words, meta) in enumerate(found, first):
        times = Counter(words.split())
        for one in (*times, *(set(meta.split()) - times.keys())):
            held[one].append(place)
        if len(times) < times.total():
            for one in (one for one, often in times.items() if often > 1):
                held[_TWICE + one].append(place)
        lengths.append(min(times.total(), LONGEST))
        if last is None or row != last + 1:
            rows.append(row)
            firsts.append(place)
        last = row
    return {**held, _ROWS: rows, _FIRSTS: firsts, _LENGTHS: lengths}


def _write_titles(connection: Connection) -> None:
    """Which articles hold a stem in their titles, by the places of their first sentences."""
    query = select(postings.c.stem, postings.c.held).where(postings.c.stem.in_((_ROWS, _FIRSTS)))
    ends = connection.execute(query.order_by(postings.c.block)).all()
    rows = np.frombuffer(b"".join(held for stem_, held in ends if stem_ == _ROWS), "<i8") // PARTS
    firsts = np.frombuffer(b"".join(held for stem_, held in ends if stem_ == _FIRSTS), "<u4")
    place = dict(zip(rows[::-1].tolist(), firsts[::-1].tolist(), strict=True))
    titled = select(articles.c.row, articles.c.title).where(articles.c.title.is_not(None)).order_by(articles.c.row)
    found = iter(connection.execute(titled.execution_options(yield_per=WRITTEN)))
    for block in count():
        some = list(islice(found, BLOCK))
        held: dict[str, array[int]] = defaultdict(partial(array, "I"))
        for row, title in some:
            for one in set(stems(title)) if row in place else ():
                held[_TITLED + one].append(place[row])
        _put_down(connection, block, held)
        if len(some) < BLOCK:
            break


class Postings:
    """The lists of a generation, read when they are asked for; safe between threads."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._rows, self._firsts = np.frombuffer(self._read(_ROWS), "<i8"), self.of(_FIRSTS)
        self._articles = self._rows // PARTS
        self._lengths = np.frombuffer(bytes(MARGIN) + self._read(_LENGTHS) + bytes(MARGIN), "u1")
        self._idle: deque[Bits] = deque()

    def _read(self, stem: str) -> bytes:
        found = self._driver.rows(_OF_STEM, stem=stem)
        return found[0][0] if len(found) == 1 else b"".join(held for (held,) in found)

    def of(self, stem: str) -> Places:
        """The places of the sentences that hold a stem or mark, the lowest first."""
        return np.frombuffer(self._read(stem), "<u4").astype(np.intp)

    def twice(self, stem: str) -> Places:
        """The places of the sentences that hold a stem more than once."""
        return self.of(_TWICE + stem)

    def lengths(self, places: Places) -> NDArray[np.uint8]:
        """How many words sentences have."""
        lengths: NDArray[np.uint8] = self._lengths[places]
        return lengths

    def titled(self, stem: str, rows: Sequence[int]) -> list[int]:
        """Those of some articles, by row, that hold a stem in their titles."""
        held = self.of(_TITLED + stem)
        if not len(held):
            return []
        first = self._articles.searchsorted(rows).clip(max=len(self._articles) - 1)
        places = self._firsts[first]
        there = (held[held.searchsorted(places).clip(max=len(held) - 1)] == places) & (self._articles[first] == rows)
        return [row for row, one in zip(rows, there.tolist(), strict=True) if one]

    def rows(self, places: Places) -> list[int]:
        """The rows of places."""
        at = np.searchsorted(self._firsts, places, "right") - 1
        rows: list[int] = (self._rows[at] + (places - self._firsts[at])).tolist()
        return rows

    @contextmanager
    def marked(self, lists: Sequence[Places]) -> Iterator[Bits]:
        """Which of some lists hold a place, by place: a bit a list, the first one's the lowest."""
        bits = self._idle.pop() if self._idle else np.zeros(len(self._lengths), np.uint16)
        for at, places in enumerate(lists):
            bits[places] |= np.uint16(1 << at)
        yield bits
        for places in lists:
            bits[places] = 0
        self._idle.append(bits)


class Late:
    """The sentences that came since the lists were made, by their words; few, and held in memory."""

    def __init__(self, found: Mapping[int, Stored]) -> None:
        self._held: dict[str, list[int]] = defaultdict(list)
        for row in sorted(found, reverse=True):
            for one in {*found[row].words, *found[row].meta}:
                self._held[one].append(row)

    def matching(self, words: Iterable[str], limit: int, *, all_of: Iterable[str] = ()) -> list[int]:
        """Rows of sentences that hold any of some words and each of others, newest first."""
        groups = [{word} for word in all_of] + ([set(words)] if words else [])
        held = [{row for word in group for row in self._held.get(word, ())} for group in groups]
        return sorted(set.intersection(*held), reverse=True)[:limit] if held else []
