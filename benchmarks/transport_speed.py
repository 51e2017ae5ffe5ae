"""What an update costs on its way: from Telegram's JSON to the answer that has gone out, beside an echo bot and httpx.

    python benchmarks/transport_speed.py                              over a corpus of 2,000 articles made for the run
    python benchmarks/transport_speed.py --corpus sqlite:///load.db   over that one
    python benchmarks/transport_speed.py --updates 1000 --profile     and what the time in process goes into

In process both bots have a transport that answers from memory, and no pace. Over HTTP the fake Bot API stands in a
process of its own on 127.0.0.1, brings updates by webhook, 64 at most on their way, and takes the answers. CPU time is
that of the bot's process, threads and all. A Row is that of benchmarks/speed.py.
"""

import argparse
import asyncio
import contextlib
import cProfile
import gc
import json
import logging
import os
import pstats
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, ClassVar

from aiohttp import ClientSession
from speed import Corpus, Row, built, opened, requests
from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ContextTypes, MessageHandler, filters
from telegram.request import BaseRequest, HTTPXRequest, RequestData

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from bot.app import SWITCH, build_application  # noqa: E402 - the tests' fake of Telegram lies beside, in no package
from bot.arriving import readable  # noqa: E402
from bot.chats import ChatStore  # noqa: E402
from bot.desk import WallClock, terminal_desk  # noqa: E402
from bot.door import Handle  # noqa: E402
from bot.limits import Pace  # noqa: E402
from bot.serving import Served  # noqa: E402
from bot.transport import Wire  # noqa: E402
from bot.webhook import Face, Webhook  # noqa: E402
from corpus.library import CorpusLibrary, open_library  # noqa: E402
from handlers import answer  # noqa: E402
from handlers.messages import Answer, Desk, Request  # noqa: E402
from tests.botapi import BotApi, push, serve  # noqa: E402
from tests.botapi.core import TOKEN  # noqa: E402

ARTICLES = 2_000
UPDATES = 2_000
OUTSTANDING = 64
DONE = 200
ROUNDS = 3
SECRET = "benchmark-benchmark"
Lines = Sequence[str]


class Memory(BaseRequest):
    """Answers each call at once."""

    ME: ClassVar[dict[str, Any]] = {
        "id": 1,
        "is_bot": True,
        "first_name": "D",
        "username": "d_bot",
        "supports_inline_queries": True,
    }

    @property
    def read_timeout(self) -> float:
        """Of no use."""
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 - the library names it
        request_data: RequestData | None = None,
        *_: Any,
        **__: Any,
    ) -> tuple[int, bytes]:
        """The bot itself, or a message."""
        given = request_data.json_parameters if request_data else {}
        found: Any = self.ME if url.endswith("/getMe") else True
        if url.endswith("/sendMessage"):
            chat = {"id": int(given["chat_id"]), "type": "private", "first_name": "Ann"}
            found = {"message_id": 1, "date": 1, "chat": chat, "from": self.ME, "text": given["text"][:4000]}
        return 200, json.dumps({"ok": True, "result": found}).encode()


class Haste:
    """A pace that waits for nothing: time goes by in its place."""

    def __init__(self) -> None:
        self.time = 0.0

    def now(self) -> float:
        """Later each time."""
        self.time += 100.0
        return self.time

    async def sleep(self, seconds: float) -> None:
        """No time."""
        self.time += seconds


def updates(lines: Lines) -> list[dict[str, Any]]:
    """A message a line, each in a private chat of its own; as Telegram writes them."""
    return [
        {
            "update_id": 1_000 + number,
            "message": {
                "message_id": 5,
                "date": 1_770_000_000,
                "chat": {"id": 50_000 + number, "type": "private", "first_name": "Ann", "username": f"ann{number}"},
                "from": {
                    "id": 50_000 + number,
                    "is_bot": False,
                    "first_name": "Ann",
                    "username": f"ann{number}",
                    "language_code": "en",
                },
                "text": line,
                "entities": [{"type": "bot_command", "offset": 0, "length": len(line.split()[0])}],
            },
        }
        for number, line in enumerate(lines)
    ]


