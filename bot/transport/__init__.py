"""How does the bot reach Telegram? Over HTTP by aiohttp; decision 20 says why."""

from bot.transport.wire import Waits, Wire

__all__ = ["Waits", "Wire"]
