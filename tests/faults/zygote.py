"""A process that has imported all that the program needs, and makes one life of it after another by forking.

Each life is the program itself (`bot.__main__.main`), with its own arguments, settings and log. Only three things are
not as they are outside: its clock is ahead by so many seconds, digests are looked for four times a second, and what was
left unanswered is taken up for some days, since a life is a day.

Lines of JSON on standard input: `{"begin": {args, env, log, ahead}}` gives the number of the new process, `{"end": pid}`
waits for it and gives its exit code. When the input ends, so does all that was begun.
"""

import contextlib
import datetime as dt
import gc
import json
import os
import signal
import sys
import threading
import traceback
from pathlib import Path

import alembic.command
import uvicorn

import bot.__main__
import bot.app
import bot.desk
import bot.jobs
import bot.pictures
import bot.underway
import bot.webhook
import corpus.building
import corpus.events
import corpus.library

OFTEN = 0.25  # seconds between two looks for digests
BROKEN = 70  # the exit code where nothing else told one
IMPORTED = (
    alembic.command,
    uvicorn,
    bot.app,
    bot.pictures,
    bot.webhook,
    corpus.building,
    corpus.events,
    corpus.library,
)


class Ahead(bot.desk.WallClock):
    """A clock that is ahead."""

    by = dt.timedelta(0)

    def now(self) -> dt.datetime:
        return super().now() + self.by


def live(args: list[str], env: dict[str, str], log: str, ahead: float) -> None:
    """Be the program; never returns."""
    code = BROKEN
    try:
        opened = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        for number in (1, 2):
            os.dup2(opened, number)
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - until it ends
        os.environ.update(env)
        Ahead.by = dt.timedelta(seconds=ahead)
        bot.app.WallClock = Ahead
        bot.jobs.EVERY = OFTEN
        bot.underway.KEEP = dt.timedelta(days=5)
        sys.argv = ["dateline", *args]
        bot.__main__.main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    finally:
        if code == BROKEN:
            traceback.print_exc()
        os._exit(code)


def main() -> None:
    """Serve."""
    assert threading.active_count() == 1, "a process with threads is not to be forked"
    gc.freeze()
    living: set[int] = set()
    for line in sys.stdin:
        told = json.loads(line)
        if "begin" in told:
            found = os.fork()
            if not found:
                live(**told["begin"])
            living.add(found)
        else:
            found = os.waitstatus_to_exitcode(os.waitpid(told["end"], 0)[1])
            living.discard(told["end"])
        print(found, flush=True)  # noqa: T201 - the answer
    for pid in living:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


if __name__ == "__main__":
    main()
