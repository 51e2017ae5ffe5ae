"""What operators may ask and do: the bot's figures, and the corpus put right."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.chats import ChatStore
from bot.tally import Tally
from corpus.models import Article
from handlers.messages import Figures


class Curator(Protocol):
    """Who changes a corpus; see corpus.curating."""

    def add(self, articles: Sequence[Article], given: Mapping[str, str], by: int) -> tuple[str, ...]: ...
    def copies(self, articles: Sequence[Article]) -> dict[str, str]: ...
    def remove(self, article_id: str, by: int) -> bool: ...
    def correct(self, article_id: str, field: str, value: str, by: int) -> str: ...


class BotHouse:
    """Implements handlers.messages.House; without a curator the corpus stays as it is."""

    def __init__(self, chats: ChatStore, tally: Tally, curator: Curator | None = None) -> None:
        self._chats = chats
        self._tally = tally
        self._curator = curator

    def figures(self) -> Figures:
        """How the bot does."""
        chats, active = self._chats.memory.visitors()
        tally = self._tally
        return Figures(
            since=tally.since,
            chats=chats,
            active=active,
            readers=len(self._chats.memory.readers()),
            answered=tally.answered,
            refused=tally.refused,
            failed=tally.failed,
            slowest=round(tally.slowest * 1000),
            command=tally.command,
        )

    def remove(self, article_id: str, by: int) -> bool:
        """Take an article out for good; whether it was there."""
        return self._curator is not None and self._curator.remove(article_id, by)

    def correct(self, article_id: str, field: str, value: str, by: int) -> str:
        """Put a field of an article right; empty, or what is wrong with it: date, speaker, outlet, gone."""
        return self._curator.correct(article_id, field, value, by) if self._curator else "gone"
