"""Days and minutes as tables and lists give them."""

import datetime as dt
import re
from email.utils import parsedate_to_datetime

from corpus.ingest.dates import publication_date
from corpus.ingest.moments import iso_moment

_SOLID = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(?:\d\d)?Z?)?")
_STAMP = re.compile(r"1\d{9}(?:\d{3}|\.\d+)?")  # seconds or thousandths since 1970, from 2001 on
_SECONDS = 10  # digits
_ZONE = re.compile(r"\s?(?:UTC|GMT|Z)$")


def given_moment(text: str) -> str:
    """An ISO day or minute out of the forms in use; a text that is none as it stands, for the reader to refuse."""
    bare = text.strip()
    for form in (_iso, _solid, _seconds, _mail):
        if found := form(bare):
            return found
    return publication_date(bare) or bare


def _iso(text: str) -> str | None:
    try:
        return iso_moment(_ZONE.sub("", text))
    except ValueError:
        return None


def _solid(text: str) -> str | None:
    found = _SOLID.fullmatch(text)
    if not found:
        return None
    day, clock = "-".join(found.groups()[:3]), ":".join(filter(None, found.groups()[3:]))
    return _iso(f"{day}T{clock}" if clock else day)


def _seconds(text: str) -> str | None:
    if not _STAMP.fullmatch(text):
        return None
    moment = dt.datetime.fromtimestamp(int(text[:_SECONDS]), tz=dt.UTC)
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")


def _mail(text: str) -> str | None:
    """As messages and feeds date: Thu, 30 Dec 2021 11:28:00 GMT."""
    try:
        return parsedate_to_datetime(text).replace(tzinfo=None).isoformat(timespec="minutes") if "," in text else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
