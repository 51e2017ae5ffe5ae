"""`dateline corpus watch | feeds`: feeds and folders that keep a corpus up to date, and how they do."""

import asyncio
import json as jsons
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from bot.corpus_commands import Json, Of, To, url_of
from bot.failing import FAILED, failing, tell
from bot.line_commands import corpus

if TYPE_CHECKING:
    from bot.watching.watcher import Outcome
    from corpus.watched.results import FeedState
    from handlers.messages import Message

__all__ = ["corpus"]

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE…",
        help="Addresses of feeds, lists of feeds (OPML or TOML), folders whose files are added.",
        show_default=False,
    ),
]


@corpus.command(epilog="Example: dateline corpus watch feeds.opml https://example.org/rss incoming/")
def watch(
    sources: Sources,
    *,
    to: To = "",
    once: Annotated[bool, typer.Option("--once", help="Ask each feed once, read what is new, and end.")] = False,
    every: Annotated[
        int | None,
        typer.Option("--every", metavar="MINUTES", min=1, help="How often, whatever the feeds themselves say."),
    ] = None,
) -> None:
    """Add what feeds and folders bring, as it comes; the corpus is made where there is none."""
    with failing():
        outcome = asyncio.run(_watch(sources, url_of(to), once=once, every=every))
        if outcome and (outcome.failed or outcome.took.failed):
            raise typer.Exit(FAILED)


@corpus.command(epilog="Example: dateline corpus feeds --json")
def feeds(*, json: Json = False, of: Of = "") -> None:
    """The feeds that are watched: when each was read, when it will be, and what is wrong with it."""
    from corpus.watched.ledger import Ledger
    from corpus.watched.tables import exists

    with failing():
        url = url_of(of)
        if not exists(url):
            tell("no feed was ever watched for this corpus: dateline corpus watch ADDRESS")
            raise typer.Exit(FAILED)
        found = Ledger(url).feeds()
        if json:
            typer.echo("\n".join(jsons.dumps(asdict(one), ensure_ascii=False) for one in found))
        else:
            typer.echo("\n".join(_lines(found)))


async def _watch(named: list[str], url: str, *, once: bool, every: int | None) -> "Outcome | None":
    from bot.fetching import Fetcher, Guard
    from bot.settings import load
    from bot.watching import Hand, Watcher, sorted_out
    from bot.watching.alarm import Alarm
    from bot.watching.alone import alone
    from corpus.watched.tables import beside

    settings = load()
    sources = sorted_out(named, every)
    folder = beside(url).parent
    folder.mkdir(parents=True, exist_ok=True)
    guard = Guard(frozenset(settings.fetch_ports))
    with alone(url):
        async with Fetcher(settings.contact, guard=guard) as fetcher, Hand(url) as hand:
            watcher = Watcher(
                url,
                sources,
                fetcher,
                hand,
                told=_teller(),
                warned=tell,
                keep_days=settings.keep_days,
                may_write=Alarm(folder, _warn, settings.memory_mib).may_write,
            )
            stop = asyncio.Event() if once else _stop()  # from the start: a signal while it begins ends it well too
            await watcher.begin()
            if once:
                outcome = await watcher.once()
                tell(_summary(outcome))
                return outcome
            await watcher.run(stop)
    return None


def _warn(message: "Message") -> None:
    from bot.render import PLAIN
    from bot.render.phrases import worded

    tell(worded(message, PLAIN, "en"))


def _teller() -> Callable[[str], None]:
    """Lines of progress with the hour, for whoever watches; nothing for a pipe."""
    if not sys.stderr.isatty():
        return lambda line: None  # noqa: ARG005 - nobody watches
    return lambda line: tell(f"{time.strftime('%H:%M')} {line}")


def _stop() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop


def _summary(outcome: "Outcome") -> str:
    took = outcome.took
    told = f"{outcome.asked} feeds asked: {len(took.new)} new articles, {len(took.changed)} new versions"
    if took.edited:
        told += f" ({len(took.edited)} of them edits that no feed told of)"
    if took.later:
        told += f", {took.later} to be tried again later"
    wrong = outcome.failed + len(took.failed)
    return told + (f"; {wrong} failed, named above" if wrong else "")


def _lines(found: "tuple[FeedState, ...]") -> Iterator[str]:
    group = ""
    for one in found:
        if one.folder != group:
            group = one.folder
            yield f"{group}:"
        yield f"{'  ' if group else ''}{one.title or one.address}"
        yield f"{'  ' if group else ''}  {one.address}"
        yield f"{'  ' if group else ''}  {_state(one, time.time())}"


def _state(one: "FeedState", now: float) -> str:
    """How a feed does, in plain words."""
    parts = [f"{one.articles} articles"]
    if one.waiting:
        parts.append(f"{one.waiting} entries wait to be read")
    parts.append(f"last read {_ago(now - one.answered)}" if one.answered else "never read yet")
    if one.news:
        parts.append(f"last news {_ago(now - one.news)}")
    if one.state != "active":
        parts.append(f"not asked any more: {one.error}")
        return "; ".join(parts)
    parts.append("next now" if one.due <= now else f"next in {_span(one.due - now)}")
    if one.error:
        times = "once" if one.failures == 1 else f"{one.failures} times in a row"
        parts.append(f"failed {times}: {one.error}")
    return "; ".join(parts)


def _ago(seconds: float) -> str:
    return f"{_span(seconds)} ago" if seconds >= 60 else "just now"


def _span(seconds: float) -> str:
    """`40 minutes`, `5 hours`, `3 days`."""
    for length, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= length:
            n = round(seconds / length)
            return f"{n} {name}{'' if n == 1 else 's'}"
    return "a minute"
