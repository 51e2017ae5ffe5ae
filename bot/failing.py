"""How does a command end when something fails? One clear line on standard error, and an exit code."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from corpus.errors import CorpusError

FAILED = 1  # some inputs failed, each named
USAGE = 2  # it was asked wrongly, or a setting is missing


def tell(line: object) -> None:
    """A diagnostic: standard error, so that data can be piped on."""
    typer.echo(f"dateline: {line}", err=True)


@contextmanager
def failing() -> Iterator[None]:
    """Turn the errors that users can mend into a line and an exit code."""
    from bot.settings import SettingsError

    try:
        yield
    except SettingsError as error:
        tell(error)
        raise typer.Exit(USAGE) from None
    except CorpusError as error:
        tell(error)
        raise typer.Exit(FAILED) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
