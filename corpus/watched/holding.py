"""From what is kept to the corpus: what it has not yet goes in, what is too old goes out."""

import logging
from collections.abc import Sequence
from itertools import islice

from sqlalchemy import Connection, Select, delete, func, select, update

from corpus.ingest.annotated import annotated
from corpus.models import Article
from corpus.store import add, build
from corpus.store.place import place, removed
from corpus.store.read import open_generation
from corpus.store.write import forget
from corpus.watched.kept import unpacked
from corpus.watched.ledger import CHUNK, Ledger
from corpus.watched.results import FAULTS, Held
from corpus.watched.tables import ALIASES, LOOKS, VERSIONS

log = logging.getLogger(__name__)
AT_ONCE = 100  # articles of one transaction: others may write between two


def hold(ledger: Ledger, most: int = AT_ONCE) -> Held:
    """Put the newest version of articles that the corpus has not yet into it, `most` at once.

    A version counts as held only when the corpus has it; one that was put in twice takes its own place.
    """
    latest = select(VERSIONS.c.article, func.max(VERSIONS.c.number).label("number")).group_by(VERSIONS.c.article)
    newest = latest.subquery()
    query = (
        select(VERSIONS)
        .join(newest, (newest.c.article == VERSIONS.c.article) & (newest.c.number == VERSIONS.c.number))
        .where(VERSIONS.c.article.in_(_open().limit(most)))
    )
    with ledger.writing() as connection:
        rows = connection.execute(query).all()
    if not rows:
        return Held()
    there = _there(ledger, [row.article for row in rows])
    wanted = [row for row in rows if row.number > 1 or row.article not in there]
    built = add([_found_in(unpacked(row.facts)) for row in wanted], ledger.corpus) if wanted else None
    with ledger.writing() as connection:
        for row in rows:
            done = (VERSIONS.c.article == row.article) & (VERSIONS.c.number <= row.number)
            connection.execute(update(VERSIONS).where(done).values(held=1))
    return Held(len(rows), built.articles, built.quotes, built.removed) if built else Held(len(rows))


def let_go(ledger: Ledger) -> str:
    """Never put in what `hold` comes to next: whoever tried was killed; its id."""
    with ledger.writing() as connection:
        id_ = str(connection.execute(_open().limit(1)).scalar_one())
        connection.execute(update(VERSIONS).where(VERSIONS.c.article == id_).values(held=1))
    return id_


def _open() -> Select[tuple[str]]:
    """Articles that the corpus has not yet, or not as they are now."""
    return select(VERSIONS.c.article).where(VERSIONS.c.held == 0).distinct().order_by(VERSIONS.c.article)


def _found_in(article: Article) -> Article:
    """With all that is found in it; where finding has a fault, the text at least is in the corpus."""
    try:
        return annotated(article)
    except FAULTS:
        log.exception("nothing could be found in %s", article.id)
        return article


def make_corpus(corpus: str) -> bool:
    """An empty corpus where there is none; whether one was made."""
    where = place(corpus)
    if where.exists():
        return False
    where.pointer.parent.mkdir(parents=True, exist_ok=True)
    build([], corpus)
    return True


def take_up(ledger: Ledger) -> int:
    """Look whether the corpus has lost what it had, as one that was built anew has; how many will go in again."""
    with ledger.writing() as connection:
        ids = list(connection.execute(select(VERSIONS.c.article).where(VERSIONS.c.held == 1).distinct()).scalars())
    out = removed(place(ledger.corpus))
    lost = [one for one in ids if one not in out]
    there = _there(ledger, lost)
    lost = [one for one in lost if one not in there]
    with ledger.writing() as connection:
        for part in _parts(lost):
            connection.execute(update(VERSIONS).where(VERSIONS.c.article.in_(part)).values(held=0))
    return len(lost)


def expire(ledger: Ledger, before: str) -> int:
    """Take out what came by watching and was published before a day; how many articles. Nothing bars their return.

    What was added by hand stays. The space is given back.
    """
    last = func.max(VERSIONS.c.day)
    query = select(VERSIONS.c.article).group_by(VERSIONS.c.article).having(last < before).limit(CHUNK)
    gone = 0
    while True:
        with ledger.writing() as connection:
            ids = list(connection.execute(query).scalars())
        if not ids:
            break
        forget(ids, ledger.corpus)
        with ledger.writing() as connection:
            _forget(connection, ids)
        gone += len(ids)
    if gone:
        place(ledger.corpus).shrink()
        ledger.give_back()
    return gone


def _forget(connection: Connection, ids: Sequence[str]) -> None:
    connection.execute(delete(VERSIONS).where(VERSIONS.c.article.in_(ids)))
    connection.execute(delete(ALIASES).where(ALIASES.c.article.in_(ids)))
    connection.execute(delete(LOOKS).where(LOOKS.c.article.in_(ids)))


def _there(ledger: Ledger, ids: Sequence[str]) -> frozenset[str]:
    """Those that the corpus has."""
    generation = open_generation(ledger.corpus)
    try:
        return frozenset(one for one in ids if generation.article_row(one) is not None)
    finally:
        generation.close()


def _parts(ids: Sequence[str]) -> list[list[str]]:
    rest = iter(ids)
    return list(iter(lambda: list(islice(rest, CHUNK)), []))
