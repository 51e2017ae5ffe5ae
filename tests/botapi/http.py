"""The HTTP face: the real library talks to it over a loopback socket."""

import asyncio
import functools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientSession, web

from tests.botapi.core import JSON, Core, dumps
from tests.botapi.refusals import Dropped, Refused


@asynccontextmanager
async def serve(core: Core) -> AsyncIterator[str]:
    """Serve on a free port; gives the base address that a Bot takes (`http://127.0.0.1:PORT/bot`)."""
    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", functools.partial(_answer, core))
    app.router.add_get("/file/bot{token}/{path:.+}", functools.partial(_file, core))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    try:
        yield f"http://{host}:{port}/bot"
    finally:
        await runner.cleanup()


async def _answer(core: Core, request: web.Request) -> web.StreamResponse:
    params, files = await _parameters(request)
    try:
        body = await core.call(request.match_info["token"], request.match_info["method"], params, files)
    except Refused as refused:
        return web.Response(status=refused.status, body=dumps(refused.payload), content_type="application/json")
    except Dropped as dropped:
        return await _break(request, dropped)
    return web.Response(body=dumps(body), content_type="application/json")


async def _file(core: Core, request: web.Request) -> web.StreamResponse:
    try:
        return web.Response(body=core.download(request.match_info["token"], request.match_info["path"]))
    except Refused as refused:
        return web.Response(status=refused.status, body=dumps(refused.payload), content_type="application/json")


async def _parameters(request: web.Request) -> tuple[dict[str, str], dict[str, Any]]:
    if request.content_type == "application/json":
        return {
            key: value if isinstance(value, str) else json.dumps(value) for key, value in (await request.json()).items()
        }, {}
    form = await request.post()
    params = {key: value for key, value in form.items() if isinstance(value, str)}
    files = {key: value.file.read() for key, value in form.items() if isinstance(value, web.FileField)}
    return {**request.query, **params}, files


async def _break(request: web.Request, dropped: Dropped) -> web.StreamResponse:
    if dropped.how == "malformed":
        return web.Response(body=b'{"ok": true, "result": {', content_type="application/json")
    if dropped.how == "timeout":
        await asyncio.sleep(30)
    if dropped.how == "half":
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(b'{"ok": true,')
    if request.transport:
        request.transport.close()
    return web.Response()


async def push(core: Core, url: str, update: JSON, session: ClientSession | None = None) -> int:
    """Deliver an update as Telegram does to a webhook, secret header and all; the status of the answer.

    A `session` keeps its connections, as Telegram does.
    """
    headers = {"X-Telegram-Bot-Api-Secret-Token": core.webhook["secret"]} if core.webhook.get("secret") else {}
    if session is None:
        async with ClientSession() as session:  # noqa: PLR1704 - one of its own
            return await push(core, url, update, session)
    async with session.post(url, data=dumps(update), headers=headers) as response:
        return response.status
