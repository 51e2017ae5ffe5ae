"""`dateline corpus build | add | remove | check | stats`: from pages to a corpus, and whether it is sound."""

import contextlib
import json as jsons
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.failing import FAILED, failing, tell
from bot.progress import bar

if TYPE_CHECKING:
    from corpus.models import Reading
    from corpus.store.write import Built

corpus = typer.Typer(help="Build a corpus, look into it, and run its parts alone.", no_args_is_help=True)

FILE = "sqlite:///"
PAGES = "Files or folders: saved pages, Markdown briefs, JSONL."
Paths = Annotated[list[Path], typer.Argument(metavar="PATH…", help=PAGES, show_default=False)]
To = Annotated[str, typer.Option("--to", metavar="URL", help="Another corpus than DATELINE_DATABASE_URL.")]
Of = Annotated[str, typer.Option("--corpus", metavar="URL", help="Another corpus than DATELINE_DATABASE_URL.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


@corpus.command(epilog="Example: dateline corpus build seeds --to sqlite:///var/corpus.db")
def build(paths: Paths, *, to: To = "") -> None:
    """Build a corpus anew from pages; a bot that runs goes on with the old one until this is done."""
    from corpus.store import build as write

    with failing():
        articles, failed = _articles(paths)
        if not articles:
            tell("nothing to build from: no corpus written")
            raise typer.Exit(FAILED)
        url = url_of(to)
        _make_room(url)
        with bar("Writing") as progress:
            _report(write(articles, url, progress), url)
        _end(failed=failed)


@corpus.command(epilog="Example: dateline corpus add saved-page.txt")
def add(paths: Paths, *, to: To = "") -> None:
    """Add pages to a corpus; a page that is there already is replaced."""
    from corpus.store import add as write

    with failing():
        articles, failed = _articles(paths)
        url = url_of(to)
        _report(write(articles, url), url)
        _end(failed=failed)


@corpus.command(epilog="Example: dateline corpus remove 1f3a9c")
def remove(article: Annotated[str, typer.Argument(metavar="ID", help="As /article shows it.")], *, of: Of = "") -> None:
    """Take an article out for good, also through rebuilds."""
    from corpus.store import remove as take_out

    with failing():
        if not take_out(article, url_of(of)):
            tell(f"{article}: no such article")
            raise typer.Exit(FAILED)
        tell(f"{article}: removed")


@corpus.command(epilog="Example: dateline corpus suppress 'Ana Lopes'")
def suppress(
    name: Annotated[str, typer.Argument(metavar="NAME", help="In any spelling that /people shows.")],
    *,
    undo: Annotated[bool, typer.Option("--undo", help="Let the name in again.")] = False,
    of: Of = "",
) -> None:
    """Keep a name out of /people and /quote, also through rebuilds; a bot that runs minds it with its next answer."""
    from corpus.suppressed import restore
    from corpus.suppressed import suppress as keep_out

    with failing():
        if not (restore if undo else keep_out)(name, url_of(of)):
            tell(f"{name}: {'was not kept out' if undo else 'is kept out already'}")
            raise typer.Exit(FAILED)
        tell(f"{name}: {'let in again' if undo else 'kept out'}")


@corpus.command(epilog="Example: dateline corpus check")
def check(*, of: Of = "") -> None:
    """Verify that every stored span cuts the text that it claims."""
    from corpus.store import check as faults

    with failing():
        url = url_of(of)
        found = faults(url)
        for fault in found:
            tell(fault)
        if found:
            raise typer.Exit(FAILED)
        tell(f"{url}: sound")


@corpus.command(epilog="Example: dateline corpus stats --json")
def stats(*, json: Json = False, of: Of = "") -> None:
    """What a corpus holds."""
    from corpus.store import stats as count

    with failing():
        found = count(url_of(of))
        if json:
            typer.echo(jsons.dumps(found, ensure_ascii=False))
        else:
            typer.echo("\n".join(f"{key:12} {'-' if value is None else value}" for key, value in found.items()))


def url_of(named: str) -> str:
    """The corpus that was named, or the operator's."""
    if named:
        return named
    from bot.settings import load

    return load().database_url


def _make_room(url: str) -> None:
    """The directory that a new corpus will stand in; where it cannot be made, the store says so."""
    if url.startswith(FILE):
        with contextlib.suppress(OSError):
            Path(url.removeprefix(FILE)).parent.mkdir(parents=True, exist_ok=True)


def _articles(paths: Sequence[Path]) -> "tuple[list[Reading], bool]":
    """All that can be read, settled, and whether anything could not; that is named on standard error."""
    from corpus.errors import UnreadableError
    from corpus.ingest.extract import readings

    failed = False
    found = []
    for one in readings(paths):
        if isinstance(one, UnreadableError):
            failed = True
            tell(one)
        else:
            found.append(one)
    return found, failed


def _report(built: "Built", url: str) -> None:
    tell(f"{built.articles} articles, {built.quotes} quotes in {built.seconds:.1f} s: {url}")
    for gone in built.removed:
        tell(f"{gone}: stays out, it was removed")


def _end(*, failed: bool) -> None:
    if failed:
        raise typer.Exit(FAILED)
