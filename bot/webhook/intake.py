"""An update that Telegram delivers: whose it says it is, how long, whether it can be read; then into the lanes."""

import asyncio
import hmac
import json

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from telegram import Bot

from bot.arriving import numbered, readable
from bot.lanes import Lanes

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
LONGEST = 1 << 20  # bytes of an update; Telegram's are some kilobytes
PATIENCE = 10.0  # seconds in which an update must have come whole
_DONE, _UNKNOWN, _LONG, _SLOW, _NONSENSE = (Response(status_code=status) for status in (200, 403, 413, 408, 400))


class Intake:
    """The webhook's endpoint. What cannot be read is acknowledged: Telegram would send it again and again."""

    def __init__(self, bot: Bot, lanes: Lanes, secret: str) -> None:
        self._bot = bot
        self._lanes = lanes
        self._secret = secret.encode()

    async def deliver(self, request: Request) -> Response:
        """Take an update over; 503 while there is no room, or the bot ends: Telegram comes again, here or elsewhere."""
        given = request.headers.get(SECRET, "").encode("utf-8", "replace")
        if not hmac.compare_digest(given, self._secret):
            return _UNKNOWN
        if self._lanes.closed:
            return _busy()
        try:
            body = await asyncio.wait_for(_body(request), PATIENCE)
        except TimeoutError:
            return _SLOW
        except ClientDisconnect:
            return _NONSENSE
        return _LONG if body is None else self._taken(body)

    def _taken(self, body: bytes) -> Response:
        try:
            told = json.loads(body)
        except (ValueError, RecursionError):
            return _NONSENSE
        if numbered(told) is None:
            return _NONSENSE
        update = readable(told, self._bot)
        return _DONE if update is None or self._lanes.take(update) else _busy()


def _busy() -> Response:
    return Response(status_code=503, headers={"Retry-After": "1"})


async def _body(request: Request) -> bytes | None:
    """The whole of it; None where it is too long, whether or not that was announced."""
    announced = request.headers.get("content-length", "0")
    if not announced.isdecimal() or int(announced[:20]) > LONGEST:
        return None
    parts, length = [], 0
    async for part in request.stream():
        length += len(part)
        if length > LONGEST:
            return None
        parts.append(part)
    return b"".join(parts)
