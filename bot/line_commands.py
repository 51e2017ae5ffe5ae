"""`dateline corpus extract | annotate | resolve | same | keydates`: what each part finds, a line of JSON each."""

import json as jsons
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.corpus_commands import Of, Paths, corpus, url_of
from bot.failing import FAILED, failing, tell
from bot.progress import bar
from bot.run_options import Mapping
from corpus.errors import StoreError

if TYPE_CHECKING:
    from corpus.models import Article

__all__ = ["corpus"]

Row = dict[str, Any]


@corpus.command(epilog="Example: dateline corpus extract saved-pages/ > articles.jsonl")
def extract(
    paths: Paths,
    *,
    dropped: Annotated[bool, typer.Option("--dropped", help="With the lines that were left out, and why.")] = False,
    mapping: Mapping = None,
) -> None:
    """Pages of any kind to articles, one a line, with all that was found in them."""
    from corpus.errors import UnreadableError
    from corpus.ingest.archives.mapping import load_mapping
    from corpus.ingest.extract import extract_lines

    with failing(), bar("Reading") as progress:
        failed = False
        columns = load_mapping(mapping) if mapping else None
        found = extract_lines(paths, dropped=dropped, progress=lambda done: progress(done, None), mapping=columns)
        for row in found:
            if isinstance(row, UnreadableError):
                failed = True
                tell(row)
            else:
                _write(row)
        if failed:
            raise typer.Exit(FAILED)


@corpus.command(epilog="Example: dateline corpus annotate < in.jsonl > out.jsonl")
def annotate() -> None:
    """Lines {id, text, published} come back with quotes, statements, dates and figures."""
    from corpus.ingest.annotate import annotate_lines

    _piped(annotate_lines)


@corpus.command(epilog="Example: dateline corpus resolve --people people.jsonl < queries.jsonl")
def resolve(
    *,
    people: Annotated[
        Path, typer.Option("--people", metavar="FILE", help="Rows {canonical, kind, mentions, aliases}.")
    ],
) -> None:
    """Lines {query} come back with the person who is meant, the topic and the candidates."""
    from corpus.names.lines import resolve_lines

    _piped(lambda rows: resolve_lines(_people(people), rows))


@corpus.command(epilog="Example: dateline corpus same < pairs.jsonl")
def same(*, of: Of = "") -> None:
    """Lines {a, b} come back with whether both report the same fact; file_a and file_b name their articles."""
    from corpus.same import same_lines

    def judged(rows: _Rows) -> Iterable[Row]:
        pairs = [{"a": "", "b": ""} | row for row in rows]  # an answer a line, whatever is missing
        return map(asdict, same_lines(pairs, _articles_of(pairs, of)))

    _piped(judged)


@corpus.command(epilog="Example: dateline corpus keydates < in.jsonl")
def keydates() -> None:
    """Lines {id, articles, days, from, to} come back with the days that matter."""
    from corpus.keydates import keydates_lines

    _piped(keydates_lines)


class _Rows:
    """Lines of JSON objects; a line that is none is named and passed over."""

    def __init__(self, lines: Iterable[str], name: str) -> None:
        self.failed = False
        self._lines = lines
        self._name = name

    def __iter__(self) -> Iterator[Row]:
        for number, line in enumerate(self._lines, 1):
            if not line.strip():
                continue
            try:
                row = jsons.loads(line)
            except ValueError as error:
                self._fail(number, f"not JSON ({error})")
                continue
            if isinstance(row, dict):
                yield row
            else:
                self._fail(number, "not a JSON object")

    def _fail(self, number: int, why: str) -> None:
        self.failed = True
        tell(f"{self._name}, line {number}: {why}")


def _piped(work: Callable[["_Rows"], Iterable[Row]]) -> None:
    """Rows of standard input through a part, a line each."""
    with failing():
        rows = _Rows(sys.stdin, "standard input")
        for row in work(rows):
            _write(row)
        if rows.failed:
            raise typer.Exit(FAILED)


def _articles_of(pairs: Iterable[Row], named: str) -> "list[Article]":
    """The articles of a corpus that the pairs name; none where no corpus is named and there is none."""
    from corpus.library import open_library

    files = {Path(str(row[key])).name for row in pairs for key in ("file_a", "file_b") if row.get(key)}
    if not files:
        return []
    try:
        library = open_library(url_of(named))
    except StoreError:
        if named:
            raise
        return []
    ids = [
        article.id for article in library.articles(limit=library.scope().articles) if Path(article.source).name in files
    ]
    return [article for article in map(library.article, ids) if article]


def _people(path: Path) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            yield from _Rows(file, str(path))
    except OSError as error:
        tell(f"{path}: {(error.strerror or 'cannot be read').lower()}")
        raise typer.Exit(FAILED) from None


def _write(row: Row) -> None:
    sys.stdout.write(jsons.dumps(row, ensure_ascii=False) + "\n")
