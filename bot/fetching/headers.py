"""What an answer's headers say that matters to whoever polls."""

import datetime as dt
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

LONGEST_WAIT = 7 * 86_400.0  # seconds: who says more is asked again all the same
_AGE = re.compile(r"(?:^|[\s,])(?:s-maxage|max-age)\s{0,3}=\s{0,3}\"?(\d{1,9})", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{1,40})", re.IGNORECASE)


def retry_after(headers: Mapping[str, str], now: dt.datetime) -> float | None:
    """Seconds until a server wants to be asked again; it may name a moment instead."""
    value = headers.get("Retry-After", "").strip()
    if re.fullmatch(r"\d{1,9}", value):
        return min(float(value), LONGEST_WAIT)
    try:
        then = parsedate_to_datetime(value)
    except ValueError:
        return None
    then = then if then.tzinfo else then.replace(tzinfo=dt.UTC)
    return min(max(0.0, (then - now).total_seconds()), LONGEST_WAIT)


def max_age(headers: Mapping[str, str]) -> int | None:
    """For how many seconds an answer stays good, None where nothing is said."""
    control = headers.get("Cache-Control", "")
    if "no-store" in control.lower() or "no-cache" in control.lower():
        return None
    found = _AGE.search(control)
    return int(found[1]) if found else None


def media_type(headers: Mapping[str, str]) -> str:
    """`text/html` of `text/html; charset=utf-8`."""
    return headers.get("Content-Type", "").partition(";")[0].strip().lower()


def charset(headers: Mapping[str, str]) -> str:
    """The encoding that a server names."""
    found = _CHARSET.search(headers.get("Content-Type", ""))
    return found[1].lower() if found else ""
