"""All that is new since a moment, on what a digest was about: a request that anybody may make again, from anywhere."""

import datetime as dt
import re
from collections.abc import Iterable

from handlers.messages import Follow, Request
from handlers.paging import follow

_DAY, _TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}", "[0-9]{2}:[0-9]{2}:[0-9]{2}"
SINCE = re.compile(rf"since ({_DAY}T{_TIME}\+00:00)(?: on ([^;]*))?(?:; (.*))?")  # a moment, a topic, who is followed


def told_since(request: Request, since: dt.datetime, about: str = "", follows: Iterable[Follow] = ()) -> Request:
    """The request for all that is new since then on the same: what is told once can be asked for again, by anybody."""
    topic = f" on {about.replace(';', ',')}" if about else ""
    beside = "".join(f"; {one.name.replace(';', ',')}" for one in follows)
    return follow(request, request.command, f"since {since.isoformat(timespec='seconds')}{topic}{beside}")


def asked_since(found: re.Match[str]) -> tuple[dt.datetime, str, tuple[Follow, ...]]:
    """What such a request says: since when, on what, who is followed beside it."""
    names = (name.strip() for name in (found[3] or "").split(";"))
    return dt.datetime.fromisoformat(found[1]), found[2] or "", tuple(Follow(name) for name in names if name)
