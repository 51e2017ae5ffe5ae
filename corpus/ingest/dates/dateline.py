"""The dateline that wires open with: a place and a day, which tell of the report, hardly of what it reports."""

import datetime as dt
import re

from corpus.ingest.dates import lexicon as lex
from corpus.ingest.dates import reckon
from corpus.models import Span

_HEAD = 160  # code points of a line that a dateline can take
_DATELINE = re.compile(
    rf"[^\S\n]{{0,4}}(?P<place>[^\W\d_a-z][^\n(]{{1,60}}?)[,.]\s(?P<month>{lex.MONTH})\s?(?P<day>{lex.DAY})(?:,\s(?P<year>{lex.YEAR}))?"
    r"(?:\.?\s{0,2}/(?P<between>[^/\n]{2,40})/|\s{0,2}(?:\((?P<agency>[^()\n]{2,40})\)\s{0,2})?(?:--?|–|—|_|/))"
)


def dateline_date(text: str, *, near: dt.date | None = None) -> dt.date | None:
    """The day in a dateline that the text opens with ("LINDHOLM, Dec. 31 (Agency) --", "LINDHOLM, May 3. /AGENCY/.").

    A year that is not printed is the one nearest `near`; None without either, and where there is no dateline.
    """
    match = _match(text, len(text) - len(text.lstrip()))
    if match is None:
        return None
    month, day = lex.MONTHS[lex.key(match["month"])], lex.number(match["day"])
    if match["year"]:
        return reckon.day_of(lex.year_number(match["year"]), month, day)
    return reckon.year_of_day(month, day, near, None) if near else None


def dateline_days(text: str) -> tuple[Span, ...]:
    """Where datelines print their day, at the head of the text or of a line in it."""
    starts = [0, *(found.end() for found in re.finditer(r"\n", text))]
    return tuple(
        Span(match.start("month"), match.end("year") if match["year"] else match.end("day"))
        for start in starts
        if (match := _match(text, start))
    )


def _match(text: str, start: int) -> re.Match[str] | None:
    match = _DATELINE.match(text, start, start + _HEAD)
    if match is None or not (match["agency"] or match["between"] or match["place"].split(",")[0].isupper()):
        return None
    return match
