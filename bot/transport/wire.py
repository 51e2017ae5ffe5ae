"""The Bot API over aiohttp: the library's transport with half the work for the processor."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, TelegramError
from telegram.request import BaseRequest, RequestData

from bot.transport.failures import failure
from bot.transport.uploads import form

CONNECTIONS = 64  # open at once; Pace has fewer calls under way
KEPT = 10.0  # seconds that an idle connection is kept: Telegram closes its end later
JSON = {"Content-Type": "application/json"}
HTTP_ERROR = 400  # the first status of one
_NOT_GIVEN = type(BaseRequest.DEFAULT_NONE)


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds until it is given up: `pool`, to have one of the connections; `media`, to write a file."""

    read: float | None = 5.0
    write: float | None = 5.0
    connect: float | None = 5.0
    pool: float | None = 1.0
    media: float | None = 20.0


class Wire(BaseRequest):
    """A transport for `ApplicationBuilder.request` and `.get_updates_request`.

    What it raises holds no address: the token is part of each.
    """

    __slots__ = ("_connections", "_proxies", "_session", "_waits")

    def __init__(self, waits: Waits | None = None, connections: int = CONNECTIONS) -> None:
        self._waits = waits or Waits()
        self._connections = connections
        self._proxies = getproxies()
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds, where a call names none."""
        return self._waits.read

    async def initialize(self) -> None:
        """Open no connection yet, but what will hold them."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=KEPT),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close the connections."""
        session, self._session = self._session, None
        if session:
            await session.close()

    async def do_request(  # noqa: PLR0917 - the library sets the signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One exchange: the status and the body, whatever the status; TimedOut or NetworkError without an answer."""
        if self._session is None:
            raise RuntimeError("this transport is not initialized")
        uploads = request_data is not None and request_data.contains_files
        waits = self._within(read_timeout, write_timeout, connect_timeout, pool_timeout, uploads=uploads)
        try:
            status, body = await self._exchange(self._session, method, url, request_data, waits)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            failed = failure(error)
        else:
            return status, body if status < HTTP_ERROR else _readable(status, body)
        raise failed  # outside the handler: the error there, whose words hold the address, is not its context

    async def _exchange(
        self,
        session: aiohttp.ClientSession,
        method: str,
        url: str,
        data: RequestData | None,
        waits: aiohttp.ClientTimeout,
    ) -> tuple[int, bytes]:
        content: Any = None
        if data is not None:
            content = form(data) if data.contains_files else _written(data)
        headers = JSON if isinstance(content, bytes) else None
        proxy = self._proxy(url) if self._proxies else None
        async with session.request(
            method, url, data=content, headers=headers, timeout=waits, proxy=proxy, allow_redirects=False
        ) as response:
            return response.status, await response.read()

    def _proxy(self, url: str) -> str | None:
        """The one that the environment names for the address; read once."""
        address = urlsplit(url)
        proxy = self._proxies.get(address.scheme) or self._proxies.get("all")
        return proxy if proxy and not proxy_bypass(address.hostname or "") else None

    def _within(self, read: Any, write: Any, connect: Any, pool: Any, *, uploads: bool) -> aiohttp.ClientTimeout:
        """A call's own times, else the default ones. The answer to a file may take as long as writing it beside."""
        own = self._waits
        connecting, pooled = _given(connect, own.connect), _given(pool, own.pool)
        reading = _given(read, own.read)
        if uploads:
            reading = _sum(reading, _given(write, own.media))
        return aiohttp.ClientTimeout(
            total=None, connect=_sum(connecting, pooled), sock_connect=connecting, sock_read=reading
        )

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The body as JSON; NetworkError for what is none, of which no word goes into a log: people wrote it."""
        try:
            found = json.loads(payload)
        except ValueError:
            found = None
        if not isinstance(found, dict) or (found.get("ok") and "result" not in found):
            raise NetworkError("the answer was no whole answer of the Bot API")
        if "ok" not in found:
            raise TelegramError("the answer was not one of the Bot API")
        return found


def _written(data: RequestData) -> bytes:
    """The parameters as JSON: quoting them for a form takes as long as all else of a call. Half characters are none."""
    return json.dumps(data.json_parameters, ensure_ascii=False).encode("utf-8", "replace")


def _given(value: Any, default: float | None) -> float | None:
    return default if isinstance(value, _NOT_GIVEN) else value


def _sum(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else first + second


def _readable(status: int, body: bytes) -> bytes:
    """An error's body as Telegram writes it; of a page by a server in between stays its status."""
    try:
        found = json.loads(body)
    except ValueError:
        found = None
    if isinstance(found, dict):
        return body
    return json.dumps({"ok": False, "description": f"HTTP {status}, not by the Bot API itself"}).encode()
