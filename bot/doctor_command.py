"""`dateline doctor`: is all well, and what mends what is not."""

import datetime as dt
import json as jsons
from dataclasses import asdict
from typing import Annotated

import typer

from bot.failing import FAILED, failing


def doctor(
    *,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
    polling: Annotated[
        bool, typer.Option("--polling", help="Ask whether another program polls, which disturbs it for a moment.")
    ] = False,
    deep: Annotated[bool, typer.Option("--deep", help="Read the whole corpus; minutes where it is large.")] = False,
) -> None:
    """Look at the token, the way of updates, the databases, the clock and the machine: ok, or how to mend it."""
    from bot.doctor import State, findings
    from bot.settings import load

    with failing():
        wrong = 0
        for found in findings(load(), dt.datetime.now(dt.UTC), polling=polling, deep=deep):
            wrong += found.state is State.MEND
            typer.echo(jsons.dumps(asdict(found), ensure_ascii=False) if json else found.line)
        if wrong:
            raise typer.Exit(FAILED)
