"""How much is read of what: a few bytes may hold terabytes, and no page of news is long."""

import io
from typing import IO, BinaryIO, cast

PAGE_LIMIT = 2 * 1024 * 1024  # bytes: no article is this long, and one that is would stall a build
WEB_LIMIT = 24 * 1024 * 1024  # bytes: saved pages hold their pictures too
ROW_LIMIT = 24 * 1024 * 1024  # bytes of a line or a row, which may hold a page's whole markup
NESTED_LIMIT = 1024 * 1024 * 1024  # bytes of an archive inside another: it is put aside on disk
DEPTH = 2  # archives inside one another
_RATIO = 100  # times its size that an archive may unpack to: markup packs to a tenth, lines of JSON to a fortieth
_FREE = 64 * 1024 * 1024  # bytes that even the smallest may
_STEP = 64 * 1024


class TooMuchError(ValueError):
    """More than is read; the message says how much that is."""


def mebibytes(count: int) -> str:
    """A size as reasons name it."""
    return f"{count / 2**20:.0f} MiB"


class Budget:
    """How many bytes may still be unpacked of an archive and of all that lies in it."""

    def __init__(self, size: int) -> None:
        self.left = _RATIO * size + _FREE

    def spend(self, count: int) -> None:
        """Take bytes from it; TooMuchError when there are no more."""
        self.left -= count
        if self.left < 0:
            raise TooMuchError(f"unpacks to more than {_RATIO} times its size, as bombs do")


class Metered(io.RawIOBase):
    """A stream whose bytes come out of a budget."""

    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        super().__init__()
        self._stream = stream
        self._budget = budget

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override] # any writable buffer
        """As any raw stream."""
        data = self._stream.read(min(len(buffer), _STEP))
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


class Sound(io.RawIOBase):
    """A member of an archive whose faults are ValueErrors with a reason, whatever its library raises."""

    def __init__(self, content: IO[bytes], faults: tuple[type[Exception], ...], reason: str) -> None:
        super().__init__()
        self._content = content
        self._faults = faults
        self._reason = reason

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Bytes of it."""
        try:
            return self._content.read(size)
        except self._faults as error:
            raise ValueError(self._reason) from error

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override] # any writable buffer
        """As any raw stream."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def metered(stream: BinaryIO, budget: Budget) -> io.BufferedReader:
    """The stream, with lines and with a look ahead, out of a budget."""
    return buffered(Metered(stream, budget))


def buffered(stream: object) -> io.BufferedReader:
    """A raw stream, or what behaves as one, with lines and with a look ahead."""
    return io.BufferedReader(cast("io.RawIOBase", stream), _STEP)
