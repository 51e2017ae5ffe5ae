"""ISO days and minutes, as articles keep them."""

import datetime as dt
import re

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MINUTE = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")


def iso_moment(text: str) -> str:
    """A day (`2021-12-30`) or minute (`2021-12-30T11:28`), in the place's own time, of ISO 8601; else ValueError."""
    text = text.strip()
    if _DAY.fullmatch(text):
        return dt.date.fromisoformat(text).isoformat()
    if found := _MINUTE.fullmatch(text):
        return dt.datetime.fromisoformat(f"{found[1]}T{found[2]}").isoformat(timespec="minutes")
    raise ValueError(f"not an ISO day or minute: {text[:40]!r}")
