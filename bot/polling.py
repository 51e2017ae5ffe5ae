"""Updates by long polling: asked for again and again, whatever happens; confirmed once they are kept or answered."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.arriving import KINDS, numbered, readable
from bot.lanes import Lanes
from bot.limits import penalty

HOLD = 25  # seconds that Telegram lets a call wait for an update
SLACK = 5.0  # seconds more until the call counts as lost
FIRST, LONGEST = 0.5, 30.0  # seconds between two tries
LEAVE = 2.0  # seconds that the last word may take
log = logging.getLogger(__name__)


class Polling:
    """A source of updates; `stopped` by a token that is known no more, InvalidToken."""

    def __init__(
        self,
        bot: Bot,
        lanes: Lanes,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._bot = bot
        self._lanes = lanes
        self._sleep = sleep
        self._chance = chance
        self._next: int | None = None  # the first number that was not taken over

    async def open(self) -> None:
        """A webhook that is set shuts polling out."""
        await self._bot.delete_webhook()

    async def run(self) -> None:
        """Take updates over until cancelled."""
        failed = 0
        while True:
            await self._lanes.room()
            try:
                found = await self._fetch(HOLD)
            except InvalidToken:
                raise
            except TelegramError as error:
                failed += 1
                await self._sleep(self._wait(error, failed))
            else:
                failed = 0 if self._taken(found) else failed + 1
                await self._lanes.settled()
                if failed:
                    await self._sleep(self._apart(failed))

    async def close(self) -> None:
        """Let Telegram forget what was taken over: it would send it again when the bot starts."""
        if self._next is None:
            return
        try:
            await asyncio.wait_for(self._fetch(0), LEAVE)
        except (TelegramError, TimeoutError) as error:
            log.warning("the last updates were not confirmed; they come again, and are known: %s", error)

    async def _fetch(self, hold: int) -> Any:
        asked = {"offset": self._next, "timeout": hold, "limit": 100 if hold else 1, "allowed_updates": KINDS}
        # The library's get_updates makes objects of all at once: one that it cannot read would spoil every call.
        return await self._bot._post("getUpdates", asked, read_timeout=hold + SLACK)  # noqa: SLF001

    def _taken(self, found: Any) -> bool:
        """Take over what can be read, in its order; whether something was said that can be gone on from."""
        told = found if isinstance(found, list) else [found]
        for one in told:
            number = numbered(one)
            update = readable(one, self._bot)
            if update and not self._lanes.take(update, one):
                return True  # no room: it comes again
            if number is not None:
                self._next = max(number + 1, self._next or 0)
        return not told or any(numbered(one) is not None for one in told)

    def _wait(self, error: TelegramError, failed: int) -> float:
        if isinstance(error, RetryAfter):
            log.warning("Telegram asks to be left alone for %s s", penalty(error))
            return penalty(error) + self._chance()
        if isinstance(error, Conflict):
            log.error("another program polls with this token, or a webhook is set: %s", error)
            return self._apart(failed + 3)
        log.warning("Telegram was not reached, trying again: %s", error)
        return self._apart(failed)

    def _apart(self, failed: int) -> float:
        """Twice as long after each failure; by chance up to half of it shorter, so that many do not come at once."""
        return min(FIRST * 2.0 ** min(failed - 1, 10), LONGEST) * (1 - self._chance() / 2)
