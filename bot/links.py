"""Deep links: a request that only reads, in the 64 characters that a link to a bot may carry."""

import base64
import binascii
import re
from urllib.parse import quote

from bot.chats import ChatStore
from handlers.find import reads
from handlers.messages import Request
from handlers.parser import parse

MOST = 64  # characters of A-Z a-z 0-9 _ -
WRITTEN, STORED = "r", "l"  # the line itself follows, or a token that stands for it
_TOKEN = re.compile(r"[0-9a-f]{16}")


def payload(line: str, chats: ChatStore) -> str:
    """What a link carries for a line: the line itself where it fits, else a token that is kept for a while."""
    written = WRITTEN + base64.urlsafe_b64encode(line.encode()).decode().rstrip("=")
    return written if len(written) <= MOST else STORED + chats.memory.link(line)


def behind(payload: str, request: Request, chats: ChatStore) -> Request | None:
    """The request of a link, as whoever followed it may ask it; None for one that asks for more than reading."""
    line = _line(payload, chats)
    if not line.startswith("/"):
        return None
    found = parse(line, chat=request.chat, asker=request.asker, is_admin=False, language=request.language)
    return found if reads(found) else None


def _line(payload: str, chats: ChatStore) -> str:
    kind, rest = payload[:1], payload[1:]
    if kind == STORED and _TOKEN.fullmatch(rest):
        return chats.memory.linked(rest)
    if kind != WRITTEN:
        return ""
    try:
        return base64.b64decode(rest + "=" * (-len(rest) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""


def to_bot(username: str, payload: str) -> str:
    """The address that opens the private chat with a payload."""
    return f"https://t.me/{username}?start={payload}"


def to_share(address: str) -> str:
    """The address that lets somebody choose a chat to send an address to."""
    return f"https://t.me/share/url?url={quote(address, safe='')}"
