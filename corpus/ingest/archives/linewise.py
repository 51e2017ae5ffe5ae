"""A stream line by line, in an encoding in which a line feed is one byte, and none longer than is read."""

import codecs
import io
from collections.abc import Iterator

from corpus.ingest.archives.bounds import ROW_LIMIT, mebibytes

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_START = 4  # bytes
_STEP = 64 * 1024


class LongLineError(ValueError):
    """A line of more bytes than are read, by its number, counted from 1."""

    def __init__(self, number: int) -> None:
        super().__init__(f"line {number}: longer than {mebibytes(ROW_LIMIT)}")


def read_lines(stream: io.BufferedReader) -> Iterator[bytes | LongLineError]:
    """Each line with its line feed; one that is too long comes as the error that says so, and the next is read."""
    number = 0
    while line := stream.readline(ROW_LIMIT + 1):
        number += 1
        if len(line) <= ROW_LIMIT:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(ROW_LIMIT)
        yield LongLineError(number)


def narrow(stream: io.BufferedReader) -> io.BufferedReader:
    """The same text, in UTF-8 where it was in UTF-16."""
    start = stream.peek(_START)[:_START]
    if not start.startswith(_WIDE) and b"\0" not in start:
        return stream
    name = "utf-16" if start.startswith(_WIDE) else "utf-16-le" if start[1:2] == b"\0" else "utf-16-be"
    return io.BufferedReader(_Narrow(stream, name), _STEP)


class _Narrow(io.RawIOBase):
    def __init__(self, stream: io.BufferedReader, encoding: str) -> None:
        super().__init__()
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._stream = stream
        self._left = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override] # any writable buffer
        """As any raw stream."""
        data = b"more"
        while data and not self._left:
            data = self._stream.read1(_STEP)
            self._left = self._decoder.decode(data, final=not data).encode("utf-8", "replace")
        count = min(len(buffer), len(self._left))
        buffer[:count], self._left = self._left[:count], self._left[count:]
        return count
