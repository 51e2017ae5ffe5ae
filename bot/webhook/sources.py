"""Updates by webhook; or by polling, with the same figures beside."""

import logging
from urllib.parse import urlsplit

from starlette.routing import Route
from telegram import Bot

from bot.arriving import KINDS
from bot.lanes import Lanes
from bot.serving import Source
from bot.webhook.face import Face
from bot.webhook.intake import Intake

CONNECTIONS = 40  # that Telegram may open at once; an update is taken over in a millisecond
log = logging.getLogger(__name__)


class Webhook:
    """A source of updates: Telegram is told the address and the secret by each replica, always the same.

    When it ends the address stays set: other replicas serve it, or this one when it starts again.
    """

    def __init__(self, bot: Bot, lanes: Lanes, face: Face, url: str, secret: str) -> None:
        self._bot = bot
        self._lanes = lanes
        self._face = face
        self._url = url
        self._secret = secret
        self._set = False

    async def open(self) -> None:
        """Listen first, then be told."""
        intake = Intake(self._bot, self._lanes, self._secret)
        path = urlsplit(self._url).path or "/"
        looks = {"webhook": lambda: self._set and not self._lanes.closed}
        await self._face.open(Route(path, intake, methods=["POST"]), looks=looks)
        await self._bot.set_webhook(
            self._url, secret_token=self._secret, allowed_updates=KINDS, max_connections=CONNECTIONS
        )
        self._set = True
        log.info("updates come by webhook, at %s:%s", *self._face.address)

    async def run(self) -> None:
        """The server runs by itself."""
        await self._face.served()

    async def close(self) -> None:
        """Stop listening: until now, what came was refused for Telegram to bring it again."""
        await self._face.close()


class Overseen:
    """Another source, with the figures and whether all is well beside it."""

    def __init__(self, source: Source, lanes: Lanes, face: Face) -> None:
        self._source = source
        self._lanes = lanes
        self._face = face

    async def open(self) -> None:
        """Both."""
        await self._face.open(looks={"polling": lambda: not self._lanes.closed})
        await self._source.open()

    async def run(self) -> None:
        """Only updates need anything done."""
        await self._source.run()

    async def close(self) -> None:
        """Both."""
        await self._source.close()
        await self._face.close()
