"""Is all well with a bot, and what mends what is not? A finding a line; nothing is changed by looking.

What cannot be looked at, without a token or a network, is told as that, and is no fault.
"""

import asyncio
import datetime as dt
from collections.abc import Iterator

from bot.doctor.finding import Finding, State
from bot.doctor.machine import contact, disks, fonts, memory, versions, zones
from bot.doctor.online import telegram
from bot.doctor.stores import chats, corpus
from bot.settings import Settings

__all__ = ["Finding", "State", "findings"]


def findings(settings: Settings, now: dt.datetime, *, polling: bool = False, deep: bool = False) -> Iterator[Finding]:
    """Look at all; `polling` asks who else polls, which disturbs them for a moment, `deep` reads all of the corpus."""
    yield from asyncio.run(telegram(settings, polling=polling))
    yield chats(settings.chats_url)
    yield from corpus(settings.database_url, now, deep=deep)
    yield zones()
    yield fonts()
    yield from disks(settings)
    yield memory(settings)
    yield contact(settings)
    yield versions()
