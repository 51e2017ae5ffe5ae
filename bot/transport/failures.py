"""What went wrong on the wire, as the library's errors: without an address, since the token is part of it."""

import aiohttp
from telegram.error import NetworkError, TimedOut

_NOWHERE = (aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError)


class Unsent(Exception):  # noqa: N818 - the cause of an error, never raised by itself
    """Nothing has left this machine: the call may be made again."""


class Unanswered(Exception):  # noqa: N818 - as above
    """It may have been carried out, or not."""


def failure(error: Exception) -> NetworkError:
    """TimedOut or NetworkError; its cause is Unsent where nothing went out, else Unanswered."""
    made = _timed_out(error) if isinstance(error, TimeoutError) else NetworkError(_words(error))
    made.__cause__ = Unsent(type(error).__name__) if _unsent(error) else Unanswered(type(error).__name__)
    return made


def _timed_out(error: TimeoutError) -> TimedOut:
    if isinstance(error, aiohttp.ConnectionTimeoutError):
        return TimedOut("Timed out before a connection was there; nothing was sent")
    return TimedOut()


def _unsent(error: Exception) -> bool:
    """Whether no connection came about, or there is no such address."""
    kinds = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, *_NOWHERE)
    return isinstance(error, kinds) or not isinstance(error, (aiohttp.ClientError, OSError))


def _words(error: Exception) -> str:
    """What an operator can use: the kind, and what the system says of it."""
    if isinstance(error, aiohttp.ClientConnectorError):
        return f"{type(error).__name__}: {error.host}:{error.port}: {error.os_error.strerror or 'no connection'}"
    if isinstance(error, _NOWHERE):
        return "the address is none of the web"
    said = error.strerror if isinstance(error, OSError) else None
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
