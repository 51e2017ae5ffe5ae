"""Ask for an address: hop by hop, each checked, in its host's turn, as its robots.txt allows, bounded in all ways."""

import asyncio
import datetime as dt
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from importlib import metadata
from types import TracebackType
from typing import Self

from aiohttp import (
    ClientConnectorCertificateError,
    ClientConnectorError,
    ClientError,
    ClientResponse,
    ClientSession,
    ClientSSLError,
    ClientTimeout,
    DummyCookieJar,
)
from yarl import URL

from bot.fetching import headers as head
from bot.fetching.addresses import Guard, RefusedError
from bot.fetching.connecting import LookUp, connector
from bot.fetching.outcome import Failed, Fetched, Limits
from bot.fetching.robots import MOST, OPEN, Robots, read_robots
from bot.fetching.turns import Turns
from bot.fetching.unpacking import OFFERED, BrokenPackingError, TooMuchError, Unpacking
from corpus.errors import UnreadableError
from corpus.models import Page

Outcome = Fetched | Failed
AT_ONCE = 8  # hosts
REST = 1.0  # seconds between two questions to one host
DAY = 86_400.0
SOON = 600.0  # seconds until a robots.txt that could not be had is asked for again
_ROBOTS_KEPT = 5_000  # hosts
_LASTING = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPT = (
    "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,application/feed+json;q=0.9,*/*;q=0.5"
)
_SAYINGS = {
    401: "the page asks for a password",
    402: "a paywall: the page asks for money",
    403: "the server refuses to show it",
    404: "the server knows no such page",
    410: "the page is gone for good",
    429: "the server says that it is asked too often",
    451: "the page is blocked for legal reasons",
}


