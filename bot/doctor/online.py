"""What Telegram says: whose token it is, how updates come, what time it is there."""

import datetime as dt
import ssl
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

from bot.doctor.finding import Finding, mend, ok, unknown
from bot.settings import Settings

WAIT = 10.0  # seconds for one call of the Bot API
POLLED = 6  # seconds in which another program that polls makes itself heard
SKEW = 60.0  # seconds that a clock may be wrong: digests come to the minute
MANY = 100  # updates that wait with Telegram


async def telegram(settings: Settings, *, polling: bool) -> list[Finding]:
    """The token, the way of updates, the clock."""
    token = settings.token.get_secret_value().strip() if settings.token else ""
    if not token:
        without = unknown("webhook", "not looked at without a token"), unknown("clock", "not compared without a token")
        return [mend("token", "none is set", "get one from @BotFather, set DATELINE_TOKEN"), *without]
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=WAIT)) as session:
        bot = _Bot(session, f"{settings.base_url}{token}", settings.base_url)
        try:
            me = await bot.ask("getMe")
        except _NoAnswerError as error:
            unread = unknown("webhook", "not looked at"), unknown("clock", "not compared with Telegram's")
            return [unknown("token", f"Telegram was not reached at {settings.base_url} ({error})"), *unread]
        found = [
            _token(me),
            await _updates(bot, settings, polling=polling)
            if me.get("ok")
            else unknown("webhook", "not looked at with this token"),
        ]
    return [*found, _clock(bot.skew)]


class _NoAnswerError(Exception):
    """Telegram has not answered; the words hold no address."""


class _Bot:
    """Calls of the Bot API, and how far its clock is from ours."""

    def __init__(self, session: aiohttp.ClientSession, base: str, place: str) -> None:
        self._session = session
        self._base = base
        self._place = place
        self.skew: float | None = None

    async def ask(self, method: str, **parameters: str) -> Mapping[str, Any]:
        """What it answers, an error of its own too."""
        try:
            async with self._session.post(f"{self._base}/{method}", data=parameters) as response:
                self._compare(response.headers.get("Date", ""))
                found = await response.json(content_type=None)
        except (aiohttp.ClientError, ssl.SSLError, TimeoutError, OSError, ValueError) as error:
            raise _NoAnswerError(type(error).__name__) from None
        if not isinstance(found, dict):
            raise _NoAnswerError("no answer of the Bot API")
        return found

    def _compare(self, date: str) -> None:
        try:
            there = parsedate_to_datetime(date)
        except ValueError:
            return
        self.skew = (dt.datetime.now(dt.UTC) - there).total_seconds()


def _token(me: Mapping[str, Any]) -> Finding:
    if me.get("ok"):
        return ok("token", f"of @{me['result'].get('username')}")
    return mend(
        "token", f"Telegram refuses it ({me.get('description')})", "copy it again, or ask @BotFather for a new one"
    )


async def _updates(bot: _Bot, settings: Settings, *, polling: bool) -> Finding:
    """Whether updates come the way that the settings say."""
    try:
        found = (await bot.ask("getWebhookInfo")).get("result") or {}
        other = not found.get("url") and not settings.webhook_url and polling and await _conflict(bot)
    except _NoAnswerError as error:
        return unknown("webhook", f"Telegram did not answer ({error})")
    url, waiting = found.get("url", ""), int(found.get("pending_update_count") or 0)
    if url != settings.webhook_url and (url or settings.webhook_url):
        return _elsewhere(url, settings)
    failed = dt.datetime.fromtimestamp(int(found.get("last_error_date") or 0), dt.UTC)
    if url and dt.datetime.now(dt.UTC) - failed < dt.timedelta(hours=1):
        how = "see that the address can be reached from outside, by https with a certificate that is known"
        return mend(
            "webhook", f"failed at {failed:%H:%M} UTC: {found.get('last_error_message')}; {waiting} updates wait", how
        )
    if other:
        return mend("polling", "another program polls with this token", "stop it: of two each gets some of the updates")
    if waiting > MANY:
        return mend("updates", f"{waiting} wait with Telegram", "see whether the bot runs, and its log")
    return (
        ok("webhook", f"{url}, {waiting} updates wait")
        if url
        else ok("polling", f"no webhook is set; {waiting} updates wait")
    )


def _elsewhere(url: str, settings: Settings) -> Finding:
    if not settings.webhook_url:
        how = "nothing, if `dateline run` is to take it away when it starts; else set DATELINE_WEBHOOK_URL"
        return mend("webhook", f"one is set at {url}, and none is in the settings", how)
    there = f"Telegram sends updates to {url}" if url else "Telegram has none"
    return mend("webhook", f"{there}; the settings name {settings.webhook_url}", "start `dateline run`, which sets it")


async def _conflict(bot: _Bot) -> bool:
    """Whether somebody else polls: they come again while we wait, and one of us is sent away. Nothing is confirmed."""
    found = await bot.ask("getUpdates", timeout=str(POLLED), limit="1")
    return found.get("error_code") == 409


def _clock(skew: float | None) -> Finding:
    if skew is None:
        return unknown("clock", "Telegram did not tell the time")
    if abs(skew) > SKEW:
        way = "ahead" if skew > 0 else "behind"
        return mend(
            "clock",
            f"{abs(skew):.0f} s {way} of Telegram's",
            "switch on time synchronisation (timedatectl set-ntp true)",
        )
    return ok("clock", f"within {max(1, round(abs(skew)))} s of Telegram's")
