"""What a run has read so far: a work file beside the corpus, so that a run that was killed goes on where it was.

A page is known by its content and its source. What it gave is put down in one transaction, or not at all.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import DatabaseError, OperationalError

from corpus.building.reading import Failed, Outcomes, Read
from corpus.building.worktables import FORM, drafts, engine, facts, failures, metadata, pages
from corpus.corrections import Correction, apply
from corpus.errors import StoreError
from corpus.models import Page
from corpus.store.drafts import Draft, article_of, draft, parts_of
from corpus.store.write import Outcome

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one input, as the report tells it; `line` is the row of a table or the line of a list."""

    file: str
    id: str | None
    outcome: Outcome
    reason: str
    seconds: float
    line: int | None = None


def key_of(page: Page) -> bytes:
    """By what a page is known."""
    told = f"{page.source}\0{page.media_type}\0{page.url}\0{page.line}\0".encode("utf-8", "surrogatepass")
    beside = "\n".join(sorted(page.shared)).encode("utf-8", "surrogatepass")
    return blake2b(told + page.content + beside, digest_size=16).digest()


class Journal:
    """A work file, held by one process at a time."""

    def __init__(self, path: Path, *, fresh: bool = False) -> None:
        """`fresh` begins anew. StoreError while another process holds it."""
        self.path = path
        self._engine = engine(path)
        try:
            self._connection = self._engine.connect()
            with self._connection.begin():
                metadata.create_all(self._connection)
                if fresh or self._fact("form") != FORM:
                    self._begin_anew()
                self.run = int(self._fact("run") or 0) + 1
                self._connection.execute(update(facts).where(facts.c.key == "run").values(value=str(self.run)))
                self._connection.execute(delete(failures).where(failures.c.page.is_(None)))
        except OperationalError as error:
            self._engine.dispose()
            if "locked" in str(error.orig):
                raise StoreError(
                    str(path), "another run works on this corpus", "wait for it, or end it and start again"
                ) from error
            raise StoreError(str(path), f"cannot be written ({error.orig})") from error
        except DatabaseError as error:
            self._engine.dispose()
            raise StoreError(str(path), f"is damaged ({error.orig})", "delete it and start again") from error

    def _fact(self, key: str) -> str | None:
        found: str | None = self._connection.execute(select(facts.c.value).where(facts.c.key == key)).scalar()
        return found

    def recalled(self, key: str) -> str:
        """What was put down under a name, in this run or one before it; empty where nothing was."""
        with self._connection.begin():
            return self._fact(key) or ""

    def remember(self, key: str, value: str) -> None:
        """Put it down until the work file is done with."""
        with self._connection.begin():
            self._connection.execute(delete(facts).where(facts.c.key == key))
            self._connection.execute(insert(facts).values(key=key, value=value))

    def _begin_anew(self) -> None:
        """Forget what was read; what was put down under a name stays: a run that was ended may have left work."""
        known = {row.key: row.value for row in self._connection.execute(select(facts))}
        metadata.drop_all(self._connection)
        metadata.create_all(self._connection)
        known |= {"form": FORM, "run": "0"}
        self._connection.execute(insert(facts), [{"key": key, "value": value} for key, value in known.items()])

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
        self._engine.dispose()

    def end(self) -> None:
        """Let go of the file, which is no longer needed."""
        self.close()
        for path in (self.path, self.path.with_name(self.path.name + "-wal")):
            path.unlink(missing_ok=True)

    # -- reading

    def knows(self, key: bytes, at: int) -> bool:
        """Whether a page was read already; then its place is put down."""
        with self._connection.begin():
            known = update(pages).where(pages.c.key == key)
            again = known.where(pages.c.run == self.run).values(run=self.run)  # the same page twice: the first place
            if self._connection.execute(again).rowcount:
                return True
            return bool(self._connection.execute(known.values(at=at, run=self.run)).rowcount)

    def put(self, found: Iterable[tuple[int, bytes, str, Outcomes]]) -> None:
        """Put down what pages gave: place, key and source of each, and its outcomes."""
        with self._connection.begin():
            for at, key, source, outcomes in found:
                values = {"key": key, "source": source, "at": at, "run": self.run}
                page = self._connection.execute(insert(pages).values(values)).inserted_primary_key[0]  # type: ignore[index]
                for n, one in enumerate(outcomes):
                    if isinstance(one, Failed):
                        self._fail(page, at, n, one)
                rows = [_row(page, n, one) for n, one in enumerate(outcomes) if isinstance(one, Read)]
                if rows:
                    self._connection.execute(insert(drafts), rows)

    def fail(self, at: int, source: str, reason: str) -> None:
        """Put down a file that holds no page."""
        with self._connection.begin():
            self._fail(None, at, 0, Failed(source, reason))

    def _fail(self, page: int | None, at: int, n: int, one: Failed) -> None:
        values = {"page": page, "at": at, "n": n, "source": one.source, "reason": one.reason}
        self._connection.execute(insert(failures), values)

    # -- choosing

    def choose(self, removed: frozenset[str], corrections: Mapping[str, Sequence[Correction]]) -> None:
        """Decide which drafts make the corpus: of the same id the later counts, within one source the first."""
        with self._connection.begin():
            self._forget_old_runs()
            query = (
                select(drafts.c.row, drafts.c.id, drafts.c.printed, pages.c.source, pages.c.at)
                .join(pages, pages.c.page == drafts.c.page)
                .order_by(drafts.c.id, pages.c.at, drafts.c.n)
            )
            by_id = groupby(self._connection.execute(query), key=lambda row: row.id)  # an order no update changes
            told = (one for name, held in by_id for one in _chosen(name, list(held), removed))
            told_of = update(drafts).where(drafts.c.row == bindparam("one"))
            statement = told_of.values(outcome=bindparam("what"), reason=bindparam("why"), chosen=bindparam("wanted"))
            while part := list(islice(told, _CHUNK)):
                self._connection.execute(statement, part)
            self._correct(corrections)

    def _forget_old_runs(self) -> None:
        old = select(pages.c.page).where(pages.c.run != self.run)
        for table in (drafts, failures):
            self._connection.execute(delete(table).where(table.c.page.in_(old)))
        self._connection.execute(delete(pages).where(pages.c.run != self.run))

    def _correct(self, corrections: Mapping[str, Sequence[Correction]]) -> None:
        for part in _chunks(sorted(corrections)):
            for row in self._connection.execute(select(drafts).where(_wanted(), drafts.c.id.in_(part))).all():
                new = draft(apply(article_of(parts_of(row.packed)), corrections[row.id]))
                values = {"published": new.published, "open": int(new.open), "packed": new.packed}
                self._connection.execute(update(drafts).where(drafts.c.row == row.row).values(values))

    # -- writing

    def count(self) -> int:
        """How many articles the corpus will have."""
        return self._number(select(func.count()).select_from(drafts).where(_wanted()))

    def quotes(self) -> int:
        """How many quotes they hold."""
        return self._number(select(func.sum(drafts.c.quotes)).where(_wanted()))

    def _number(self, query: Select[Any]) -> int:
        found = self._connection.execute(query).scalar()
        self._connection.rollback()  # reading opens a transaction
        return int(found or 0)

    def in_order(self) -> Iterator[Draft]:
        """The articles by their moment of publication and id."""
        return self._drafts(select(drafts.c.row).order_by(func.coalesce(drafts.c.published, ""), drafts.c.id))

    def as_they_came(self) -> Iterator[Draft]:
        """The articles in the order of their pages."""
        query = select(drafts.c.row).join(pages, pages.c.page == drafts.c.page)
        return self._drafts(query.order_by(pages.c.at, drafts.c.n))

    def _drafts(self, query: Any) -> Iterator[Draft]:
        rows = array("q", self._connection.execute(query.where(_wanted())).scalars())
        self._connection.rollback()  # reading opens a transaction
        for part in _chunks(rows):
            found = self._connection.execute(select(drafts).where(drafts.c.row.in_(part.tolist()))).all()
            self._connection.rollback()
            by_row = {row.row: row for row in found}
            for one in part:
                row = by_row[one]
                yield Draft(row.id, row.published, bool(row.open), row.quotes, row.printed, row.packed)

    # -- telling

    def tell(self, outcomes: Iterable[tuple[str, Outcome, str]]) -> None:
        """Put down what became of articles that were chosen, by id."""
        statement = update(drafts).where(drafts.c.id == bindparam("one"), _wanted())
        rows = [{"one": one, "what": str(what), "why": why} for one, what, why in outcomes]
        with self._connection.begin():
            for part in _chunks(rows):
                self._connection.execute(statement.values(outcome=bindparam("what"), reason=bindparam("why")), part)

    def lines(self) -> Iterator[Line]:
        """What became of each input, in their order."""
        gave = (
            select(
                pages.c.at,
                pages.c.source,
                *(drafts.c[name] for name in ("n", "id", "outcome", "reason", "seconds", "line")),
            )
            .join(pages, pages.c.page == drafts.c.page)
            .order_by(pages.c.at, drafts.c.n)
        )
        failed = select(failures).order_by(failures.c.at, failures.c.n)
        bad = iter(self._connection.execute(failed).all())
        next_bad = next(bad, None)
        for row in self._connection.execute(gave):
            while next_bad is not None and (next_bad.at, next_bad.n) < (row.at, row.n):
                yield Line(next_bad.source, None, Outcome.FAILED, next_bad.reason, 0.0)
                next_bad = next(bad, None)
            yield Line(row.source, row.id, Outcome(row.outcome), row.reason, row.seconds, row.line or None)
        while next_bad is not None:
            yield Line(next_bad.source, None, Outcome.FAILED, next_bad.reason, 0.0)
            next_bad = next(bad, None)
        self._connection.rollback()


