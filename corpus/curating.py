"""A corpus put right by its operators: articles removed or corrected for good, and a line of each for the audit."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Protocol

from sqlalchemy import update

from corpus.corrections import Correction, names_a_quote, remember
from corpus.intake import corrections
from corpus.models import Article
from corpus.store import add, open_generation, remove
from corpus.store.copied import copied_by
from corpus.store.place import AUDIT, current, place
from corpus.watched.knowing import keep
from corpus.watched.ledger import Ledger
from corpus.watched.results import Round
from corpus.watched.tables import VERSIONS

_NEVER = "9999-12-31"  # the day on which what was added by hand is too old


class Clock(Protocol):
    """The time."""

    def now(self) -> dt.datetime: ...


class Curating:
    """Changes the corpus at a URL; whoever reads it sees the change at the next question."""

    def __init__(self, url: str, clock: Clock) -> None:
        self._url = url
        self._clock = clock

    def remove(self, article_id: str, by: int) -> bool:
        """Take an article out for good, also through rebuilds; whether it was there."""
        was_there = remove(article_id, self._url)
        if was_there:
            self._note(by, f"remove {article_id}")
        return was_there

    def add(self, articles: Sequence[Article], given: Mapping[str, str], by: int) -> tuple[str, ...]:
        """Put articles in, with what somebody says of them; the ids that are in now: removed ones stay out.

        Each is put down among the versions of what is watched first: an edit can be shown, and a corpus that is built
        anew, or a stop at any point, loses none. What an operator adds (`by` is not 0) never grows too old.
        """
        where = place(self._url)
        for article in articles:
            for one in corrections(article, given):
                remember(where, one)
        ledger = Ledger(self._url)
        try:
            _put_down(ledger, articles, self._clock.now(), for_good=bool(by))
            built = add(articles, self._url)
            _held(ledger, articles)
        finally:
            ledger.close()
        ids = tuple(article.id for article in articles if article.id not in built.removed)
        if by:  # what a channel posts comes in by itself
            for article_id in ids:
                self._note(by, f"add {article_id}")
        return ids

    def copies(self, articles: Sequence[Article]) -> dict[str, str]:
        """Of which article of the corpus each of these would be a copy; those that are none are left out."""
        where = place(self._url)
        with where.reading(current(where)) as connection:
            found = {one.id: copied_by(connection, one.body) for one in articles}
        others = {key: [id_ for id_ in ids if id_ != key] for key, ids in found.items()}
        return {key: ids[0] for key, ids in others.items() if ids}

    def correct(self, article_id: str, field: str, value: str, by: int) -> str:
        """Put a field right, for good; empty when done, else what is wrong: date, speaker, outlet, gone."""
        one = Correction(article_id, field, value)
        if not one.sound:
            return field
        generation = open_generation(self._url)
        try:
            row = generation.article_row(article_id)
            article = next(generation.full([row]), None) if row is not None else None
        finally:
            generation.close()
        if article is None:
            return "gone"
        if field == "speaker" and not names_a_quote(article, value):
            return "speaker"
        remember(place(self._url), one)
        self._note(by, f"correct {article_id} {field} {value}")
        add([article], self._url)
        return ""

    def _note(self, by: int, what: str) -> None:
        place(self._url).append(AUDIT, f"{self._clock.now().isoformat(timespec='seconds')} {by} {what}")


def _put_down(ledger: Ledger, articles: Sequence[Article], now: dt.datetime, *, for_good: bool) -> None:
    at = Round(now.timestamp())
    with ledger.writing() as connection:
        for article in articles:
            keep(connection, article, article.id, at)
            if for_good:
                connection.execute(update(VERSIONS).where(VERSIONS.c.article == article.id).values(day=_NEVER))


def _held(ledger: Ledger, articles: Sequence[Article]) -> None:
    with ledger.writing() as connection:
        for article in articles:
            connection.execute(update(VERSIONS).where(VERSIONS.c.article == article.id).values(held=1))
