"""Regular expressions are linear on any input: none repeats what repeats, and none lets two repeats share a stretch.

Every pattern that the modules hold is run over what is worst for it, letters that it looks for again and again, at a size
and at four times the size; which of them repeat what repeats is told by how they were parsed.
"""

import functools
import importlib
import itertools
import pkgutil
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.desk import terminal_desk
from corpus.ingest.extract import readings
from corpus.library import open_library
from corpus.store import build
from handlers import answer
from handlers.parser import parse

try:
    from re import _constants as names
    from re import _parser as parser
except ImportError:  # Python 3.10 and before
    import sre_constants as names
    import sre_parse as parser

PACKAGES = ("bot", "handlers", "corpus")
REPEATS = {names.MAX_REPEAT, names.MIN_REPEAT}
MANY = 32  # a repeat of fewer is bounded
SMALL = 1_500  # characters, and four times as many
SUPERLINEAR = 7.0  # times as long for four times as much: a square takes sixteen
SHORTEST = 0.002  # seconds under which nothing is told


def modules() -> Iterator[object]:
    for package in PACKAGES:
        whole = importlib.import_module(package)
        yield whole
        for found in pkgutil.walk_packages(whole.__path__, f"{package}."):
            if "migrations" not in found.name and not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


@functools.cache
def patterns() -> dict[str, re.Pattern]:
    """All compiled patterns that modules hold, by where they stand; in tuples, lists and dictionaries too."""
    found = {}
    for module in modules():
        for name, value in vars(module).items():
            for at, one in enumerate(_held(value)):
                if isinstance(one.pattern, str):
                    found.setdefault((one.pattern, one.flags), (f"{module.__name__}.{name}[{at}]", one))
    return dict(found.values())


def _held(value: object, depth: int = 3) -> Iterator[re.Pattern]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _held(one, depth - 1)
    elif depth and isinstance(value, dict):
        for one in value.values():
            yield from _held(one, depth - 1)


def nested(tree, inside: bool = False) -> bool:
    """Whether something unbounded repeats what itself repeats without bound."""
    for kind, value in tree:
        if kind in REPEATS:
            low, high, body = value
            unbounded = high > MANY
            if unbounded and inside and low != high:
                return True
            if nested(body, inside or unbounded):
                return True
        elif any(nested(part, inside) for part in _parts(kind, value)):
            return True
    return False


def _parts(kind, value) -> list:
    if kind is names.SUBPATTERN:
        return [value[-1]]
    if kind is names.BRANCH:
        return list(value[1])
    if kind in {names.ASSERT, names.ASSERT_NOT}:
        return [value[1]]
    if kind is names.GROUPREF_EXISTS:
        return [part for part in value[1:] if part]
    if str(kind) == "ATOMIC_GROUP":
        return []  # what it has matched it gives not back
    return []


def letters(tree) -> Iterator[str]:
    """A letter for each thing that a pattern looks for."""
    for kind, value in tree:
        if kind is names.LITERAL:
            yield chr(value)
        elif kind is names.IN:
            yield from _of_set(value)
        elif kind in REPEATS or str(kind) == "POSSESSIVE_REPEAT":
            yield from letters(value[2])
        elif str(kind) == "ATOMIC_GROUP":
            yield from letters(value)
        else:
            for part in _parts(kind, value):
                yield from letters(part)


def _of_set(items) -> Iterator[str]:
    sorts = {"CATEGORY_DIGIT": "7", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "w"}
    for kind, value in items:
        if kind is names.LITERAL:
            yield chr(value)
        elif kind is names.RANGE:
            yield chr(value[0])
        elif kind is names.CATEGORY:
            yield sorts.get(str(value), "w")


def worst(pattern: re.Pattern) -> list[str]:
    """Short pieces, each to be repeated: single letters of the pattern, pairs of neighbours, and what is often worst."""
    found = list(dict.fromkeys(letters(parser.parse(pattern.pattern, pattern.flags))))[:12]
    pairs = [a + b for a, b in itertools.pairwise(found)]
    return list(dict.fromkeys([*found, *pairs, "a", "A", " ", "a ", "A ", "Aa ", "1", "“", "\n"]))


def slow(pattern: re.Pattern) -> list[str]:
    """The pieces over which four times the length takes far more than four times the time."""
    return [piece for piece in worst(pattern) if _grows(pattern, piece)]


def _grows(pattern: re.Pattern, piece: str) -> bool:
    ratios = []
    for _ in range(3):  # a busy machine slows one of them, not all
        short, long = (_seconds(pattern, (piece * size)[:size] + "\x00") for size in (SMALL, 4 * SMALL))
        if long < SHORTEST:
            return False
        ratios.append(long / max(short, 1e-6))
    return min(ratios) > SUPERLINEAR


