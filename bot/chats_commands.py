"""`dateline chats backup | restore`: what chats have set, kept safe and brought back."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bot.failing import FAILED, failing, tell

chats = typer.Typer(help="Back up what chats have set, and bring it back.", no_args_is_help=True)

Of = Annotated[str, typer.Option("--chats", metavar="URL", help="Another database than DATELINE_CHATS_URL.")]


@chats.command(epilog="Example: dateline chats backup /var/backups/dateline --keep 14")
def backup(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where backups are kept.", show_default=False)],
    *,
    keep: Annotated[int, typer.Option("--keep", metavar="N", min=0, help="Of all backups the N newest; 0: all.")] = 0,
    of: Of = "",
) -> None:
    """Write a backup, while the bot runs or not, and read it again; its name is printed."""
    from bot.backups import write

    with _failing():
        typer.echo(write(_url(of), folder, dt.datetime.now(dt.UTC), keep))


@chats.command(epilog="Example: dateline chats restore /var/backups/dateline/dateline-chats-20260302T030000Z.jsonl.gz")
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.", show_default=False)],
    *,
    replace: Annotated[bool, typer.Option("--replace", help="In place of the chats that the database holds.")] = False,
    moved: Annotated[
        bool, typer.Option("--moved", help="The bot has not run since the backup: whatever is due is still to be sent.")
    ] = False,
    of: Of = "",
) -> None:
    """Bring a backup back into a database of either kind, while no bot runs; nobody gets a digest a second time."""
    from bot.restoring import restore as bring_back
    from bot.settings import load

    with _failing():
        settings, now = load(), dt.datetime.now(dt.UTC)
        url = of or settings.chats_url
        said = bring_back(url, file, now, replace=replace, moved=moved)
        if not moved:
            _arrived(url, settings.database_url, now)
        taken = dt.datetime.fromtimestamp(said.at, dt.UTC)
        tell(f"{said.rows.total()} rows of {taken:%Y-%m-%d %H:%M} UTC are back")


def _arrived(url: str, corpus: str, now: dt.datetime) -> None:
    """Let all that the corpus holds by now have come in by now: what was told of it since the backup is not known."""
    from bot.arrivals import observe
    from bot.chats import ChatStore
    from corpus.errors import StoreError
    from corpus.library import open_library
    from handlers.messages import Desk

    clock = _Stopped(now)
    store = ChatStore(url, clock)
    try:
        observe(Desk(open_library(corpus), store, clock), store.deliveries)
    except StoreError as error:
        tell(f"{error}; digests may tell again of what came in since the backup")
    finally:
        store.close()


class _Stopped:
    """A clock that stands."""

    def __init__(self, now: dt.datetime) -> None:
        self._now = now

    def now(self) -> dt.datetime:
        return self._now


@contextmanager
def _failing() -> Iterator[None]:
    from bot.engines import ChatsError

    with failing():
        try:
            yield
        except ChatsError as error:
            tell(error)
            raise typer.Exit(FAILED) from None


def _url(named: str) -> str:
    from bot.settings import load

    return named or load().chats_url
