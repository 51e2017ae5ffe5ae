"""Which sentences hold which words, as lists of numbers: worked out once when a generation is written, never changed.

An index of words tells rows one by one, which is slow where hundreds of thousands hold a word; here each stem and mark
has its list as a whole. Sentences are numbered in the order of their rows, without gaps: such a number is a place. What
came since has lists of its own, made in memory: see `corpus.store.lists`.
"""

from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import count, islice, zip_longest
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    Select,
    Table,
    Text,
    bindparam,
    func,
    insert,
    inspect,
    select,
)

from corpus.errors import sound, soundly
from corpus.store.found import Stored
from corpus.store.prepared import Driver, Prepared
from corpus.store.schema import PARTS, articles, sentences
from corpus.words import stems

Places = NDArray[np.intp]
Bits = NDArray[np.uint16]
Times = NDArray[np.uint8]
Flags = NDArray[np.bool_]
Reals = NDArray[np.float64]
Told = tuple[int, Sequence[str], Collection[str], str]  # a sentence's row, words, marks and text
Read = Callable[..., dict[str, bytes]]  # some stems -> their lists

LISTS = "a list of sentences"
BLOCK = 250_000  # sentences whose lists are made at a time, in memory
WRITTEN = 2_000  # lists written at a time
MARGIN = 4  # before the first place and behind the last: none has too few neighbours
LONGEST = 255  # words of a sentence that are counted
ANY = 255  # every kind of thing: nobody looked what kinds there are
NO_TIMES = np.empty(0, "u1")
_ROWS, _FIRSTS = " rows", " firsts"  # instead of a stem: the first row of each article, and its place
_LENGTHS, _KINDS = " lengths", " things"  # how many words sentences have, 255 at the most; what kinds of things
_TITLED, _TWICE = " title ", " twice "  # before a stem that titles hold, and that sentences hold more than once
_TIMES = " times "  # how often each of the latter does, 255 at the most

_DERIVED = MetaData()
postings = Table(
    "postings",
    _DERIVED,
    Column("stem", Text, primary_key=True),
    Column("block", Integer, primary_key=True, autoincrement=False),
    Column("held", LargeBinary, nullable=False),  # places in four bytes each, the lowest first
)
_KEYS = ("plain", "twice", "times", "titled")
_OF_STEM = Prepared(
    select(postings.c.stem, postings.c.held)
    .where(postings.c.stem.in_([bindparam(key) for key in _KEYS]))
    .order_by(postings.c.stem, postings.c.block)
)


def there(connection: Connection) -> bool:
    """Whether a generation has lists."""
    return inspect(connection).has_table(postings.name)