def _seconds(pattern: re.Pattern, text: str) -> float:
    """Of this thread's own processor, from the first letter on; where a search begins anew is its caller's to bound."""
    began = time.thread_time()
    pattern.match(text)
    pattern.fullmatch(text)
    return time.thread_time() - began


def test_the_patterns_are_found():
    assert len(patterns()) > 150


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        ("(a+)+b", True),
        ("(?:a*b?)*c", True),
        ("(a|b)+c", False),
        ("(?:a{1,3})+", False),
        ("a+b+", False),
        ("(?>a+)+b", False),
        ("(?:ab+)*", True),
    ],
)
def test_what_repeats_itself_is_seen(text, bad):
    assert nested(parser.parse(text)) is bad


def test_a_pattern_that_is_no_line_is_measured():
    assert slow(re.compile(r"a*a*b"))
    assert not slow(re.compile(r"a*b"))


SPARED = {
    "handlers.arguments.RANGE[0]",  # slow over white space, of which a request has one sign at a time
    "handlers.arguments.OPEN[1]",  # the same
    "bot.pictures.letters.RUN[0]",  # has nothing behind its repeat, so nothing fails; it is searched for, never held whole
}


@pytest.mark.parametrize("where", sorted(patterns().keys() - SPARED))
def test_each_pattern_is_linear(where):
    assert slow(patterns()[where]) == []


# Never searched for but matched where something stands (or held whole), or in a stretch of bounded length.
ANCHORED = {
    "bot.adding._FIELD[0]", "bot.fetching.addresses._HOST[0]", "corpus.ask.expects._ARTICLE[0]", "corpus.ask.question._MEANING[0]", "corpus.checking.claims.BREAK[0]",
    "corpus.checking.claims.LED[0]", "corpus.checking.claims.SIGNED[0]", "corpus.ingest.archives.objects._LIST[0]",
    "corpus.ingest.dates.stamp._HEADLINE[0]", "corpus.ingest.dates.tense._BIDDEN[0]", "corpus.ingest.dates.tense._HAD_NOT[0]",
    "corpus.ingest.dumplines._CUT[0]", "corpus.ingest.figures._ENDS[0]", "corpus.ingest.named._DOMAIN[0]",
    "corpus.sentences._GOES_ON[0]", "corpus.store.files._NAME[0]", "corpus.words._ORDINAL[0]", "handlers.add._SAID[0]",
    "handlers.arguments.BARE_MONTH[0]",
}  # fmt: skip
REQUESTS = "handlers.arguments."  # whose length is bounded, and whose white space is one sign at a time; timed as a whole below
RUNS = (" ", "\n", "w", "A ", "7", "-", "…", "“")  # of which texts may hold long runs


def test_what_is_searched_for_is_linear_too():
    """From each letter on, over long runs; names those that are not."""
    held = {where: one for where, one in patterns().items() if where not in ANCHORED and not where.startswith(REQUESTS)}
    found = [(where, piece) for where, one in held.items() for piece in RUNS if _searched_slowly(one, piece)]
    assert found == []


def _searched_slowly(pattern: re.Pattern, piece: str) -> bool:
    ratios = []
    for _ in range(3):
        short, long = (_searched(pattern, (piece * size)[:size] + "\x00") for size in (400, 1_600))
        if long < SHORTEST / 2:
            return False
        ratios.append(long / max(short, 1e-6))
    return min(ratios) > SUPERLINEAR


def _searched(pattern: re.Pattern, text: str) -> float:
    began = time.thread_time()
    for _ in pattern.finditer(text):
        pass
    return time.thread_time() - began


@pytest.mark.parametrize("piece", [" ", "\n", "'", "; ", "w ", "7 ", "1-", ". ", "– ", "“", "to ", "via ", "a-"])
@pytest.mark.parametrize("command", ["/quote ", "/timeline ", "/compare ", "/digest ", "/check ", ""])
def test_requests_are_read_in_linear_time(desk, command, piece):
    """Whatever a message may hold, through all that answers it."""
    short, long = (
        min(_answered(desk, f"{command}x{(piece * size)[:size]}x") for _ in range(2)) for size in (1_000, 4_000)
    )
    assert long < 0.25 or long / short < SUPERLINEAR


def _answered(desk, line) -> float:
    began = time.thread_time()
    assert answer(parse(line), desk).status is not None
    return time.thread_time() - began


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('corpus')}/corpus.db"
    build(list(readings([Path(__file__).parent.parent / "seeds"])), url)
    return terminal_desk(open_library(url))
