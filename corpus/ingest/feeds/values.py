"""Values of a feed's fields: words without markup, whole addresses, moments, in whatever form they stand."""

import datetime as dt
import html
import re
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from corpus.ingest.dates import publication_date

_TAG = re.compile(r"<[^<>]{0,2000}>")
_ENTITY = re.compile(r"&[#\w]{1,32};")
_LONGEST = 1_000  # code points of a title or a name
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d)(?::\d\d(?:[.,]\d{1,9})?)?\s?(Z|z|[+-]\d\d:?\d\d)?)?")
_FIRST, _LAST = 1990, 2099  # years
_WEB = frozenset({"http", "https"})


def plain(text: str) -> str:
    """Words on one line: markup goes, references become their signs, where a feed escapes them twice too."""
    text = text[: _LONGEST * 4]
    if "&" in text and "<" not in text and _ENTITY.search(text):
        text = html.unescape(text)
    if "<" in text:
        text = html.unescape(_TAG.sub(" ", text))
    return " ".join(text.split())[:_LONGEST]


def absolute(address: str, base: str) -> str:
    """A whole address of the web, empty where it is none."""
    address = address.strip()
    if not address:
        return ""
    try:
        whole = urljoin(base, address)
        parts = urlsplit(whole)
    except ValueError:
        return ""
    return whole if parts.scheme.lower() in _WEB and parts.netloc else ""


def when(text: str) -> tuple[str | None, float | None]:
    """An ISO day or minute in the zone that is named, and the moment in seconds where one is meant."""
    text = " ".join(text.split())[:100]
    if not text:
        return None, None
    found = _iso(text) or _mail(text)
    if found is None:
        told = publication_date(text)
        return (told, None) if told and _FIRST <= int(told[:4]) <= _LAST else (None, None)
    moment, has_time = found
    if not _FIRST <= moment.year <= _LAST:
        return None, None
    if not has_time:
        return moment.date().isoformat(), None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return moment.replace(tzinfo=None).isoformat(timespec="minutes"), aware.timestamp()


def _iso(text: str) -> tuple[dt.datetime, bool] | None:
    found = _ISO.match(text)
    if not found:
        return None
    day, clock, zone = found.groups()
    try:
        return dt.datetime.fromisoformat(f"{day}T{clock or '00:00'}{(zone or '').upper()}"), clock is not None
    except ValueError:
        return None


def _mail(text: str) -> tuple[dt.datetime, bool] | None:
    try:
        return parsedate_to_datetime(text), ":" in text
    except (ValueError, IndexError, OverflowError):
        return None


def number(text: str, most: int) -> int | None:
    """A whole number from 0 to `most`, None for anything else."""
    text = text.strip()
    return int(text) if re.fullmatch(r"\d{1,6}", text) and int(text) <= most else None