class Fetcher:
    """`contact` (an address or e-mail) stands in the user agent. `guard` and `look_up` are for tests."""

    def __init__(
        self,
        contact: str = "",
        *,
        limits: Limits | None = None,
        guard: Guard | None = None,
        look_up: LookUp | None = None,
        rest: float = REST,
        at_once: int = AT_ONCE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.agent = user_agent(contact)
        self._limits = limits or Limits()
        self._guard = guard or Guard()
        self._look_up = look_up
        self._rest = rest
        self._at_once = at_once
        self._clock = clock
        self._turns = Turns(at_once, clock, sleep)
        self._robots: dict[str, tuple[float, Robots | Failed]] = {}
        self._session: ClientSession | None = None

    async def __aenter__(self) -> Self:
        """Nothing is connected yet."""
        waits = ClientTimeout(total=None, sock_connect=self._limits.connect, sock_read=self._limits.read)
        self._session = ClientSession(
            connector=connector(self._guard, self._look_up, self._at_once),
            timeout=waits,
            cookie_jar=DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            requote_redirect_url=False,
            headers={"User-Agent": self.agent, "Accept": _ACCEPT, "Accept-Encoding": OFFERED},
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Connections are closed."""
        if self._session:
            await self._session.close()
            self._session = None

    async def fetch(self, address: str) -> Page | UnreadableError:
        """The page at an address that somebody gave, or why it cannot be had."""
        found = await self.get(address)
        if isinstance(found, Failed):
            return UnreadableError(address, found.reason)
        if not (found.content or b"").strip():
            return UnreadableError(address, "empty")
        return found.page(dt.datetime.now(dt.UTC))

    async def get(
        self, address: str, *, etag: str = "", modified: str = "", robots: bool = True, limits: Limits | None = None
    ) -> Outcome:
        """An answer, or why there is none; `etag` and `modified` are those of the last answer from this address."""
        limits = limits or self._limits
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        try:
            async with asyncio.timeout(limits.total):
                return await self._follow(address, {k: v for k, v in conditions.items() if v}, limits, robots=robots)
        except TimeoutError:
            return Failed(address, f"no whole answer within {limits.total:.0f} seconds")

    async def _follow(self, address: str, conditions: dict[str, str], limits: Limits, *, robots: bool) -> Outcome:
        """Hop by hop; a place that has moved for good counts only as far as every hop before it lasts too."""
        seen, first = {address}, address
        moved, lasting = "", True
        for _ in range(limits.redirects + 1):
            found = await self._hop(address, conditions, limits, robots=robots)
            if not isinstance(found, _Elsewhere):
                return replace(found, moved=moved) if moved else found
            address, lasting = found.address, lasting and found.lasting
            moved = address if lasting else moved
            if address in seen:
                return Failed(first, "it redirects in a circle")
            seen.add(address)
        return Failed(first, f"it redirects more than {limits.redirects} times")

    async def _hop(
        self, address: str, conditions: dict[str, str], limits: Limits, *, robots: bool
    ) -> "Outcome | _Elsewhere":
        try:
            url = self._guard.target(address)
        except RefusedError as error:
            return Failed(address, str(error), refused=True)
        host = url.raw_authority
        if held := self._turns.held(host):
            return Failed(address, "its server asked to be left alone for a while", 429, wait=held)
        rules = await self._rules(url) if robots else OPEN
        if isinstance(rules, Failed):
            return replace(rules, address=address)
        if not rules.allows(url.raw_path_qs):
            return Failed(address, "its server's robots.txt asks programs to stay away", refused=True)
        async with self._turns.turn(host, max(self._rest, rules.delay)):
            return await self._ask(url, conditions, limits)

    async def _ask(self, url: URL, conditions: dict[str, str], limits: Limits) -> "Outcome | _Elsewhere":
        assert self._session is not None, "a Fetcher is entered before it is used"
        address = str(url)
        try:
            async with self._session.get(url, headers=conditions, allow_redirects=False) as answer:
                return await self._read(answer, address, limits)
        except TooMuchError:
            return Failed(address, f"more than {limits.most / 2**20:.0f} MiB, which is more than is read")
        except BrokenPackingError as error:
            return Failed(address, str(error))
        except TimeoutError:
            return Failed(address, "the server does not answer in time")
        except (ClientError, OSError, ValueError) as error:
            return Failed(address, reason_of(error), refused=_refusal(error) is not None)

    async def _read(self, answer: ClientResponse, address: str, limits: Limits) -> "Outcome | _Elsewhere":
        if answer.status in _REDIRECTS and (place := answer.headers.get("Location")):
            return _next(address, place, lasting=answer.status in _LASTING)
        if answer.status == 304:
            return _fetched(answer, address, None)
        if answer.status != 200:
            return self._failure(answer, address)
        if answer.content_length and answer.content_length > limits.most:
            raise TooMuchError
        unpacking = Unpacking(answer.headers.get("Content-Encoding", ""), limits.most)
        async for part in answer.content.iter_chunked(65_536):
            unpacking.feed(part)
        return _fetched(answer, address, bytes(unpacking.content))

    def _failure(self, answer: ClientResponse, address: str) -> Failed:
        wait = head.retry_after(answer.headers, dt.datetime.now(dt.UTC))
        if answer.status in {429, 503} and wait:
            self._turns.hold(URL(address).raw_authority, wait)
        said = _SAYINGS.get(answer.status) or ("the server has a fault" if answer.status >= 500 else "no page came")
        return Failed(address, f"{said} (HTTP {answer.status})", answer.status, wait, gone=answer.status == 410)

    async def _rules(self, url: URL) -> Robots | Failed:
        """The rules of a host, asked for once a day; a host whose rules cannot be had is left alone for now."""
        origin = str(url.origin())
        until, rules = self._robots.get(origin, (0.0, OPEN))
        if self._clock() < until:
            return rules
        limits = replace(self._limits, most=MOST, total=min(self._limits.total, 20.0))
        rules = _rules_of(await self._follow(f"{origin}/robots.txt", {}, limits, robots=False))
        if len(self._robots) >= _ROBOTS_KEPT:
            self._robots.clear()
        lasts = SOON if isinstance(rules, Failed) else DAY
        self._robots[origin] = (self._clock() + lasts, rules)
        return rules


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """Where a hop leads, and whether for good."""

    address: str
    lasting: bool


def user_agent(contact: str = "") -> str:
    """Who asks, and where to complain."""
    version = metadata.version("dateline")
    contact = "".join(sign for sign in contact if sign.isprintable() and sign.isascii() and sign not in "()")
    return f"Dateline/{version} (+{contact})" if contact else f"Dateline/{version}"


def reason_of(error: BaseException) -> str:
    """What an error of the network means, in plain words."""
    if refused := _refusal(error):
        return str(refused)
    if isinstance(error, ClientConnectorCertificateError | ClientSSLError):
        return "its certificate cannot be trusted"
    if isinstance(error, ClientConnectorError):
        return "its server cannot be reached" if error.os_error.errno else "its server's name is not known"
    return "the connection broke off, or what came is no answer of a web server"


def _refusal(error: BaseException) -> RefusedError | None:
    inner = getattr(error, "os_error", None)
    return next((each for each in (error, inner, error.__cause__) if isinstance(each, RefusedError)), None)


def _next(address: str, place: str, *, lasting: bool) -> "Failed | _Elsewhere":
    try:
        return _Elsewhere(str(URL(address).join(URL(place.strip())).with_fragment(None)), lasting)
    except ValueError:
        return Failed(address, "it redirects to what is no address")


def _fetched(answer: ClientResponse, address: str, content: bytes | None) -> Fetched:
    return Fetched(
        address,
        content,
        head.media_type(answer.headers),
        head.charset(answer.headers),
        answer.headers.get("ETag", "")[:500],
        answer.headers.get("Last-Modified", "")[:100],
        head.max_age(answer.headers),
    )


def _rules_of(found: Outcome) -> Robots | Failed:
    """RFC 9309: no file allows all; a server that does not tell is left alone until it does."""
    if isinstance(found, Fetched):
        return read_robots(found.content or b"")
    if found.refused or not found.status:
        return found
    if 400 <= found.status < 500 and found.status != 429:
        return OPEN
    return replace(found, reason=f"its server does not tell what programs may read: {found.reason}")
