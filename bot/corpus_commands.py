"""`dateline corpus build | add | remove | check | stats`: from pages to a corpus, and whether it is sound."""

import contextlib
import json as jsons
from pathlib import Path
from typing import Annotated

import typer

from bot.failing import FAILED, failing, tell
from bot.progress import stages
from bot.run_options import Dry, Fresh, Mapping, Report, Workers, options, summary

corpus = typer.Typer(help="Build a corpus, look into it, and run its parts alone.", no_args_is_help=True)

FILE = "sqlite:///"
PAGES = "Files or folders: saved pages, Markdown briefs, JSONL, archives."
Paths = Annotated[list[Path], typer.Argument(metavar="PATH…", help=PAGES, show_default=False)]
To = Annotated[str, typer.Option("--to", metavar="URL", help="Another corpus than DATELINE_DATABASE_URL.")]
Of = Annotated[str, typer.Option("--corpus", metavar="URL", help="Another corpus than DATELINE_DATABASE_URL.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


@corpus.command(epilog="Example: dateline corpus build seeds --to sqlite:///var/corpus.db")
def build(
    paths: Paths,
    *,
    to: To = "",
    workers: Workers = "",
    report: Report = None,
    mapping: Mapping = None,
    fresh: Fresh = False,
    dry_run: Dry = False,
) -> None:
    """Build a corpus anew from pages; a bot that runs goes on with the old one until this is done.

    A run that was stopped goes on where it was when it is started again.
    """
    from corpus.building import build_pages, try_pages

    with failing(), stages() as progress:
        url, chosen = url_of(to), options(workers, report, mapping, fresh=fresh)
        if dry_run:
            summary(try_pages(paths, url, chosen, progress), url, dry=True)
            return
        _make_room(url)
        ran = build_pages(paths, url, chosen, progress)
        if not ran.articles:
            tell("nothing to build from: no corpus written")
        summary(ran, url)
        if not ran.articles:
            raise typer.Exit(FAILED)


@corpus.command(epilog="Example: dateline corpus add saved-page.txt")
def add(
    paths: Paths,
    *,
    to: To = "",
    workers: Workers = "",
    report: Report = None,
    mapping: Mapping = None,
    fresh: Fresh = False,
    dry_run: Dry = False,
) -> None:
    """Add pages to a corpus; a page that is there already is replaced."""
    from corpus.building import add_pages, try_pages

    with failing(), stages() as progress:
        url, chosen = url_of(to), options(workers, report, mapping, fresh=fresh)
        run = try_pages if dry_run else add_pages
        summary(run(paths, url, chosen, progress), url, dry=dry_run)


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


@corpus.command(epilog="Example: dateline corpus copy sqlite:///var/corpus.db postgresql://bot@db/dateline")
def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="The corpus that is copied.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="Where it is to stand, in the place of what is there.")],
) -> None:
    """Copy a corpus to another place, of files or a server, with all that was removed, corrected and watched.

    Both are counted and compared in the end; a bot that reads TO goes on with the old one until then.
    """
    from corpus.store.copying import copy as copied

    with failing(), stages() as progress:
        _make_room(target)
        found = copied(source, target, progress)
        tell(f"{found.articles:,} articles in {found.rows:,} rows copied and compared in {found.seconds:.0f} s")
        for article in found.removed:
            tell(f"{article}: was removed there, and stays out")


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
