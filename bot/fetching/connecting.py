"""Connections that go to the very address that was checked: a name looked up twice may mean two hosts."""

import socket
from collections.abc import Awaitable, Callable

from aiohttp import TCPConnector, ThreadedResolver
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.fetching.addresses import Guard, RefusedError

LookUp = Callable[[str, int, socket.AddressFamily], Awaitable[list[ResolveResult]]]
_AddressInfo = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple]  # type: ignore[type-arg] # aiohttp's own form


class CheckedResolver(AbstractResolver):
    """Looks a name up once and passes on what it found; one private address among several refuses them all."""

    def __init__(self, guard: Guard, look_up: LookUp | None = None) -> None:
        self._guard = guard
        self._own = None if look_up else ThreadedResolver()
        self._look_up = look_up

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of a host, all of them public."""
        look_up = self._look_up or (self._own or ThreadedResolver()).resolve
        found = await look_up(host, port, family)
        if not found:
            raise RefusedError("the host has no address")
        for one in found:
            self._guard.check(one["host"], port)
        return found

    async def close(self) -> None:
        """Nothing is held."""
        if self._own:
            await self._own.close()


def connector(guard: Guard, look_up: LookUp | None, most: int) -> TCPConnector:
    """A pool of at most so many connections, one a host; each socket is checked once more where it is made."""

    def checked_socket(info: _AddressInfo) -> socket.socket:
        family, kind, protocol, _, address = info
        guard.check(address[0], address[1])
        return socket.socket(family, kind, protocol)

    return TCPConnector(
        resolver=CheckedResolver(guard, look_up),
        use_dns_cache=False,
        limit=most,
        limit_per_host=1,
        keepalive_timeout=5,
        socket_factory=checked_socket,
    )
