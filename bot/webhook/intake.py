"""An update that Telegram delivers: whose it says it is, how long, whether it can be read; then into the lanes."""

import asyncio
import hmac
import json
from collections.abc import Iterable

from starlette.types import Message, Receive, Scope, Send
from telegram import Bot

from bot.arriving import numbered, readable
from bot.lanes import Lanes

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
LONGEST = 1 << 20  # bytes of an update; Telegram's are some kilobytes
PATIENCE = 10.0  # seconds in which an update must have come whole
DONE, NONSENSE, UNKNOWN, SLOW, LONG, BUSY = 200, 400, 403, 408, 413, 503
_SECRET = SECRET.lower().encode()
Headers = Iterable[tuple[bytes, bytes]]


class Intake:
    """The webhook's endpoint. What cannot be read is acknowledged: Telegram would send it again and again.

    It speaks ASGI itself: making objects of a request and of an answer without a word costs as much as the rest.
    """

    def __init__(self, bot: Bot, lanes: Lanes, secret: str) -> None:
        self._bot = bot
        self._lanes = lanes
        self._secret = secret.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take an update over; 503 while there is no room, or the bot ends: Telegram comes again, here or elsewhere."""
        status = await self._delivered(scope["headers"], receive)
        headers = [(b"content-length", b"0"), *([(b"retry-after", b"1")] if status == BUSY else [])]
        start: Message = {"type": "http.response.start", "status": status, "headers": headers}
        await send(start)
        await send({"type": "http.response.body"})

    async def _delivered(self, headers: Headers, receive: Receive) -> int:
        if not hmac.compare_digest(_header(headers, _SECRET), self._secret):
            return UNKNOWN
        if self._lanes.closed:
            return BUSY
        announced = _header(headers, b"content-length") or b"0"
        if not announced.isdigit() or int(announced[:20]) > LONGEST:
            return LONG
        try:
            async with asyncio.timeout(PATIENCE):
                body = await _body(receive)
        except TimeoutError:
            return SLOW
        return body if isinstance(body, int) else await self._taken(body)

    async def _taken(self, body: bytes) -> int:
        try:
            told = json.loads(body)
        except (ValueError, RecursionError):
            return NONSENSE
        if numbered(told) is None:
            return NONSENSE
        update = readable(told, self._bot)
        if update is not None and not self._lanes.take(update, body):
            return BUSY
        await self._lanes.settled()
        return DONE


def _header(headers: Headers, wanted: bytes) -> bytes:
    return next((value for name, value in headers if name == wanted), b"")


async def _body(receive: Receive) -> bytes | int:
    """The whole of it; the status where it is too long, whether or not that was announced, or breaks off."""
    parts, length = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return NONSENSE
        part = message.get("body", b"")
        length += len(part)
        if length > LONGEST:
            return LONG
        parts.append(part)
        if not message.get("more_body"):
            return b"".join(parts)
