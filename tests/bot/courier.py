"""A process that sends the digests that are due, for tests that kill it: DATABASE, ADDRESS of the fake, TIME in seconds."""

import asyncio
import datetime as dt
import sys

from bot.app import build_application
from bot.chats import ChatStore
from bot.jobs import Digests
from bot.limits import Pace
from handlers.messages import Desk
from tests.bot.newsroom import Newsroom
from tests.bot.stage import Hands, Haste
from tests.botapi.core import TOKEN


def room(day: dt.date) -> Newsroom:
    """The same news in each life of the process."""
    found = Newsroom()
    found.says(day)
    return found


async def main(database: str, address: str, seconds: str) -> None:
    clock = Hands(dt.datetime.fromtimestamp(float(seconds), dt.UTC))
    chats, haste = ChatStore(database, clock), Haste()
    desk = Desk(room(clock.time.date()), chats, clock)
    app = build_application(token=TOKEN, desk=desk, chats=chats, base_url=address, pace=Pace(haste.now, haste.sleep))
    await app.initialize()
    await Digests(app.handlers[0][0].callback.__self__).round(app.bot)
    await app.shutdown()
    chats.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