def write(connection: Connection) -> None:
    """Make all lists of a generation anew."""
    _DERIVED.drop_all(connection)
    _DERIVED.create_all(connection)
    size = int(connection.execute(select(func.count()).select_from(sentences)).scalar_one())
    found = _told(connection)
    for block in range(size // BLOCK + 1):
        _put_down(connection, block, _lists(islice(found, BLOCK), MARGIN + block * BLOCK))
    _write_titles(connection)


def _told(connection: Connection) -> Iterator[Told]:
    """All sentences in the order of their rows, each with its words, marks and text."""
    columns = (sentences.c.row, sentences.c.words, sentences.c.meta, sentences.c.start, sentences.c.stop)
    some = select(*columns, sentences.c.article).order_by(sentences.c.row)
    bodies = iter(connection.execute(_streamed(select(articles.c.row, articles.c.body).order_by(articles.c.row))))
    last, body = -1, ""
    for row, words, meta, start, stop, article in connection.execute(_streamed(some)):
        while last < article:
            last, body = next(bodies)
        yield row, words.split(), meta.split(), body[start:stop]


def _streamed(query: Select[Any]) -> Select[Any]:
    return query.execution_options(yield_per=WRITTEN)


def _put_down(connection: Connection, block: int, lists: Mapping[str, Sequence[int]]) -> None:
    order = sorted(lists)
    for start in range(0, len(order), WRITTEN):
        some = order[start : start + WRITTEN]
        rows = [{"stem": one, "block": block, "held": _packed(one, lists[one])} for one in some]
        connection.execute(insert(postings), rows)


def _packed(stem: str, numbers: Sequence[int]) -> bytes:
    kind = "u1" if stem.startswith(_TIMES) else {_ROWS: "<i8", _LENGTHS: "u1", _KINDS: "u1"}.get(stem, "<u4")
    return np.asarray(numbers, kind).tobytes()


def _lists(found: Iterable[Told], first: int) -> dict[str, Sequence[int]]:
    """The lists of some sentences, the first of which is at such a place."""
    from corpus.ask.expects import kinds  # it reads what this module writes

    held: dict[str, array[int]] = defaultdict(partial(array, "I"))
    rows, firsts, lengths, has, last = array("q"), array("I"), array("B"), array("B"), None
    for place, (row, words, meta, text) in enumerate(found, first):
        times = Counter(words)
        for one in (*times, *(set(meta) - times.keys())):
            held[one].append(place)
        if len(times) < len(words):
            for one, often in times.items():
                if often > 1:
                    held[_TWICE + one].append(place)
                    held[_TIMES + one].append(min(often, LONGEST))
        lengths.append(min(len(words), LONGEST))
        has.append(kinds(words, meta, text))
        if last is None or row != last + 1:
            rows.append(row)
            firsts.append(place)
        last = row
    return {**held, _ROWS: rows, _FIRSTS: firsts, _LENGTHS: lengths, _KINDS: has}


def _write_titles(connection: Connection) -> None:
    """Which articles hold a stem in their titles, by the places of their first sentences."""
    query = select(postings.c.stem, postings.c.held).where(postings.c.stem.in_((_ROWS, _FIRSTS)))
    ends = connection.execute(query.order_by(postings.c.block)).all()
    rows = np.frombuffer(b"".join(held for stem_, held in ends if stem_ == _ROWS), "<i8")
    place = _first_places(rows.tolist(), np.frombuffer(b"".join(some for one, some in ends if one == _FIRSTS), "<u4"))
    titled = select(articles.c.row, articles.c.title).where(articles.c.title.is_not(None)).order_by(articles.c.row)
    found = iter(connection.execute(titled.execution_options(yield_per=WRITTEN)))
    for block in count():
        some = list(islice(found, BLOCK))
        _put_down(connection, block, _titled(((row, title) for row, title in some), place))
        if len(some) < BLOCK:
            break


def _first_places(rows: Sequence[int], firsts: Iterable[int]) -> dict[int, int]:
    """The place of the first sentence of each article, by the article's row."""
    found: dict[int, int] = {}
    for row, place in zip(rows, firsts, strict=True):
        found.setdefault(row // PARTS, int(place))
    return found


def _titled(titles: Iterable[tuple[int, str]], place: Mapping[int, int]) -> dict[str, Sequence[int]]:
    held: dict[str, array[int]] = defaultdict(partial(array, "I"))
    for row, title in titles:
        for one in set(stems(title)) if row in place else ():
            held[_TITLED + one].append(place[row])
    return dict(held)


class Held(NamedTuple):
    """Where a stem or mark stands: sentences; those where it stands more than once, and how often; articles' titles."""

    places: Places
    twice: Places
    times: Times
    titled: Places  # the first sentences of the articles


class Postings:
    """Lists of sentences, read when they are asked for; safe between threads."""

    @soundly(LISTS)
    def __init__(self, read: Read) -> None:
        self._read = read
        found = read(_ROWS, _FIRSTS, _LENGTHS, _KINDS)
        self._rows, self._firsts = _joined(np.frombuffer(found.get(_ROWS, b""), "<i8"), _places(found, _FIRSTS))
        written = self._rows // PARTS
        self._heads = self._firsts[written.searchsorted(written)]  # the first places of the articles of runs
        lengths, kinds, around = found.get(_LENGTHS, b""), found.get(_KINDS), bytes(MARGIN)
        self._lengths = np.frombuffer(around + lengths + around, "u1")
        self._kinds = np.frombuffer(around + kinds + around, "u1") if kinds else np.full(len(self._lengths), ANY, "u1")
        stops = np.append(self._firsts, MARGIN + len(lengths))[1:]
        inside = np.repeat(np.arange(1, 1 + len(self._firsts), dtype=np.uint32), stops - self._firsts)
        self._runs = np.concatenate([np.zeros(MARGIN, np.uint32), inside, np.zeros(MARGIN, np.uint32)])
        self._idle: deque[Bits] = deque()

    @soundly(LISTS)
    def of(self, stem: str) -> Places:
        """The places of the sentences that hold a stem or mark, the lowest first."""
        return _places(self._read(stem), stem)

    @soundly(LISTS)
    def every(self, stem: str) -> Held:
        """All that is listed of a stem."""
        found = self._read(stem, _TWICE + stem, _TIMES + stem, _TITLED + stem)
        places, twice, titled = (_places(found, prefix + stem) for prefix in ("", _TWICE, _TITLED))
        times = np.frombuffer(found.get(_TIMES + stem, b""), "u1")
        if len(times) != len(twice):
            times = np.full(len(twice), 2, "u1")
        return Held(places, twice, times, titled)

    @soundly(LISTS)
    def lengths(self, places: Places) -> Times:
        """How many words sentences have, 255 at the most."""
        lengths: Times = self._lengths[places]
        return lengths

    @soundly(LISTS)
    def kinds(self, places: Places) -> Times:
        """What kinds of things sentences hold, a bit a kind: see `corpus.ask.expects.kinds`."""
        kinds: Times = self._kinds[places]
        return kinds

    @soundly(LISTS)
    def beside(self, places: Places, step: int) -> Flags:
        """Whether the sentence so many places on stands as many on in the same article."""
        beside: Flags = self._runs[places] == self._runs[places + step]
        return beside

    @soundly(LISTS)
    def titled(self, articles: Places, places: Places) -> Flags:
        """Whether sentences are of articles whose titles hold a stem."""
        return within(articles, self._heads[self._runs[places] - 1]) if len(articles) else np.zeros(len(places), bool)

    @soundly(LISTS)
    def rows(self, places: Places) -> NDArray[np.int64]:
        """The rows of places."""
        at = self._runs[places] - 1
        rows: NDArray[np.int64] = self._rows[at] + (places - self._firsts[at])
        return rows

    @contextmanager
    def marked(self, lists: Iterable[tuple[int, Places]]) -> Iterator[Bits]:
        """Lists by place: the bits of those that hold it."""
        bits = self._idle.pop() if self._idle else np.zeros(len(self._lengths), np.uint16)
        lists = list(lists)
        with sound(LISTS):
            for bit, places in lists:
                bits[places] |= np.uint16(bit)
        yield bits
        for _, places in lists:
            bits[places] = 0
        self._idle.append(bits)


def _joined(rows: NDArray[np.int64], firsts: Places) -> tuple[NDArray[np.int64], Places]:
    """Runs of rows without gaps, by their first rows and places: two are one that only came in two blocks."""
    new = np.ones(len(rows), bool)
    new[1:] = (np.diff(rows) != np.diff(firsts)) | (np.diff(rows // PARTS) != 0)
    return rows[new], firsts[new]


def within(held: Places, places: Places) -> Flags:
    """Whether a list, the lowest first, holds places."""
    if not len(held):
        return np.zeros(places.shape, bool)
    found: Flags = held[held.searchsorted(places).clip(max=len(held) - 1)] == places
    return found


def written(driver: Driver) -> Postings:
    """The lists of a generation."""

    def read(*stems: str) -> dict[str, bytes]:
        wanted = dict(zip_longest(_KEYS, stems, fillvalue=stems[0]))
        found: dict[str, list[bytes]] = defaultdict(list)
        for stem, some in driver.rows(_OF_STEM, **wanted):
            found[stem].append(some)
        return {stem: some[0] if len(some) == 1 else b"".join(some) for stem, some in found.items()}

    return Postings(read)


def held(found: Iterable[Stored], titles: Iterable[tuple[int, str]], bodies: Mapping[int, str]) -> Postings:
    """Lists of some sentences in the order of their rows, made in memory; titles and bodies by the rows of articles."""
    lists = _lists(((one.row, one.words, one.meta, one.span.cut(bodies[one.article])) for one in found), MARGIN)
    lists |= _titled(titles, _first_places(lists[_ROWS], lists[_FIRSTS]))
    made = {stem: _packed(stem, numbers) for stem, numbers in lists.items()}
    return Postings(lambda *stems: {stem: made[stem] for stem in stems if stem in made})


def _places(found: Mapping[str, bytes], stem: str) -> Places:
    return np.frombuffer(found.get(stem, b""), "<u4").astype(np.intp)
