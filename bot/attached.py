"""Pictures and files on the wire: a photo by Telegram's own name for it where it is known, a document as it is."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import Bot, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.buttons import Keyboard, markup
from handlers.messages import ChatRef
from handlers.pictured import Document

UNKNOWN = ("wrong file identifier", "wrong remote file", "file reference", "wrong type of file")  # a photo is gone


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture that may be with Telegram already: `file` is its name there, empty when it is not; `draw` makes it.

    `kept` is told the name under which Telegram has it now.
    """

    draw: Callable[[], bytes]
    kept: Callable[[str], None]
    file: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """What is sent instead of a text; `caption` is HTML of at most 1,024 UTF-16 units, under the first."""

    caption: str
    photos: Sequence[Photo] = ()
    documents: Sequence[Document] = ()


@dataclass(frozen=True, slots=True)
class Sending:
    """Where and how."""

    bot: Bot
    chat: ChatRef
    silent: bool = False
    to: ReplyParameters | None = None
    keyboard: Keyboard = ()

    async def all(self, attached: Attached) -> tuple[int, ...]:
        """Everything, one after another, buttons under the last; the messages' numbers."""
        sent: list[int] = []
        things: list[Photo | Document] = [*attached.photos, *attached.documents]
        for number, one in enumerate(things, start=1):
            caption = attached.caption if number == 1 else ""
            keyboard = self.keyboard if number == len(things) else ()
            if isinstance(one, Photo):
                message = await self._photo(one, caption, keyboard)
            else:
                message = await self._document(one, caption, keyboard)
            sent.append(message.message_id)
        return tuple(sent)

    async def _photo(self, photo: Photo, caption: str, keyboard: Keyboard) -> Message:
        if photo.file:
            try:
                return await self._put(photo.file, caption, keyboard)
            except BadRequest as error:
                if not any(words in error.message.lower() for words in UNKNOWN):
                    raise
        message = await self._put(await asyncio.to_thread(photo.draw), caption, keyboard)
        if message.photo:
            await asyncio.to_thread(photo.kept, message.photo[-1].file_id)
        return message

    async def _put(self, photo: bytes | str, caption: str, keyboard: Keyboard) -> Message:
        return await self.bot.send_photo(self.chat.id, photo, **self._how(caption, keyboard))

    async def _document(self, document: Document, caption: str, keyboard: Keyboard) -> Message:
        how = self._how(caption, keyboard)
        return await self.bot.send_document(
            self.chat.id, document.content, filename=document.name, disable_content_type_detection=True, **how
        )

    def _how(self, caption: str, keyboard: Keyboard) -> dict[str, Any]:
        """What photos and files are sent with alike."""
        return {
            "caption": caption or None,
            "parse_mode": ParseMode.HTML,
            "message_thread_id": self.chat.topic,
            "disable_notification": self.silent,
            "reply_parameters": self.to,
            "reply_markup": markup(keyboard),
        }
