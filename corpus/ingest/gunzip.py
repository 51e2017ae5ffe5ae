"""Gzipped files unpacked, to a bound: a few bytes may hold terabytes."""

import zlib

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
