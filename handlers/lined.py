"""Which line does /picture or /export mean? The one that was given, with its slash or without; else the last asked."""

import re
from dataclasses import replace

from handlers.find import reads
from handlers.messages import Desk, Request
from handlers.paging import ABOUT, again

WHOLE = "/timeline"  # where nothing was asked before
LONGEST, LONG = 120, 60  # characters of a line that are looked at, and of a file's name


def meant_line(request: Request, words: str, desk: Desk) -> Request | None:
    """The request of the line, its first page; None where there is none, or it does more than read."""
    line = words.strip() or desk.chats.last(request.chat, request.asker) or WHOLE
    if line and not line.startswith("/"):
        line = f"/{line}"
    asked = again(replace(request, args=line, page=1))
    return asked if asked and shows(asked) else None


def named(asked: Request) -> str:
    """What a file with the answer is called, without its ending: `timeline-december-2021`."""
    words = re.findall(r"[^\W_]+", f"{asked.command} {asked.args}"[:LONGEST])
    return "-".join(words).lower()[:LONG].strip("-")


def shows(request: Request) -> bool:
    """Whether a request only reads, and is not about the answer to another line."""
    return reads(request) and not request.line.startswith((*ABOUT, "/cite"))
