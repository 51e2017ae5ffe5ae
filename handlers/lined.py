"""Which line does /picture or /export mean? The one that was given, with its slash or without; else the last."""

from dataclasses import replace

from handlers.find import READS
from handlers.messages import Desk, Request
from handlers.paging import again


def meant_line(request: Request, words: str, desk: Desk) -> Request | None:
    """The request of the line, its first page; None where there is none, or it does more than read."""
    line = words.strip() or desk.chats.last(request.chat, request.asker)
    if line and not line.startswith("/"):
        line = f"/{line}"
    asked = again(replace(request, args=line, page=1))
    return asked if asked and asked.command in READS else None
