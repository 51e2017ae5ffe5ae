"""Planned days as iCalendar (RFC 5545): an all-day entry an event that is told as still to come."""

import datetime as dt
import hashlib
import itertools
from collections.abc import Iterable, Iterator, Sequence

from corpus.exports.rows import Row, called, cut, marked

OCTETS = 75  # of a line, without its end
LONGEST = 31  # days that an entry may take: a plan for a year is no entry of a calendar
SHOWN = 3  # excerpts of an entry
HEADLINE = 120  # characters
CONTROLS = {code: None for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n"}


def planned(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Those that have a day, or a stretch that a calendar can show."""
    return tuple(row for row in rows if row.when and (row.when.last - row.when.first).days < LONGEST)


def calendar(rows: Sequence[Row], made: dt.datetime, name: str) -> bytes:
    """A calendar of the rows' events; `made` is the moment of its making, with its zone."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dateline//Dateline//EN", "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(name)}", *_entries(rows, made), "END:VCALENDAR",
    ]  # fmt: skip
    return b"".join(folded(line) for line in lines)


def _entries(rows: Sequence[Row], made: dt.datetime) -> Iterator[str]:
    pairs = [(row, text) for row, text in cut(planned(rows)) if text]
    for _, group in itertools.groupby(pairs, key=lambda pair: (pair[0].event, pair[0].when)):
        yield from _entry(list(group), made)


def _entry(pairs: Sequence[tuple[Row, str]], made: dt.datetime) -> Iterator[str]:
    row, words = pairs[0]
    assert row.when is not None
    article = row.excerpt.article
    told = "\n\n".join(f"{marked(one.excerpt, text)}\n{one.excerpt.credit}" for one, text in pairs[:SHOWN])
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(row)}"
    yield f"DTSTAMP:{made.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{_day(row.when.first)}"
    yield f"DTEND;VALUE=DATE:{_day(_next(row.when.last))}"
    yield f"SUMMARY:{escaped(called(row, words, HEADLINE))}"
    yield f"DESCRIPTION:{escaped(told)}"
    if article.url and not set(article.url) & set(" \r\n\t"):
        yield f"URL:{article.url.translate(CONTROLS)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _uid(row: Row) -> str:
    """The same for the same words of the same article about the same days, whenever it is exported."""
    assert row.when is not None
    span = row.excerpt.span
    place = f"{row.excerpt.article.id} {span.start} {span.stop} {row.when.iso}"
    return f"{hashlib.sha256(place.encode('utf-8', 'replace')).hexdigest()[:32]}@dateline"


def _day(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


def _next(day: dt.date) -> dt.date:
    """The day after: the end of an all-day entry is not part of it."""
    return day if day == dt.date.max else day + dt.timedelta(days=1)


def escaped(text: str) -> str:
    """Text as a value: backslash, semicolon, comma and line ends escaped, control characters gone."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(CONTROLS)
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A content line with its end, in pieces of at most 75 octets that part no character."""
    pieces, piece = [], b""
    for char in line:
        octets = char.encode("utf-8", "replace")
        if len(piece) + len(octets) > OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
