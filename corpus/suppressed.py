"""Names that an operator keeps out: listed nowhere, found by no spelling, and never shown as who spoke on a topic.

They stand in a list beside the corpus, one a line, and so outlive every rebuild. The articles themselves stay as they
are: `remove` takes one out.
"""

from collections.abc import Hashable

from corpus.models import Person
from corpus.store.place import SUPPRESSED, Place, current, place
from corpus.words import fold


def suppressed(where: Place) -> frozenset[str]:
    """The names, folded; none where nobody is kept out."""
    return frozenset(map(fold, where.lines(SUPPRESSED)))


def stamp(where: Place) -> Hashable:
    """What changes whenever the list does, or nothing where whoever reads the corpus is told otherwise."""
    return where.stamp(SUPPRESSED)


def suppress(name: str, url: str) -> bool:
    """Keep a name out; whether it was not kept out before. StoreError where there is no corpus."""
    where = _of(url)
    names = where.lines(SUPPRESSED)
    if fold(name) in map(fold, names):
        return False
    where.rewrite(SUPPRESSED, [*names, " ".join(name.split())])
    return True


def restore(name: str, url: str) -> bool:
    """Let a name in again; whether it was kept out."""
    where = _of(url)
    names = where.lines(SUPPRESSED)
    rest = [one for one in names if fold(one) != fold(name)]
    if len(rest) < len(names):
        where.rewrite(SUPPRESSED, rest)
    return len(rest) < len(names)


def kept_out(person: Person, names: frozenset[str]) -> bool:
    """Whether any spelling of a person is one of the folded names."""
    return bool(names) and not names.isdisjoint(map(fold, (person.name, *person.spellings)))


def _of(url: str) -> Place:
    where = place(url)
    current(where)
    return where
