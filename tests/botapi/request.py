"""The in-process face: what the library would reach by HTTP, reached by a call."""

import asyncio
from typing import Any
from urllib.parse import unquote

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from tests.botapi.core import Core, dumps
from tests.botapi.refusals import Dropped, Refused


class InProcess(BaseRequest):
    """A transport for `ApplicationBuilder.request` and `.get_updates_request`."""

    __slots__ = ("_core",)

    def __init__(self, core: Core) -> None:
        self._core = core

    @property
    def read_timeout(self) -> float | None:
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        token, _, name = url.rpartition("/bot")[2].partition("/")
        if "/file/bot" in url:
            return self._file(unquote(token), unquote(name))
        params = request_data.json_parameters if request_data else {}
        files = request_data.multipart_data if request_data and request_data.contains_files else None
        await asyncio.sleep(0)
        try:
            return 200, dumps(await self._core.call(token, name, params, files))
        except Refused as refused:
            return refused.status, dumps(refused.payload)
        except Dropped as dropped:
            return _broken(dropped)

    def _file(self, token: str, path: str) -> tuple[int, bytes]:
        try:
            return 200, self._core.download(token, path)
        except Refused as refused:
            return refused.status, dumps(refused.payload)


def _broken(dropped: Dropped) -> tuple[int, bytes]:
    if dropped.how == "timeout":
        raise TimedOut from dropped
    if dropped.how == "reset":
        raise NetworkError("httpx.ReadError: ") from dropped
    if dropped.how == "half":
        raise NetworkError("httpx.RemoteProtocolError: peer closed connection") from dropped
    return 200, b'{"ok": true, "result": {'
