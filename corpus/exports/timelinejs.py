"""Rows as the JSON that TimelineJS draws: a slide an event, its excerpts with their credits."""

import html
import itertools
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from corpus.exports.rows import Row, called, cut
from corpus.models import Interval

SHOWN = 5  # excerpts on a slide
HEADLINE = 90  # characters
WEB = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)


def timelinejs(rows: Sequence[Row], title: str) -> bytes:
    """An object of `title` and `events`; what has no day has no slide."""
    dated = [(row, text) for row, text in cut(rows) if row.when and text]
    grouped = itertools.groupby(dated, key=lambda pair: (pair[0].event, pair[0].when))
    events = [_event(list(group), number) for number, (_, group) in enumerate(grouped, start=1)]
    whole = {"title": {"text": {"headline": html.escape(title), "text": ""}}, "events": events, "scale": "human"}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _event(pairs: Sequence[tuple[Row, str]], number: int) -> dict[str, Any]:
    """A slide; the same words may stand on several, so that its number is part of its name."""
    row, words = pairs[0]
    assert row.when is not None
    excerpt = row.excerpt
    return {
        "unique_id": f"{excerpt.article.id}-{excerpt.span.start}-{row.when.iso.replace('/', '-')}-{number}",
        **_dates(row.when),
        "text": {"headline": html.escape(called(row, words, HEADLINE)), "text": "".join(_slide(pairs))},
    }


def _dates(when: Interval) -> dict[str, dict[str, int]]:
    """A day, a month or a year as a start of that exactness; a stretch of days has an end too."""
    parts = [int(part) for part in when.iso.split("/")[0].split("-")]
    found = {"start_date": dict(zip(("year", "month", "day"), parts, strict=False))}
    if "/" in when.iso:
        last = when.last
        found["end_date"] = {"year": last.year, "month": last.month, "day": last.day}
    return found


def _slide(pairs: Sequence[tuple[Row, str]]) -> Iterable[str]:
    for row, words in pairs[:SHOWN]:
        credit, url = html.escape(row.excerpt.credit), row.excerpt.article.url or ""
        source = _element("a", credit, f' href="{html.escape(url)}"') if WEB.fullmatch(url) else credit
        yield _element("blockquote", html.escape(words)) + _element("p", source)


def _element(name: str, inner: str, attributes: str = "") -> str:
    """An element of the HTML that TimelineJS takes, of what is escaped."""
    return f"<{name}{attributes}>{inner}</{name}>"
