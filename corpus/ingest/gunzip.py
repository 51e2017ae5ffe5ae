"""Gzipped files unpacked, to a bound: a few bytes may hold terabytes."""

import io
import zlib
from collections.abc import Callable
from typing import BinaryIO

_MAGIC = b"\x1f\x8b"
_STEP = 1024 * 1024  # bytes


class GzipError(ValueError):
    """Bytes that cannot be unpacked; the message says why."""


def is_gzipped(content: bytes) -> bool:
    """Whether these bytes are gzipped."""
    return content.startswith(_MAGIC)


def gunzip(content: bytes, most: int) -> bytes:
    """What gzipped bytes hold, all members of it; GzipError where it is more than `most` bytes, broken or cut off."""
    unpacked = bytearray()
    while content:
        member = zlib.decompressobj(wbits=31)
        content = _member(member, content, unpacked, most)
        if not member.eof:
            raise GzipError("gzipped, but cut off")
    return bytes(unpacked)


def _member(member: "zlib._Decompress", content: bytes, unpacked: bytearray, most: int) -> bytes:
    """Unpack one member, and return what follows it."""
    while content and not member.eof:
        try:
            unpacked += member.decompress(content, _STEP)
        except zlib.error as error:
            raise GzipError("gzipped, but broken") from error
        if len(unpacked) > most:
            raise GzipError(f"gzipped, and unpacks to more than {most / 2**20:.0f} MiB")
        content = member.unconsumed_tail
    return member.unused_data if member.unused_data.startswith(_MAGIC) else b""


class Unzipped(io.RawIOBase):
    """What a gzipped stream holds, all members of it, read as it goes.

    `spend` is told of every byte and raises where there are too many. Where the stream is cut off or broken, it ends
    there, and `fault` says so: what stands before is not lost.
    """

    def __init__(self, stream: BinaryIO, spend: Callable[[int], None]) -> None:
        super().__init__()
        self._stream = stream
        self._spend = spend
        self._member = zlib.decompressobj(wbits=31)
        self._packed = b""
        self._begun = False  # the member
        self.fault = ""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override] # any writable buffer
        """As any raw stream."""
        data = b""
        while not data and self._more():
            try:
                data = self._member.decompress(self._packed, len(buffer))
            except zlib.error:
                self.fault = "gzipped, but broken: what stands before was read"
                return 0
            self._begun = True
            self._packed = self._member.unconsumed_tail
            if self._member.eof:
                self._packed = self._member.unused_data
                self._member, self._begun = zlib.decompressobj(wbits=31), False
        self._spend(len(data))
        buffer[: len(data)] = data
        return len(data)

    def _more(self) -> bool:
        """Whether there are packed bytes; what follows the last member and is none is passed over."""
        if self.fault:
            return False
        if len(self._packed) < len(_MAGIC):
            self._packed += self._stream.read(_STEP)
        if not self._packed and self._begun:
            self.fault = "gzipped, but cut off: what stands before was read"
        return bool(self._packed) and (self._begun or self._packed.startswith(_MAGIC))