def _wanted() -> ColumnElement[bool]:
    """Drafts that are written."""
    return drafts.c.chosen == 1


def _row(page: int, n: int, one: Read) -> dict[str, Any]:
    return {
        "page": page,
        "n": n,
        "id": one.draft.id,
        "published": one.draft.published,
        "open": int(one.draft.open),
        "quotes": one.draft.quotes,
        "seconds": one.seconds,
        "line": one.line,
        "chosen": 0,
        "outcome": None,
        "reason": "",
        "printed": one.draft.printed,
        "packed": one.draft.packed,
    }


def _chosen(name: str, held: Sequence[Any], removed: frozenset[str]) -> Iterator[dict[str, Any]]:
    """What becomes of the drafts of one id, in the order in which they came."""
    first = {row.source: row for row in reversed(held)}  # the first of each source
    last = max(first.values(), key=lambda row: row.at)
    for row in held:
        if row is last:
            outcome, why = (Outcome.REMOVED, "was removed") if name in removed else (Outcome.ADDED, "")
        elif row.printed == last.printed:
            outcome, why = Outcome.SAME, ""
        elif row is first[row.source]:
            outcome, why = Outcome.VERSION, f"another text of this id comes later: {last.source}"
        else:
            outcome, why = Outcome.FAILED, f"id {name!r} stands in this file already"
        yield {"one": row.row, "what": str(outcome), "why": why, "wanted": int(outcome is Outcome.ADDED)}


def _chunks(rows: Any) -> Iterator[Any]:
    return (rows[start : start + _CHUNK] for start in range(0, len(rows), _CHUNK))
