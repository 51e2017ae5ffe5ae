"""Feeds and folders watched, in one process with the bot or alone: the network here, all else in a worker beside it."""

from bot.watching.hand import Hand
from bot.watching.sources import Sources, sorted_out
from bot.watching.watcher import Watcher

__all__ = ["Hand", "Sources", "Watcher", "sorted_out"]
