"""The server: a socket of our own, uvicorn on it, Starlette behind; its signals and its logs stay the bot's."""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence

import uvicorn
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.chatsdb import ChatsError
from bot.serving import ListenError
from corpus.errors import CorpusError

LINGER = 5.0  # seconds for answers that are under way when it closes
KEPT = 75  # seconds that an idle connection is kept: Telegram uses few, again and again
CROWD = 256  # connections at once
LOOK = 5.0  # seconds within which all that is looked at must answer
Looks = Mapping[str, Callable[[], object]]


class Face:
    """Serves /healthz, /readyz, /metrics and what is given besides, until closed.

    `looks` are tried for /readyz, each in a worker thread: one that raises, or gives False, is not ready.
    """

    def __init__(self, listen: str, port: int, looks: Looks, figures: Callable[[], bytes]) -> None:
        self._listen = listen
        self._port = port
        self._looks = dict(looks)
        self._figures = figures
        self._server: _Server | None = None
        self._serving: asyncio.Task[None] | None = None
        self.address = ("", 0)

    async def open(self, *more: BaseRoute, looks: Looks | None = None) -> None:
        """Listen and serve; ListenError where that cannot be."""
        self._looks.update(looks or {})
        try:
            family = socket.AF_INET6 if ":" in self._listen else socket.AF_INET
            bound = socket.create_server((self._listen, self._port), family=family, backlog=1024)
        except OSError as error:
            raise ListenError(f"{self._listen}:{self._port} cannot be listened on: {error.strerror}") from error
        self.address = bound.getsockname()[:2]
        server = _Server(_config(self._site(more)))
        self._server, self._serving = server, asyncio.create_task(server.serve([bound]), name="http")
        while not server.started and not self._serving.done():  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.01)

    async def served(self) -> None:
        """Wait until it serves no more, which nobody asked for."""
        assert self._serving is not None
        await asyncio.shield(self._serving)

    async def close(self) -> None:
        """Finish what is being answered, then end."""
        if self._server and self._serving:
            self._server.should_exit = True
            await asyncio.wait([self._serving], timeout=LINGER + 1)

    def _site(self, more: Sequence[BaseRoute]) -> Starlette:
        return Starlette(
            routes=[
                *more,
                Route("/healthz", _well),
                Route("/readyz", self._ready),
                Route("/metrics", self._told),
            ]
        )

    async def _ready(self, _: Request) -> Response:
        found = {name: await _looked(look) for name, look in self._looks.items()}
        return JSONResponse(found, 200 if set(found.values()) <= {"ok"} else 503)

    async def _told(self, _: Request) -> Response:
        return Response(await asyncio.to_thread(self._figures), media_type="text/plain; version=0.0.4")


async def _well(_: Request) -> Response:
    """Whether the program still turns."""
    return PlainTextResponse("ok")


async def _looked(look: Callable[[], object]) -> str:
    try:
        found = await asyncio.wait_for(asyncio.to_thread(look), LOOK)
    except (CorpusError, ChatsError, SQLAlchemyError, OSError) as error:  # a timeout is an OSError
        return type(error).__name__
    return "not yet" if found is False else "ok"


def _config(site: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        site,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=KEPT,
        timeout_graceful_shutdown=int(LINGER),
        limit_concurrency=CROWD,
    )


class _Server(uvicorn.Server):
    """Leaves signals to whoever runs the bot."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """None of them."""
        yield
