"""What a server sends, unpacked as it comes, up to a bound: a few bytes may hold terabytes."""

import zlib
from importlib import import_module
from typing import Any, Protocol

OFFERED = "gzip, deflate, br"
_STEP = 64 * 1024  # bytes that are unpacked at once


class TooMuchError(ValueError):
    """More bytes than are read."""


class BrokenPackingError(ValueError):
    """Bytes that do not unpack; the message says why."""


class _Unpacker(Protocol):
    def more(self, data: bytes) -> bytes: ...
    def left(self) -> bool: ...


class Unpacking:
    """Feed it the bytes of an answer; `content` holds at most `most` of what they unpack to."""

    def __init__(self, encoding: str, most: int) -> None:
        self._most = most
        self._unpacker = _unpacker(encoding.strip().lower())
        self.content = bytearray()

    def feed(self, data: bytes) -> None:
        """Take the next bytes; TooMuchError, BrokenPackingError."""
        while True:
            self._keep(data if self._unpacker is None else self._unpacker.more(data))
            if self._unpacker is None or not self._unpacker.left():
                return
            data = b""

    def _keep(self, unpacked: bytes) -> None:
        if len(self.content) + len(unpacked) > self._most:
            raise TooMuchError
        self.content += unpacked


def _unpacker(encoding: str) -> _Unpacker | None:
    if encoding in {"", "identity"}:
        return None
    if encoding in {"gzip", "x-gzip"}:
        return _Zlib(31)
    if encoding == "deflate":
        return _Zlib(0)
    if encoding == "br":
        return _Brotli()
    raise BrokenPackingError(f"packed as {encoding[:20]}, which was not asked for")


class _Zlib:
    """gzip, or deflate with and without its header, which servers disagree about."""

    def __init__(self, bits: int) -> None:
        self._bits = bits
        self._own = zlib.decompressobj(wbits=bits) if bits else None
        self._rest = b""

    def more(self, data: bytes) -> bytes:
        data = self._rest + data
        if not data:
            return b""
        if self._own is None:
            self._own = zlib.decompressobj(wbits=15 if data[0] & 0x0F == 8 else -15)
        try:
            found = self._own.decompress(data, _STEP)
        except zlib.error as error:
            raise BrokenPackingError("packed, but broken") from error
        self._rest = self._own.unconsumed_tail
        if self._own.eof and self._bits == 31 and self._own.unused_data.startswith(b"\x1f\x8b"):
            self._rest, self._own = self._own.unused_data, zlib.decompressobj(wbits=31)
        return found

    def left(self) -> bool:
        return bool(self._rest)


class _Brotli:
    def __init__(self) -> None:
        brotli: Any = import_module("brotli")  # without types of its own
        self._own = brotli.Decompressor()
        self._error: type[ValueError] = brotli.error

    def more(self, data: bytes) -> bytes:
        try:
            return bytes(self._own.process(data, output_buffer_limit=_STEP))
        except self._error as error:
            raise BrokenPackingError("packed, but broken") from error

    def left(self) -> bool:
        return not self._own.can_accept_more_data()