@contextlib.asynccontextmanager
async def dateline(library: CorpusLibrary, folder: Path, **options: Any) -> AsyncIterator[Served]:
    """The bot itself, without a source of updates."""
    haste, clock = Haste(), WallClock()
    chats = ChatStore(f"sqlite:///{folder}/chats-{time.monotonic_ns()}.db", clock)
    pace = Pace(haste.now, haste.sleep)
    application = build_application(token=TOKEN, desk=Desk(library, chats, clock), chats=chats, pace=pace, **options)
    async with application:
        yield application
        await application.lanes.join()
    chats.close()


def echo(
    transport: Callable[[], BaseRequest], base_url: str = "https://api.telegram.org/bot"
) -> Application[Any, Any, Any, Any, Any, Any]:
    """The smallest bot there is."""

    async def reply(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG001 - the library's signature
        if update.effective_message:
            await update.effective_message.reply_text(update.effective_message.text or "")

    builder = ApplicationBuilder().token(TOKEN).base_url(base_url).updater(None).concurrent_updates(32)
    application = builder.request(transport()).get_updates_request(transport()).build()
    application.add_handler(MessageHandler(filters.ALL, reply))
    return application


async def echoed(told: Sequence[dict[str, Any]]) -> float:
    """Updates a second of CPU time of an echo bot."""
    application = echo(Memory)
    async with application:
        await application.start()
        began = time.process_time()
        for one in told:
            await application.update_queue.put(Update.de_json(one, application.bot))
        await application.update_queue.join()
        rate = len(told) / (time.process_time() - began)
        await application.stop()
    return rate


async def answered(
    told: Sequence[dict[str, Any]],
    library: CorpusLibrary,
    folder: Path,
    handle: Handle = answer,
    profile: cProfile.Profile | None = None,
) -> float:
    """Updates a second of CPU time of ours, in process."""
    async with dateline(library, folder, transport=Memory, handle=handle) as application:
        half = len(told) // 2
        await _through(application, told[:half])
        if profile:
            profile.enable()
        began = time.process_time()
        await _through(application, told[half:])
        rate = (len(told) - half) / (time.process_time() - began)
        if profile:
            profile.disable()
    return rate


async def _through(application: Served, told: Sequence[dict[str, Any]]) -> None:
    """As a source does: what was taken is worked on while more comes."""
    for number, one in enumerate(told):
        update = readable(one, application.bot)
        assert update is not None
        application.lanes.take(update, one)
        if number % OUTSTANDING == 0:
            await application.lanes.join()
    await application.lanes.join()


async def over_http(
    library: CorpusLibrary,
    folder: Path,
    lines: Lines,
    transport: Callable[[], BaseRequest],
    handle: Handle = answer,
) -> tuple[float, float]:
    """CPU milliseconds an update, and the 95th percentile of the milliseconds until its answer has come."""
    task = folder / "lines.json"
    await asyncio.to_thread(task.write_text, json.dumps(list(lines)))
    other = await asyncio.create_subprocess_exec(
        sys.executable, __file__, "--telegram", str(task),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, env=dict(os.environ),
    )  # fmt: skip
    assert other.stdin is not None
    assert other.stdout is not None
    address = (await other.stdout.readline()).decode().strip()
    async with dateline(library, folder, transport=transport, base_url=address, handle=handle) as application:
        face = Face("127.0.0.1", 0, {}, bytes)
        webhook = Webhook(application.bot, application.lanes, face, "https://bot.example.org/", SECRET)
        await webhook.open()
        other.stdin.write(f"http://127.0.0.1:{face.address[1]}/\n".encode())
        await other.stdin.drain()
        await other.stdout.readline()  # warmed up
        began = time.process_time()
        waited = json.loads(await other.stdout.readline())
        cost = 1000 * (time.process_time() - began) / len(waited)
        await other.wait()
        await webhook.close()
    return cost, statistics.quantiles(waited, n=20)[18]


async def telegram(task: Path) -> None:
    """The other process: the fake Bot API, which brings updates and notes when they were answered."""
    lines = json.loads(await asyncio.to_thread(task.read_text))
    api = BotApi()
    people = [api.user(f"U{number}") for number in range(len(lines))]
    async with serve(api) as address:
        print(address, flush=True)
        url = (await asyncio.to_thread(sys.stdin.readline)).strip()
        half = len(lines) // 2
        await _brought(api, url, list(zip(people, lines, strict=True))[:half])
        print("warm", flush=True)
        waited = await _brought(api, url, list(zip(people, lines, strict=True))[half:])
        print(json.dumps(waited), flush=True)


async def _brought(api: BotApi, url: str, asked: Sequence[tuple[Any, str]]) -> list[float]:
    """Milliseconds from each delivery until its answer, with so many outstanding."""
    left, waited = iter(asked), []
    answers: dict[str, asyncio.Future[None]] = {}

    def heard(method: str) -> None:
        waiting = answers.pop(api.calls[-1].params["chat_id"], None) if method == "sendMessage" else None
        if waiting:
            waiting.set_result(None)

    async def bring() -> None:
        for person, line in left:
            person.says(line)
            update = api.pending.pop()
            answered = answers[str(person.id)] = asyncio.get_running_loop().create_future()
            began = time.perf_counter()
            assert await push(api, url, update, session) == DONE
            await answered
            waited.append(1000 * (time.perf_counter() - began))

    api.on_call = heard
    async with ClientSession() as session:
        await asyncio.gather(*(bring() for _ in range(OUTSTANDING)))
    return waited


def measured(corpus: Corpus, number: int, profile: cProfile.Profile | None = None) -> Iterator[Row]:
    """As it is measured; a profile takes in what is done in process."""
    asked = requests(corpus, "quote", number)
    lines = [request.line for request in asked]
    library = open_library(corpus.url)
    library.warm()
    with tempfile.TemporaryDirectory() as folder:
        told = updates(lines)
        desk = terminal_desk(library)
        known = {request.line: answer(request, desk) for request in asked}

        def told_before(request: Request, _: Desk) -> Answer:
            return known[request.line]

        turns = []
        for turn in range(ROUNDS):  # in turns: others share the machine
            rival = asyncio.run(echoed(told))
            road = asyncio.run(answered(told, library, Path(folder), told_before, None if turn else profile))
            turns.append((rival, road, asyncio.run(answered(told, library, Path(folder)))))
        rival, road, ours = (statistics.median(each) for each in zip(*turns, strict=True))
        yield Row("updates in process, answers known", road, "a second of CPU", rival=rival, more=True)
        yield Row("the same, of an echo bot's rate", 100 * road / rival, "%")
        yield Row("updates in process, /quote", ours, "a second of CPU", rival=rival, more=True)
        yield Row("the same, of an echo bot's rate", 100 * ours / rival, "%", 35.0, more=True)
        for name, handle in (("answers known", told_before), ("/quote", answer)):
            slow = asyncio.run(over_http(library, Path(folder), lines, HTTPXRequest, handle))
            fast = asyncio.run(over_http(library, Path(folder), lines, Wire, handle))
            yield Row(f"webhook, {name}, aiohttp", fast[0], "ms CPU", 1.3, slow[0])
            yield Row(f"webhook, {name}, p95 of {OUTSTANDING}", fast[1], "ms", 250.0, slow[1])
    library.close()


def main() -> None:
    """Print a row a measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", help="the address of a corpus that is there")
    parser.add_argument("--updates", type=int, default=UPDATES)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--json", action="store_true", help="rows for benchmarks/speed.py")
    parser.add_argument("--telegram", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    logging.disable(logging.WARNING)
    sys.setswitchinterval(SWITCH)
    gc.set_threshold(50_000, 20, 20)  # as the bot does
    if given.telegram:
        asyncio.run(telegram(given.telegram))
        return
    profile = cProfile.Profile() if given.profile else None
    with tempfile.TemporaryDirectory() as folder:
        corpus = _there(given.corpus) if given.corpus else built(ARTICLES, Path(folder))[0]
        for row in measured(corpus, given.updates, profile):
            print(json.dumps(asdict(row)) if given.json else row, flush=True)
    if profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(35)


def _there(url: str) -> Corpus:
    return opened(url)[1]


if __name__ == "__main__":
    main()
