"""A web server of our own on the loopback address, whose answers are scripted; and names that lead to it."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from bot.fetching import Fetcher, Guard, Limits

HOST = "news.example.org"
LOOPBACK = "127.0.0.1"


@dataclass
class Reply:
    """What a path answers; `chunks` are sent one by one, `stall` seconds before the last."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    endless: bytes = b""
    stall: float = 0.0


Script = Reply | Callable[[web.Request], Reply]


@dataclass
class Server:
    """Paths with their replies; keeps who asked for what."""

    port: int
    replies: dict[str, Script] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    open: int = 0
    most: int = 0

    def address(self, path: str, host: str = HOST) -> str:
        return f"http://{host}:{self.port}{path}"

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.path_qs)
        self.agents.add(request.headers["User-Agent"])
        self.open += 1
        self.most = max(self.most, self.open)
        try:
            script = self.replies.get(request.path_qs) or self.replies.get(request.path) or Reply(status=404)
            reply = script(request) if callable(script) else script
            return await self._send(request, reply)
        finally:
            self.open -= 1

    async def _send(self, request: web.Request, reply: Reply) -> web.StreamResponse:
        if reply.stall:
            await asyncio.sleep(reply.stall)
        body = reply.body.encode() if isinstance(reply.body, str) else reply.body
        if not reply.endless:
            return web.Response(body=body, status=reply.status, headers=reply.headers)
        response = web.StreamResponse(status=reply.status, headers=reply.headers)
        await response.prepare(request)
        await response.write(body)
        try:
            while True:
                await response.write(reply.endless)
                await asyncio.sleep(0)
        except (ConnectionError, asyncio.CancelledError):
            return response

    def polls(self, path: str) -> int:
        return self.asked.count(path)


@asynccontextmanager
async def serving() -> AsyncIterator[Server]:
    listening = socket.socket()
    listening.bind((LOOPBACK, 0))
    server = Server(listening.getsockname()[1])
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", server.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    await web.SockSite(runner, listening).start()
    try:
        yield server
    finally:
        await runner.cleanup()


def fetcher(
    server: Server, *hosts: str, look_up=None, limits: Limits | None = None, rest: float = 0.0, **more
) -> Fetcher:
    """A fetcher for which these names, and no other address of this machine, are the server's."""
    names = (HOST, *hosts)

    async def own(host: str, port: int, family: int):
        if host not in names:
            raise OSError(socket.EAI_NONAME, "not known")
        return [_found(host, LOOPBACK, port)]

    exempt = frozenset((name, server.port) for name in (*names, LOOPBACK))
    return Fetcher(
        "mailto:desk@example.org",
        guard=Guard(exempt=exempt),
        look_up=look_up or own,
        limits=limits,
        rest=rest,
        **more,
    )


def _found(host: str, address: str, port: int):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return {"hostname": host, "host": address, "port": port, "family": family, "proto": 0, "flags": 0}


def looked_up(*answers: str):
    """A name server that gives one address after another: the last for ever."""
    left = list(answers)

    async def look_up(host: str, port: int, family: int):
        return [_found(host, left.pop(0) if len(left) > 1 else left[0], port)]

    return look_up
